import { Refusal } from '../../../contract/refusal.ts';
import type { Hyperparameters } from '../../../domain/hyperparameters.ts';
import {
  MOST_POINTS,
  type RegularisationChoice,
  type RegularisationPlan,
  type Regularised,
} from '../../../domain/regularisation.ts';
import { isConstant } from '../../../domain/schedule.ts';
import { planBase } from '../../fixed-hyperparameters.ts';
import { takesDropout } from '../../networks/network-of.ts';
import { networkIn } from '../../networks/same-network.ts';
import { horizonOf } from '../horizon.ts';
import { pairsFor } from '../paired-runs.ts';
import { timeFor } from '../segments.ts';
import { emptyRecord, type Pace, type StageDefinition } from '../stage-definition.ts';
import { NONE, regularisedIn, samePoint } from './points.ts';
import { drawn, gridOf, some, weightDecayRange } from './search.ts';
import { workload } from './workload.ts';

type PlanInput = Parameters<StageDefinition<string, RegularisationChoice, RegularisationPlan, unknown>['plan']>[0];

/** One of eight points is among the best quarter in nine of ten searches (1 − 0.75⁸), one of five among the best third in as many of weight decay alone. */
const POINTS = { both: 8, weightDecay: 5 } as const;
/** Fewer points than that are proposed only where a person's minutes ask for it. */
const FEWEST_POINTS = 3;
/** Where a person names no minutes, what takes longer is not proposed. */
const MINUTES = 15;

/**
 * The stage's plan: the accepted configuration, trained to the horizon [L5], with as much regularisation as each point says. Seeds are such as no
 * earlier stage used.
 * @throws Refusal where no learning rate was accepted, dropout is asked for of a network without it, steps of a configuration whose schedule
 * is made for others, or for a person's own command
 */
export function plan({ configuration, subject, host, basis, earlier, choice }: PlanInput): RegularisationPlan {
  if (subject.kind === 'command') throw new Refusal('error.regularisation.command');
  const { steps: horizon, numSteps } = horizonOf(configuration);
  if (configuration.set.learningRate === undefined || horizon === null)
    throw new Refusal('error.regularisation.noRate');
  const proposed = planBase({}, subject.facts, subject.network);
  const accepted = {
    ...proposed,
    ...basis?.base,
    ...networkIn(proposed),
    ...configuration.set,
    steps: choice.steps ?? horizon,
  } as Hyperparameters;
  // Each point says how much it has of these; of a network without places for dropout, of weight decay alone.
  const { weightDecay, dropout, ...rest } = accepted;
  const base = takesDropout(accepted) ? rest : { ...rest, dropout: 0 };
  if (choice.steps !== undefined && choice.steps !== horizon && !isConstant(base.schedule))
    throw new Refusal('error.regularisation.steps');
  const hasDropout = takesDropout(base);
  const dropouts = [...(choice.dropouts ?? []), ...(choice.points ?? []).map(point => point.dropout)];
  if (!hasDropout && dropouts.some(value => value > 0))
    throw new Refusal('error.regularisation.noDropout', { model: base.model });

  const pace: Pace | null = host.measured?.pace ?? (earlier?.stepMs ? { stepMs: earlier.stepMs, startMs: 0 } : null);
  const pairs = choice.seeds ?? pairsFor(pace && pace.startMs + pace.stepMs * base.steps);
  const first = Math.max(base.seed, ...(earlier?.seeds ?? [])) + 1;
  const searchSeed = choice.searchSeed ?? base.seed;
  const planned = (scale: Scale): RegularisationPlan => ({
    base,
    backend: choice.backend ?? basis?.backend ?? host.defaultBackend,
    parallel: choice.parallel ?? host.cores,
    points: withNone(scale.points, regularisedIn(accepted)),
    hasDropout,
    searchSeed,
    searchSeeds: [first, first + 1],
    seeds: Array.from({ length: scale.pairs }, (_, i) => first + 2 + i),
    decayAgain: scale.decayAgain,
    ...(choice.takesLower && { takesLower: true }),
    reason: scale.reason,
    minutes: choice.minutes ?? null,
    fits: null,
    numSteps,
  });
  const limit = choice.minutes ?? MINUTES;
  const isWithin = (scale: Scale): boolean => {
    const of = planned(scale);
    return pace === null || timeFor(workload(of, emptyRecord()), of.parallel, pace) <= limit * 60_000;
  };
  const scales = scalesFor({ choice, hasDropout, pairs, searchSeed, range: weightDecayRange(base) });
  const scale = scales.find(isWithin) ?? (scales.at(-1) as Scale);
  return { ...planned(scale), fits: choice.minutes === undefined || pace === null ? null : isWithin(scale) };
}

const withNone = (points: readonly Regularised[], accepted: Regularised): Regularised[] => {
  const all = [NONE, accepted, ...points];
  return all.filter((point, i) => all.findIndex(other => samePoint(other, point)) === i).slice(0, MOST_POINTS + 1);
};

/** How large a search may be made. */
interface Scale extends Pick<RegularisationPlan, 'points' | 'decayAgain' | 'reason'> {
  pairs: number;
}

/**
 * What may be planned, the largest first: what a person says holds, and of what they don't say first points are spared, then where they name
 * minutes the look at decay, then pairs.
 */
function scalesFor({
  choice,
  hasDropout,
  pairs,
  searchSeed,
  range,
}: {
  choice: RegularisationChoice;
  hasDropout: boolean;
  pairs: number;
  searchSeed: number;
  range: { low: number; high: number };
}): Scale[] {
  const { weightDecays, dropouts, trials, minutes, decayAgain = true, seeds } = choice;
  if (choice.points || weightDecays || dropouts) {
    const all = choice.points ?? gridOf(choice, hasDropout);
    const points = trials === undefined ? all : some(all, trials, searchSeed);
    if (points.length === 0) throw new Refusal('error.regularisation.nothing');
    const values = { count: points.length, all: all.length };
    const reason = { key: points.length < all.length ? 'reg.points.drawn' : 'reg.points.lists', values } as const;
    return spared({ points, decayAgain, reason, pairs }, choice);
  }
  const scaleOf = (count: number, key: ReasonKey): Scale => {
    const points = drawn(count, range, hasDropout, searchSeed);
    return {
      points,
      decayAgain,
      pairs,
      reason: { key, values: { count: points.length, minutes: minutes ?? MINUTES } },
    };
  };
  if (trials !== undefined) return spared(scaleOf(trials, 'reg.points.chosen'), choice);
  const most = hasDropout ? POINTS.both : POINTS.weightDecay;
  const fewer = Array.from({ length: most - FEWEST_POINTS }, (_, i) => scaleOf(most - 1 - i, 'reg.points.minutes'));
  const full = scaleOf(most, hasDropout ? 'reg.points.both' : 'reg.points.weightDecay');
  if (minutes === undefined) return [full, ...fewer];
  const least = spared(fewer.at(-1) ?? full, choice);
  const tiny = least.at(-1) as Scale;
  return [full, ...fewer, ...least.slice(1), { ...tiny, ...pick(scaleOf(1, 'reg.points.minutes')) }];

  function spared(scale: Scale, { minutes: named }: RegularisationChoice): Scale[] {
    if (named === undefined) return [scale];
    const without = { ...scale, decayAgain: choice.decayAgain ?? false };
    return [scale, without, ...(seeds === undefined ? [{ ...without, pairs: Math.min(pairs, pairsFor(null)) }] : [])];
  }
}

const pick = ({ points, reason }: Scale): Pick<Scale, 'points' | 'reason'> => ({ points, reason });

type ReasonKey = 'reg.points.both' | 'reg.points.weightDecay' | 'reg.points.minutes' | 'reg.points.chosen';
