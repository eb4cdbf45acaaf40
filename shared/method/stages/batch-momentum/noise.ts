import { type DevRows, errorInCommon } from '../../curves/dev-rows.ts';
import { metricOn } from '../../curves/evaluations.ts';
import { meanMetricDifferenceError, metricErrorInCommon, revealedLabels } from '../../metrics/paired-metric.ts';
import { ASSUMED_SEED_ERROR, type DevLevel, ERRORS, lowest, rowsOf } from '../learning-rate/ranking.ts';
import type { TrialRecord } from '../stage-definition.ts';

/* How far two points must lie apart to be told apart: by the rows of dev and by seeds, what both have in common counted once. */

/**
 * A trial's lowest dev loss: smoothed where its curve is of all rows of dev. A curve of a subset is ranked by what was measured on all
 * of them, at its best evaluation or at rungs, since the subset's own low point is partly its luck.
 */
export function depthOf(level: DevLevel): number {
  const { trial, rows } = level.one;
  const measured = rows
    .filter(({ step }) => step > 0)
    .map(({ evaluation, losses }) => evaluation?.loss ?? mean(losses));
  return trial.evaluatedRows === null || measured.length === 0 ? lowest(level) : Math.min(...measured);
}

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export const meanOf = (levels: readonly DevLevel[]): number =>
  levels.reduce((sum, level) => sum + depthOf(level), 0) / levels.length;

/**
 * The standard error of a mean difference that comes from seeds alone, pooled over some points: half of how far two seeds disagree about it,
 * less what the rows bring along of that (`errorInCommon`), which is most of it where a network learns rows by heart. So few of them may agree
 * by chance, so that what is assumed without any counts as one more.
 */
export function seedErrorOf(others: readonly DevLevel[][], deepest: readonly DevLevel[]): number {
  const [d0 = 0, d1 = 0] = deepest.map(depthOf);
  const squares = others.map(levels => {
    const [a = 0, b = 0] = levels.map(depthOf);
    return seedsAlone((a - d0 - (b - d1)) / 2, errorInCommon(levels.map(rowsOf), deepest.map(rowsOf)));
  });
  const all = [...squares, (ASSUMED_SEED_ERROR * meanOf(deepest)) ** 2];
  return Math.sqrt(all.reduce((sum, square) => sum + square, 0) / all.length);
}

/** The variance that is the seeds' alone. */
const seedsAlone = (half: number, inCommon: number): number => Math.max(0, half ** 2 - inCommon ** 2);

/** Two points' trials. */
type Trials = readonly Pick<TrialRecord, 'dev' | 'rows' | 'trial'>[];
interface Point {
  trials: Trials;
  metric: number | null;
}

/** The dev rows that a trial's metric was read on, where they are kept. */
function metricRows({ dev, rows }: Trials[number]): DevRows | null {
  const { at } = metricOn(dev, rows);
  return rows.find(({ step }) => step === at) ?? null;
}

/**
 * Two standard errors of a difference of metrics over the seeds that both points have: by a paired bootstrap in which each row is drawn for all
 * of them, and by how far two seeds disagree, where there are two. Null: not known.
 */
export function metricNoiseOf(points: readonly Point[]): (a: Point, b: Point) => number | null {
  let labels: Int32Array | null = null;
  const known = new Map<string, number | null>();
  const errorOf = (a: Point, b: Point): number | null => {
    const seeds = Math.min(a.trials.length, b.trials.length);
    const pairs = a.trials.slice(0, seeds).flatMap((one, i): (readonly [DevRows, DevRows])[] => {
      const [own, other] = [one, b.trials[i] as Trials[number]].map(metricRows);
      return own && other ? [[own, other]] : [];
    });
    const [first, second] = pairs;
    const metric = a.trials[0]?.trial.metric ?? 'none';
    if (!first || pairs.length < seeds) return null;
    labels ??= revealedLabels(
      points.flatMap(({ trials }) => trials.flatMap(one => metricRows(one) ?? [])).filter(({ step }) => step > 0),
    );
    const error = meanMetricDifferenceError(metric, pairs, labels, a.metric);
    if (error === null) return null;
    const inCommon = second ? metricErrorInCommon(metric, [first, second], labels, a.metric) : 0;
    return ERRORS * Math.sqrt(error ** 2 + seedsAlone(halfOf(a, b), inCommon));
  };
  return (a, b) => {
    const key = `${a.trials[0]?.trial.id} ${b.trials[0]?.trial.id}`;
    if (!known.has(key)) known.set(key, errorOf(a, b));
    return known.get(key) ?? null;
  };
}

/** Half of how far two seeds disagree about a difference of metrics; 0 where there is one. */
function halfOf(a: Point, b: Point): number {
  const [[a0, a1], [b0, b1]] = [a, b].map(({ trials }) =>
    trials.map(({ dev, rows }) => metricOn(dev, rows).metric),
  ) as [(number | null)[], (number | null)[]];
  return a0 == null || a1 == null || b0 == null || b1 == null ? 0 : Math.abs(a0 - b0 - (a1 - b1)) / 2;
}
