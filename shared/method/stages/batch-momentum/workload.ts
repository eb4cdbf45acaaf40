import type { BatchMomentumPlan } from '../../../domain/batch-momentum.ts';
import type { HyperparameterSet } from '../../../domain/evidence.ts';
import { ENDED } from '../../../domain/trial.ts';
import { PROBE_BUDGET } from '../../probe/answer.ts';
import { sharedRungs } from '../../search/successive-halving.ts';
import { batchCost } from '../batch-cost.ts';
import { emptyRecord, type Segment, type StageRecord, type TrialPoint, type TrialRecord } from '../stage-definition.ts';
import { type Cell, isRace, isRefined, isSecondSeed, settingsOf, stepsFor } from './points.ts';
import { multiplesFor, pointsToProbe } from './rates.ts';

/** What a step of a point costs over one of the accepted batch size. */
export const stepCost = (
  { accepted, backend }: Pick<BatchMomentumPlan, 'accepted' | 'backend'>,
  { set: { batchSize = accepted.batchSize } }: Pick<TrialPoint, 'set'>,
): number => batchCost(backend, batchSize, accepted.batchSize);

/** Winner, runner-up and accepted point, each at two other rates [S6]. */
export const REFINED = 6;
/** So many points get a second seed at most, the accepted one among them. */
export const MOST_SEEDS = 4;
/** The other optimizer of a race at so many rates, to find its own. */
export const RACE_RATES = 3;

/** A trial that is not done. */
interface Left {
  full: number;
  done: number;
  cost: number;
}

/** What decides the cost of a search. */
type Priced = Pick<
  BatchMomentumPlan,
  'points' | 'accepted' | 'nesterov' | 'backend' | 'examples' | 'prune' | 'holdRate' | 'command'
>;

/** The cells of a plan, each as often as it is trained at another rate. */
export const plannedCells = (plan: Pick<Priced, 'points' | 'accepted' | 'command' | 'holdRate'>): Cell[] =>
  plan.points.flatMap(cell => multiplesFor(plan, cell).map(() => cell));

/** What a search of all its points costs, as pruning is expected to leave it, and the probes before it. */
export const segmentsOf = (plan: Priced, found?: StageRecord['probes']): Segment[] => [
  ...segmentsLeft(
    plan,
    plannedCells(plan).map(({ batchSize }) => ({
      full: stepsFor(plan, batchSize),
      done: 0,
      cost: stepCost(plan, { set: { batchSize } }),
    })),
  ),
  ...probes(plan, found),
];

/**
 * What is left between rungs, of which each trial has its own [S7]. Which of them go on is not known: of the short and the long ones as
 * many as there are of each.
 * @param passed how many are past a share of their steps. Where more went on at a rung than are kept at least, as those do that are within noise
 * of the best, more are expected to at the next one, too.
 */
function segmentsLeft(
  plan: Pick<Priced, 'points' | 'prune' | 'accepted' | 'command' | 'holdRate'>,
  trials: readonly Left[],
  passed: (share: number) => number = () => 0,
): Segment[] {
  const rungs = plan.prune ? sharedRungs(plannedCells(plan).length) : [];
  let more = 1;
  let ahead = [...trials].sort((a, b) => b.full - a.full);
  let from = 0;
  return [...rungs, { share: 1, keep: 0 }].map(({ share, keep }) => {
    const segment = ahead.map(one => {
      const begun = Math.max(one.done, Math.round(from * one.full));
      return { ...one, left: Math.max(0, Math.round(share * one.full) - begun) };
    });
    from = share;
    // Half of that: some of them only rose late, and don't the next time.
    more = Math.max(more, (1 + passed(share) / Math.max(1, keep)) / 2);
    const count = Math.min(Math.round(keep * more), ahead.length);
    ahead = Array.from({ length: count }, (_, i) => ahead[Math.floor(((i + 0.5) * ahead.length) / count)] as Left);
    const open = segment.filter(({ left }) => left > 0);
    return { steps: open.map(({ left }) => left), costs: open.map(({ cost }) => cost), addition: null };
  });
}

const isPlanned = (one: TrialRecord): boolean => one.point.origin === 'planned' && !isRace(one);

/** What is left to do, with what is sure to follow; of an empty record what the stage will cost, and what may come on top. */
export function workload(plan: BatchMomentumPlan, record: StageRecord): Segment[] {
  const { trials } = record;
  const more = (count: number, addition: Segment['addition']): Segment[] =>
    count === 0 ? [] : [{ steps: Array.from({ length: count }, () => plan.base.steps ?? 0), addition }];
  const race = plan.race ? [...more(RACE_RATES, null), ...more(2 * plan.racePairs, null)] : [];
  const isPair = plan.points.length > 1;
  const refined = isPair ? REFINED : 0;
  const seeds = isPair && plan.secondSeed ? MOST_SEEDS : 0;
  if (trials.length === 0)
    return [...segmentsOf(plan, record.probes), ...race, ...more(refined, 'refined'), ...more(seeds, 'repeated')];
  const open = trials.filter(({ trial }) => !ENDED.has(trial.status));
  if (open.length === 0) return [];
  // What follows once these are done, as it mostly does.
  const isSearch = open.some(one => !isRace(one) && !isSecondSeed(one) && !isRefined(one));
  const isAgain = isSearch || open.some(isRefined);
  return [
    ...segmentsLeft(
      plan,
      open.map(one => leftOf(plan, one)),
      share =>
        trials.filter(one => isPlanned(one) && (one.curve?.count ?? 0) > Math.round(share * (one.point.set.steps ?? 0)))
          .length,
    ),
    ...more(isSearch && !trials.some(isRefined) ? refined : 0, null),
    ...more(isAgain && !trials.some(isSecondSeed) ? seeds : 0, null),
    ...(trials.some(isRace) ? [] : race),
  ];
}

/** What it may come to: every point to its end, and all that follows at the batch size that takes the most steps. */
export function mostWork(plan: BatchMomentumPlan): Segment[] {
  const [planned, ...extra] = [
    workload({ ...plan, prune: false }, emptyRecord()).filter(({ addition }) => addition === null),
    workload(plan, emptyRecord()).filter(({ addition }) => addition !== null),
  ];
  const smallest = Math.min(...plan.points.map(({ batchSize }) => batchSize));
  const cost = stepCost(plan, { set: { batchSize: smallest } });
  const dearest = ({ steps, addition }: Segment): Segment => ({
    steps: steps.map(() => stepsFor(plan, smallest)),
    costs: steps.map(() => cost),
    addition,
  });
  return [...planned, ...extra.flat().map(dearest)];
}

/** The smallest batch, which takes the most steps. */
export function costliest(plan: BatchMomentumPlan): HyperparameterSet {
  const batchSize = Math.min(...plan.points.map(point => point.batchSize));
  return {
    ...settingsOf(plan, { batchSize, momentum: plan.accepted.momentum }),
    learningRate: plan.accepted.learningRate,
  };
}

/** The probes that are still to come, as the steps that each takes. */
function probes(plan: Priced, found: StageRecord['probes'] = new Map()): Segment[] {
  const open = pointsToProbe(plan).filter(({ key }) => !found.has(key));
  return open.length === 0
    ? []
    : [{ steps: open.map(() => PROBE_BUDGET), costs: open.map(point => stepCost(plan, point)), addition: null }];
}

const leftOf = (plan: BatchMomentumPlan, { trial, point, curve }: TrialRecord): Left => ({
  full: trial.hyperparameters.steps,
  done: curve?.count ?? 0,
  cost: stepCost(plan, point),
});
