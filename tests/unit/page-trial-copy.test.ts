import { describe, expect, it } from 'vitest';
import { copyOf, planPoint, typedRate } from '#renderer/stage/trial-copy.ts';
import { planCopy } from '#renderer/stages/learning-rate/trial-copy.ts';
import { LadderChoice } from '#shared/contract/requests.ts';
import { candidate, stageView } from './page-views.ts';

describe('a copy of a trial', () => {
  const trial = stageView([candidate(0.1)]).trials[0]!;
  const copy = copyOf(trial);
  const plan = (change: Partial<typeof copy>) => planCopy(trial, 'project', { ...copy, ...change });

  it('is not started as it is: it would give the same numbers', () => {
    expect(plan({})).toMatchObject({ kind: 'nothing' });
    expect(plan({ rate: '1e-1' })).toMatchObject({ kind: 'nothing' });
  });

  it('with another rate alone is a further candidate of its ladder', () => {
    expect(plan({ rate: '0.2' })).toMatchObject({
      kind: 'point',
      input: { stageId: 'stage', set: { learningRate: 0.2 } },
    });
  });

  it('with another value elsewhere is a ladder of that one rate, and all else is as it was', () => {
    const made = plan({ rate: '0.2', batchSize: 32, seed: 9 });
    if (made.kind !== 'stage') throw new Error(made.kind);
    const choice = LadderChoice.parse(made.input.choice);
    expect(choice).toMatchObject({
      rates: [0.2],
      batchSize: 32,
      seed: 9,
      backend: 'wasm',
      extend: false,
      prune: false,
    });
    expect(choice).toMatchObject({ hidden: trial.hyperparameters.hidden, steps: trial.hyperparameters.steps });
  });

  it.each([{ rate: '' }, { rate: '0' }, { rate: '-1' }, { rate: 'a' }, { steps: null }, { seed: null }])(
    'is incomplete: %j',
    change => expect(plan(change)).toEqual({ kind: 'incomplete' }),
  );

  it('of a stage that compares something else is a further point of it, with all that is other', () => {
    expect(planPoint(trial, 'project', { ...copy, batchSize: 32, seed: 9 })).toMatchObject({
      kind: 'point',
      input: { stageId: 'stage', set: { learningRate: 0.1, batchSize: 32, seed: 9 } },
    });
    expect(planPoint(trial, 'project', copy).kind).toBe('nothing');
  });

  it('takes a rate as people type it', () => {
    expect(typedRate(' 3e−4 ')).toBe(3e-4);
    expect(typedRate('Infinity')).toBeNull();
  });
});
