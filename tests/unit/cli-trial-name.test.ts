import { expect, it } from 'vitest';
import { setName, trialName } from '#electron/cli/trial-name.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Trial } from '#shared/domain/trial.ts';

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
