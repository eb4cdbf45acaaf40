import { describe, expect, it } from 'vitest';
import { classificationMetric } from '#shared/method/metrics/classification-metric.ts';
import { gainOverBaseline, isGain, metricCounts, metricGain } from '#shared/method/metrics/metric-gain.ts';
import { Random } from '#shared/method/random.ts';

const ROWS = 200;
const random = Random.from(1);
/** Three in four of class 0. */
const labels = Array.from({ length: ROWS }, (_, i) => (i % 4 === 0 ? 1 : 0));
/** Right in so large a share of the rows. */
const guess = (right: number) => labels.map(label => (random.uniform() < right ? label : 1 - label));
const losses = labels.map(() => 0.5);
const rows = (predictions: readonly number[], loss = 0.5) => ({ labels, predictions, losses, loss });
const of =
  (name: 'accuracy' | 'macroF1') =>
  ({ labels, predictions }: { labels: ArrayLike<number>; predictions: ArrayLike<number> }) =>
    classificationMetric(name, labels, predictions, 2);

describe('how much better a metric is', () => {
  it('is paired by row: of two that differ in few rows it is known well, and to the bit each time', () => {
    const one = guess(0.8);
    const other = one.map((value, i) => (i < 6 ? 1 - (labels[i] as number) : value));
    const gain = metricGain('accuracy', of('accuracy'), rows(one), rows(other));
    const flips = one.map((value, i) => Number(value === labels[i]) - Number(other[i] === labels[i]));
    const mean = flips.reduce((sum, flip) => sum + flip, 0) / ROWS;
    const error = Math.sqrt(flips.reduce((sum, flip) => sum + (flip - mean) ** 2, 0) / ROWS / ROWS);
    expect(gain.mean).toBeCloseTo(mean, 12);
    expect(gain.error).toBeGreaterThan(0.75 * error);
    expect(gain.error).toBeLessThan(1.25 * error);
    expect(metricGain('accuracy', of('accuracy'), rows(one), rows(other))).toEqual(gain);
  });

  it('of an error is how much lower it is', () => {
    const rmse = ({ loss }: { loss: number }) => Math.sqrt(loss);
    const worse = { labels, predictions: labels, losses: labels.map(() => 0.81) };
    expect(metricGain('rmse', rmse, { ...worse, losses: labels.map(() => 0.25) }, worse).mean).toBeCloseTo(0.4, 12);
  });
});

describe('the baseline of a metric', () => {
  it('of macro-F1 is a guess by the frequencies, which no guess beats beyond noise; always the largest class is worse', () => {
    let beaten = 0;
    for (let i = 0; i < 200; i++) {
      const share = random.uniform();
      const predictions = labels.map(() => Number(random.uniform() < share));
      if (isGain(gainOverBaseline('macroF1', of('macroF1'), rows(predictions), 0))) beaten++;
    }
    expect(beaten).toBeLessThanOrEqual(4);
    expect(gainOverBaseline('macroF1', of('macroF1'), rows(labels.map(() => 0)), 0).mean).toBeLessThan(0);
    expect(isGain(gainOverBaseline('macroF1', of('macroF1'), rows(guess(0.8)), 0))).toBe(true);
  });

  it('of accuracy is the share of train’s largest class', () => {
    expect(gainOverBaseline('accuracy', of('accuracy'), rows(labels.map(() => 0)), 0)).toEqual({ mean: 0, error: 0 });
    expect(gainOverBaseline('accuracy', of('accuracy'), rows(labels), 0).mean).toBeCloseTo(0.25, 12);
    expect(isGain(gainOverBaseline('accuracy', of('accuracy'), rows(labels), 0))).toBe(true);
  });
});

describe('the metric names the best evaluation', () => {
  const lowest = rows(guess(0.7), 0.4);
  const counts = (best: ReturnType<typeof rows>) =>
    metricCounts('macroF1', of('macroF1'), best, { lowest, baselineLoss: 0.56 });

  it('where it is better there beyond noise, unless the dev loss there is no better than a guess’s', () => {
    expect(counts(rows(guess(0.95), 0.5))).toBe(true);
    expect(counts(rows(guess(0.72), 0.5))).toBe(false);
    expect(counts(rows(guess(0.95), 0.6))).toBe(false);
  });
});
