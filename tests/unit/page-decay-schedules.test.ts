import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { devBand, shownRange, valueAt } from '#renderer/stages/decay/dev-band.ts';
import { ratePath } from '#renderer/stages/decay/rate-path.ts';
import {
  type DraftPart,
  draftOf,
  PARTS,
  problemOf,
  rangeOf,
  scheduleOf,
  WAYS,
} from '#renderer/stages/decay/schedule-draft.ts';
import { placeOf, readNumber } from '#renderer/ui/SliderField.tsx';
import { Schedule } from '#shared/domain/schedule.ts';
import { learningRateAt, ratePoints } from '#shared/method/schedules/learning-rate-at.ts';

const CLASSIC = { kind: 'exponential', start: 2700, rate: 0.5, period: 300 } as const;
const LAZY = { kind: 'linear', interval: 100 } as const;

const part = fc.constantFrom<DraftPart>('start', 'rate', 'period', 'interval', 'warmup');
const steps = fc.oneof(fc.constantFrom(1, 2, 3), fc.integer({ min: 4, max: 200_000 }));
const count = fc.integer({ min: 0, max: 300_000 });
const anySchedule = fc.oneof(
  fc.record({ kind: fc.constant('linear' as const), interval: count.map(n => n + 1), warmup: count }),
  fc.record({ kind: fc.constant('cosine' as const), warmup: count }),
  fc.record({
    kind: fc.constantFrom('exponential' as const, 'step-linear' as const),
    start: count,
    rate: fc.double({ min: 1e-6, max: 1, noNaN: true }),
    period: count.map(n => n + 1),
    warmup: count,
  }),
);

describe('a draft of a schedule', () => {
  it('is the schedule that it was made of, where that fits into the run', () => {
    for (const schedule of [CLASSIC, LAZY, { kind: 'cosine', warmup: 50 } as const])
      expect(scheduleOf(draftOf(schedule, [CLASSIC, LAZY], 5000))).toEqual(schedule);
  });

  it('has for each way the parts of the schedules that came along', () => {
    const draft = draftOf(LAZY, [CLASSIC], 5000);
    expect(scheduleOf({ ...draft, way: 'classic' })).toEqual(CLASSIC);
    expect(scheduleOf({ ...draft, way: 'cosine' })).toEqual({ kind: 'cosine' });
  });

  it('is always a schedule that can train, whatever the run’s length: T = 1, 2, 3 and starts behind the end', () => {
    fc.assert(
      fc.property(anySchedule, steps, (schedule, steps) => {
        const draft = draftOf(schedule, [], steps);
        for (const way of WAYS) {
          expect(Schedule.safeParse(scheduleOf({ ...draft, way })).success).toBe(true);
          for (const part of PARTS[way]) expect(problemOf(part, draft[part], steps)).toBe(null);
        }
      }),
    );
  });
});

describe('what a slider leads through', () => {
  it('are values that the part can have, ascending, from its least to its most', () => {
    fc.assert(
      fc.property(part, steps, (part, steps) => {
        const { stops, min, max } = rangeOf(part, steps);
        expect(stops.length).toBeGreaterThanOrEqual(2);
        expect(stops.every((stop, i) => i === 0 || stop > (stops[i - 1] as number))).toBe(true);
        expect(stops.length).toBeLessThan(300);
        if (max > min) {
          expect([stops[0], stops.at(-1)]).toEqual([min, max]);
          for (const stop of stops) expect(problemOf(part, stop, steps)).toBe(null);
        }
      }),
    );
  });

  it('stops at round numbers', () => {
    const { stops } = rangeOf('start', 6000);
    expect(stops).toContain(2700);
    expect(rangeOf('period', 6000).stops).toEqual(expect.arrayContaining([1, 10, 100, 250, 300, 1000, 6000]));
  });

  it('shows a value between two stops between them', () => {
    expect(placeOf([0, 10, 20], 10)).toBe(1);
    expect(placeOf([0, 10, 20], 15)).toBe(1.5);
    expect(placeOf([0, 10, 20], 99)).toBe(2);
    expect(placeOf([5, 10], 1)).toBe(0);
  });
});

describe('what is typed beside it', () => {
  it('is read as people write numbers', () => {
    expect(readNumber('2,700')).toBe(2700);
    expect(readNumber(' 0.5 ')).toBe(0.5);
    expect(readNumber('−3')).toBe(-3);
    for (const none of ['', 'x', '1,2', '--4']) expect(readNumber(none)).toBeNaN();
  });

  it('is refused with its reason', () => {
    expect(problemOf('start', 6000, 6000)).toBe('outside');
    expect(problemOf('start', 5999, 6000)).toBe(null);
    expect(problemOf('period', 0, 6000)).toBe('outside');
    expect(problemOf('period', 1.5, 6000)).toBe('notWhole');
    expect(problemOf('rate', 0, 6000)).toBe('outside');
    expect(problemOf('rate', Number.NaN, 6000)).toBe('notNumber');
  });
});

describe('D8: the rates that are drawn', () => {
  it('are those that train: the first drop is at the start, 2,700', () => {
    const path = ratePath(CLASSIC, 0.1, 6000, 500);
    expect(path.slice(0, 3)).toEqual([
      { step: 0, lr: 0.1 },
      { step: 2700, lr: 0.05 },
      { step: 3000, lr: 0.025 },
    ]);
    expect(path).toEqual([...ratePoints(CLASSIC, 0.1, 6000)]);
  });

  it('are no more than there is room for, and the trainer’s at each of their steps', () => {
    fc.assert(
      fc.property(anySchedule, steps, (schedule, steps) => {
        const path = ratePath(schedule, 0.1, steps, 700);
        expect(path.length).toBeLessThanOrEqual(703);
        for (const { step, lr } of path) expect(lr).toBe(learningRateAt(schedule, 0.1, step, steps));
        expect(path[0]?.step).toBe(0);
      }),
    );
  });
});

describe('a band over seeds', () => {
  const run = (values: number[], steps = values.map((_, i) => i * 10)) => ({ steps, values });

  it('has the mean of the smoothed evaluations, and from where to where they reach', () => {
    const band = devBand([run([0, 0.5, 0.5, 0.5]), run([0, 0.7, 0.7, 0.7])]);
    expect(band.steps).toEqual([10, 20, 30]);
    expect(band.mean[1]).toBeCloseTo(0.6);
    expect([band.low[1], band.high[1]]).toEqual([expect.closeTo(0.5), expect.closeTo(0.7)]);
    expect(valueAt(band, 25)).toBeCloseTo(0.6);
    expect(valueAt(band, 5)).toBe(null);
  });

  it('leaves out a step that only some of the runs that went on so far were evaluated at', () => {
    const band = devBand([run([0, 1, 1], [0, 10, 30]), run([0, 1, 1, 1], [0, 10, 20, 30])]);
    expect(band.steps).toEqual([10, 30]);
    // A run that ended early is no reason to end the others.
    expect(devBand([run([0, 1, 1]), run([0, 1, 1, 1])]).steps).toEqual([10, 20, 30]);
  });

  it('passes over what is no number', () => {
    expect(devBand([run([0, 1, Number.NaN, 1])]).steps).toEqual([10, 30]);
    expect(devBand([])).toEqual({ steps: [], mean: [], low: [], high: [] });
  });

  it('is shown from a fifth of the steps on, and it is said that it begins outside', () => {
    const band = devBand([run([0, 0.1, 0.9, 0.92, 0.93, 0.93, 0.93, 0.93, 0.93, 0.93, 0.93])]);
    const range = shownRange([band], 100, 1);
    expect(range?.cropped).toBe(true);
    expect(range?.low).toBeGreaterThan(0.5);
    expect(range?.high).toBeLessThanOrEqual(1);
    expect(shownRange([], 100, 1)).toBe(null);
    // One evaluation a step.
    const ones = new Array<number>(300_000).fill(1);
    const dense = { steps: ones.map((_, i) => i), mean: ones, low: ones, high: ones };
    expect(shownRange([dense], 300_000, null)).toMatchObject({ cropped: false });
  });
});
