import type { TrialMetric } from '../../../domain/metrics.ts';
import type { Regularised } from '../../../domain/regularisation.ts';
import { errorOverRows } from '../../curves/dev-rows.ts';
import { asLower } from '../../metrics/metric-gain.ts';
import { ASSUMED_SEED_ERROR, ERRORS } from '../noise.ts';
import { counts } from '../paired-runs.ts';
import type { TrialRecord } from '../stage-definition.ts';
import { NONE, samePoint } from './points.ts';
import { bestRunOf, type Runs } from './runs.ts';
import { metricNoiseOf } from './verdict.ts';

/** A point that can be compared, with what it is ranked by. */
export interface RankedPoint {
  point: Regularised;
  /** Means over the seeds, at the best evaluation. */
  devLoss: number;
  /** Null: there is none. */
  devMetric: number | null;
  /** Its metric is within noise of the best one. */
  equal: boolean;
  /** Its dev loss is worse than without regularisation beyond noise: a good metric on a bad loss is not trusted [S4]. */
  suspect: boolean;
}

interface Usable {
  point: Regularised;
  trials: TrialRecord[];
  devLoss: number;
  devMetric: number | null;
}

/**
 * Ranks points by what they reach from some seeds [R1, S4]: those whose metric is within noise of the best metric come first, of them such as have no worse a metric than
 * none, and of these the lowest dev loss, which tells smaller differences; then the others by metric, and last those whose dev loss is clearly worse than without regularisation. What diverged, was
 * damaged or has not ended from all of these seeds is left out.
 */
export function rankPoints(
  runs: Runs,
  points: readonly Regularised[],
  seeds: readonly number[],
  metric: TrialMetric,
): RankedPoint[] {
  const usable = points.flatMap(point => usableOf(runs, point, seeds) ?? []);
  const none = usable.find(({ point }) => samePoint(point, NONE)) ?? null;
  const suspects = new Set(usable.filter(one => none !== null && one !== none && isWorse(one, none)));
  const trusted = usable.filter(one => !suspects.has(one));
  const best = trusted.reduce<Usable | null>((top, one) => (top && !isAhead(one, top, metric) ? top : one), null);
  // However little: what is lower in loss and not better in the metric mostly ends without a verdict.
  const leansAway = (one: Usable): boolean => none !== null && levelOf(one, metric) > levelOf(none, metric);
  return usable
    .map(one => ({
      ...one,
      suspect: suspects.has(one),
      equal: best !== null && !suspects.has(one) && isWithinNoise(one, best, metric),
    }))
    .sort(
      (a, b) =>
        Number(a.suspect) - Number(b.suspect) ||
        Number(b.equal) - Number(a.equal) ||
        (a.equal ? Number(leansAway(a)) - Number(leansAway(b)) : levelOf(a, metric) - levelOf(b, metric)) ||
        a.devLoss - b.devLoss,
    )
    .map(({ point, devLoss, devMetric, equal, suspect }) => ({ point, devLoss, devMetric, equal, suspect }));
}

/** Whether one is better than another in the metric or the dev loss, however little: whether that is more than luck, pairs say. */
export const isBetter = (one: RankedPoint, other: RankedPoint, metric: TrialMetric): boolean =>
  !one.suspect && (one.devLoss < other.devLoss || levelOf(one, metric) < levelOf(other, metric));

function usableOf(runs: Runs, point: Regularised, seeds: readonly number[]): Usable | null {
  const trials = seeds.map(seed => runs.of(point, seed));
  if (!trials.every(counts)) return null;
  const figures = trials.map(bestRunOf);
  const losses = figures.flatMap(({ devLoss }) => devLoss ?? []);
  const metrics = figures.flatMap(({ devMetric }) => devMetric ?? []);
  if (losses.length < seeds.length) return null;
  return { point, trials, devLoss: mean(losses), devMetric: metrics.length < seeds.length ? null : mean(metrics) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The metric so that lower is better; of one that has none, the loss decides. */
const levelOf = ({ devLoss, devMetric }: Pick<Usable, 'devLoss' | 'devMetric'>, metric: TrialMetric): number =>
  metric === 'none' || devMetric === null ? devLoss : asLower(metric, devMetric);

const isAhead = (one: Usable, other: Usable, metric: TrialMetric): boolean =>
  levelOf(one, metric) < levelOf(other, metric) ||
  (levelOf(one, metric) === levelOf(other, metric) && one.devLoss < other.devLoss);

/** By the rows alone: what seeds add is for the pairs to say, and a point that is left out here is never asked again. */
function isWithinNoise(one: Usable, best: Usable, metric: TrialMetric): boolean {
  if (one === best || metric === 'none') return true;
  const pairs = one.trials.map((trial, i) => [trial, best.trials[i] as TrialRecord] as const);
  const noise = metricNoiseOf(metric, pairs, one.devMetric);
  return levelOf(one, metric) - levelOf(best, metric) <= (noise ?? Number.POSITIVE_INFINITY);
}

/** Whether the dev loss is higher beyond two standard errors of rows and, as assumed before any pair has run, of seeds. */
function isWorse(one: Usable, none: Usable): boolean {
  const rowsOf = ({ trials }: Usable) =>
    trials.map(trial => {
      const { at } = bestRunOf(trial);
      return trial.rows.findLast(({ step }) => step === at)?.losses ?? null;
    });
  const ofRows = errorOverRows(rowsOf(one), rowsOf(none)) ?? 0;
  return one.devLoss - none.devLoss > ERRORS * Math.hypot(ofRows, ASSUMED_SEED_ERROR * Math.abs(none.devLoss));
}
