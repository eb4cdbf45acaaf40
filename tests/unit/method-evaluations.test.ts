import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST } from '#shared/domain/hyperparameters.ts';
import {
  BestSoFar,
  bestEvaluation,
  curveRows,
  evaluationCount,
  evaluationSteps,
  isEvaluated,
  rungSteps,
} from '#shared/method/curves/evaluations.ts';
import { rungsOf } from '#shared/method/search/successive-halving.ts';

const anySteps = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: MOST.steps }));

describe('the schedule of evaluations', () => {
  it('is as the method says for 600 steps', () => {
    expect(evaluationSteps(600)).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6, 7, 9, 11],
      ...Array.from({ length: 50 }, (_, i) => 12 * (i + 1)).flatMap(step => (step === 144 ? [144, 150] : [step])),
    ]);
  });

  it('goes from before the first step to after the last, never backwards, about 75 times at most', () => {
    fc.assert(
      fc.property(anySteps, steps => {
        const at = evaluationSteps(steps);
        expect([at[0], at.at(-1)]).toEqual([0, steps]);
        expect(at.every((step, i) => Number.isInteger(step) && step > (at[i - 1] ?? -1))).toBe(true);
        expect(at.length).toBeLessThanOrEqual(78);
        expect(at.length).toBe(evaluationCount({ steps, evalEvery: null }));
      }),
    );
  });

  it('has gaps of 15 % or of one step before a fiftieth of all steps, and of a fiftieth after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), steps => {
        const at = evaluationSteps(steps);
        for (const [i, step] of at.entries()) {
          const before = at[i - 1] ?? 0;
          expect(step - before).toBeLessThanOrEqual(Math.max(1, Math.ceil(steps / 50), 0.15 * before + 1));
        }
      }),
    );
  });

  it('has every rung of a pruned search', () => {
    fc.assert(
      fc.property(anySteps, fc.integer({ min: 2, max: 24 }), (steps, candidates) => {
        const at = new Set(evaluationSteps(steps));
        expect(rungsOf(steps, candidates).every(({ step }) => at.has(step))).toBe(true);
        expect(rungSteps(steps).every(step => at.has(step))).toBe(true);
      }),
    );
  });

  it('is every so many steps where a person wants that', () => {
    const due = isEvaluated({ steps: 25, evalEvery: 10 });
    expect(Array.from({ length: 26 }, (_, step) => step).filter(due)).toEqual([0, 10, 20, 25]);
    expect(evaluationCount({ steps: 25, evalEvery: 10 })).toBe(4);
  });
});

describe('the rows of an evaluation', () => {
  it('are all of dev where that is cheap, and fewer the shorter a trial is beside its dev set', () => {
    const of = (steps: number, batchSize: number, devRows: number) =>
      curveRows({ steps, batchSize, evalEvery: null }, devRows);
    expect(of(1000, 64, 60)).toBe(60);
    expect(of(1000, 64, 400)).toBe(400);
    expect(of(4000, 64, 1000)).toBe(of(4000, 64, 100_000));
    expect(of(4000, 64, 100_000)).toBeLessThan(1000);
    expect(of(100, 64, 100_000)).toBeLessThan(of(1000, 64, 100_000));
    // A part of a chunk would cost as much as all of it.
    expect(of(2500, 64, 1000)).toBe(384);
    expect(of(777, 64, 100_000) % 64).toBe(0);
    expect(curveRows({ steps: 100, batchSize: 64, evalEvery: 10 }, 100_000)).toBe(100_000);
  });

  it('cost, by what a row costs, a tenth of the time at most, or a quarter where they are few', () => {
    fc.assert(
      fc.property(
        anySteps,
        fc.integer({ min: 1, max: 4096 }),
        fc.integer({ min: 1, max: 1e6 }),
        (steps, batchSize, dev) => {
          const rows = curveRows({ steps, batchSize, evalEvery: null }, dev);
          expect(rows).toBeLessThanOrEqual(dev);
          const cost = 0.8 * rows * evaluationSteps(steps).length;
          const share = cost / (cost + steps * batchSize);
          if (rows > 64) expect(share).toBeLessThanOrEqual((rows > 400 ? 0.1 : 0.25) + 1e-9);
        },
      ),
    );
  });
});

/** Losses as they come, some the same, some not finite, each at a step of its own. */
const evaluations = fc.array(fc.oneof(fc.double({ min: 0, max: 9 }), fc.constantFrom(1, Number.NaN, Infinity)), {
  maxLength: 40,
});

describe('the best evaluation', () => {
  it('has the lowest loss over itself and its neighbours', () => {
    expect(bestEvaluation([0, 1, 2, 3, 4], [2, 1, 0.2, 1, 0.5])).toBe(2);
    // One lucky evaluation between bad ones isn't: (3 + 2 × 0.1 + 3) / 4 = 1.55.
    expect(bestEvaluation([0, 1, 2, 3, 4, 5], [3, 3, 0.1, 3, 1, 1])).toBe(5);
    // At an end there is one neighbour: (2 × 0.5 + 0.8) / 3 = 0.6.
    expect(bestEvaluation([0, 1, 2], [9, 0.8, 0.5])).toBe(2);
    expect(bestEvaluation([0, 1, 2], [1, 1, 1])).toBe(1);
  });

  it('is none where nothing was trained, or nothing is finite', () => {
    expect(bestEvaluation([], [])).toBe(-1);
    expect(bestEvaluation([0], [0.1])).toBe(-1);
    expect(bestEvaluation([0, 1], [1, Number.NaN])).toBe(-1);
  });

  it('is the same for one who sees one evaluation after the other, cut off and gone on with anywhere', () => {
    fc.assert(
      fc.property(evaluations, fc.nat(40), (losses, cut) => {
        let seen = new BestSoFar<number>();
        const steps: number[] = [];
        for (const [i, loss] of losses.entries()) {
          if (i === cut) seen = new BestSoFar(structuredClone(seen.state));
          steps.push(3 * i);
          seen.push(3 * i, loss, i);
          expect(seen.best?.kept ?? -1).toBe(bestEvaluation(steps, losses.slice(0, i + 1)));
        }
      }),
    );
  });
});
