import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HyperparameterSet } from '#shared/domain/evidence.ts';
import { DEFAULT_HYPERPARAMETERS, Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { LadderChoice } from '#shared/domain/project.ts';
import { CONSTANT, isConstant, Schedule, sameSchedule, scheduleKey } from '#shared/domain/schedule.ts';
import { sameSet } from '#shared/method/configuration.ts';
import { sameSettings } from '#shared/method/fixed-hyperparameters.ts';
import { scheduleChecks } from '#shared/method/schedules/checks.ts';
import { firstBelow, scheduleFigures } from '#shared/method/schedules/figures.ts';
import { learningRateAt, ratePoints, sameRatesBefore } from '#shared/method/schedules/learning-rate-at.ts';
import { proposedClassic } from '#shared/method/schedules/proposed.ts';
import { isSameBefore } from '#shared/method/stages/branching.ts';
import { hyperparametersOf, pointKey } from '#shared/method/stages/stage-definition.ts';

/** T, with the smallest ones often; and steps of a schedule from 1 to beyond T. */
const steps = fc.oneof(fc.constantFrom(1, 2, 3), fc.integer({ min: 1, max: 400 }));
const around = (T: number) => fc.oneof(fc.constantFrom(T, T + 1), fc.integer({ min: 1, max: 2 * T + 2 }));
const schedules = (T: number): fc.Arbitrary<Schedule> => {
  const warmup = fc.oneof(fc.constantFrom(0, T, T + 1), fc.integer({ min: 0, max: T }));
  const drop = fc.double({ min: 0.001, max: 1, noNaN: true });
  const start = fc.oneof(fc.constantFrom(0, T, T + 1), fc.integer({ min: 0, max: T }));
  return fc.oneof(
    fc.record({ kind: fc.constant('constant' as const), warmup }),
    fc.record({ kind: fc.constant('linear' as const), interval: around(T), warmup }),
    fc.record({ kind: fc.constant('cosine' as const), warmup }),
    fc.record({
      kind: fc.constantFrom('exponential' as const, 'step-linear' as const),
      ...{ start, rate: drop, period: around(T), warmup },
    }),
  );
};
const scheduled = steps.chain(T => fc.tuple(fc.constant(T), schedules(T)));
const someRate = fc.double({ min: 1e-6, max: 10, noNaN: true });

const base: Hyperparameters = { ...DEFAULT_HYPERPARAMETERS, hidden: [8], filters: [], learningRate: 0.1 };
const classic = { kind: 'exponential', start: 2700, rate: 0.5, period: 300 } as const;

describe('the rate of a step', () => {
  it('is that of D1: 0.01 over 5,000 steps is 0.004 at step 3,000', () => {
    const lazy = { kind: 'linear', interval: 100 } as const;
    expect(learningRateAt(lazy, 0.01, 3000, 5000)).toBe(0.004);
    expect(learningRateAt(lazy, 0.01, 3099, 5000)).toBe(0.004);
    expect(learningRateAt({ ...lazy, interval: 1 }, 0.01, 1, 5000)).toBeCloseTo(0.01 - 2e-6, 12);
    expect(learningRateAt(lazy, 0.01, 5000, 5000)).toBe(0);
  });

  it('is that of D2: the first drop is at the start itself', () => {
    const at = (step: number) => learningRateAt(classic, 0.1, step, 5000);
    expect([2699, 2700, 2999, 3000].map(at)).toEqual([0.1, 0.05, 0.05, 0.025]);
    const steps = { ...classic, kind: 'step-linear', rate: 0.25 } as const;
    expect([2699, 2700, 3000, 3600, 4999].map(step => learningRateAt(steps, 1, step, 5000))).toEqual([
      ...[1, 0.75, 0.5, 0, 0],
    ]);
  });

  it('is half of it in the middle of a cosine', () => {
    expect(learningRateAt({ kind: 'cosine' }, 0.1, 50, 100)).toBeCloseTo(0.05, 12);
  });

  it('rises to the learning rate while it warms up, and decays over the steps that are left', () => {
    const at = (step: number) => learningRateAt({ kind: 'linear', interval: 1, warmup: 4 }, 1, step, 12);
    expect([0, 1, 2, 3, 4, 5, 8, 11, 12].map(at)).toEqual([0.25, 0.5, 0.75, 1, 1, 0.875, 0.5, 0.125, 0]);
    expect(learningRateAt({ ...classic, start: 0, warmup: 10 }, 1, 9, 5000)).toBe(1);
    expect(learningRateAt({ ...classic, start: 0, warmup: 10 }, 1, 10, 5000)).toBe(0.5);
  });

  it('is never NaN, negative, or above the learning rate, and never rises once it is warm', () => {
    fc.assert(
      fc.property(scheduled, someRate, ([T, schedule], lr0) => {
        let before = Number.POSITIVE_INFINITY;
        for (let step = 0; step <= T; step++) {
          const lr = learningRateAt(schedule, lr0, step, T);
          expect(lr >= 0 && lr <= lr0).toBe(true);
          if (step >= (schedule.warmup ?? 0)) {
            expect(lr <= before).toBe(true);
            before = lr;
          }
        }
      }),
    );
  });

  it('of a constant schedule is the very number that was chosen', () => {
    fc.assert(
      fc.property(steps, someRate, (T, lr0) => {
        for (let step = 0; step < T; step++) expect(learningRateAt(CONSTANT, lr0, step, T)).toBe(lr0);
        expect([...ratePoints(CONSTANT, lr0, T)]).toEqual([{ step: 0, lr: lr0 }]);
      }),
    );
  });
});

describe('the points of change', () => {
  it('are one for each change, and hold the rate of every step between', () => {
    fc.assert(
      fc.property(scheduled, someRate, ([T, schedule], lr0) => {
        const points = [...ratePoints(schedule, lr0, T)];
        const every = Array.from({ length: T }, (_, step) => learningRateAt(schedule, lr0, step, T));
        const changed = every.flatMap((lr, step) => (step === 0 || lr !== every[step - 1] ? [{ step, lr }] : []));
        expect(points).toEqual(changed);
      }),
    );
  });
});

describe('two runs before a step', () => {
  it('train at the same rates exactly where every step’s rate says so', () => {
    const two = steps.chain(T => fc.tuple(fc.constant(T), around(T), schedules(T), schedules(T), fc.nat(T)));
    fc.assert(
      fc.property(two, fc.boolean(), ([T, otherT, one, two_, before], same) => {
        const other = same ? one : two_;
        const step = Math.min(before, T, otherT);
        const a = { learningRate: 0.3, schedule: one, steps: T };
        const b = { learningRate: 0.3, schedule: other, steps: otherT };
        const equal = Array.from({ length: step }, (_, at) => at).every(
          at => learningRateAt(one, 0.3, at, T) === learningRateAt(other, 0.3, at, otherT),
        );
        expect(sameRatesBefore(step, a, b)).toBe(equal);
      }),
    );
  });

  it('are the same up to where one of them decays, and not a step beyond', () => {
    const plain = { ...base, steps: 5000 };
    const decayed = { ...plain, schedule: classic };
    expect(isSameBefore(2700, plain, decayed)).toBe(true);
    expect(isSameBefore(2701, plain, decayed)).toBe(false);
    expect(isSameBefore(2700, plain, { ...decayed, steps: 6000 })).toBe(true);
    expect(isSameBefore(2700, plain, { ...decayed, seed: 2 })).toBe(false);
    expect(isSameBefore(2700, plain, { ...decayed, learningRate: 0.2 })).toBe(false);
    expect(isSameBefore(100, plain, { ...plain, schedule: { kind: 'linear', interval: 100 } })).toBe(true);
    expect(isSameBefore(101, plain, { ...plain, schedule: { kind: 'linear', interval: 100 } })).toBe(false);
    const lazy = { ...plain, schedule: { kind: 'linear', interval: 100 } } as const;
    expect(isSameBefore(101, lazy, { ...lazy, steps: 6000 })).toBe(false);
  });
});

describe('a schedule among the hyperparameters', () => {
  const { schedule: _, ...old } = base;

  it('is constant where none is stored', () => {
    expect(Hyperparameters.parse(old)).toEqual({ ...old, schedule: { kind: 'constant' } });
    expect(hyperparametersOf({ base: old, backend: 'wasm', parallel: 1 }, { set: { seed: 4 } }).schedule).toEqual(
      CONSTANT,
    );
  });

  it('comes into no set that has none', () => {
    expect(HyperparameterSet.parse({ learningRate: 0.1 })).toEqual({ learningRate: 0.1 });
    expect(LadderChoice.parse({ steps: 3 })).toEqual({ steps: 3 });
  });

  it('that is left out is the constant one where sets and settings are compared', () => {
    expect(sameSet({ learningRate: 1 }, { learningRate: 1, schedule: { kind: 'constant', warmup: 0 } })).toBe(true);
    expect(sameSet({ learningRate: 1 }, { learningRate: 1, schedule: classic })).toBe(false);
    expect(sameSettings(old as Hyperparameters, base)).toBe(true);
    expect(sameSettings(old as Hyperparameters, { ...base, schedule: classic })).toBe(false);
    expect(sameSettings({ ...base, schedule: { ...classic, warmup: 0 } }, { ...base, schedule: classic })).toBe(true);
  });

  it('is known by one key, in whatever order it is written', () => {
    const shuffled = { period: 300, rate: 0.5, warmup: 0, kind: 'exponential', start: 2700 } as const;
    expect(scheduleKey(classic)).toBe('exponential(start=2700 rate=0.5 period=300)');
    expect(pointKey({ seed: 2, schedule: shuffled })).toBe(
      'schedule=exponential(start=2700 rate=0.5 period=300),seed=2',
    );
    expect(sameSchedule(shuffled, classic)).toBe(true);
    expect(pointKey({ schedule: CONSTANT })).toBe('schedule=constant');
    expect(isConstant({ kind: 'constant', warmup: 3 })).toBe(false);
  });

  it('is read back as it was stored', () => {
    fc.assert(
      fc.property(scheduled, ([, schedule]) => {
        expect(Schedule.parse(JSON.parse(JSON.stringify(schedule)))).toEqual(schedule);
      }),
    );
  });
});

describe('what is said of a schedule', () => {
  const of = (schedule: Schedule, peak: number | null = 3000) => ({ schedule, learningRate: 0.1, steps: 5000, peak });
  const said = (schedule: Schedule, peak: number | null = 3000) =>
    scheduleChecks(of(schedule, peak)).map(({ rule, holds, message }) => [
      rule,
      holds,
      message.key.slice('schedule.check.'.length),
    ]);

  it('names the rate at the start, at the former peak, at T, and of the last step', () => {
    expect(scheduleFigures(classic, 0.1, 5000, 3000)).toEqual({
      ...{ atStart: 0.1, atPeak: 0.025, atEnd: 0.1 / 256, last: 0.1 / 256, drops: 8 },
    });
    expect(scheduleFigures({ kind: 'linear', interval: 100 }, 0.1, 5000, null)).toMatchObject({
      ...{ atStart: 0.1, atPeak: null, atEnd: 0, drops: null },
    });
  });

  it('proposes what meets all of the checks, and ends at about a 64th', () => {
    const proposed = proposedClassic(3000, 5000);
    expect(proposed).toEqual({ kind: 'exponential', start: 2700, rate: 0.5, period: 460 });
    expect(scheduleFigures(proposed, 0.1, 5000, 3000).atEnd).toBe(0.1 / 64);
    expect(said(proposed)).toEqual([
      ['D3', true, 'startGood'],
      ['D4', true, 'halved'],
      ['D5', true, 'lasts'],
      ['D5', true, 'comesDown'],
      ['D5', true, 'periodGood'],
    ]);
  });

  it('says nothing of a constant rate, and of the lazy way only how low it gets', () => {
    expect(said(CONSTANT)).toEqual([]);
    expect(said({ kind: 'linear', interval: 100 })).toEqual([
      ['D5', true, 'lasts'],
      ['D5', true, 'comesDown'],
    ]);
    expect(said({ kind: 'linear', interval: 6000 })).toContainEqual(['D5', false, 'staysHigh']);
  });

  it('sees a start that is late or early, and a peak that wasn’t seen', () => {
    expect(said({ ...classic, start: 3000 })).toContainEqual(['D3', false, 'startLate']);
    expect(said({ ...classic, start: 1000 })).toContainEqual(['D3', false, 'startEarly']);
    expect(said(classic, 5000)).toContainEqual(['D3', false, 'noPeak']);
    expect(said(classic, null).map(([rule]) => rule)).toEqual(['D5', 'D5', 'D5']);
  });

  it('sees a rate that isn’t halved by the peak, unless the period is very short', () => {
    expect(said({ ...classic, rate: 0.8 })).toContainEqual(['D4', false, 'notHalved']);
    expect(said({ ...classic, rate: 0.97, period: 20 })).toContainEqual(['D4', true, 'notHalvedButShort']);
  });

  it('sees a rate that dies, one that stays high, and periods that are too short or too long', () => {
    expect(said({ ...classic, rate: 0.01 })).toContainEqual(['D5', false, 'dies']);
    expect(said({ ...classic, rate: 0.9 })).toContainEqual(['D5', false, 'staysHigh']);
    expect(said({ ...classic, rate: 0.97, period: 20 })).toContainEqual(['D5', false, 'periodShort']);
    expect(said({ ...classic, period: 3000 })).toContainEqual(['D5', false, 'periodLong']);
    expect(firstBelow(0.001, { ...classic, rate: 0.01 }, 5000)).toBe(3000);
  });

  it('finds the first step below a share of the rate, for any schedule', () => {
    fc.assert(
      fc.property(scheduled, fc.double({ min: 0.001, max: 1.1, noNaN: true }), ([T, schedule], share) => {
        const { warmup = 0 } = schedule;
        const every = Array.from({ length: T }, (_, step) => step);
        const first = every.find(step => step >= warmup && learningRateAt(schedule, 1, step, T) < share);
        expect(firstBelow(share, schedule, T)).toBe(first ?? null);
      }),
    );
  });

  it('says of a run that is warm-up alone that its decay never begins', () => {
    expect(said({ kind: 'linear', interval: 100, warmup: 5000 })).toEqual([['D5', false, 'neverWarm']]);
  });

  it('holds for any schedule: every figure is a number', () => {
    fc.assert(
      fc.property(scheduled, fc.option(fc.nat(500)), ([T, schedule], peak) => {
        for (const { message } of scheduleChecks({ schedule, learningRate: 0.1, steps: T, peak }))
          for (const value of Object.values(message.values))
            expect(Number.isFinite(typeof value === 'object' && 'value' in value ? value.value : value)).toBe(true);
      }),
    );
  });
});
