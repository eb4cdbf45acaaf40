import type { DatasetFacts } from '../../../domain/dataset.ts';
import type { FinalComparison, FinalConclusion, FinalDifference, FinalVerdict } from '../../../domain/final-runs.ts';
import type { TrialMetric } from '../../../domain/metrics.ts';
import { type DevRows, errorOverRows } from '../../curves/dev-rows.ts';
import { metricDifferenceError, revealedLabels } from '../../metrics/paired-metric.ts';
import { inOwnUnit } from '../../metrics/target-scale.ts';
import { type RowNoise, seedsAndRows } from '../../statistics/seeds-and-rows.ts';
import type { ReadRun } from './runs.ts';

/* The chosen configuration against the default one, in pairs of one seed [R2]. */

type Part = FinalConclusion['part'];
type Scale = DatasetFacts['targetScale'];

/** Two runs from one seed, both of which came to their end. */
interface Pair {
  chosen: ReadRun;
  default: ReadRun;
}

/** What is compared, and by what. */
export interface Compared {
  chosen: readonly ReadRun[];
  default: readonly ReadRun[];
  metric: TrialMetric;
  /** Of a regression's target; null: there are classes, or it isn't known. */
  scale: Scale;
}

/** Loss and metric of one part, seed by seed. */
export function compare(part: Part, { chosen, default: others, metric, scale }: Compared): FinalComparison {
  const isDone = ({ status, at, [part]: figures }: ReadRun) =>
    status === 'finished' && at !== null && figures !== null && figures.loss !== null;
  const pairs = chosen.filter(isDone).flatMap((one): Pair[] => {
    const other = others.find(({ seed }) => seed === one.seed);
    return other && isDone(other) ? [{ chosen: one, default: other }] : [];
  });
  const lost = {
    chosen: chosen.some(({ status }) => status === 'diverged'),
    default: others.some(({ status }) => status === 'diverged'),
  };
  const differences = (figure: 'loss' | 'metric') =>
    pairs.flatMap(pair => {
      const [a, b] = [pair.chosen[part]?.[figure] ?? null, pair.default[part]?.[figure] ?? null];
      return a === null || b === null ? [] : [a - b];
    });
  const withVerdict = (found: ReturnType<typeof seedsAndRows>, lowerIsBetter: boolean): FinalDifference | null =>
    found && { ...found, verdict: verdictOf(lowerIsBetter ? found : { low: -found.high, high: -found.low }, lost) };
  const metrics = differences('metric');
  const hasMetric = metric !== 'none' && metrics.length === pairs.length;
  return {
    loss: withVerdict(seedsAndRows(differences('loss'), lossNoise(part, pairs)), true),
    metric: hasMetric
      ? withVerdict(seedsAndRows(metrics, metricNoise(part, pairs, metric, scale)), metric === 'rmse')
      : null,
  };
}

/**
 * What an interval of a figure says of which less is better. A configuration of which a run diverged isn't better by the others.
 */
function verdictOf(
  { low, high }: { low: number; high: number },
  lost: { chosen: boolean; default: boolean },
): FinalVerdict {
  if (high < 0) return lost.chosen ? 'notDistinguishable' : 'better';
  if (low > 0) return lost.default ? 'notDistinguishable' : 'worse';
  return 'notDistinguishable';
}

/**
 * What a part says: the loss decides, which tells small differences from fewer rows; where it can't tell, the metric; where the two contradict each
 * other, neither. Null: too few pairs.
 */
export function conclude(part: Part, { loss, metric }: FinalComparison): FinalConclusion | null {
  if (!loss) return null;
  const other = metric?.verdict ?? 'notDistinguishable';
  if (loss.verdict === 'notDistinguishable')
    return { verdict: other, part, figure: other === 'notDistinguishable' ? 'loss' : 'metric' };
  const contradicts = other !== 'notDistinguishable' && other !== loss.verdict;
  return { verdict: contradicts ? 'notDistinguishable' : loss.verdict, part, figure: 'loss' };
}

/** Whether loss and metric say the opposite of each other. */
export const contradicts = ({ loss, metric }: FinalComparison): boolean => {
  const said = [loss?.verdict, metric?.verdict];
  return said.includes('better') && said.includes('worse');
};

/** Each row's own loss in a run, and how many rows the figures are of. */
const lossesOf = (part: Part, { devRows, testRows }: ReadRun): Float32Array | null =>
  (part === 'dev' ? devRows : testRows)?.losses ?? null;

function lossNoise(part: Part, pairs: readonly Pair[]): RowNoise | null {
  const error = errorOverRows(
    pairs.map(pair => lossesOf(part, pair.chosen)),
    pairs.map(pair => lossesOf(part, pair.default)),
  );
  return noiseOf(part, pairs, error);
}

/** Of the mean over all rows, where some of them were kept row by row: with as many more rows its error is smaller. */
function noiseOf(part: Part, pairs: readonly Pair[], error: number | null): RowNoise | null {
  const [one] = pairs;
  const paired = one ? lossesOf(part, one.chosen)?.length : undefined;
  if (error === null || !one || !paired) return null;
  const all = (part === 'dev' ? one.chosen.devRows?.evaluation?.rows : one.chosen.testRows?.rows) ?? paired;
  const rows = Math.max(all, paired);
  return { error: error * Math.sqrt(paired / rows), rows };
}

/** The part of the metric's noise that comes from the rows. */
function metricNoise(part: Part, pairs: readonly Pair[], metric: TrialMetric, scale: Scale): RowNoise | null {
  const exact = part === 'test' ? exactError(pairs, metric, scale) : undefined;
  return noiseOf(part, pairs, exact === undefined ? bootstrapped(part, pairs, metric) : exact);
}

/**
 * Where the metric is a mean over rows, or close to one, and what is right is known of each row: row by row the mean of each side, then paired.
 * Undefined: it is none.
 */
function exactError(pairs: readonly Pair[], metric: TrialMetric, scale: Scale): number | null | undefined {
  const rowsOf = (side: keyof Pair, value: (of: NonNullable<ReadRun['testRows']>) => Float32Array) =>
    pairs.map(pair => pair[side].testRows && value(pair[side].testRows));
  const both = (value: Parameters<typeof rowsOf>[1]) =>
    errorOverRows(rowsOf('chosen', value), rowsOf('default', value));
  if (metric === 'accuracy')
    return both(({ predictions, labels }) => predictions.map((of, row) => (of === labels[row] ? 1 : 0)));
  if (metric !== 'rmse' || !scale) return undefined;
  // To first order: the square root's slope at the mean.
  return both(({ predictions, labels, metric: rmse }) =>
    predictions.map((of, row) => (inOwnUnit(of, scale) - inOwnUnit(labels[row] as number, scale)) ** 2 / (2 * rmse)),
  );
}

/**
 * By the paired bootstrap of each seed: the root of their mean square, which is as if all seeds erred on the same rows, and so rather too much. Null: it
 * can't be told.
 */
function bootstrapped(part: Part, pairs: readonly Pair[], metric: TrialMetric): number | null {
  const asRows = ({ devRows, testRows }: ReadRun): DevRows | null => {
    if (part === 'dev') return devRows;
    if (!testRows) return null;
    const { step, losses, predictions } = testRows;
    return { step, losses, predictions: Uint16Array.from(predictions), evaluation: null };
  };
  const rows = pairs.map(pair => [asRows(pair.chosen), asRows(pair.default)] as const);
  const all = rows.flat().filter(one => one !== null);
  const labels =
    part === 'dev' ? revealedLabels(all) : Int32Array.from(pairs[0]?.chosen.testRows?.labels ?? new Float32Array(0));
  const errors = rows.map(([a, b], i) =>
    a && b ? metricDifferenceError(metric, [a, b], labels, pairs[i]?.chosen[part]?.metric ?? null) : null,
  );
  if (errors.length === 0 || errors.some(error => error === null)) return null;
  return Math.sqrt(errors.reduce<number>((sum, error) => sum + (error as number) ** 2, 0) / errors.length);
}
