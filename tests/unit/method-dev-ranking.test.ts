import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrialStatus } from '#shared/domain/trial.ts';
import { numStepsOnDev } from '#shared/method/curves/dev-convergence.ts';
import { DevCurve } from '#shared/method/curves/dev-curve.ts';
import { type DevRows, pairedDifference } from '#shared/method/curves/dev-rows.ts';
import { evaluationSteps } from '#shared/method/curves/evaluations.ts';
import { next } from '#shared/method/stages/learning-rate/next.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import { contenders, rank } from '#shared/method/stages/learning-rate/ranking.ts';
import { answerOf, recommend } from '#shared/method/stages/learning-rate/recommend.ts';
import { workload } from '#shared/method/stages/learning-rate/workload.ts';
import { stepsIn } from '#shared/method/stages/segments.ts';
import { pointOf, type StageRecord, type TrialRecord } from '#shared/method/stages/stage-definition.ts';
import { someFacts } from '../tools/prepared-facts.ts';
import { curve, member, record } from './ladder-members.ts';

const STEPS = 1000;
const AT = evaluationSteps(STEPS);
const ROWS = 200;

/** Falls from 1 to a lowest value at a step, and rises from there to a level at the end. */
const course =
  (lowest: number, lowestAt: number, end = lowest) =>
  (step: number): number =>
    step <= lowestAt
      ? lowest + (1 - lowest) * Math.exp((-5 * step) / lowestAt)
      : lowest + ((end - lowest) * (step - lowestAt)) / (STEPS - lowestAt);

/** Rows whose mean is a loss: each row is as hard in every trial, and a trial has a little of its own. */
const rowsAt = (loss: number, own: number): Float32Array => {
  const rows = Float32Array.from({ length: ROWS }, (_, i) => loss * (0.5 + (i % 11) / 10) + 0.02 * Math.sin(i * own));
  const off = loss - rows.reduce((sum, value) => sum + value, 0) / ROWS;
  return rows.map(value => value + off);
};

interface Tried {
  rate: number;
  dev: (step: number) => number;
  seed?: number;
  status?: TrialStatus;
  ripple?: number;
  steps?: number;
}

function tried({ rate, dev, seed = 1, status = 'finished', ripple = 0.01, steps = STEPS }: Tried): TrialRecord {
  const one = member(rate, curve(steps, 1, 0.1, 80, ripple), status, seed === 1 ? 'planned' : 'repeated');
  const at = AT.filter(step => step <= steps);
  const evaluated = new DevCurve();
  const losses = at.map(dev);
  evaluated.push(
    Float64Array.from(at),
    Float64Array.from(losses),
    Float64Array.from(at, () => 0.8),
  );
  const own = 1000 * Math.log(rate) + seed;
  const id = `t${rate}${seed === 1 ? '' : `-${seed}`}`;
  return {
    ...one,
    trial: { ...one.trial, id, position: seed === 1 ? 0 : 9, hyperparameters: { ...one.trial.hyperparameters, seed } },
    point: seed === 1 ? one.point : pointOf({ learningRate: rate, seed }, 'repeated'),
    dev: evaluated,
    rows: at.map((step, i) => ({
      step,
      losses: step === 0 ? rowsAt(0.65, 7) : rowsAt(losses[i] as number, own),
      predictions: null,
      evaluation: null,
    })),
  };
}

/** Of a best evaluation: how much better its metric is than a guess's. */
const gained = (step: number, overBaseline: { mean: number; error: number }): DevRows => ({
  step,
  losses: new Float32Array(ROWS),
  predictions: null,
  evaluation: { loss: 0.65, metric: 0.8, rows: ROWS, overBaseline },
});

/** So many in ten of its rows are right, at every evaluation; of their classes there are two. */
const withAccuracy = (one: TrialRecord, tenths: number): TrialRecord => {
  const { steps, losses } = one.dev!;
  const dev = new DevCurve();
  dev.push(
    steps,
    losses,
    steps.map(() => tenths / 10),
  );
  const predictions = Uint16Array.from({ length: ROWS }, (_, row) => (row % 10 < tenths ? row : row + 1) % 2);
  // What is wrong has a loss above ln 2, so that it gives no label away.
  const lossOf = (loss: number, row: number) => (row % 10 < tenths ? loss / 2 : loss / 2 + 1);
  return { ...one, dev, rows: one.rows.map(rows => ({ ...rows, losses: rows.losses.map(lossOf), predictions })) };
};

const rates = (trials: readonly TrialRecord[]): number[] => rank(trials).ranked.map(one => one.learningRate);
const plan = planLadder(
  { steps: STEPS, rates: [1, 0.1, 0.01], prune: false, extend: false },
  { cores: 2, defaultBackend: 'wasm' },
);

describe('evaluations', () => {
  it('are compared row by row, which knows a difference better than either mean', () => {
    const a = rowsAt(0.5, 1);
    const b = rowsAt(0.52, 1);
    const { mean, error } = pairedDifference(b, a);
    expect(mean).toBeCloseTo(0.02, 5);
    expect(2 * error).toBeLessThan(0.01);
    expect(() => pairedDifference(a, b.subarray(1))).toThrow(RangeError);
  });
});

describe('L3: fast and deep, read on dev', () => {
  it('takes the deepest, whatever its training loss says', () => {
    const trials = [tried({ rate: 1, dev: course(0.6, 50, 2) }), tried({ rate: 0.1, dev: course(0.4, 400, 0.5) })];
    expect(rates(trials)).toEqual([0.1, 1]);
    expect(answerOf(plan, record(trials))).toMatchObject({
      by: 'dev',
      best: { learningRate: 0.1 },
      candidates: [
        { rank: 2, lowestAt: expect.any(Number) },
        { rank: 1, equal: true, devNoise: 0 },
      ],
    });
  });

  it('takes the faster of two that are equal within noise', () => {
    const trials = [tried({ rate: 0.1, dev: course(0.402, 200) }), tried({ rate: 0.01, dev: course(0.4, 900) })];
    expect(rates(trials)).toEqual([0.1, 0.01]);
    const [first] = rank(trials).ranked;
    expect(first).toMatchObject({ equal: true, weakness: null });
    expect(first?.reached).toBeLessThan(300);
  });

  it('passes over one that jumps, whose next rate up diverges, or that is low for a moment only', () => {
    const calm = tried({ rate: 0.01, dev: course(0.4, 900) });
    const fast = { rate: 0.1, dev: course(0.401, 100) };
    expect(rates([tried(fast), calm])).toEqual([0.1, 0.01]);
    expect(rates([tried({ ...fast, ripple: 0.2 }), calm])).toEqual([0.01, 0.1]);
    const gone = tried({ rate: 1, dev: () => Number.NaN, status: 'diverged', steps: 20 });
    expect(rates([gone, tried(fast), calm])).toEqual([0.01, 0.1]);
    // Three evaluations only: between 80 and 120.
    // Far too high a rate may stay flat instead of diverging.
    const flat = tried({ rate: 1, dev: () => 3.8 });
    expect(rates([flat, tried(fast), calm])).toEqual([0.01, 0.1, 1]);
    expect(rank([flat, tried(fast), calm]).ranked[2]).toMatchObject({ learningRate: 1, equal: false });
    const dip = (step: number): number => (step >= 80 && step <= 120 ? 0.4 : 0.6);
    const [, passed] = rank([tried({ rate: 0.1, dev: dip }), tried({ rate: 0.01, dev: course(0.401, 900) })]).ranked;
    expect(passed).toMatchObject({ learningRate: 0.1, weakness: 'fragile', equal: true });
  });

  it('does not call the deepest one fragile for a dip within the noise that seeds are assumed to have', () => {
    const shallow = (step: number): number =>
      step < 100 ? 1 : step > 900 ? 0.6 : step >= 400 && step <= 460 ? 0.4 : 0.406;
    const trials = [tried({ rate: 0.1, dev: course(0.5, 200) }), tried({ rate: 0.01, dev: shallow })];
    expect(rank(trials).ranked[0]).toMatchObject({ learningRate: 0.01, weakness: null });
    const dip = (step: number): number => (shallow(step) === 0.406 ? 0.42 : shallow(step));
    expect(rank([trials[0]!, tried({ rate: 0.01, dev: dip })]).ranked[0]).toMatchObject({ weakness: 'fragile' });
  });

  it('asks the metric among those that are equal by loss, and passes over the one whose metric is worse beyond noise [S4]', () => {
    const [fast, slow] = [tried({ rate: 0.1, dev: course(0.402, 200) }), tried({ rate: 0.01, dev: course(0.4, 900) })];
    const noisy = [withAccuracy(fast, 4), withAccuracy(slow, 8)];
    expect(rank(noisy).ranked.map(one => [one.learningRate, one.weakness])).toEqual([
      [0.01, null],
      [0.1, 'metric'],
    ]);
    const said = recommend(plan, record(noisy)).evidence.find(({ body }) => body.key === 'evidence.worseMetric');
    expect(said).toMatchObject({ rule: 'S4', body: { values: { other: { value: 0.1 }, otherValue: { value: 0.4 } } } });
    // As good, or better: the faster one stays.
    expect(rates([withAccuracy(fast, 8), withAccuracy(slow, 8)])).toEqual([0.1, 0.01]);
    expect(rates([withAccuracy(fast, 8), withAccuracy(slow, 4)])).toEqual([0.1, 0.01]);
    // Rows that were not kept tell nothing of the noise.
    const bare = noisy.map(one => ({ ...one, rows: one.rows.map(rows => ({ ...rows, predictions: null })) }));
    expect(rates(bare)).toEqual([0.1, 0.01]);
    // A robust one is not given up for a metric that was got near divergence.
    const wild = withAccuracy(tried({ rate: 0.1, dev: course(0.402, 200), ripple: 0.2 }), 8);
    expect(rates([wild, withAccuracy(slow, 4)])).toEqual([0.01, 0.1]);
  });

  it('says why the faster one is passed over, also where the one that is taken is not quite robust either', () => {
    const dip = (step: number): number => (step >= 800 && step <= 840 ? 0.4 : 0.6);
    const trials = [tried({ rate: 0.1, dev: course(0.401, 100), ripple: 0.2 }), tried({ rate: 0.01, dev: dip })];
    expect(rank(trials).ranked.map(({ weakness }) => weakness)).toEqual(['fragile', 'unstable']);
    const { evidence } = recommend(plan, record(trials));
    expect(evidence.map(({ body }) => body.key)).toContain('evidence.unstable');
    // One that is as fast to the step is not slower.
    const dropsAt300 = (step: number): number => (step < 300 ? 1 : 0.4);
    const tie = [tried({ rate: 0.1, dev: dropsAt300, ripple: 0.2 }), tried({ rate: 0.01, dev: dropsAt300 })];
    const [taken, passed] = rank(tie).ranked;
    expect(passed).toMatchObject({ equal: true, weakness: 'unstable', reached: taken?.reached });
    expect(rates(tie)).toEqual([0.01, 0.1]);
    const said = recommend(plan, record(tie)).evidence.map(({ title }) => title.key);
    expect(said).toContain('evidence.robust');
    expect(said).not.toContain('evidence.fastest');
  });

  it('asks for a second seed of those within noise, once, and lets the mean of both decide', () => {
    const one = [tried({ rate: 0.1, dev: course(0.4, 200) }), tried({ rate: 0.01, dev: course(0.403, 400) })];
    expect(contenders(rank(one)).map(({ learningRate }) => learningRate)).toEqual([0.1, 0.01]);
    const asked = next(plan, record([...one, tried({ rate: 1, dev: course(0.9, 20) })]));
    expect(asked).toMatchObject([
      { do: 'start', point: { set: { learningRate: 0.1, seed: 2 }, origin: 'repeated' }, until: expect.any(Number) },
      { do: 'start', point: { set: { learningRate: 0.01, seed: 2 }, origin: 'repeated' }, until: expect.any(Number) },
    ]);
    const both = [
      ...one,
      tried({ rate: 1, dev: course(0.9, 20) }),
      tried({ rate: 0.1, dev: course(0.6, 200), seed: 2, status: 'pruned', steps: 600 }),
      tried({ rate: 0.01, dev: course(0.404, 400), seed: 2, status: 'pruned', steps: 600 }),
    ];
    expect(next(plan, record(both))).toEqual([]);
    expect(rank(both)).toMatchObject({ assumed: false });
    expect(rates(both)).toEqual([0.01, 0.1, 1]);
    const { candidates, pruned } = answerOf(plan, record(both));
    expect(candidates.map(({ rank: place, seed }) => [place, seed])).toEqual([
      [3, 1],
      [2, 1],
      [2, 2],
      [1, 1],
      [1, 2],
    ]);
    expect(pruned).toEqual([]);
  });

  it('adds neighbours and second seeds only as far as they are paid for, and no second seed that is alone', () => {
    const trials = [
      tried({ rate: 1, dev: course(0.9, 20), status: 'pruned', steps: 250 }),
      tried({ rate: 0.1, dev: course(0.4, 200) }),
      tried({ rate: 0.01, dev: course(0.403, 400) }),
      tried({ rate: 0.001, dev: course(0.9, 900), status: 'pruned', steps: 250 }),
    ];
    const used = 2500;
    const limited = (mostSteps: number) => ({ ...plan, rates: [1, 0.1, 0.01, 0.001], refine: true, mostSteps });
    const asked = (mostSteps: number) =>
      next(limited(mostSteps), record(trials)).map(action => 'point' in action && action.point);
    expect(asked(used + 2 * STEPS)).toMatchObject([{ origin: 'refined' }, { origin: 'refined' }]);
    // Second seeds end at 600 or soon after.
    expect(asked(used + 1900)).toMatchObject([{ set: { seed: 2 } }, { set: { seed: 2 } }]);
    expect(asked(used + 700)).toEqual([]);
    expect(asked(used)).toEqual([]);
  });

  it('reckons with no more steps than it may bring itself to', () => {
    for (const mostSteps of [3000, 6000, 6999, 9000, 20_000]) {
      const limited = { ...plan, refine: true, mostSteps };
      const unpruned = { ...limited, prune: false };
      expect(stepsIn(workload(limited, record([])))).toBeLessThanOrEqual(mostSteps);
      expect(stepsIn(workload(unpruned, record([])))).toBeLessThanOrEqual(Math.max(6 * STEPS, mostSteps));
    }
    expect(stepsIn(workload({ ...plan, refine: true, mostSteps: 1e9 }, record([])))).toBe(
      stepsIn(workload({ ...plan, refine: true }, record([]))),
    );
  });

  it('does not let a rate that only just holds, or one that was cut off, make others equal', () => {
    const steady = [
      tried({ rate: 0.1, dev: course(0.4, 400) }),
      tried({ rate: 0.1, dev: course(0.401, 400), seed: 2, status: 'pruned', steps: 600 }),
    ];
    const wild = [
      tried({ rate: 1, dev: course(0.405, 100) }),
      tried({ rate: 1, dev: course(0.9, 100), seed: 2, status: 'pruned', steps: 600 }),
    ];
    const [first, second] = rank([...steady, ...wild]).ranked;
    expect([first?.learningRate, second?.equal]).toEqual([0.1, false]);
    const cut = tried({ rate: 0.01, dev: course(0.4, 900), seed: 2, status: 'pruned', steps: 120 });
    const [, other] = rank([...steady, tried({ rate: 0.01, dev: course(0.6, 900) }), cut]).ranked;
    expect(other).toMatchObject({ learningRate: 0.01, equal: false, levels: { length: 1 } });
  });

  it('puts out a rate that diverges from another seed', () => {
    const trials = [
      tried({ rate: 0.1, dev: course(0.4, 200) }),
      tried({ rate: 0.1, dev: () => Number.NaN, seed: 2, status: 'diverged', steps: 20 }),
      tried({ rate: 0.01, dev: course(0.41, 400) }),
    ];
    expect(rates(trials)).toEqual([0.01]);
    expect(answerOf(plan, record(trials)).candidates.map(one => one.rank)).toEqual([null, null, 1]);
  });

  it('reads the training curves where nothing was evaluated', () => {
    const plain = [member(0.1, curve(STEPS, 2.3, 0.1, 80)), member(0.01, curve(STEPS, 2.3, 0.8, 80))];
    expect(rank(plain)).toMatchObject({ by: 'train' });
    expect(contenders(rank(plain))).toEqual([]);
  });

  it('never recommends what its evidence calls worse: the deepest beyond noise is always first', () => {
    const lowest = fc.double({ min: 0.1, max: 0.9, noNaN: true });
    const at = fc.integer({ min: 5, max: 990 });
    fc.assert(
      fc.property(fc.array(fc.tuple(lowest, at, lowest), { minLength: 2, maxLength: 5 }), drawn => {
        const trials = drawn.map(([low, step, rise], i) =>
          tried({ rate: 10 ** -i, dev: course(low, step, Math.max(low, rise)) }),
        );
        const { candidates, best } = answerOf(plan, record(trials));
        const chosen = candidates.find(({ trialId }) => trialId === best?.trialId);
        const deepest = Math.min(...candidates.map(one => one.level ?? Infinity));
        expect((chosen?.level ?? Infinity) - deepest).toBeLessThanOrEqual((chosen?.devNoise ?? 0) + 1e-12);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the baseline', () => {
  const facts = someFacts({ floor: { loss: 0.65, metric: 0.6 } });
  const judged = (lowest: number): StageRecord =>
    record([tried({ rate: 0.1, dev: course(lowest, 200) }), tried({ rate: 0.01, dev: course(lowest, 400) })], {
      facts,
    });

  it('must be beaten beyond chance, or nothing is recommended', () => {
    expect(recommend(plan, judged(0.649)).set).toBeNull();
    expect(recommend(plan, judged(0.649)).evidence[0]).toMatchObject({
      verdict: 'bad',
      body: { key: 'evidence.noBetterByEither' },
    });
    expect(recommend(plan, judged(0.4)).set).toMatchObject({ learningRate: 0.1 });
  });

  /** What its trainer told of a rate's metric at the lowest dev loss. */
  const withGain = ({ trials, ...rest }: StageRecord, rate: number, mean: number): StageRecord => ({
    ...rest,
    trials: trials.map(one =>
      one.trial.hyperparameters.learningRate === rate
        ? { ...one, rows: [...one.rows, gained(200, { mean, error: 0.05 })] }
        : one,
    ),
  });

  it('may be beaten by the metric where no dev loss does, and then what beats it is recommended', () => {
    const { set, detail, evidence } = recommend(plan, withGain(judged(0.649), 0.01, 0.2));
    expect(set).toMatchObject({ learningRate: 0.01 });
    expect(detail).toMatchObject({ beatsBaseline: true, beatsBy: 'metric' });
    expect(evidence.map(({ title }) => title.key)).toContain('evidence.beatsByMetric');
    // Three standard errors, since it is the best of many.
    expect(recommend(plan, withGain(judged(0.649), 0.01, 0.14)).set).toBeNull();
    expect(recommend(plan, withGain(judged(0.4), 0.01, 0.2)).detail.beatsBy).toBe('loss');
  });

  it('and the evaluation that the metric names is the best one, is said, and lies within num_steps', () => {
    const named = {
      ...gained(600, { mean: 0.3, error: 0.05 }),
      evaluation: { loss: 0.6, metric: 0.9, rows: ROWS, metricCounts: true },
    };
    const trials = [tried({ rate: 0.1, dev: course(0.4, 200, 0.7) }), tried({ rate: 0.01, dev: course(0.5, 400) })];
    const told = trials.map((one, i) => (i === 0 ? { ...one, rows: [...one.rows, named] } : one));
    const { set, detail, evidence } = recommend(plan, record(told, { facts }));
    expect(detail.candidates[0]).toMatchObject({
      metricBest: { at: 600, devLoss: 0.6, metric: 0.9 },
      lowestAt: expect.toSatisfy((at: number) => at < 300),
    });
    expect(detail.numSteps.overfitsFrom).toBeLessThan(300);
    expect(set).toMatchObject({ learningRate: 0.1, steps: 600 });
    expect(evidence.map(({ body }) => body.key)).toEqual(
      expect.arrayContaining(['evidence.metricNamesBest', 'evidence.overfitsButMetric']),
    );
  });
});

describe('L5: num_steps, read on dev', () => {
  const evaluated = (dev: (step: number) => number, metric: (step: number) => number = () => 0.8) => ({
    steps: Float64Array.from(AT),
    losses: Float64Array.from(AT, dev),
    metrics: Float64Array.from(AT, metric),
    metric: 'accuracy' as const,
    rows: [],
    metricBestAt: null,
  });
  const data = { batchSize: 64, trainRows: 640, devRows: 1000 };
  const steps = (...of: ReturnType<typeof evaluated>[]) => numStepsOnDev(of, data);

  it('is where it overfits from, without a margin', () => {
    const found = steps(evaluated(course(0.4, 200, 0.9)));
    expect(found).toMatchObject({ converged: true, moves: null });
    expect(found.overfitsFrom).toBe(found.value);
    expect(found.value).toBeGreaterThanOrEqual(200);
    expect(found.value).toBeLessThan(300);
    expect(found.epochs).toBe((found.value as number) / 10);
  });

  it('does not call the jag of a last evaluation overfitting', () => {
    const flat = course(0.4, 300);
    const jag = evaluated(step => (step === AT.at(-1) ? 0.6 : flat(step)));
    expect(steps(jag)).toMatchObject({ overfitsFrom: null, converged: true });
    const risen = evaluated(step => (AT.indexOf(step) >= AT.length - 4 ? 0.6 : flat(step)));
    expect(steps(risen).overfitsFrom).toBeGreaterThan(300);
  });

  it('takes the later of two seeds', () => {
    const early = evaluated(course(0.4, 100, 0.9));
    const late = evaluated(course(0.4, 400, 0.9));
    expect(steps(early, late).value).toBe(steps(late).value);
  });

  it('is 1.5 times the converged step where the dev loss stays flat', () => {
    const found = steps(evaluated(course(0.4, 300)));
    expect(found).toMatchObject({ converged: true, overfitsFrom: null });
    expect(found.value).toBeCloseTo(1.5 * (found.convergedAt as number), -1);
  });

  it('is open where the dev loss or the metric still gets better', () => {
    const falling = evaluated(step => 1 - 0.0006 * step);
    expect(steps(falling)).toMatchObject({ value: null, converged: false, moves: 'loss' });
    const rising = evaluated(course(0.4, 300), step => 0.5 + 0.0004 * step);
    expect(steps(rising)).toMatchObject({ value: null, converged: false, moves: 'metric' });
  });

  it('is open where a few evaluations fall steeply: their bend is no noise', () => {
    const few = (...losses: number[]) => ({
      ...evaluated(() => 0),
      steps: Float64Array.from(losses, (_, i) => 30 * i),
      losses: Float64Array.from(losses),
      metrics: Float64Array.from(losses, () => 0.8),
    });
    expect(steps(few(2.35, 1.1, 0.65))).toMatchObject({ value: null, converged: false, moves: 'loss' });
    expect(steps(few(2.35, 0.651, 0.65, 0.65, 0.65))).toMatchObject({ converged: true, moves: null });
  });
});
