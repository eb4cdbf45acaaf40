import type { NumSteps } from '../../domain/answer.ts';
import type { TrialMetric } from '../../domain/metrics.ts';
import { FLAT_SHARE, FLAT_TAIL, MARGIN, roundUp } from './convergence.ts';
import { type DevRows, pairedDifference } from './dev-rows.ts';
import { bestEvaluation, smoothedEvaluations } from './evaluations.ts';

/** One trial of the chosen learning rate, as convergence on dev is read from it. */
export interface Evaluated {
  /** Updates done before each evaluation; losses and metrics of each. */
  steps: Float64Array;
  losses: Float64Array;
  metrics: Float64Array;
  /** `none`: nothing was measured, the values are NaN. */
  metric: TrialMetric;
  rows: readonly DevRows[];
  /** The best evaluation's step where the metric names it; null: it is that of the lowest dev loss. */
  metricBestAt: number | null;
}

/** Of a loss that has fallen to a small part of where it began, 1 % of the fall is much: then it is this share of the loss itself. */
const FLAT_LEVEL = 0.02;

/** A difference of two smoothed values is noise below so many of its standard errors. */
const ERRORS = 2;

/**
 * num_steps from the dev curves of the chosen learning rate, one or two seeds [L5].
 *
 * *Overfits*: at the end the dev loss lies beyond noise above its lowest, for three evaluations at least; num_steps is then the last evaluation that was still within noise
 * of the lowest, the latest of the seeds, without a margin: from there on it only gets worse. Where the metric names a later best
 * evaluation, num_steps goes that far, or what is recommended would never get there.
 * *Converged*: the first evaluation after which neither dev loss nor metric gets better beyond noise, where the last quarter of the run
 * lies behind it; num_steps is 1.5 times that. Else both are open.
 * Noise along a curve is the spread of its values around the smoothed ones, or 1 % of the whole fall where that is more; between the
 * best and the last evaluation it is that of the rows, where they are kept.
 */
export function numStepsOnDev(
  trials: readonly Evaluated[],
  { batchSize, trainRows, devRows }: { batchSize: number; trainRows: number | null; devRows: number | null },
): NumSteps {
  const read = trials.map(trial => courseOf(trial, devRows));
  const epochs = (steps: number): number | null => trainRows && (steps * batchSize) / trainRows;
  const convergedAt = Math.max(...read.map(one => one.convergedAt));
  if (read.some(one => one.overfitsFrom !== null)) {
    const overfitsFrom = Math.max(...read.map(one => one.overfitsFrom ?? one.lowestAt));
    const value = Math.max(overfitsFrom, ...trials.map(({ metricBestAt }) => metricBestAt ?? 0));
    return {
      value,
      convergedAt,
      converged: true,
      epochs: epochs(value),
      overfitsFrom,
      moves: null,
    };
  }
  const moves = read.find(one => one.moves !== null)?.moves ?? null;
  if (moves !== null)
    return { value: null, convergedAt: null, converged: false, epochs: null, overfitsFrom: null, moves };
  const value = roundUp(MARGIN * convergedAt);
  return { value, convergedAt, converged: true, epochs: epochs(value), overfitsFrom: null, moves: null };
}

interface Course {
  lowestAt: number;
  /** The last evaluation within noise of the lowest, where the dev loss has risen beyond noise since. */
  overfitsFrom: number | null;
  convergedAt: number;
  /** What still gets better in the last quarter of the run. */
  moves: 'loss' | 'metric' | null;
}

function courseOf({ steps, losses, metrics, metric, rows }: Evaluated, devRows: number | null): Course {
  const end = steps.at(-1) as number;
  const loss = levelsOf(losses);
  const at = bestEvaluation(steps, losses);
  const lowest = loss.smoothed[at] as number;
  const fall = FLAT_SHARE * ((losses[0] as number) - lowest);
  const tolerance = Math.max(Math.min(fall, FLAT_LEVEL * Math.abs(lowest)), loss.noise);
  const lossAt = steps[settled(losses, firstWithin(loss.smoothed, lowest + tolerance), loss.noise)] as number;

  const lower = metrics.map(value => (metric === 'rmse' ? value : -value));
  const figure = levelsOf(lower);
  const best = figure.smoothed[bestEvaluation(steps, lower)] ?? Number.NaN;
  const ofRows =
    metric === 'rmse' || metric === 'none' || devRows === null ? 0 : Math.sqrt((-best * (1 + best)) / devRows) || 0;
  const metricFrom = firstWithin(figure.smoothed, best + Math.max(figure.noise, ofRows, FLAT_SHARE * Math.abs(best)));
  const metricAt = steps[settled(lower, metricFrom, Math.max(figure.noise, ofRows))] ?? 0;

  const late = (step: number): boolean => step > (1 - FLAT_TAIL) * end;
  const last = loss.smoothed.at(-1) as number;
  const within = lastWithin(loss.smoothed, at, lowest + tolerance);
  const isHigh = last - lowest > Math.max(tolerance, riseNoise(rows, steps[at] as number, end));
  const risen = isHigh && steps.length - 1 - within >= FEWEST_RISEN;
  return {
    lowestAt: steps[at] as number,
    overfitsFrom: risen ? (steps[within] as number) : null,
    convergedAt: Math.max(lossAt, metricAt),
    moves: late(lossAt) ? 'loss' : late(metricAt) ? 'metric' : null,
  };
}

/** Fewer evaluations that lie above the lowest at the end may be one jag of the curve. */
const FEWEST_RISEN = 3;

/** Fewer evaluations than that tell neither a trend nor how much they spread. */
const FEWEST = 8;

/**
 * Smoothed values and what a difference of two of them may be by noise alone: the spread of the later half around its smooth course. Of a few
 * evaluations of a curve that falls that would be its bend, so it counts as 0.
 */
function levelsOf(values: Float64Array): { smoothed: Float64Array; noise: number } {
  const smoothed = smoothedEvaluations(values);
  if (values.length < FEWEST) return { smoothed, noise: 0 };
  let [sum, count] = [0, 0];
  for (let i = values.length >> 1; i < values.length; i++) {
    const off = (values[i] as number) - (smoothed[i] as number);
    if (!Number.isFinite(off)) continue;
    sum += off * off;
    count++;
  }
  // Weights ¼, ½, ¼ leave ⅜ of the variance in the smoothed value and ⅜ in what is off it, so the one tells the other.
  return { smoothed, noise: count === 0 ? 0 : ERRORS * Math.SQRT2 * Math.sqrt(sum / count) };
}

/**
 * From where on the values get no lower on average either: as long as the later half of what follows is lower than the earlier one beyond
 * noise, it begins at the later half. A jagged curve comes within noise of its lowest value long before it stops falling.
 * @param from where they first come within noise of the lowest; −1: never
 * @param noise of a difference of two smoothed values
 */
function settled(values: Float64Array, from: number, noise: number): number {
  let at = from;
  while (at >= 0 && values.length - at >= FEWEST) {
    const middle = (at + values.length) >> 1;
    const [before, after] = [values.subarray(at, middle), values.subarray(middle)].map(meanOf) as [number, number];
    // A smoothed value averages over 8/3 evaluations' worth.
    const halves = (values.length - at) / 2 / (8 / 3);
    if (!(before - after > Math.max(noise / Math.sqrt(halves), FLAT_LEVEL * Math.abs(after)))) break;
    at = middle;
  }
  return at;
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const firstWithin = (smoothed: Float64Array, level: number): number => smoothed.findIndex(value => value <= level);

function lastWithin(smoothed: Float64Array, from: number, level: number): number {
  let last = from;
  while (last + 1 < smoothed.length && (smoothed[last + 1] as number) <= level) last++;
  return last;
}

/** Two standard errors, by the rows, of how far the dev loss has risen from one evaluation to another; 0 where they weren't kept. */
function riseNoise(rows: readonly DevRows[], from: number, to: number): number {
  const [a, b] = [to, from].map(step => rows.find(one => one.step === step)?.losses);
  return a && b ? ERRORS * pairedDifference(a, b).error : 0;
}
