import { expect, it } from 'vitest';
import { setName, trialName } from '#electron/cli/trial-name.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { FINAL_PAIR } from '#shared/method/stages/final-runs/runs.ts';

const trial = (set: HyperparameterSet) => ({ point: { set }, hyperparameters: { learningRate: 0.1 } }) as Trial;
const point = { optimizer: 'momentum', batchSize: 64, momentum: 0.9, learningRate: 0.001, steps: 648 } as const;
const other = { ...point, optimizer: 'sgd', momentum: 0, batchSize: 16, learningRate: 0.003, steps: 2592 } as const;

it('tells settings in one order, whichever they were written in', () => {
  const { optimizer: _, steps: __, ...told } = point;
  const [own, , backwards] = [trial({ ...told, seed: 2 }), trial(other), trial({ seed: 3, ...told })];
  const names = [own, backwards].map(one => trialName(one, [own, trial(other), backwards]));
  expect(names).toEqual([
    'batch size 64, momentum 0.9, learning rate 0.001, seed 2',
    'batch size 64, momentum 0.9, learning rate 0.001, seed 3',
  ]);
});

it('a trial keeps its name when its second seed comes', () => {
  const [first, second, third] = [trial(point), trial({ ...point, seed: 2 }), trial(other)];
  const name = trialName(first, [first, third]);
  expect(name).toBe('batch size 64, momentum 0.9, learning rate 0.001');
  expect(trialName(first, [first, second, third])).toBe(name);
});

it('says Adam where others train without, in the name that it has everywhere', () => {
  const { momentum: _, ...rest } = point;
  const adam = trial({ ...rest, optimizer: 'adam' });
  expect(trialName(adam, [trial(point), adam, trial(other)])).toMatch(/^optimizer Adam, batch size 64, learning rate/);
  expect(setName({ learningRate: 0.1, optimizer: 'momentum' })).toBe('optimizer SGD with momentum, learning rate 0.1');
});

it('calls a run of cross-validation by its fold, and a final run by its seed', () => {
  const final = (set: HyperparameterSet, fold?: number) =>
    ({
      point: { set, pair: FINAL_PAIR, ...(fold !== undefined && { fold }) },
      hyperparameters: {},
    }) as unknown as Trial;
  const set = { learningRate: 0.1, seed: 20 };
  expect(trialName(final(set), [])).toMatch(/, seed 20$/);
  expect(trialName(final(set, 0), [])).toMatch(/, fold 1$/);
});
