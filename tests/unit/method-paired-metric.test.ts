import { describe, expect, it } from 'vitest';
import type { BatchMomentumPlan } from '#shared/domain/batch-momentum.ts';
import type { TrialStatus } from '#shared/domain/trial.ts';
import { DevCurve } from '#shared/method/curves/dev-curve.ts';
import type { DevRows } from '#shared/method/curves/dev-rows.ts';
import { metricDifferenceError, revealedLabels } from '#shared/method/metrics/paired-metric.ts';
import { batchMomentum } from '#shared/method/stages/batch-momentum/definition.ts';
import { rank } from '#shared/method/stages/batch-momentum/ranking.ts';
import { recommend } from '#shared/method/stages/batch-momentum/recommend.ts';
import { pointOf, type TrialRecord } from '#shared/method/stages/stage-definition.ts';
import { someFacts } from '../tools/prepared-facts.ts';
import { curve, record, trial } from './ladder-members.ts';

const ROWS = 400;
const labels = Int32Array.from({ length: ROWS }, (_, row) => row % 2);

/** A trial's rows: those from `from` to `to` are predicted wrongly; the others surely right. */
function rowsOf(wrong: (row: number) => boolean, step = 100, level = 0): DevRows {
  const predictions = Uint16Array.from(labels, (label, row) => (wrong(row) ? 1 - label : label));
  const losses = Float32Array.from(labels, (_, row) => level + (wrong(row) ? 1 + 0.01 * Math.sin(row) : 0.2));
  const hits = labels.filter((_, row) => !wrong(row)).length;
  const loss = losses.reduce((sum, one) => sum + one, 0) / ROWS;
  return { step, losses, predictions, evaluation: { loss, metric: hits / ROWS, rows: ROWS } };
}

describe('the noise of a difference of metrics', () => {
  it('finds the labels that any trial is sure of, and no others', () => {
    const a = rowsOf(row => row < 40);
    const b = rowsOf(row => row < 20);
    const found = revealedLabels([a, b]);
    expect([...found.subarray(20)]).toEqual([...labels.subarray(20)]);
    expect([...found.subarray(0, 20)].every(label => label === -1)).toBe(true);
  });

  it('is that of McNemar for accuracy: it rests on the rows where both differ', () => {
    const a = rowsOf(row => row < 40);
    const b = rowsOf(row => row >= 20 && row < 80);
    const error = metricDifferenceError('accuracy', [a, b], labels, 0.9) ?? 0;
    // 20 rows that only a gets wrong, 40 that only b does.
    const [n10, n01] = [20, 40];
    const exact = Math.sqrt(n10 + n01 - (n10 - n01) ** 2 / ROWS) / ROWS;
    expect(error / exact).toBeGreaterThan(0.85);
    expect(error / exact).toBeLessThan(1.15);
    expect(metricDifferenceError('accuracy', [a, a], labels, 0.9)).toBe(0);
    expect(metricDifferenceError('macroF1', [a, b], labels, 0.9)).toBeGreaterThan(0);
  });

  it('is not known without predictions, and of an error it is in its own unit', () => {
    const a = rowsOf(row => row < 40);
    const b = rowsOf(row => row < 80);
    expect(metricDifferenceError('accuracy', [{ ...a, predictions: null }, b], labels, 0.9)).toBe(null);
    expect(metricDifferenceError('none', [a, b], labels, null)).toBe(null);
    const inOne = metricDifferenceError('rmse', [a, b], labels, 1) ?? 0;
    expect(metricDifferenceError('rmse', [a, b], labels, 10)).toBeCloseTo(10 * inOne, 9);
    expect(inOne).toBeGreaterThan(0);
  });
});

const plan: BatchMomentumPlan = batchMomentum.plan({
  configuration: { set: { learningRate: 0.1, steps: 1000 }, decisions: [] },
  subject: {
    kind: 'builtIn',
    facts: someFacts({ rows: { train: 4000, dev: ROWS, test: ROWS } }),
    dataDigest: 'digest',
    network: null,
  },
  host: { cores: 2, defaultBackend: 'wasm' },
  choice: { batchSizes: [32, 64], momenta: [0, 0.9], secondSeed: false },
});

/** A trial of a point whose best evaluation is of those rows. */
function member(batchSize: number, momentum: number, of: DevRows, status: TrialStatus = 'finished'): TrialRecord {
  const steps = 64_000 / batchSize;
  const optimizer = momentum === 0 ? ('sgd' as const) : ('momentum' as const);
  const set = { optimizer, batchSize, momentum, steps, learningRate: 0.1 };
  const one = trial(0.1, status, steps);
  const dev = new DevCurve();
  const { loss, metric } = of.evaluation ?? { loss: 1, metric: 0 };
  dev.push(Float64Array.of(0, 50, 100), Float64Array.of(2, 2 * loss, loss), Float64Array.of(0.5, 0.6, metric));
  return {
    trial: {
      ...one,
      id: `${batchSize} × ${momentum}`,
      position: batchSize + momentum,
      hyperparameters: { ...one.hyperparameters, ...set },
      evaluatedRows: 100,
    },
    point: pointOf(set),
    curve: curve(steps, 1, 0.1, 80),
    dev,
    rows: [{ ...of, step: 0, losses: of.losses.map(() => 5), evaluation: null }, of],
    evaluation: null,
    damagedFrom: null,
  };
}

describe('S4: the metric decides among equals', () => {
  // As many sure rows, so that the losses are nearly equal; which of them are wrong differs.
  const accepted = member(
    64,
    0,
    rowsOf(row => row < 60),
  );
  const other = member(
    32,
    0.9,
    rowsOf(row => row % 40 === 0, 100, 0.1181),
  );

  it('where the dev losses are equal within noise and the metric is better beyond noise', () => {
    const { chosen, ranked } = rank(plan, [accepted, other]);
    expect(ranked.map(({ equal }) => equal)).toEqual([true, true]);
    expect(chosen?.trials[0]?.trial.id).toBe('32 × 0.9');
    const { detail, evidence } = recommend(plan, record([accepted, other], { facts: someFacts() }));
    expect(detail.gain).toMatchObject({ verdict: 'gain', by: 'metric' });
    expect(evidence.map(({ body }) => body.key)).toContain('batch.evidence.gainMetric');
  });

  it('at the best evaluation, also where the metric named that', () => {
    const same = rowsOf(row => row < 60);
    const named = rowsOf(row => row % 40 === 0, 100, 0.13);
    const later = { ...named, step: 100, evaluation: { ...named.evaluation!, metricCounts: true } };
    const one = { ...member(32, 0.9, { ...same, step: 50 }), dev: new DevCurve() };
    const { loss, metric } = same.evaluation!;
    one.dev.push(
      Float64Array.of(0, 25, 50, 75, 100),
      Float64Array.of(2, 1.5 * loss, loss, 1.5 * loss, 4 * loss),
      Float64Array.of(0.5, 0.6, metric, metric, metric),
    );
    const both = { ...one, rows: [...one.rows, later] };
    expect(rank(plan, [accepted, one]).chosen?.trials[0]?.trial.id).toBe('64 × 0');
    expect(rank(plan, [accepted, both]).chosen?.trials[0]?.trial.id).toBe('32 × 0.9');
    const { detail } = recommend(plan, record([accepted, both], { facts: someFacts() }));
    const point = detail.points.find(({ trialId }) => trialId === '32 × 0.9');
    expect(point?.metric.value).toBe(later.evaluation.metric);
  });

  it('not where the metric differs within noise: the accepted point stays', () => {
    const near = member(
      32,
      0.9,
      rowsOf(row => row < 58),
    );
    expect(rank(plan, [accepted, near]).chosen?.trials[0]?.trial.id).toBe('64 × 0');
  });

  it('the accepted point is what others must beat, also where its second seed was cut off', () => {
    const wrong = (row: number) => row % 40 === 0;
    const again = (one: TrialRecord): TrialRecord => {
      const { trial, point } = one;
      const hyperparameters = { ...trial.hyperparameters, seed: 2 };
      const id = `${trial.id} again`;
      return {
        ...one,
        trial: { ...trial, id, position: 1000, hyperparameters },
        point: { ...point, origin: 'repeated' },
      };
    };
    // Lower by less than noise, in dev loss and metric.
    const near = [
      member(
        32,
        0.9,
        rowsOf(row => wrong(row + 1)),
      ),
      member(
        32,
        0,
        rowsOf(row => wrong(row + 2)),
      ),
    ];
    const own = member(64, 0, rowsOf(wrong, 100, 0.005));
    const { chosen } = rank(plan, [own, ...near, ...near.map(again)]);
    expect(chosen?.isAccepted).toBe(true);
  });

  it('a good metric on a bad curve is suspect, and is not chosen', () => {
    const bad = member(
      32,
      0.9,
      rowsOf(row => row % 40 === 0, 100, 0.6),
    );
    const { detail, evidence } = recommend(plan, record([accepted, bad], { facts: someFacts() }));
    expect(detail.best?.trialId).toBe('64 × 0');
    expect(detail.points.find(({ trialId }) => trialId === '32 × 0.9')).toMatchObject({ suspect: true, equal: false });
    expect(evidence.map(({ title }) => title.key)).toContain('batch.evidence.suspect');
  });

  it('where a curve is of a subset of dev, what was measured on all of it counts', () => {
    const lucky = { ...other, dev: new DevCurve() };
    lucky.dev.push(Float64Array.of(0, 50, 100), Float64Array.of(2, 0.02, 0.01), Float64Array.of(0.5, 0.6, 0.9));
    const level = rank(plan, [accepted, lucky]).ranked.find(({ trials: [one] }) => one?.trial.id === '32 × 0.9')?.level;
    expect(level).toBeCloseTo(other.rows[1]?.evaluation?.loss ?? 0, 6);
  });

  it('what was pruned is equal to nothing, and so never chosen', () => {
    const pruned = member(32, 0.9, other.rows[1] as DevRows, 'pruned');
    const { chosen, ranked } = rank(plan, [accepted, pruned]);
    expect(ranked.map(({ equal }) => equal)).toEqual([true, false]);
    expect(chosen?.trials[0]?.trial.id).toBe('64 × 0');
  });

  it('ranks nothing that diverged, failed or is damaged', () => {
    const out = [
      member(
        32,
        0,
        rowsOf(() => false),
        'diverged',
      ),
      member(
        32,
        0.9,
        rowsOf(() => false),
        'failed',
      ),
      {
        ...member(
          64,
          0.9,
          rowsOf(() => false),
        ),
        damagedFrom: 3,
      },
    ];
    const { ranked } = rank(plan, [accepted, ...out]);
    expect(ranked.map(({ trials: [one] }) => one?.trial.id)).toEqual(['64 × 0']);
  });
});
