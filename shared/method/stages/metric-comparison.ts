import type { DevRows } from '../curves/dev-rows.ts';
import { metricOn } from '../curves/evaluations.ts';
import { meanMetricDifferenceError, metricErrorInCommon, revealedLabels } from '../metrics/paired-metric.ts';
import { seedsAlone } from './noise.ts';
import type { TrialRecord } from './stage-definition.ts';

/** What is compared by the dev metric, among those that are equal by the dev loss [S4]: one trial, or one from each of two seeds. */
export interface WithMetric {
  trials: readonly TrialRecord[];
  /** At its best evaluation, the mean over its seeds (`meanMetric`); null: not known. */
  metric: number | null;
}

export function meanMetric(trials: readonly TrialRecord[]): number | null {
  const metrics = trials.map(({ dev, rows }) => metricOn(dev, rows).metric);
  const known = metrics.filter(value => value !== null && Number.isFinite(value)) as number[];
  return known.length === trials.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}

/** By how much a metric is better than another one; below 0: worse. An error is better where it is lower. */
export const betterBy = ({ trials: [one], metric }: WithMetric, other: WithMetric): number => {
  if (metric === null || other.metric === null) return 0;
  return one?.trial.metric === 'rmse' ? other.metric - metric : metric - other.metric;
};

/**
 * The standard error of a difference of metrics over the seeds that both have: by a paired bootstrap in which each row is drawn for all of them, and by how
 * far two seeds disagree, where there are two, less what the rows bring along of that.
 * @param of all that are compared: their rows tell the labels
 * @returns null: not known, since rows were not kept
 */
export function metricErrorOf(of: readonly WithMetric[]): (a: WithMetric, b: WithMetric) => number | null {
  let labels: Int32Array | null = null;
  const known = new Map<string, number | null>();
  const errorOf = (a: WithMetric, b: WithMetric): number | null => {
    const seeds = Math.min(a.trials.length, b.trials.length);
    const pairs = a.trials.slice(0, seeds).flatMap((one, i): (readonly [DevRows, DevRows])[] => {
      const [own, other] = [one, b.trials[i] as TrialRecord].map(metricRows);
      return own && other ? [[own, other]] : [];
    });
    const [first, second] = pairs;
    const metric = a.trials[0]?.trial.metric ?? 'none';
    if (!first || pairs.length < seeds) return null;
    labels ??= revealedLabels(of.flatMap(({ trials }) => trials.flatMap(one => metricRows(one) ?? [])));
    const error = meanMetricDifferenceError(metric, pairs, labels, a.metric);
    if (error === null) return null;
    const inCommon = second ? metricErrorInCommon(metric, [first, second], labels, a.metric) : 0;
    return Math.sqrt(error ** 2 + seedsAlone(seedHalf(a, b), inCommon));
  };
  return (a, b) => {
    const key = `${a.trials[0]?.trial.id} ${b.trials[0]?.trial.id}`;
    if (!known.has(key)) known.set(key, errorOf(a, b));
    return known.get(key) ?? null;
  };
}

/** The dev rows that a trial's metric was read on, where they are kept. */
export function metricRows({ dev, rows }: TrialRecord): DevRows | null {
  const { at } = metricOn(dev, rows);
  return rows.find(({ step }) => step === at && step > 0) ?? null;
}

/** Half of how far two seeds disagree about a difference of metrics; 0 where there is one. */
function seedHalf(a: WithMetric, b: WithMetric): number {
  const metricsOf = ({ trials }: WithMetric) => trials.map(({ dev, rows }) => metricOn(dev, rows).metric);
  const [[a0, a1], [b0, b1]] = [metricsOf(a), metricsOf(b)] as [(number | null)[], (number | null)[]];
  return a0 == null || a1 == null || b0 == null || b1 == null ? 0 : Math.abs(a0 - b0 - (a1 - b1)) / 2;
}
