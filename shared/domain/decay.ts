import { z } from 'zod';
import { HyperparameterSet } from './evidence.ts';
import { BackendId, Hyperparameters } from './hyperparameters.ts';
import { Known, TrialMetric } from './metrics.ts';
import { MOST_PAIRS, MorePairs, PairedComparison, Pairs } from './paired-runs.ts';
import type { StageRecommendation } from './recommendation.ts';
import { Schedule } from './schedule.ts';

/* Stage 3, decay of the learning rate [D1–D9]: what a person may choose of it, what it sets out to do, and what it tells beside a recommendation. */

const Seed = Hyperparameters.shape.seed;
const Step = z.number().int().min(1);

/** What a person may choose of a decay stage; what is left out follows from what was accepted before it. */
export const DecayChoice = z.object({
  /** Pairs of runs with and without decay; left out: five where a trial costs under a minute, else three [D7]. */
  seeds: Pairs.optional(),
  /** Where the lazy way gains, the classic one is searched too [D6]. */
  classic: z.boolean().optional(),
  /** Where the pairs don’t tell, what has the lower loss in them is recommended, and it is said that this is within noise: for who must have one of both. */
  takesLower: z.boolean().optional(),
  /** Every how many steps the lazy way recomputes the rate [D1]. */
  interval: Step.optional(),
  backend: BackendId.optional(),
  /** Trials side by side. */
  parallel: z.number().int().min(1).max(64).optional(),
});
export type DecayChoice = z.infer<typeof DecayChoice>;

/** What a decay stage set out to do. Its `base` is the whole accepted configuration, with the horizon as its steps [L5]. */
export const DecayPlan = z.object({
  base: HyperparameterSet,
  backend: BackendId,
  parallel: z.number().int().min(1).max(64),
  /** Of the pairs; their number is fixed before anything runs [D7]. No earlier stage of the project used one of them. */
  seeds: z.array(Seed).min(2).max(MOST_PAIRS),
  /** As many further ones, from which the verdict on what a search chose comes [D6]. */
  freshSeeds: z.array(Seed).min(2).max(MOST_PAIRS),
  classic: z.boolean(),
  takesLower: z.boolean().optional(),
  interval: Step,
  /** The best evaluation of the run that the learning rate was accepted on, which planned starts follow from [D3, D9]; null: none was seen. */
  peak: z.number().int().nullable(),
  /** The num_steps that were accepted; null: none. */
  numSteps: z.number().int().nullable(),
  /**
   * Of a person's own command; left out: a built-in network. `byName`: it is asked for a schedule by its name alone, linear or cosine, so that there is
   * no classic way to search.
   */
  command: z.object({ byName: z.boolean() }).optional(),
});
export type DecayPlan = z.infer<typeof DecayPlan>;

/** One schedule against another one, pair by pair. */
export const DecayComparison = PairedComparison.extend({
  schedule: Schedule,
  /** What it is compared with: none (`constant`), or the schedule that was best before. */
  against: Schedule,
  /** Why it was tried: the lazy way, a later start, what a search chose, or a person's own wish. */
  why: z.enum(['lazy', 'later', 'searched', 'person']),
});
export type DecayComparison = z.infer<typeof DecayComparison>;

/** One schedule of the classic search, by its mean over the seeds that it was searched on. */
export const SearchedSchedule = z.object({
  schedule: Schedule,
  trialIds: z.array(z.string()),
  /** Runs that have ended, of so many. */
  ended: z.number().int(),
  planned: z.number().int(),
  devLoss: Known,
  devMetric: Known,
  /** 1 is the best, by dev loss or, where that named not all best evaluations, by the metric; null: not all of its runs have ended, or one diverged. */
  rank: z.number().int().nullable(),
});
export type SearchedSchedule = z.infer<typeof SearchedSchedule>;

/** Where dev was best: the median over the runs' best evaluations. `seen` false: at the last evaluation, so that it may still have moved on [D3]. */
export const Peak = z.object({ step: z.number().int(), seen: z.boolean() });
export type Peak = z.infer<typeof Peak>;

/** What a decay stage tells, computed from stored data alone; while trials run, so far. */
export const DecayAnswer = z.object({
  kind: z.literal('decay'),
  metric: TrialMetric,
  /** lr0 and T. */
  learningRate: z.number(),
  steps: z.number().int(),
  /** The lazy way against none [D1]. */
  lazy: DecayComparison,
  /** Further schedules against none, in the order in which they came: the later start, a search's choice, a person's own. */
  variants: z.array(DecayComparison),
  /** The same schedules against the best one before them: whether they are worth more than the simpler one. */
  againstBest: z.array(DecayComparison),
  /** The classic search; [] where it has not begun. */
  search: z.array(SearchedSchedule),
  /** Without decay, and with the lazy way; null: not known yet. */
  formerPeak: Peak.nullable(),
  newPeak: Peak.nullable(),
  /** Whether the peak moved much later, so that the lazy way begins too early [D6]. */
  movedLater: z.boolean(),
  /** What is recommended: a schedule, or none (`constant`); null: that is not known. */
  chosen: Schedule.nullable(),
  /** Steps that shared trunks have saved, and over how many trials [D9]. */
  saved: z.object({ steps: z.number().int(), trials: z.number().int() }),
  /** Where the verdict is unknown: so many pairs in all would probably settle it, and cost so many steps; null: no number of them within reach. */
  morePairs: MorePairs,
  /** What a person is shown first in the preview: the classic way as D3 and D5 propose it, or the lazy one where no peak was seen. */
  proposal: Schedule,
  /**
   * What the classic search would cost, and the point that begins it in this stage (`stages.addPoint`); null: there is nothing to search, or it
   * has begun.
   */
  offer: z.object({ set: HyperparameterSet, trials: z.number().int(), steps: z.number().int() }).nullable(),
  /** Trials still to end. */
  open: z.number().int(),
});
export type DecayAnswer = z.infer<typeof DecayAnswer>;

/** What was read of a `detail`, so that one that is looked at often is read once, and the same object each time. */
const read = new WeakMap<object, DecayAnswer | null>();

/** A decay stage's own answer in what is recommended of it; null: it is that of no decay stage. */
export function decayOf({ recommendation }: { recommendation: StageRecommendation | null }): DecayAnswer | null {
  const detail = recommendation?.detail;
  if (typeof detail !== 'object' || detail === null) return null;
  if (!read.has(detail)) read.set(detail, DecayAnswer.safeParse(detail).data ?? null);
  return read.get(detail) ?? null;
}
