import type { StagePlan } from '../domain/project.ts';
import { RESUMABLE, type Trial } from '../domain/trial.ts';
import { edgeOf, isNear, neighboursOf, pastEdge } from './ladder.ts';
import { type Barrier, barriersOfPlan, mayGoOn } from './pruning.ts';
import { isDamaged, rankLadder, type TrialWithCurve } from './ranking.ts';

/** What is to be done next on a ladder of which nothing is queued or running. */
export interface LadderMoves {
  /** Waiting rungs that go on, up to their next barrier (null: to their end). */
  go: { trial: Trial; until: number | null }[];
  /** Waiting rungs that can't win any more. */
  prune: { trial: Trial; barrier: Barrier }[];
  /** Rates that the ladder needs. */
  add: StagePlan['added'];
}

/** How often a ladder is extended past one end [L4]; then it is left to the person. */
const MOST_EXTENSIONS = 2;
/** The best rung's neighbours, on either side one. */
const NEIGHBOURS = neighboursOf(1).length;
/** The most rungs of a ladder. */
export const MOST_RUNGS = 24;

/**
 * What follows from the stored curves of a ladder [L2, L4], and pruning. A pure function of plan and curves at fixed barriers, so a
 * ladder that was interrupted comes to the same rungs. Nothing follows while a rung is queued or running; nothing is added where
 * one was cut short, by a person, the end of the program or a lost trainer: it may yet go on, and be the best. Where a curve is damaged
 * nothing can be compared, so a person decides.
 */
export function ladderMoves(plan: StagePlan, members: readonly TrialWithCurve[]): LadderMoves {
  const none: LadderMoves = { go: [], prune: [], add: [] };
  if (members.some(({ trial: { status } }) => status === 'queued' || status === 'running')) return none;
  if (members.some(isDamaged)) return none;
  const waiting = members.filter(({ trial }) => trial.status === 'waiting');
  if (waiting.length > 0) return { ...none, ...atBarrier(plan, members, waiting) };
  return members.some(({ trial }) => RESUMABLE.has(trial.status)) ? none : { ...none, add: rungsToAdd(plan, members) };
}

/** Where a rung that has done so many steps stops next; null: at its end. One that stands at a barrier was not compared there yet. */
export function nextStop(plan: StagePlan, trial: Pick<Trial, 'hyperparameters'>, steps: number): number | null {
  if (isPersons(plan, trial)) return null;
  return barriersOfPlan(plan).find(({ step }) => step >= steps)?.step ?? null;
}

/** What a person asked for is trained to its end. */
const isPersons = ({ added }: StagePlan, { hyperparameters }: Pick<Trial, 'hyperparameters'>): boolean =>
  added.some(({ rate, why }) => why === 'person' && rate === hyperparameters.learningRate);

const stepsOf = ({ curve }: TrialWithCurve): number => curve?.count ?? 0;

/** The rungs at the lowest barrier are judged; those that wait further on wait for them. */
function atBarrier(
  plan: StagePlan,
  members: readonly TrialWithCurve[],
  waiting: readonly TrialWithCurve[],
): Pick<LadderMoves, 'go' | 'prune'> {
  const lowest = Math.min(...waiting.map(stepsOf));
  const barrier = barriersOfPlan(plan).find(({ step }) => step === lowest);
  const judged = waiting
    .filter(member => stepsOf(member) === lowest)
    .map(member => {
      const others = members.filter(other => other !== member && stepsOf(other) >= lowest);
      const curves = others.flatMap(({ curve }) => curve ?? []);
      const on = !barrier || member.curve === null || mayGoOn(member.curve, curves, barrier);
      return { trial: member.trial, on };
    });
  return {
    go: judged.filter(({ on }) => on).map(({ trial }) => ({ trial, until: nextStop(plan, trial, lowest + 1) })),
    prune: barrier ? judged.filter(({ on }) => !on).map(({ trial }) => ({ trial, barrier })) : [],
  };
}

/** Rungs that a ladder may get beside those of its plan. */
export interface MayAdd {
  why: 'extended' | 'refined';
  /** So many at most. */
  rungs: number;
}

/**
 * What `ladderMoves` may add to a ladder that has not begun: rungs past an end where the best one stands there or all diverge [L4],
 * and the best one's neighbours [L2].
 */
export function mayAdd({ rates, extend, refine }: StagePlan): MayAdd[] {
  const room = MOST_RUNGS - rates.length;
  const extended = extend ? Math.min(MOST_EXTENSIONS, room) : 0;
  const refined = refine ? Math.min(NEIGHBOURS, room) : 0;
  return [
    { why: 'extended' as const, rungs: extended },
    { why: 'refined' as const, rungs: refined },
  ].filter(({ rungs }) => rungs > 0);
}

/**
 * One rung past the end where the best one stands [L4], or below them all where every rung diverged; once the best one stands
 * inside, its half-decade neighbours [L2].
 */
function rungsToAdd(plan: StagePlan, members: readonly TrialWithCurve[]): StagePlan['added'] {
  const best = rankLadder(members, null).best?.learningRate;
  const allDiverged = members.every(({ trial }) => trial.status === 'diverged');
  if (best === undefined && !allDiverged) return [];
  const room = MOST_RUNGS - plan.rates.length;
  const edge = best === undefined ? 'low' : edgeOf(plan.rates, best);
  if (edge && plan.extend && room > 0 && extensionsPast(plan, edge) < MOST_EXTENSIONS)
    return [{ rate: pastEdge(best ?? Math.min(...plan.rates), edge), why: 'extended' }];
  if (best === undefined || !plan.refine || plan.added.some(({ why }) => why === 'refined')) return [];
  return neighboursOf(best)
    .filter(rate => !plan.rates.some(other => isNear(rate, other)))
    .slice(0, room)
    .map(rate => ({ rate, why: 'refined' as const }));
}

/** How often a ladder was extended past an end already. */
function extensionsPast({ rates, added }: StagePlan, edge: 'high' | 'low'): number {
  const planned = rates.filter(rate => !added.some(late => late.rate === rate));
  const isPast = (rate: number): boolean =>
    edge === 'high' ? rate > Math.max(...planned) : rate < Math.min(...planned);
  return added.filter(({ rate, why }) => why === 'extended' && isPast(rate)).length;
}
