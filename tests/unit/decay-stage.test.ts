import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecayAnswer, DecayPlan } from '#shared/domain/decay.ts';
import { CONSTANT, isConstant, type Schedule, type ScheduleKind, sameSchedule } from '#shared/domain/schedule.ts';
import { Random } from '#shared/method/random.ts';
import { decay } from '#shared/method/stages/decay/definition.ts';
import { classicSchedule, plannedStarts, searchedSchedules, startOf } from '#shared/method/stages/decay/schedules.ts';
import { FLAT, verdictOf } from '#shared/method/stages/paired-runs.ts';
import { stepsIn } from '#shared/method/stages/segments.ts';
import { emptyRecord, type StageRecord } from '#shared/method/stages/stage-definition.ts';
import { tInterval, tQuantile } from '#shared/method/statistics/t-interval.ts';
import { DecayRuns, decayPlan, jitter, type Outcome, STEPS, type Train } from './decay-runs.ts';

const kindOf = ({ set }: { set: { schedule?: Schedule | undefined } }): ScheduleKind => (set.schedule ?? CONSTANT).kind;
type Kinds = { [Kind in ScheduleKind]?: Outcome };

/** Runs whose outcome is that of their kind of schedule, a little apart between seeds. */
const byKind =
  (of: Kinds, spread = 0.001): Train =>
  point => {
    const outcome = of[kindOf(point)] ?? (of.constant as Outcome);
    return { ...outcome, loss: outcome.loss + spread * jitter(point) };
  };

const NONE: Outcome = { loss: 0.5, at: 300 };
const GAIN: Kinds = { constant: NONE, linear: { loss: 0.4, at: 320 } };
const FLAT_RUNS: Kinds = { constant: NONE, linear: { loss: 0.5, at: 320 } };
const WORSE: Kinds = { constant: NONE, linear: { loss: 0.6, at: 320 } };

describe('a t-interval', () => {
  it('is that of a textbook', () => {
    expect(tInterval([1, 2, 3])).toMatchObject({ n: 3, mean: 2, deviation: 1 });
    expect(tInterval([1, 2, 3])?.low).toBeCloseTo(2 - 4.303 / Math.sqrt(3), 3);
    expect(tInterval([5])).toBeNull();
    expect(() => tQuantile(1)).toThrow(RangeError);
  });

  it('has the quantiles of the tables, for any chance', () => {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, by degrees of freedom.
    const table = { 1: [12.706, 63.657], 2: [4.303, 9.925], 4: [2.776, 4.604], 9: [2.262, 3.25], 30: [2.042, 2.75] };
    for (const [freedom, [twentieth, hundredth]] of Object.entries(table)) {
      expect(tQuantile(Number(freedom) + 1)).toBeCloseTo(twentieth as number, 3);
      expect(tQuantile(Number(freedom) + 1, 0.01)).toBeCloseTo(hundredth as number, 3);
    }
    expect(tQuantile(5000)).toBeCloseTo(1.96, 3);
  });

  it('D6: holds the true difference in 95 % of draws, so that pairs of none against none show a gain in at most 2.5 %', () => {
    const random = Random.from(7);
    for (const n of [3, 5]) {
      const verdicts = Array.from({ length: 4000 }, () => {
        const pairs = Array.from({ length: n }, () => 0.1 * normal(random));
        const { mean, low, high } = tInterval(pairs)!;
        return verdictOf({ loss: 1, difference: { mean, low, high }, rowNoise: 0, pairs: [] });
      });
      const share = (verdict: string) => verdicts.filter(one => one === verdict).length / verdicts.length;
      expect(share('gain')).toBeLessThan(0.035);
      expect(share('gain') + share('worse')).toBeLessThan(0.06);
    }
  });
});

const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

describe('the plan of a decay stage', () => {
  it('D7: has five pairs where a trial costs under a minute, else three; a person may say; seeds that nothing used', () => {
    const plan = (stepMs: number | null, seeds?: number) =>
      decay.plan({
        configuration: { set: { learningRate: 0.1, steps: STEPS }, decisions: [] },
        subject: { kind: 'builtIn', facts: null, dataDigest: null, network: null },
        host: { cores: 2, defaultBackend: 'wasm' },
        earlier: { seeds: [1, 2, 7], stepMs },
        choice: seeds ? { seeds } : {},
      });
    expect(plan(1).seeds).toEqual([8, 9, 10, 11, 12]);
    expect(plan(1).freshSeeds).toEqual([13, 14, 15, 16, 17]);
    expect(plan(61).seeds).toHaveLength(3);
    expect(plan(null).seeds).toHaveLength(3);
    expect(plan(61, 8).seeds).toHaveLength(8);
    expect(DecayPlan.parse(plan(1))).toEqual(plan(1));
  });

  it('says what to do first where no learning rate was accepted, and refuses a command', () => {
    const host = { cores: 2, defaultBackend: 'wasm' } as const;
    const subject = { kind: 'builtIn', facts: null, dataDigest: null, network: null } as const;
    const nothing = { configuration: { set: {}, decisions: [] }, subject, host, choice: {} };
    expect(() => decay.plan(nothing)).toThrow(
      expect.objectContaining({ record: { key: 'error.decay.noRate', values: {} } }),
    );
  });

  it('takes over what the accepted rate was found with', () => {
    const { base } = decayPlan();
    expect(base).toMatchObject({ learningRate: 0.1, steps: STEPS, optimizer: 'sgd' });
    const plan = decay.plan({
      configuration: { set: { learningRate: 0.1, steps: STEPS, batchSize: 32 }, decisions: [] },
      subject: { kind: 'builtIn', facts: null, dataDigest: null, network: null },
      host: { cores: 2, defaultBackend: 'wasm' },
      basis: { base: { optimizer: 'momentum', batchSize: 256, momentum: 0.5, steps: 600 }, backend: 'cpu' },
      choice: {},
    });
    expect(plan.base).toMatchObject({ optimizer: 'momentum', momentum: 0.5, batchSize: 32, steps: STEPS });
    expect(plan.backend).toBe('cpu');
  });

  it('D3, D9: a trunk keeps at most eight checkpoints, where the searched schedules start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.option(fc.integer({ min: 1, max: 5000 })), (steps, peak) => {
        const plan = { ...decayPlan(), base: { ...decayPlan().base, steps }, peak };
        const starts = plannedStarts(plan);
        expect(starts.length).toBeLessThanOrEqual(8);
        expect(starts.every(start => start >= 1 && (start < steps || steps <= 6))).toBe(true);
        for (const schedule of searchedSchedules(plan))
          if ('period' in schedule) expect(schedule.period).toBeGreaterThan(0);
      }),
    );
    expect(classicSchedule(decayPlan())).toEqual({ kind: 'exponential', start: 270, rate: 0.5, period: 146 });
  });
});

describe('the verdict [D6]', () => {
  const of = (mean: number, half: number, rest: object = {}) =>
    verdictOf({
      loss: 1,
      difference: { mean, low: mean - half, high: mean + half },
      rowNoise: 0,
      pairs: [],
      ...rest,
    });

  it('is flat within ± 1 % of the loss, a gain or worse beyond 0 and beyond row noise, else unknown', () => {
    expect(of(0.001, 0.008)).toBe('flat');
    expect(of(-0.05, 0.02)).toBe('gain');
    expect(of(0.05, 0.02)).toBe('worse');
    expect(of(-0.05, 0.06)).toBe('unknown');
    expect(of(-0.05, 0.02, { rowNoise: 0.06 })).toBe('unknown');
    expect(of(-0.005, 0.002)).toBe('flat');
  });

  it('claims no gain where only the decayed run of a pair diverged, and not that decay is worth nothing where only the other did', () => {
    const lost = (diverged: 'with' | 'without' | 'both') => ({ pairs: [{ diverged }] as never });
    expect(of(-0.05, 0.02, lost('with'))).toBe('unknown');
    expect(of(-0.05, 0.02, lost('without'))).toBe('gain');
    expect(of(0.001, 0.002, lost('without'))).toBe('unknown');
    expect(of(0.05, 0.02, lost('without'))).toBe('unknown');
    expect(of(0.001, 0.002, lost('both'))).toBe('flat');
  });

  it('never says gain of an interval that holds 0, nor flat of one that leaves ± 1 %', () =>
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (mean, half, rowNoise) => {
          const verdict = of(mean, half, { rowNoise });
          if (verdict === 'gain') expect(mean + half < 0 && -mean > rowNoise).toBe(true);
          if (verdict === 'flat') expect(Math.abs(mean) + half).toBeLessThanOrEqual(FLAT + 1e-12);
        },
      ),
    ));
});

describe('a decay stage', () => {
  it('D1: pairs the lazy way with none, and ends there where the terrain is flat, which is recommended', () => {
    const stage = new DecayRuns(decayPlan(), byKind(FLAT_RUNS)).run();
    expect(stage.started).toHaveLength(10);
    const { set, detail, evidence } = stage.answer;
    expect(set).toEqual({ schedule: CONSTANT });
    expect(detail).toMatchObject({
      chosen: CONSTANT,
      lazy: { verdict: 'flat', n: 5, planned: 5 },
      variants: [],
      offer: null,
    });
    expect(evidence[0]).toMatchObject({ rule: 'D6', title: { key: 'evidence.decay.flat' } });
    expect(DecayAnswer.parse(detail)).toEqual(detail);
  });

  it('recommends the lazy way where it gains, and offers the classic search without doing it', () => {
    const { started, answer, plan } = new DecayRuns(decayPlan(), byKind(GAIN)).run();
    expect(started).toHaveLength(10);
    expect(answer.set).toEqual({ schedule: { kind: 'linear', interval: plan.interval } });
    expect(answer.detail.lazy.difference?.mean).toBeCloseTo(-0.1, 2);
    expect(answer.detail.offer).not.toBeNull();
    expect(answer.evidence.map(({ title }) => title.key)).toContain('evidence.decay.offer');
  });

  it('L5: sets the steps that it was trained for where these are others than num_steps', () => {
    const plan = { ...decayPlan(), numSteps: 400 };
    const { set, evidence } = new DecayRuns(plan, byKind(GAIN)).run().answer;
    expect(set?.steps).toBe(STEPS);
    expect(evidence.map(({ rule }) => rule)).toContain('L5');
    expect(new DecayRuns(plan, byKind(FLAT_RUNS)).run().answer.set).toEqual({ schedule: CONSTANT });
  });

  it('keeps the rate where decay makes it worse', () => {
    const { set, evidence } = new DecayRuns(decayPlan(), byKind(WORSE)).run().answer;
    expect(set).toEqual({ schedule: CONSTANT });
    expect(evidence[0]).toMatchObject({ verdict: 'bad', title: { key: 'evidence.decay.worse' } });
  });

  it('recommends nothing where the pairs don’t tell, and says what more of them would cost', () => {
    const noisy: Train = point => ({ loss: (kindOf(point) === 'linear' ? 0.47 : 0.5) + 0.06 * jitter(point), at: 300 });
    const { set, detail } = new DecayRuns(decayPlan(), noisy).run().answer;
    expect(detail.lazy.verdict).toBe('unknown');
    expect(set).toBeNull();
    expect(detail.morePairs?.pairs).toBeGreaterThan(5);
    expect(detail.morePairs?.steps).toBe(2 * (detail.morePairs?.pairs ?? 0) * STEPS);
  });

  it('takes what was lower where the pairs don’t tell and one of both it must be, and says that this is within noise', () => {
    const must = { ...decayPlan(), takesLower: true };
    const noisy =
      (loss: number, metric?: number): Train =>
      point => ({
        ...{ loss: (kindOf(point) === 'linear' ? loss : 0.5) + 0.06 * jitter(point), at: 300 },
        ...(metric !== undefined && { metric: kindOf(point) === 'linear' ? metric : 0.8 }),
      });
    const lower = new DecayRuns(must, noisy(0.47)).run().answer;
    expect(lower.detail.lazy.verdict).toBe('unknown');
    expect(lower.set?.schedule?.kind).toBe('linear');
    expect(lower.evidence[1]).toMatchObject({ verdict: 'warn', title: { key: 'evidence.taken' } });
    // The other way round, or where the metric leans the other way, nothing is.
    expect(new DecayRuns(must, noisy(0.53)).run().answer.set).toBeNull();
    expect(new DecayRuns(must, noisy(0.47, 0.79)).run().answer.set).toBeNull();
    expect(new DecayRuns(must, byKind(FLAT_RUNS)).run().answer.set).toEqual({ schedule: CONSTANT });
  });

  it('recommends nothing where the metric contradicts the loss beyond its own interval', () => {
    const of = { constant: { ...NONE, metric: 0.9 }, linear: { loss: 0.4, at: 320, metric: 0.8 } };
    const { set, evidence } = new DecayRuns(decayPlan(), byKind(of)).run().answer;
    expect(set).toBeNull();
    expect(evidence.map(({ title }) => title.key)).toContain('evidence.decay.contradicts');
  });

  it('D6: reads the best evaluation, which the metric may have named: then it decides, and the peaks are there', () => {
    // By the lowest dev loss decay would gain, at half of the steps; where the runs are best it is worth nothing.
    const named = { at: 600, loss: 0.9, metric: 0.9 };
    const of = { constant: { ...NONE, named }, linear: { loss: 0.4, at: 320, named: { ...named, at: 700 } } };
    const { set, detail, evidence } = new DecayRuns(decayPlan(), byKind(of)).run().answer;
    expect(detail.lazy).toMatchObject({ by: 'metric', verdict: 'flat', metricMean: 0.9, loss: 0.9 });
    expect(detail.lazy.pairs[0]?.with).toMatchObject({ named: 'metric', at: 700, devLoss: 0.9, devMetric: 0.9 });
    expect([detail.formerPeak?.step, detail.newPeak?.step]).toEqual([600, 700]);
    expect(set).toEqual({ schedule: CONSTANT });
    expect(evidence.map(({ title }) => title.key)).toContain('evidence.decay.named');
    expect(DecayAnswer.parse(detail)).toEqual(detail);
  });

  it('D6: where the metric named the best evaluation of some runs, the metric of all of them decides', () => {
    const named = { at: 800, loss: 0.6, metric: 0.9 };
    const of = { constant: { ...NONE, metric: 0.5 }, linear: { loss: 0.5, at: 320, metric: 0.6, named } };
    const { detail, set, evidence } = new DecayRuns(decayPlan(), byKind(of)).run().answer;
    expect(detail.lazy).toMatchObject({ by: 'metric', verdict: 'gain' });
    // At the evaluations that are compared the loss is worse: that is not passed over.
    expect(set).toBeNull();
    expect(evidence.map(({ title }) => title.key)).toContain('evidence.decay.contradictsMetric');
    const deeper = { ...of, linear: { ...of.linear, named: { ...named, loss: 0.45 } } };
    expect(new DecayRuns(decayPlan(), byKind(deeper)).run().answer.set?.schedule?.kind).toBe('linear');
  });

  it('D6: a metric’s difference that other dev rows could have made is unknown', () => {
    // Two rows of fifty more are right.
    const of = (metric: number) => ({ at: 800, loss: 0.6, metric });
    const outcomes = { constant: { ...NONE, named: of(0.5) }, linear: { ...NONE, named: of(0.54) } };
    const { detail, evidence } = new DecayRuns(decayPlan(), byKind(outcomes)).run().answer;
    expect(detail.lazy).toMatchObject({ by: 'metric', verdict: 'unknown' });
    expect(evidence[0]?.body).toMatchObject({ key: 'evidence.decay.withinRows' });
    expect(evidence[0]?.body.values.reasonKey).toBe('evidence.decay.metricBetter');
  });

  it('D6: a difference that other dev rows could have made is unknown, however alike the seeds are', () => {
    const rows = (sign: number) => Float32Array.from({ length: 50 }, (_, i) => (i === 0 ? 0.5 + sign * 10 : 0.5));
    const of = { constant: { ...NONE, rows: rows(0) }, linear: { loss: 0.45, at: 300, rows: rows(1) } };
    const { detail, evidence } = new DecayRuns(decayPlan(), byKind(of)).run().answer;
    expect(detail.lazy.verdict).toBe('unknown');
    expect(evidence[0]?.body.key).toBe('evidence.decay.withinRows');
  });

  it('D6, D9: starts later where the peak moved much later, off the runs without decay, and says what that saved', () => {
    const of = { ...GAIN, linear: { loss: 0.4, at: 700 }, exponential: { loss: 0.3, at: 900 } };
    const stage = new DecayRuns(decayPlan(), byKind(of)).run();
    expect(stage.started).toHaveLength(15);
    const { set, detail } = stage.answer;
    const later = classicSchedule(stage.plan);
    expect(set?.schedule).toEqual(later);
    expect(detail).toMatchObject({ movedLater: true, saved: { trials: 5, steps: 5 * later.start } });
    expect(detail.variants).toMatchObject([{ why: 'later', verdict: 'gain', schedule: later }]);
    expect(detail.againstBest).toMatchObject([{ why: 'later', verdict: 'gain' }]);
  });

  it('keeps the lazy way where a later start is not shown to be better than it', () => {
    const of = { ...GAIN, linear: { loss: 0.4, at: 700 }, exponential: { loss: 0.3995, at: 900 } };
    const { set, detail } = new DecayRuns(decayPlan(), byKind(of)).run().answer;
    expect(set?.schedule).toMatchObject({ kind: 'linear' });
    expect(detail.variants[0]?.verdict).toBe('gain');
    expect(detail.againstBest[0]?.verdict).not.toBe('gain');
  });

  it('D6: searches where that is wanted and linear decay gains; the verdict on its choice comes from fresh seeds', () => {
    const of = { ...GAIN, cosine: { loss: 0.3, at: 900 }, exponential: { loss: 0.45, at: 500 } };
    const stage = new DecayRuns(decayPlan({ classic: true }), byKind(of)).run();
    const { detail, set } = stage.answer;
    expect(detail.search).toHaveLength(searchedSchedules(stage.plan).length);
    expect(detail.search.find(({ rank }) => rank === 1)?.schedule.kind).toBe('cosine');
    expect(set?.schedule).toEqual({ kind: 'cosine' });
    const [verdict] = detail.variants;
    expect(verdict?.pairs.map(({ seed }) => seed)).toEqual(stage.plan.freshSeeds);
    expect(detail.againstBest[0]?.pairs.map(({ seed }) => seed)).toEqual(stage.plan.freshSeeds);
    const late = stage.record.trials.filter(({ point }) => startOf(point.set.schedule ?? CONSTANT) !== null);
    expect(late.every(({ trial }) => trial.branch !== null)).toBe(true);
  });

  it('does not search where linear decay shows no gain, and says so', () => {
    const stage = new DecayRuns(decayPlan({ classic: true }), byKind(FLAT_RUNS)).run();
    expect(stage.started).toHaveLength(10);
    expect(stage.answer.evidence.map(({ title }) => title.key)).toContain('evidence.decay.noSearch');
  });

  it('a search that was lucky on its own seeds is not recommended', () => {
    const plan = decayPlan({ classic: true });
    const lucky: Train = point => {
      const seed = point.set.seed ?? 0;
      if (kindOf(point) === 'cosine') return { loss: plan.freshSeeds.includes(seed) ? 0.41 : 0.2, at: 900 };
      return byKind({ ...GAIN, exponential: { loss: 0.45, at: 500 } })(point);
    };
    const { set, detail } = new DecayRuns(plan, lucky).run().answer;
    expect(detail.variants[0]).toMatchObject({ why: 'searched', verdict: 'gain' });
    expect(set?.schedule).toMatchObject({ kind: 'linear' });
  });

  it('takes a person’s schedule to all seeds of the pairs, and begins the search from the point that it offers', () => {
    const stage = new DecayRuns(decayPlan(), byKind({ ...GAIN, exponential: { loss: 0.3, at: 600 } })).run();
    const schedule = { kind: 'exponential', start: 100, rate: 0.5, period: 200 } as const;
    const point = decay.addPoint(stage.plan, stage.record, { schedule });
    stage.apply({ do: 'start', point, until: null });
    stage.run();
    const { detail, set } = stage.answer;
    expect(detail.variants).toMatchObject([{ why: 'person', schedule, n: 5, verdict: 'gain' }]);
    expect(set?.schedule).toEqual(schedule);
    expect(() => decay.addPoint(stage.plan, stage.record, { schedule })).toThrow();
    expect(() => decay.addPoint(stage.plan, stage.record, { schedule: CONSTANT })).toThrow();
    const offer = decay.addPoint(stage.plan, stage.record, detail.offer?.set ?? {});
    stage.apply({ do: 'start', point: offer, until: null });
    expect(stage.plan.classic).toBe(true);
    stage.run();
    expect(stage.answer.detail.search.every(({ ended, planned }) => ended === planned)).toBe(true);
    expect(stage.answer.detail.offer).toBeNull();
  });

  it('asks more of each further schedule of a person’s own, so that many of them gain by chance no sooner than one', () => {
    const schedules = [100, 150, 200].map(start => ({ kind: 'exponential', start, rate: 0.5, period: 200 }) as const);
    const stage = new DecayRuns(decayPlan(), byKind(FLAT_RUNS)).run();
    for (const schedule of schedules) {
      const before = stage.answer.detail.variants;
      const point = decay.addPoint(stage.plan, stage.record, { schedule });
      stage.apply({ do: 'start', point, until: null });
      stage.run();
      // What was said of those before it stays.
      expect(stage.answer.detail.variants.slice(0, -1)).toEqual(before);
    }
    const { detail, evidence } = stage.answer;
    const confidences = detail.variants.map(({ confidence }) => confidence);
    expect(confidences).toEqual([97.5, 99.17, 99.58]);
    expect(detail.lazy.confidence).toBe(95);
    const widths = detail.variants.map(({ difference }) => (difference?.high ?? 0) - (difference?.low ?? 0));
    const deviations = detail.variants.map(({ seedNoise }) => seedNoise ?? Number.NaN);
    for (const [i, width] of widths.entries())
      expect(width / (deviations[i] as number)).toBeCloseTo(
        (2 * tQuantile(5, 1 - (confidences[i] as number) / 100)) / Math.sqrt(5),
        1,
      );
    const told = evidence.find(({ title }) => title.key === 'evidence.decay.own');
    expect(told?.body.values).toMatchObject({ own: 3, confidence: 99.58 });
  });

  it('a person’s schedule after a search is compared with what that chose, from the same seeds', () => {
    const plan = decayPlan({ classic: true });
    const schedule = { kind: 'exponential', start: 100, rate: 0.5, period: 200 } as const;
    const of: Train = point => {
      const own = point.set.schedule ?? CONSTANT;
      if (sameSchedule(own, schedule)) return { loss: 0.1 + 0.001 * jitter(point), at: 600 };
      return byKind({ ...GAIN, exponential: { loss: 0.45, at: 500 }, cosine: { loss: 0.3, at: 900 } })(point);
    };
    const stage = new DecayRuns(plan, of).run();
    expect(stage.answer.set?.schedule).toEqual({ kind: 'cosine' });
    const point = decay.addPoint(stage.plan, stage.record, { schedule });
    stage.apply({ do: 'start', point, until: null });
    stage.run();
    const { detail, set } = stage.answer;
    expect(detail.againstBest.at(-1)).toMatchObject({ against: { kind: 'cosine' }, why: 'person', verdict: 'gain' });
    expect(set?.schedule).toEqual(schedule);
    expect(detail.variants).toHaveLength(2);
  });

  it('D3: says where no peak was seen, and proposes the lazy way for the preview', () => {
    const of = { constant: { loss: 0.5, at: STEPS }, linear: { loss: 0.4, at: STEPS } };
    const { detail, evidence } = new DecayRuns(decayPlan({}, null), byKind(of)).run().answer;
    expect(detail.formerPeak).toEqual({ step: STEPS, seen: false });
    expect(detail.proposal.kind).toBe('linear');
    expect(evidence.map(({ title }) => title.key)).toContain('evidence.decay.noPeak');
  });

  it('leaves diverged pairs out of the difference, and says so', () => {
    const of: Train = point =>
      kindOf(point) === 'constant' && point.set.seed === 3 ? { ...NONE, status: 'diverged' } : byKind(GAIN)(point);
    const { detail, evidence, set } = new DecayRuns(decayPlan(), of).run().answer;
    expect(detail.lazy).toMatchObject({ n: 4, planned: 5, verdict: 'gain' });
    expect(detail.lazy.pairs[0]).toMatchObject({ diverged: 'without', difference: null });
    expect(set?.schedule?.kind).toBe('linear');
    expect(evidence.map(({ title }) => title.key)).toContain('evidence.decay.diverged');
  });

  it('says how many steps it will take, and what is left', () => {
    const plan = decayPlan();
    const [pairs, later] = decay.workload(plan, emptyRecord());
    expect(stepsIn([pairs!])).toBe(10 * STEPS);
    expect(later).toMatchObject({ addition: 'extended' });
    const stage = new DecayRuns(plan, byKind(GAIN));
    for (const action of stage.next.slice(0, 4)) stage.apply(action);
    expect(stepsIn(decay.workload(plan, stage.record))).toBe(6 * STEPS);
    expect(stepsIn(decay.workload(plan, stage.run().record))).toBe(0);
  });
});

/** Any landscape: what each kind of schedule comes to, and how far seeds lie apart. */
const landscapes = fc.record({
  of: fc.record({
    constant: fc.constant(NONE),
    linear: fc.record({ loss: fc.constantFrom(0.3, 0.45, 0.5, 0.55), at: fc.constantFrom(200, 320, 700, STEPS) }),
    exponential: fc.record({ loss: fc.constantFrom(0.2, 0.4, 0.5, 0.6), at: fc.constantFrom(300, 800) }),
    cosine: fc.record({ loss: fc.constantFrom(0.1, 0.5), at: fc.constantFrom(500, 900) }),
  }),
  spread: fc.constantFrom(0.0001, 0.01, 0.1),
  lost: fc.constantFrom(null, 3, 4),
  classic: fc.boolean(),
  seeds: fc.integer({ min: 2, max: 4 }),
  peak: fc.constantFrom(null, 1, 300, 999),
});
const trainOf =
  ({ of, spread, lost }: { of: Kinds; spread: number; lost: number | null }): Train =>
  point => {
    const outcome = byKind(of, spread)(point);
    return point.set.seed === lost && kindOf(point) !== 'cosine' ? { ...outcome, status: 'diverged' } : outcome;
  };

describe('whatever comes out', () => {
  it('the stage ends, starts every point once, and recommends no decay whose pairs don’t say gain', () =>
    fc.assert(
      fc.property(landscapes, land => {
        const plan = decayPlan({ seeds: land.seeds, classic: land.classic }, land.peak);
        const stage = new DecayRuns(plan, trainOf(land)).run();
        expect(new Set(stage.started).size).toBe(stage.started.length);
        const { set, detail } = stage.answer;
        expect(DecayAnswer.parse(detail)).toEqual(detail);
        if (set?.schedule && !isConstant(set.schedule)) {
          const found = [detail.lazy, ...detail.variants].find(one => sameSchedule(one.schedule, set.schedule));
          expect(found?.verdict).toBe('gain');
        }
        if (set?.schedule && isConstant(set.schedule)) expect(['flat', 'worse']).toContain(detail.lazy.verdict);
      }),
    ));

  it('it comes to the same where it was killed between what ended and what was proposed', () =>
    fc.assert(
      fc.property(landscapes, fc.array(fc.nat(6), { maxLength: 30 }), (land, done) => {
        const plan = decayPlan({ seeds: land.seeds, classic: land.classic }, land.peak);
        const whole = new DecayRuns(plan, trainOf(land)).run();
        const cut = new DecayRuns(plan, trainOf(land)).run((round, count) => done[round] ?? count);
        expect([...cut.started].sort()).toEqual([...whole.started].sort());
        expect(cut.answer.set).toEqual(whole.answer.set);
        expect(cut.answer.detail.saved).toEqual(whole.answer.detail.saved);
      }),
    ));

  it('what follows and what is said is the same however often it is asked, and in whatever order the trials are found', () =>
    fc.assert(
      fc.property(
        landscapes,
        fc.nat(30),
        fc.array(fc.integer(), { minLength: 40, maxLength: 40 }),
        fc.constantFrom('finished' as const, 'paused' as const, 'running' as const, 'failed' as const),
        (land, count, by, status) => {
          const plan = decayPlan({ seeds: land.seeds, classic: land.classic }, land.peak);
          const stage = new DecayRuns(plan, trainOf(land)).run();
          const trials = stage.record.trials
            .slice(0, count)
            .map((one, i) => (i === count - 1 ? { ...one, trial: { ...one.trial, status } } : one));
          const found: StageRecord = { ...stage.record, trials };
          const other = {
            ...found,
            trials: trials
              .map((one, i) => ({ one, at: by[i]! }))
              .sort((a, b) => a.at - b.at)
              .map(({ one }) => one),
          };
          for (const again of [found, other]) {
            expect(JSON.stringify(decay.next(plan, again))).toBe(JSON.stringify(decay.next(plan, found)));
            expect(JSON.stringify(decay.recommend(plan, again))).toBe(JSON.stringify(decay.recommend(plan, found)));
            expect(JSON.stringify(decay.workload(plan, again))).toBe(JSON.stringify(decay.workload(plan, found)));
          }
          if (status === 'paused' || status === 'failed') {
            const seen = new Set(trials.map(({ point }) => point.key));
            const extra = decay
              .next(plan, found)
              .filter(action => action.do === 'start' && !seen.has(action.point.key));
            expect(extra.every(action => action.do === 'start' && action.point.origin === 'planned')).toBe(true);
          }
        },
      ),
    ));

  it('a run that a person goes on with is resumed, beside what its stage still lacks', () => {
    const plan = decayPlan({ seeds: 2 });
    const stage = new DecayRuns(plan, byKind(GAIN));
    stage.apply(stage.next[0]!);
    const [one] = stage.record.trials;
    const paused = { ...one!, trial: { ...one!.trial, status: 'paused' as const } };
    const actions = decay.next(plan, { ...stage.record, trials: [paused], resume: new Set([one!.trial.id]) });
    expect(actions.map(action => action.do)).toEqual(['start', 'start', 'start', 'resume']);
  });
});

describe('a damaged curve', () => {
  it('is in no pair, and nothing follows from the rest', () => {
    const plan = decayPlan({ seeds: 2 });
    const stage = new DecayRuns(plan, byKind({ ...GAIN, linear: { loss: 0.4, at: 800 } }));
    for (const action of stage.next) stage.apply(action);
    const trials = stage.record.trials.map((one, i) => (i === 0 ? { ...one, damagedFrom: 50 } : one));
    expect(decay.next(plan, { ...stage.record, trials })).toEqual([]);
    const { detail } = decay.recommend(plan, { ...stage.record, trials });
    expect(detail.lazy.n).toBe(1);
  });
});
