import { z } from 'zod';
import { NumStepsAgain } from './answer.ts';
import { HyperparameterSet } from './evidence.ts';
import { BackendId, ChosenSteps, Hyperparameters } from './hyperparameters.ts';
import { Known, TrialMetric } from './metrics.ts';
import { MOST_PAIRS, MorePairs, PairedComparison, Pairs } from './paired-runs.ts';
import { Reason } from './reason.ts';
import type { StageRecommendation } from './recommendation.ts';
import { Schedule } from './schedule.ts';

/* Stage 4, regularisation [R1]: what a person may choose of it, what it sets out to do, and what it tells beside a recommendation. */

/** The most values of either list, and points of a search. */
export const MOST_VALUES = 12;
export const MOST_POINTS = 64;

const { weightDecay, dropout, seed: Seed } = Hyperparameters.shape;

/** One point of the search: how much of each. */
export const Regularised = z.object({ weightDecay, dropout });
export type Regularised = z.infer<typeof Regularised>;

/** What a person may choose of the stage; what is left out is proposed. */
export const RegularisationChoice = z.object({
  /** Points beside the one without regularisation; of two lists so many of their pairs, drawn. */
  trials: z.number().int().min(1).max(MOST_POINTS).optional(),
  /** In place of the range that weight decay is drawn from. */
  weightDecays: z.array(weightDecay).min(1).max(MOST_VALUES).optional(),
  /** In place of the range that dropout is drawn from; not of a network without it. */
  dropouts: z.array(dropout).min(1).max(MOST_VALUES).optional(),
  /** Exactly these, as an earlier stage had them, in place of all that is drawn. */
  points: z.array(Regularised).min(1).max(MOST_POINTS).optional(),
  /** Decides which points are drawn. */
  searchSeed: Seed.optional(),
  /** Pairs of the verdict; left out: five where a trial costs under a minute, else three [D7]. */
  seeds: Pairs.optional(),
  /** Where it gains, decay is looked at once more, by as many runs as there are pairs. */
  decayAgain: z.boolean().optional(),
  /** Where the pairs don’t tell, what has the lower loss in them is recommended, and it is said that this is within noise: for who must have one of both. */
  takesLower: z.boolean().optional(),
  /** What is proposed takes no longer than that. */
  minutes: z.number().positive().max(100_000).optional(),
  /** Of every run; left out: the horizon [L5]. Only where the rate is constant: a schedule is made for its steps. */
  steps: ChosenSteps.optional(),
  backend: BackendId.optional(),
  /** Trials side by side. */
  parallel: z.number().int().min(1).max(64).optional(),
});
export type RegularisationChoice = z.infer<typeof RegularisationChoice>;

/** What the stage set out to do. Its `base` is the whole accepted configuration, with the horizon as its steps [L5]. */
export const RegularisationPlan = z.object({
  base: HyperparameterSet,
  backend: BackendId,
  parallel: z.number().int().min(1).max(64),
  /** What is searched, in front the one without regularisation, which all others are compared with. */
  points: z.array(Regularised).min(2),
  /** Whether the network has places for dropout. */
  hasDropout: z.boolean(),
  searchSeed: z.number().int(),
  /** All points are trained from the first of them, the contenders from the second too. No earlier stage of the project used one of them. */
  searchSeeds: z.tuple([Seed, Seed]),
  /** Of the pairs that give the verdict; their number is fixed before anything runs [D7], and none of them chose. */
  seeds: z.array(Seed).min(2).max(MOST_PAIRS),
  decayAgain: z.boolean(),
  takesLower: z.boolean().optional(),
  /** Why so many points. */
  reason: Reason,
  minutes: z.number().nullable(),
  /** Whether it fits into the minutes; null: no step was measured yet, or nobody named any. */
  fits: z.boolean().nullable(),
  /** The num_steps that was accepted; null: none. */
  numSteps: z.number().int().nullable(),
});
export type RegularisationPlan = z.infer<typeof RegularisationPlan>;

/** A point of the search, over the search's seeds that it was trained from. */
export const SearchedPoint = Regularised.extend({
  trialIds: z.array(z.string()),
  /** Whether a person added it. */
  own: z.boolean(),
  /** Runs that have ended by themselves, of so many that are due. */
  ended: z.number().int(),
  planned: z.number().int(),
  /** Means at the best evaluation; null: not known yet, or a run diverged. */
  devLoss: Known,
  devMetric: Known,
  /** 1 is the best; null: not known yet, or a run diverged. */
  rank: z.number().int().nullable(),
  /** Its metric is within noise of the best one. */
  equal: z.boolean(),
  /** Its dev loss is worse than without regularisation beyond noise, so that its metric is not trusted [S4]. */
  suspect: z.boolean(),
});
export type SearchedPoint = z.infer<typeof SearchedPoint>;

/**
 * What the stage says of regularisation.
 * - `gain`, `flat`, `worse`, `unknown`: the pairs say it, as those of decay do [D6], of the metric and, where that tells nothing, of the dev loss.
 * - `none`: nothing in the search was better than none, so that no pairs were run.
 */
export const RegularisationVerdict = z.enum(['gain', 'flat', 'worse', 'unknown', 'none']);
export type RegularisationVerdict = z.infer<typeof RegularisationVerdict>;

/** What the search chose against none, on seeds that chose nothing. */
export const RegularisationPairs = PairedComparison.omit({ verdict: true, by: true }).extend({
  /** By how much the mean difference of metrics may lie off 0 by which rows are in dev: two standard errors; null: not known. */
  metricNoise: Known,
  /** What the verdict rests on; null: on neither. */
  by: z.enum(['metric', 'loss']).nullable(),
  /** Metric and loss say the opposite beyond noise, or the loss gains and the metric leans the other way. */
  contradicts: z.boolean(),
  /** Null: not all of the pairs have ended. */
  verdict: RegularisationVerdict.exclude(['none']).nullable(),
});
export type RegularisationPairs = z.infer<typeof RegularisationPairs>;

/** The regularised configuration with a decay and without one, on the same seeds. */
export const DecayAgain = PairedComparison.extend({
  /** The one that is compared with none: the accepted one, or where none was accepted linear decay [D1]. */
  schedule: Schedule,
  /** Whether the accepted configuration decays. */
  accepted: z.boolean(),
});
export type DecayAgain = z.infer<typeof DecayAgain>;

/** What the stage tells, computed from stored data alone; while trials run, so far. */
export const RegularisationAnswer = z.object({
  kind: z.literal('regularisation'),
  metric: TrialMetric,
  hasDropout: z.boolean(),
  /** That every run is trained for. */
  steps: z.number().int(),
  /** In the order in which they were drawn, then in that in which a person added them. */
  points: z.array(SearchedPoint),
  /** What the search chose, none aside; null: it goes on, or nothing is usable. */
  chosen: Regularised.nullable(),
  /** Null: nothing is to be compared (yet). */
  pairs: RegularisationPairs.nullable(),
  /** Null: not known yet. */
  verdict: RegularisationVerdict.nullable(),
  /** What would probably settle an unknown verdict; null: nothing within reach. */
  morePairs: MorePairs,
  /** num_steps once more, from the curves of what gains [L5]; null: nothing gains, or a schedule decides how long it trains. */
  numSteps: NumStepsAgain.nullable(),
  /** The median best evaluation of what gains; null: nothing gains. */
  bestAt: z.number().int().nullable(),
  /** Null: nothing gains, or it is not looked at. */
  decay: DecayAgain.nullable(),
  /** The schedule that the recommended configuration has. */
  schedule: Schedule,
  /** What looking at decay again costs, and the point that begins it (`stages.addPoint`); null: nothing to look at, or it has begun. */
  offer: z.object({ set: HyperparameterSet, trials: z.number().int(), steps: z.number().int() }).nullable(),
  /** Weight decay of what was chosen stands at the end of what was tried; null: it doesn't. */
  edge: z.enum(['low', 'high']).nullable(),
  /** Trials still to end. */
  open: z.number().int(),
});
export type RegularisationAnswer = z.infer<typeof RegularisationAnswer>;

/** What was read of a `detail`, so that one that is looked at often is read once, and the same object each time. */
const read = new WeakMap<object, RegularisationAnswer | null>();

/** The stage's own answer in what is recommended of it; null: it is that of no such stage. */
export function regularisationOf({
  recommendation,
}: {
  recommendation: StageRecommendation | null;
}): RegularisationAnswer | null {
  const detail = recommendation?.detail;
  if (typeof detail !== 'object' || detail === null) return null;
  if (!read.has(detail)) read.set(detail, RegularisationAnswer.safeParse(detail).data ?? null);
  return read.get(detail) ?? null;
}
