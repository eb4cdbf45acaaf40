import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RegularisationAnswer, RegularisationPlan, type Regularised } from '#shared/domain/regularisation.ts';
import { CONSTANT, isConstant, type Schedule } from '#shared/domain/schedule.ts';
import { Random } from '#shared/method/random.ts';
import { horizonOf } from '#shared/method/stages/horizon.ts';
import { regularisation } from '#shared/method/stages/regularisation/definition.ts';
import { NONE, samePoint } from '#shared/method/stages/regularisation/points.ts';
import { drawn, weightDecayRange } from '#shared/method/stages/regularisation/search.ts';
import { verdictOf } from '#shared/method/stages/regularisation/verdict.ts';
import { stepsIn } from '#shared/method/stages/segments.ts';
import { emptyRecord, type StageRecord, type TrialPoint } from '#shared/method/stages/stage-definition.ts';
import { tInterval } from '#shared/method/statistics/t-interval.ts';
import { jitter, type Outcome, STEPS, type Train } from './decay-runs.ts';
import { RegularisationRuns, regularisationPlan } from './regularisation-runs.ts';

const LINEAR: Schedule = { kind: 'linear', interval: 50 };
const pointOf = ({ set: { weightDecay = 0, dropout = 0 } }: TrialPoint): Regularised => ({ weightDecay, dropout });
const isNone = (point: TrialPoint): boolean => samePoint(pointOf(point), NONE);

/** What decides how a run comes out: the loss without regularisation, and by how much it changes with it. */
interface Land {
  /** Added to the loss of every regularised run; of one point more, so that it is the best. */
  change: number;
  spread?: number;
  metric?: (loss: number, point: TrialPoint) => number;
  /** Added where a run decays. */
  decay?: number;
  at?: number;
}

const trainOf =
  ({ change, spread = 0.0005, metric, decay = 0, at = 300 }: Land): Train =>
  (point): Outcome => {
    // The same of all runs of a seed: pairs share what is hard in it.
    const loss =
      0.5 +
      (isNone(point) ? 0 : change * (0.8 + 0.2 * pointOf(point).dropout)) +
      (point.set.schedule && !isConstant(point.set.schedule) ? decay : 0) +
      spread * jitter(point);
    return { loss, at, ...(metric && { metric: metric(loss, point) }) };
  };

/** A metric that tells nothing. */
const SAME = () => 0.8;
const GAIN: Land = { change: -0.1, metric: SAME };
const FLAT: Land = { change: -0.001, spread: 0.0002, metric: SAME };

describe('the plan of a regularisation stage', () => {
  it('R1: nothing is in every search, each of both is 0 in some points, and all of it follows from a seed', () => {
    const plan = regularisationPlan();
    expect(plan.points[0]).toEqual(NONE);
    const others = plan.points.slice(1);
    expect(others).toHaveLength(8);
    expect(others.filter(({ weightDecay }) => weightDecay === 0)).toHaveLength(2);
    expect(others.filter(({ dropout }) => dropout === 0)).toHaveLength(2);
    expect(others.some(point => samePoint(point, NONE))).toBe(false);
    expect(regularisationPlan()).toEqual(plan);
    expect(regularisationPlan({ searchSeed: 2 }).points).not.toEqual(plan.points);
    expect(RegularisationPlan.parse(plan)).toEqual(plan);
  });

  it('R1: weight decay is drawn log-uniformly, from every part of its range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(1000), fc.boolean(), (count, seed, hasDropout) => {
        const range = { low: 1e-4, high: 1e-1 };
        const points = drawn(count, range, hasDropout, seed);
        const decays = points.map(({ weightDecay }) => weightDecay).filter(value => value > 0);
        for (const value of decays) {
          expect(value).toBeGreaterThanOrEqual(range.low);
          expect(value).toBeLessThanOrEqual(range.high);
        }
        expect(points.some(point => samePoint(point, NONE))).toBe(false);
        for (const { dropout } of points) expect(hasDropout ? dropout < 0.95 : dropout === 0).toBe(true);
        const lower = decays.filter(value => value < Math.sqrt(range.low * range.high)).length;
        // The part in the middle lies on either side, and two that are alike once they are rounded count once.
        expect(Math.abs(lower - decays.length / 2)).toBeLessThanOrEqual(1.5);
      }),
    );
  });

  it('R1: the range of weight decay follows from how far a run travels: usual values for SGD, momentum and Adam', () => {
    expect(weightDecayRange({ learningRate: 0.1, steps: 1000, optimizer: 'sgd' })).toEqual({ low: 0.0001, high: 0.1 });
    const momentum = { learningRate: 0.1, steps: 1000, optimizer: 'momentum', momentum: 0.9 } as const;
    expect(weightDecayRange(momentum)).toEqual({ low: 0.00001, high: 0.01 });
    expect(weightDecayRange({ learningRate: 1e-3, steps: 2000, optimizer: 'adam' })).toEqual({ low: 0.005, high: 1 });
    expect(weightDecayRange({ learningRate: 1e-5, steps: 10, optimizer: 'adam' })).toEqual({ low: 0.01, high: 1 });
  });

  it('R1: lists are taken as they are, and of a network without dropout weight decay alone', () => {
    const lists = regularisationPlan({ weightDecays: [0.1, 0.01, 0], dropouts: [0, 0.5] });
    expect(lists.points).toEqual([
      NONE,
      { weightDecay: 0, dropout: 0.5 },
      { weightDecay: 0.01, dropout: 0 },
      { weightDecay: 0.01, dropout: 0.5 },
      { weightDecay: 0.1, dropout: 0 },
      { weightDecay: 0.1, dropout: 0.5 },
    ]);
    expect(regularisationPlan({ weightDecays: [0.1, 0.01], dropouts: [0, 0.5], trials: 2 }).points).toHaveLength(3);
    const linear = (choice = {}) =>
      regularisation.plan({
        configuration: { set: { learningRate: 0.1, steps: STEPS }, decisions: [] },
        subject: {
          kind: 'builtIn',
          facts: null,
          dataDigest: null,
          network: { model: 'linear', hidden: [], filters: [], embedding: 64 },
        },
        host: { cores: 2, defaultBackend: 'wasm' },
        choice,
      });
    expect(linear().hasDropout).toBe(false);
    expect(linear().points.every(({ dropout }) => dropout === 0)).toBe(true);
    expect(linear().points).toHaveLength(6);
    // Points of a linear model say no dropout, so the base does: a run without one can't be trained. With one, each point says its own.
    expect(linear().base.dropout).toBe(0);
    expect(regularisationPlan().base).not.toHaveProperty('dropout');
    const refused = (key: string) => expect.objectContaining({ record: expect.objectContaining({ key }) });
    expect(() => linear({ dropouts: [0.5] })).toThrow(refused('error.regularisation.noDropout'));
    expect(() => regularisationPlan({ weightDecays: [0] })).toThrow(refused('error.regularisation.nothing'));
    expect(() => regularisationPlan({ steps: 2 * STEPS }, LINEAR)).toThrow(refused('error.regularisation.steps'));
    expect(regularisationPlan({ steps: 2 * STEPS }).base.steps).toBe(2 * STEPS);
  });

  it('D7: seeds are such as no stage used, and those of the verdict chose nothing', () => {
    const plan = regularisationPlan();
    expect(plan.searchSeeds).toEqual([3, 4]);
    expect(plan.seeds).toEqual([5, 6, 7, 8, 9]);
    expect(regularisationPlan({ seeds: 3 }).seeds).toHaveLength(3);
  });

  it('a person’s minutes hold as far as they can: points are spared first, then the look at decay, then pairs', () => {
    // A run is one second, two run side by side.
    const seconds = (choice = {}) => {
      const plan = regularisationPlan(choice);
      const steps = stepsIn(regularisation.workload(plan, emptyRecord()));
      return { plan, seconds: steps / STEPS / 2 };
    };
    const whole = seconds();
    expect(whole.plan.fits).toBeNull();
    const fewer = seconds({ minutes: (whole.seconds - 2) / 60 });
    expect(fewer.plan).toMatchObject({ fits: true, decayAgain: true });
    expect(fewer.plan.points.length).toBeLessThan(whole.plan.points.length);
    expect(fewer.plan.reason.key).toBe('reg.points.minutes');
    const few = seconds({ minutes: 10 / 60 });
    expect(few.plan).toMatchObject({ fits: true, decayAgain: false });
    const none = seconds({ minutes: 0.01 });
    expect(none.plan).toMatchObject({ fits: false, decayAgain: false });
    expect(none.plan.points).toHaveLength(2);
    expect(none.plan.seeds).toHaveLength(3);
    // What a person says is not spared.
    expect(seconds({ minutes: 0.01, trials: 6, seeds: 4 }).plan).toMatchObject({ fits: false });
    expect(seconds({ minutes: 0.01, trials: 6, seeds: 4 }).plan.points).toHaveLength(7);
  });
});

describe('the search chooses, and fresh pairs say [R1]', () => {
  it('a gain is recommended, from seeds that chose nothing', () => {
    const { answer, plan } = new RegularisationRuns(regularisationPlan(), trainOf(GAIN)).run();
    const { detail, set, evidence } = answer;
    expect(detail.verdict).toBe('gain');
    expect(detail.pairs).toMatchObject({ n: 5, by: 'loss', contradicts: false });
    const byMetric = new RegularisationRuns(regularisationPlan(), trainOf({ change: -0.1 })).run().answer.detail;
    expect(byMetric).toMatchObject({ verdict: 'gain', pairs: { by: 'metric' } });
    expect(detail.pairs?.pairs.map(({ seed }) => seed)).toEqual(plan.seeds);
    expect(set).toMatchObject({ ...detail.chosen });
    expect(evidence[0]).toMatchObject({ rule: 'R1', verdict: 'good', title: { key: 'evidence.reg.gain' } });
  });

  it('no gain turns it off, without or with pairs, and an unknown difference recommends nothing and says what would tell', () => {
    const worse = new RegularisationRuns(regularisationPlan(), trainOf({ change: 0.1, metric: SAME })).run();
    expect(worse.answer.detail).toMatchObject({ verdict: 'none', pairs: null });
    expect(worse.answer.set).toEqual(NONE);
    expect(worse.started.every(key => !/seed=[5-9]/.test(key))).toBe(true);
    const flat = new RegularisationRuns(regularisationPlan(), trainOf(FLAT)).run();
    expect(flat.answer.detail.verdict).toBe('flat');
    expect(flat.answer.set).toEqual(NONE);
    const noisy = new RegularisationRuns(
      regularisationPlan(),
      trainOf({ change: -0.03, spread: 0.06, metric: SAME }),
    ).run();
    expect(noisy.answer.detail.verdict).toBe('unknown');
    expect(noisy.answer.set).toBeNull();
    const { morePairs } = noisy.answer.detail;
    expect(morePairs === null || morePairs.pairs > 5).toBe(true);
    expect(noisy.answer.evidence[0]?.verdict).toBe('warn');
  });

  it('takes what was lower where the pairs don’t tell and one of both it must be, and says that this is within noise', () => {
    const must = { ...regularisationPlan(), takesLower: true };
    const { answer } = new RegularisationRuns(must, trainOf({ change: -0.03, spread: 0.06, metric: SAME })).run();
    expect(answer.detail.verdict).toBe('unknown');
    expect(answer.set).toMatchObject({ ...answer.detail.chosen });
    expect(answer.evidence[1]).toMatchObject({ verdict: 'warn', title: { key: 'evidence.taken' } });
    expect(new RegularisationRuns(must, trainOf(FLAT)).run().answer.set).toEqual(NONE);
  });

  it('what was lucky on the seeds that chose is no gain on those that did not', () => {
    const lucky: Train = point => {
      const isSearch = (point.set.seed ?? 0) < 5;
      return { loss: 0.5 + (isNone(point) || !isSearch ? 0 : -0.05) + 0.0002 * jitter(point), at: 300, metric: 0.8 };
    };
    const { answer } = new RegularisationRuns(regularisationPlan(), lucky).run();
    expect(answer.detail.verdict).toBe('flat');
    expect(answer.set).toEqual(NONE);
  });

  it('S4: a better metric on a clearly worse loss is suspect, and not chosen', () => {
    const plan = regularisationPlan({
      points: [
        { weightDecay: 0.1, dropout: 0.5 },
        { weightDecay: 0.01, dropout: 0 },
      ],
    });
    const suspect: Train = point => {
      const { weightDecay } = pointOf(point);
      if (weightDecay === 0.1) return { loss: 0.8, at: 300, metric: 0.9 };
      return { loss: weightDecay > 0 ? 0.45 : 0.5, at: 300, metric: 0.8 };
    };
    const { detail, evidence } = new RegularisationRuns(plan, suspect).run().answer;
    expect(detail.chosen).toEqual({ weightDecay: 0.01, dropout: 0 });
    expect(detail.points.find(({ weightDecay }) => weightDecay === 0.1)).toMatchObject({ suspect: true });
    expect(evidence.map(({ title }) => title.key)).toContain('evidence.reg.suspect');
  });

  it('of points whose metrics are equal within noise the lowest dev loss is chosen, but for those whose metric is worse than without', () => {
    const points = [0.01, 0.02, 0.03].map(weightDecay => ({ weightDecay, dropout: 0 }));
    const losses: Record<number, [number, number]> = {
      0: [0.5, 0.8],
      0.01: [0.4, 0.795],
      0.02: [0.42, 0.805],
      0.03: [0.45, 0.81],
    };
    const train: Train = point => {
      const [loss = 0, metric = 0] = losses[pointOf(point).weightDecay] ?? [];
      return { loss, at: 300, metric };
    };
    const { detail } = new RegularisationRuns(regularisationPlan({ points }), train).run().answer;
    expect(detail.points.every(({ equal }) => equal)).toBe(true);
    expect(detail.chosen).toEqual({ weightDecay: 0.02, dropout: 0 });
  });

  it('a point that a person adds is searched like the others, and may take the place of what was chosen', () => {
    const best = { weightDecay: 0.033, dropout: 0.33 };
    const train: Train = point => (samePoint(pointOf(point), best) ? { loss: 0.2, at: 300 } : trainOf(GAIN)(point));
    const stage = new RegularisationRuns(regularisationPlan(), train).run();
    stage.add(best);
    expect(stage.run().answer.detail).toMatchObject({ verdict: 'gain', chosen: best });
    expect(() => stage.add(best)).toThrow();
    expect(stage.answer.set).toMatchObject(best);
  });

  it('a run that diverged is in no comparison, and where all regularised ones do nothing is claimed', () => {
    const plan = regularisationPlan();
    const lost: Train = point => ({
      ...trainOf(GAIN)(point),
      ...(isNone(point) ? {} : { status: 'diverged' as const }),
    });
    const { detail, set } = new RegularisationRuns(plan, lost).run().answer;
    expect(detail).toMatchObject({ verdict: 'none', chosen: null });
    expect(set).toEqual(NONE);
    const all: Train = point => ({ ...trainOf(GAIN)(point), status: 'diverged' as const });
    expect(new RegularisationRuns(plan, all).run().answer).toMatchObject({ set: null, detail: { verdict: null } });
    const some: Train = point => ({
      ...trainOf(GAIN)(point),
      ...(!isNone(point) && point.set.seed === 7 && { status: 'diverged' as const }),
    });
    expect(new RegularisationRuns(plan, some).run().answer.detail.verdict).toBe('unknown');
  });
});

describe('the verdict of metric and loss [R1, S4]', () => {
  const of = (loss: [number, number, number] | null, metric: [number, number, number] | null, rest = {}) => {
    const mean = (interval: [number, number, number] | null) =>
      interval && { low: interval[0], mean: interval[1], high: interval[2] };
    const flat = loss && Math.abs(loss[0]) < 0.005 && Math.abs(loss[2]) < 0.005;
    const verdict = !loss ? 'unknown' : flat ? 'flat' : loss[2] < 0 ? 'gain' : loss[0] > 0 ? 'worse' : 'unknown';
    return verdictOf(
      {
        ...{ pairs: [], planned: 5, n: 5, by: 'loss' as const, confidence: 95, loss: 0.5, metricMean: null },
        ...{ seedNoise: 0.01, rowNoise: 0 },
        difference: mean(loss),
        metricDifference: mean(metric),
        verdict,
        ...rest,
      },
      [],
      'accuracy',
    );
  };

  it('the metric decides, and where it tells nothing the loss', () => {
    expect(of([-0.1, 0, 0.1], [0.01, 0.02, 0.03])).toMatchObject({ verdict: 'gain', by: 'metric' });
    expect(of([-0.1, 0, 0.1], [-0.03, -0.02, -0.01])).toMatchObject({ verdict: 'worse', by: 'metric' });
    expect(of([-0.1, -0.08, -0.05], [-0.01, 0, 0.01])).toMatchObject({ verdict: 'gain', by: 'loss' });
    expect(of([0.05, 0.08, 0.1], [-0.01, 0, 0.01])).toMatchObject({ verdict: 'worse', by: 'loss' });
    expect(of([-0.001, 0, 0.001], [-0.01, 0, 0.01])).toMatchObject({ verdict: 'flat', by: null });
    expect(of([-0.1, 0, 0.1], [-0.01, 0, 0.01])).toMatchObject({ verdict: 'unknown', by: null });
  });

  it('where they say the opposite nothing is claimed', () => {
    const opposite = { verdict: 'unknown', by: null, contradicts: true };
    expect(of([0.05, 0.08, 0.1], [0.01, 0.02, 0.03])).toMatchObject(opposite);
    expect(of([-0.1, -0.08, -0.05], [-0.03, -0.02, -0.01])).toMatchObject(opposite);
  });

  it('a lower loss is no gain where the metric leans the other way by more than its standard error', () => {
    // Of five pairs, half an interval is 2.776 standard errors.
    expect(of([-0.1, -0.08, -0.05], [-0.04, -0.01, 0.02])).toMatchObject({ verdict: 'gain', by: 'loss' });
    expect(of([-0.1, -0.08, -0.05], [-0.05, -0.02, 0.01])).toMatchObject({ verdict: 'unknown', contradicts: true });
    expect(of([-0.1, -0.08, -0.05], [-0.01, 0.02, 0.05])).toMatchObject({ verdict: 'gain', by: 'loss' });
  });

  it('calls a gain what is none in at most 5 %, metric and loss together', () => {
    const random = Random.from(11);
    const interval = (n: number): [number, number, number] => {
      const { mean, low, high } = tInterval(Array.from({ length: n }, () => random.normal()))!;
      return [low, mean, high];
    };
    for (const n of [3, 5]) {
      const verdicts = Array.from({ length: 2000 }, () => of(interval(n), interval(n), { n, planned: n }).verdict);
      expect(verdicts.filter(one => one === 'gain').length / verdicts.length).toBeLessThan(0.06);
    }
  });

  it('is open as long as a pair is, and a gain is not that of the pairs which did not diverge', () => {
    expect(of([-0.1, 0, 0.1], [0.01, 0.02, 0.03], { verdict: null }).verdict).toBeNull();
    const lost = { pairs: [{ diverged: 'with' }] as never };
    expect(of([-0.1, 0, 0.1], [0.01, 0.02, 0.03], lost).verdict).toBe('unknown');
  });
});

describe('num_steps and decay once more [R1, L5, D6]', () => {
  it('num_steps comes from the curves of the regularised pairs, and the horizon of later stages with it', () => {
    const { answer, plan } = new RegularisationRuns(regularisationPlan(), trainOf(GAIN)).run();
    const { numSteps, bestAt } = answer.detail;
    expect(bestAt).toBe(300);
    // The curves rise from their best evaluation on.
    expect(numSteps?.overfitsFrom).not.toBeNull();
    expect(answer.set?.steps).toBe(numSteps?.to?.steps);
    const decision = { kind: 'regularisation', set: answer.set!, evidence: answer.detail, inputs: {} as never };
    const before = { learningRate: 0.1, ...answer.set };
    const horizon = horizonOf({ set: before, decisions: [{ decision, standing: 'holds' }] });
    expect(horizon.steps).toBe(plan.base.steps);
    expect(horizon.numSteps).toBe(answer.set?.steps);
  });

  it('without a decay, linear decay is tried on the seeds of the pairs and comes where it gains', () => {
    const gains = new RegularisationRuns(regularisationPlan(), trainOf({ ...GAIN, decay: -0.1 })).run();
    expect(gains.answer.set).toMatchObject({ schedule: { kind: 'linear' } });
    expect(gains.answer.detail.decay).toMatchObject({ accepted: false, verdict: 'gain', n: 5 });
    // A rate that falls over all steps bends the curves that num_steps is read from.
    expect(gains.answer.detail.numSteps).toBeNull();
    const stays = new RegularisationRuns(regularisationPlan(), trainOf(GAIN)).run();
    expect(stays.answer.set?.schedule).toBeUndefined();
    expect(stays.answer.detail.decay?.verdict).toBe('flat');
  });

  it('a decay that was accepted stays unless it makes it worse by now', () => {
    // A run whose point sets no schedule has the accepted one.
    const withDecay =
      (decay: number): Train =>
      point => {
        const isOff = point.set.schedule !== undefined && isConstant(point.set.schedule);
        return { loss: trainOf(GAIN)(point).loss + (isOff ? 0 : decay), at: 300 };
      };
    const holds = new RegularisationRuns(regularisationPlan({}, LINEAR), withDecay(-0.05)).run().answer;
    expect(holds.detail.decay).toMatchObject({ accepted: true, verdict: 'gain', schedule: LINEAR });
    expect(holds.set?.schedule).toBeUndefined();
    expect(holds.set?.steps).toBeUndefined();
    const goes = new RegularisationRuns(regularisationPlan({}, LINEAR), withDecay(0.05)).run().answer;
    expect(goes.detail.decay?.verdict).toBe('worse');
    expect(goes.set?.schedule).toEqual(CONSTANT);
  });

  it('where it was left out, it is offered with its cost, and one point begins it', () => {
    const stage = new RegularisationRuns(regularisationPlan({ decayAgain: false }), trainOf(GAIN)).run();
    const { offer } = stage.answer.detail;
    expect(offer).toMatchObject({ trials: 5, steps: 5 * STEPS });
    const remedy = stage.answer.evidence.find(one => one.remedy)?.remedy;
    expect(remedy).toEqual({ kind: 'addPoint', set: offer!.set });
    stage.add(offer!.set);
    expect(stage.plan.decayAgain).toBe(true);
    expect(stage.run().answer.detail).toMatchObject({ offer: null, decay: { n: 5 } });
  });
});

const landscapes = fc.record({
  land: fc.record({
    change: fc.constantFrom(-0.2, -0.03, 0, 0.02, 0.1),
    spread: fc.constantFrom(0.0001, 0.01, 0.1),
    decay: fc.constantFrom(-0.1, 0, 0.1),
    at: fc.constantFrom(200, 700, STEPS),
  }),
  lost: fc.constantFrom(null, 3, 4, 6),
  schedule: fc.constantFrom(undefined, LINEAR),
  choice: fc.record({
    trials: fc.integer({ min: 1, max: 5 }),
    seeds: fc.integer({ min: 2, max: 4 }),
    decayAgain: fc.boolean(),
    searchSeed: fc.nat(50),
  }),
});
type Drawn = Parameters<Parameters<typeof landscapes.map>[0]>[0];
const planOf = ({ choice, schedule }: Drawn): RegularisationPlan => regularisationPlan(choice, schedule);
const drawnTrain =
  ({ land, lost }: Drawn): Train =>
  point => ({
    ...trainOf(land)(point),
    ...(point.set.seed === lost && jitter(point) > 0.3 && { status: 'diverged' as const }),
  });

describe('whatever comes out', () => {
  it('the stage ends, starts every point once, and recommends nothing that its pairs don’t say', () =>
    fc.assert(
      fc.property(landscapes, of => {
        const stage = new RegularisationRuns(planOf(of), drawnTrain(of)).run();
        expect(new Set(stage.started).size).toBe(stage.started.length);
        const { set, detail } = stage.answer;
        expect(RegularisationAnswer.parse(detail)).toEqual(detail);
        if (set && !samePoint({ weightDecay: set.weightDecay!, dropout: set.dropout! }, NONE))
          expect(detail.pairs?.verdict).toBe('gain');
        if (detail.verdict === 'unknown' || detail.verdict === null) expect(set).toBeNull();
      }),
    ));

  it('it comes to the same where it was killed between what ended and what was proposed', () =>
    fc.assert(
      fc.property(landscapes, fc.array(fc.nat(6), { maxLength: 30 }), (of, done) => {
        const whole = new RegularisationRuns(planOf(of), drawnTrain(of)).run();
        const cut = new RegularisationRuns(planOf(of), drawnTrain(of)).run((round, count) => done[round] ?? count);
        expect([...cut.started].sort()).toEqual([...whole.started].sort());
        expect(cut.answer.set).toEqual(whole.answer.set);
      }),
    ));

  it('what follows and what is said is the same however often it is asked, and in whatever order the trials are found', () =>
    fc.assert(
      fc.property(
        landscapes,
        fc.nat(30),
        fc.array(fc.integer(), { minLength: 40, maxLength: 40 }),
        fc.constantFrom('finished' as const, 'paused' as const, 'running' as const, 'failed' as const),
        (of, count, by, status) => {
          const plan = planOf(of);
          const stage = new RegularisationRuns(plan, drawnTrain(of)).run();
          const trials = stage.record.trials
            .slice(0, count)
            .map((one, i) => (i === count - 1 ? { ...one, trial: { ...one.trial, status } } : one));
          const found: StageRecord = { ...stage.record, trials };
          const shuffled = trials
            .map((one, i) => ({ one, at: by[i]! }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one);
          for (const again of [found, { ...found, trials: shuffled }]) {
            const told = (r: StageRecord) =>
              JSON.stringify([
                regularisation.next(plan, r),
                regularisation.recommend(plan, r),
                regularisation.workload(plan, r),
              ]);
            expect(told(again)).toBe(told(found));
          }
          if (count > 0 && count <= stage.record.trials.length && (status === 'paused' || status === 'failed')) {
            const seen = new Set(trials.map(({ point }) => point.key));
            const extra = regularisation
              .next(plan, found)
              .filter(action => action.do === 'start' && !seen.has(action.point.key));
            expect(extra.every(action => action.do === 'start' && action.point.origin === 'planned')).toBe(true);
          }
        },
      ),
    ));
});
