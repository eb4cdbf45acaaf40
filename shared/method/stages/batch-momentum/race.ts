import type { BatchMomentumPlan, Race, Racer } from '../../../domain/batch-momentum.ts';
import type { HyperparameterSet } from '../../../domain/evidence.ts';
import { ENDED } from '../../../domain/trial.ts';
import { type DevRows, errorOverRows } from '../../curves/dev-rows.ts';
import { lowestOn, metricOn } from '../../curves/evaluations.ts';
import { meanMetricDifferenceError, revealedLabels } from '../../metrics/paired-metric.ts';
import { estimateOf } from '../../probe/answer.ts';
import { CHANCE, tInterval } from '../../statistics/t-interval.ts';
import { devLevel, isDamaged, lowest } from '../dev-level.ts';
import { ERRORS } from '../noise.ts';
import { type Action, pointOf, type StageRecord, type TrialPoint, type TrialRecord } from '../stage-definition.ts';
import { isRace, racePoint, stepsFor } from './points.ts';
import type { RankedPoint, Ranking } from './ranking.ts';
import { HIGHER, LOWER, timesRate } from './rates.ts';

/* Tuned SGD against tuned Adam [S3]. */

/** The momentum of SGD where Adam was tuned. */
const OTHER_MOMENTUM = 0.9;

/** The other optimizer at the chosen batch size, its rate left out. */
function otherSettings(plan: BatchMomentumPlan, chosen: RankedPoint): HyperparameterSet {
  const { batchSize } = hyperparametersOf(chosen);
  const steps = stepsFor(plan, batchSize);
  if (plan.accepted.optimizer !== 'adam') return { optimizer: 'adam', batchSize, steps };
  return { optimizer: plan.nesterov ? 'nesterov' : 'momentum', batchSize, momentum: OTHER_MOMENTUM, steps };
}

const hyperparametersOf = ({ trials: [one] }: RankedPoint): TrialRecord['trial']['hyperparameters'] =>
  (one as TrialRecord).trial.hyperparameters;

/** Seeds of the pairs: neither the first nor the second one, which chose. */
const seedsOf = ({ base, racePairs }: BatchMomentumPlan): number[] =>
  Array.from({ length: racePairs }, (_, i) => (base.seed ?? 0) + 2 + i);

/** What is still to be started of a race: the other optimizer's probe, then its rates, then the pairs. Nothing where all of it is there. */
export function nextOfRace(plan: BatchMomentumPlan, { trials, probes }: StageRecord, chosen: RankedPoint): Action[] {
  const settings = otherSettings(plan, chosen);
  const points = ratePoints(settings, probes);
  if (points === null) return [{ do: 'probe', point: pointOf(settings) }];
  const there = new Set(trials.map(({ point }) => point.key));
  const start = (points: readonly TrialPoint[]): Action[] =>
    points.filter(({ key }) => !there.has(key)).map(point => ({ do: 'start', point, until: null }));
  const searched = start(points);
  if (searched.length > 0) return searched;
  const best = bestRate(plan, trials, settings);
  return best === null ? [] : start(pairPoints(plan, chosen, { ...settings, learningRate: best }).flat());
}

/** The other optimizer at the rates that it is tried at; null: its probe is still to come. */
function ratePoints(settings: HyperparameterSet, probes: StageRecord['probes']): TrialPoint[] | null {
  const probe = probes.get(pointOf(settings).key);
  if (!probe) return null;
  const estimate = estimateOf(probe.answer);
  const rates = [estimate, timesRate(estimate, HIGHER), timesRate(estimate, LOWER)];
  return rates.map(learningRate => racePoint({ ...settings, learningRate }));
}

/** The runs of each pair: the chosen point, and the other optimizer at its own rate. */
const pairPoints = (
  plan: BatchMomentumPlan,
  chosen: RankedPoint,
  other: HyperparameterSet,
): [TrialPoint, TrialPoint][] =>
  seedsOf(plan).map(seed => [racePoint({ ...chosenSettings(chosen), seed }), racePoint({ ...other, seed })]);

function chosenSettings(chosen: RankedPoint): HyperparameterSet {
  const { optimizer, batchSize, momentum, steps, learningRate } = hyperparametersOf(chosen);
  const settings = { optimizer, batchSize, steps, learningRate };
  return optimizer === 'adam' ? settings : { ...settings, momentum };
}

/** The rate at which the other optimizer got deepest; null: none of them learned, or not all have ended. */
function bestRate(
  plan: BatchMomentumPlan,
  trials: readonly TrialRecord[],
  { optimizer, batchSize }: HyperparameterSet,
): number | null {
  const searched = trials.filter(one => {
    const of = one.trial.hyperparameters;
    return isRace(one) && of.seed === plan.base.seed && of.optimizer === optimizer && of.batchSize === batchSize;
  });
  if (searched.some(({ trial }) => !ENDED.has(trial.status))) return null;
  const levels = searched.flatMap(one => {
    const level = one.curve && one.trial.status !== 'diverged' ? devLevel({ ...one, curve: one.curve }) : null;
    return level ? [{ rate: one.trial.hyperparameters.learningRate, loss: lowest(level) }] : [];
  });
  return levels.sort((a, b) => a.loss - b.loss || b.rate - a.rate)[0]?.rate ?? null;
}

const racerOf = (set: HyperparameterSet, plan: BatchMomentumPlan): Racer => ({
  optimizer: set.optimizer ?? 'sgd',
  batchSize: set.batchSize ?? plan.accepted.batchSize,
  momentum: set.momentum ?? 0,
  learningRate: set.learningRate ?? null,
});

/** How the race stands; null: none was asked for, or nothing is chosen yet. */
export function raceOf(plan: BatchMomentumPlan, record: StageRecord, { chosen }: Ranking): Race | null {
  if (!plan.race || chosen === null) return null;
  const { trials } = record;
  const settings = otherSettings(plan, chosen);
  const rate = bestRate(plan, trials, settings);
  const ofRace = new Map(trials.filter(isRace).map(one => [one.point.key, one]));
  const pairs = (rate === null ? [] : pairPoints(plan, chosen, { ...settings, learningRate: rate })).flatMap(points => {
    const [own, other] = points.map(({ key }) => ofRace.get(key));
    return own && other ? [{ seed: points[0].set.seed as number, own, other }] : [];
  });
  const known = pairs.flatMap(({ own, other }) => {
    const [a, b] = [figuresOf(own), figuresOf(other)];
    return a.devLoss === null || b.devLoss === null ? [] : [{ own, other, loss: a.devLoss - b.devLoss, a, b }];
  });
  const { metric } = (chosen.trials[0] as TrialRecord).trial;
  // Loss and metric are asked, and one of them is enough: each with half of the chance to be wrong (Holm's first step).
  const chance = metric === 'none' ? CHANCE : CHANCE / 2;
  const loss = tInterval(
    known.map(pair => pair.loss),
    chance,
  );
  const metrics = known.flatMap(({ a, b }) => (a.metric === null || b.metric === null ? [] : [a.metric - b.metric]));
  const metricDifference = metrics.length === known.length ? tInterval(metrics, chance) : null;
  const isOver = pairs.length === plan.racePairs && pairs.every(({ own, other }) => [own, other].every(isOut));
  const isLostEverywhere =
    ratePoints(settings, record.probes)?.every(({ key }) => ofRace.get(key)?.trial.status === 'diverged') ?? false;
  // A pair of which one run diverged has no difference; that side doesn't win by the others.
  const isLost = (which: 'own' | 'other') => pairs.some(pair => pair[which].trial.status === 'diverged');
  const rows = [known.map(({ own }) => rowsAtBest(own)), known.map(({ other }) => rowsAtBest(other))] as const;
  // Where no rows were kept, seeds alone say.
  const rowNoise = ERRORS * (errorOverRows(...rows) ?? 0);
  const metricRows = known.flatMap(({ own, other }): [DevRows, DevRows][] => {
    const [one, against] = [rowsOfMetric(own), rowsOfMetric(other)];
    return one && against ? [[one, against]] : [];
  });
  const labels = revealedLabels(metricRows.flat());
  const metricNoise =
    metricRows.length < known.length
      ? 0
      : ERRORS * (meanMetricDifferenceError(metric, metricRows, labels, known[0]?.a.metric ?? null) ?? 0);
  const side = (difference: number): 'chosen' | 'other' | null => {
    const [won, which] = difference < 0 ? (['chosen', 'own'] as const) : (['other', 'other'] as const);
    return isLost(which) ? null : won;
  };
  const byLoss = loss && excludesZero(loss) && Math.abs(loss.mean) > rowNoise ? side(loss.mean) : null;
  const byMetric =
    metricDifference &&
    metric !== 'none' &&
    excludesZero(metricDifference) &&
    Math.abs(metricDifference.mean) > metricNoise
      ? side(metric === 'rmse' ? metricDifference.mean : -metricDifference.mean)
      : null;
  return {
    chosen: racerOf(chosenSettings(chosen), plan),
    other: racerOf({ ...settings, ...(rate !== null && { learningRate: rate }) }, plan),
    planned: plan.racePairs,
    pairs: pairs.map(({ seed, own, other }) => ({ seed, chosen: figuresOf(own), other: figuresOf(other) })),
    metric,
    confidence: 100 * (1 - chance),
    loss: loss && interval(loss),
    metricDifference: metricDifference && interval(metricDifference),
    verdict: isLostEverywhere ? 'diverged' : isOver ? (byLoss ?? byMetric ?? 'noise') : null,
    by: isOver && byLoss ? 'loss' : isOver && byMetric ? 'metric' : null,
  };
}

/** How a run ended by itself, so that it says all that it will ever say. */
const isOut = ({ trial: { status } }: TrialRecord): boolean => status === 'finished' || status === 'diverged';
/** Whether its curve is whole and came to its end, so that its best evaluation counts. */
const isWhole = (one: TrialRecord): boolean => one.trial.status === 'finished' && !isDamaged(one);
const excludesZero = ({ low, high }: { low: number; high: number }): boolean => low > 0 || high < 0;
const interval = ({ mean, low, high }: { mean: number; low: number; high: number }) => ({ mean, low, high });

function figuresOf(one: TrialRecord): Race['pairs'][number]['chosen'] {
  const [dev, rows] = isWhole(one) ? [one.dev, one.rows] : [null, []];
  return { trialId: one.trial.id, devLoss: lowestOn(dev, rows).lowestDevLoss, metric: metricOn(dev, rows).metric };
}

/** The dev rows that its metric was read on; null: they weren't kept. */
function rowsOfMetric({ dev, rows }: TrialRecord): DevRows | null {
  const { at } = metricOn(dev, rows);
  return rows.findLast(({ step }) => step === at) ?? null;
}

const rowsAtBest = ({ dev, rows }: TrialRecord): Float32Array | null => {
  const { lowestAt } = lowestOn(dev, rows);
  return rows.find(({ step }) => step === lowestAt)?.losses ?? null;
};
