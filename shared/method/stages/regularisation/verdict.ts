import type { TrialMetric } from '../../../domain/metrics.ts';
import type { PairedComparison } from '../../../domain/paired-runs.ts';
import type { RegularisationAnswer, RegularisationPairs, RegularisationPlan } from '../../../domain/regularisation.ts';
import type { DevRows } from '../../curves/dev-rows.ts';
import { metricOn } from '../../curves/evaluations.ts';
import { meanMetricDifferenceError, revealedLabels } from '../../metrics/paired-metric.ts';
import { tQuantile } from '../../statistics/t-interval.ts';
import { counts, leansTo, type PairOfTrials } from '../paired-runs.ts';
import type { TrialRecord } from '../stage-definition.ts';

/** Two standard errors are noise, as everywhere (L3). */
const ERRORS = 2;

/** The dev rows that a trial's metric was read on, where they are kept. */
function metricRows({ dev, rows }: TrialRecord): DevRows | null {
  const { at } = metricOn(dev, rows);
  return rows.findLast(({ step }) => step === at) ?? null;
}

/**
 * By how much the mean difference of metrics over some pairs of trials may lie off 0 by which rows are in dev: two standard errors, of a bootstrap in
 * which a row is drawn for all of them. Null: not known.
 * @param value of one of them, for errors in a unit of their own
 */
export function metricNoiseOf(
  metric: TrialMetric,
  pairs: readonly (readonly [TrialRecord, TrialRecord])[],
  value: number | null,
): number | null {
  const rows = pairs.map(pair => pair.map(metricRows));
  if (pairs.length === 0 || rows.flat().some(one => one === null)) return null;
  const known = rows as [DevRows, DevRows][];
  const error = meanMetricDifferenceError(metric, known, revealedLabels(known.flat()), value);
  return error === null ? null : ERRORS * error;
}

/**
 * The verdict of regularised runs against those without, pair by pair [R1]. The metric decides: a gain where its 95 % t-interval excludes 0 and
 * the difference is beyond row noise, as for D6. Where it says nothing, the dev loss decides, which tells smaller differences from as many rows; an
 * error is the loss in another unit, and decides nothing of its own. Nothing is claimed where one is better and the other worse beyond noise [S4], nor
 * by a loss whose metric leans the other way by more than one standard error: the metric is what is judged.
 */
export function verdictOf(
  compared: PairedComparison,
  pairs: readonly PairOfTrials[],
  metric: TrialMetric,
): Pick<RegularisationPairs, 'verdict' | 'by' | 'contradicts' | 'metricNoise'> {
  const { verdict: ofLoss, metricDifference } = compared;
  const open = { verdict: null, by: null, contradicts: false, metricNoise: null };
  if (ofLoss === null) return open;
  const byLoss = { ...open, verdict: ofLoss, by: ofLoss === 'gain' || ofLoss === 'worse' ? ('loss' as const) : null };
  if (metricDifference === null || (metric !== 'accuracy' && metric !== 'macroF1')) return byLoss;
  const { mean, low, high } = metricDifference;
  const side = low > 0 ? 'gain' : high < 0 ? 'worse' : null;
  if (side === null) {
    const error = (high - low) / 2 / tQuantile(compared.n);
    const leansAway = ofLoss === 'gain' && mean < -error;
    return leansAway ? { ...open, verdict: 'unknown', contradicts: true } : byLoss;
  }
  const counted = pairs.flatMap(({ without, with: using }) =>
    counts(without) && counts(using) ? [[using, without] as const] : [],
  );
  const metricNoise = metricNoiseOf(metric, counted, null);
  const opposite = side === 'gain' ? 'worse' : 'gain';
  if (ofLoss === opposite) return { verdict: 'unknown', by: null, contradicts: true, metricNoise };
  const lost = new Set(compared.pairs.map(({ diverged }) => diverged));
  const isLost = lost.has(side === 'gain' ? 'with' : 'without');
  if (Math.abs(mean) <= (metricNoise ?? 0) || isLost) return { ...byLoss, metricNoise };
  return { verdict: side, by: 'metric', contradicts: false, metricNoise };
}

/** Whether a difference that is unknown is taken all the same. */
export const isTakenUnknown = (
  { takesLower }: RegularisationPlan,
  { verdict, pairs, metric, open }: RegularisationAnswer,
): boolean =>
  takesLower === true &&
  open === 0 &&
  pairs !== null &&
  !pairs.contradicts &&
  leansTo({ ...pairs, by: 'loss', verdict: verdict === 'unknown' ? 'unknown' : null }, metric);
