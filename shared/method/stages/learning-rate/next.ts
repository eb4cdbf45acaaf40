import { Refusal } from '../../../contract/refusal.ts';
import type { HyperparameterSet } from '../../../domain/evidence.ts';
import type { StagePlan } from '../../../domain/project.ts';
import { RESUMABLE } from '../../../domain/trial.ts';
import { evaluationSteps } from '../../curves/evaluations.ts';
import { type Rung, rungsOf } from '../../search/successive-halving.ts';
import { isDamaged } from '../dev-level.ts';
import { type Action, pointOf, type StageRecord, type TrialPoint, type TrialRecord } from '../stage-definition.ts';
import { byRate, edgeOf, isNear, isRepeated, MOST_CANDIDATES, neighboursOf, pastEdge, rateOf } from './candidates.ts';
import { plannedPoints, plannedRates } from './plan.ts';
import { mayGoOn } from './pruning.ts';
import { contenders, MOST_CONTENDERS, rank } from './ranking.ts';

/** How often a ladder is extended past one end [L4]; then it is left to the person. */
const MOST_EXTENSIONS = 2;
/** How often a probe's estimate that diverges is halved; then it is left to the person. */
const MOST_HALVINGS = 3;
/** The best candidate's neighbours, on either side one. */
const NEIGHBOURS = neighboursOf(1).length;

/**
 * What follows from the stored curves of a ladder [L2, L4], and pruning. A pure function of plan and curves at fixed rungs, so a
 * ladder that was interrupted comes to the same candidates. Nothing follows while one is queued or running; nothing is added where
 * one was cut short, by a person, the end of the program or a lost trainer: it may yet go on, and be the best. Where a curve is damaged
 * nothing can be compared, so a person decides.
 */
export function next(plan: StagePlan, { trials, resume }: StageRecord): Action[] {
  const there = new Set(trials.map(({ point }) => point.key));
  const missing = (points: readonly TrialPoint[]) => points.filter(({ key }) => !there.has(key));
  const planned = missing(plannedPoints(plan));
  const starts = startsOf(plan, planned.length > 0 ? planned : missing(refinementBegun(trials)));
  const wanted = inOrder(trials).filter(({ trial }) => resume.has(trial.id) && RESUMABLE.has(trial.status));
  if (starts.length + wanted.length > 0) {
    // Where nothing can be compared, nothing would go on from a rung.
    const compared = !trials.some(isDamaged);
    const again = wanted.map((one): Action => {
      return {
        do: 'resume',
        trialId: one.trial.id,
        until: compared ? untilOf(plan, trials, one.point, stepsOf(one)) : null,
      };
    });
    return [...starts, ...again];
  }
  if (trials.some(({ trial: { status } }) => status === 'queued' || status === 'running'))
    return plan.pruneRunning && !trials.some(isDamaged) ? losing(plan, trials) : [];
  if (trials.some(isDamaged)) return [];
  const waiting = inOrder(trials).filter(({ trial }) => trial.status === 'waiting');
  if (waiting.length > 0) return atRung(plan, trials, waiting);
  if (trials.some(({ trial }) => RESUMABLE.has(trial.status))) return [];
  const added = startsOf(plan, pointsToAdd(plan, trials));
  if (added.length > 0 && roomFor(plan, trials, plan.base.steps) >= added.length) return added;
  return secondSeeds(plan, trials);
}

/** The rungs of a plan: of the candidates that it began with, since those that come later are compared with them. */
export const rungsOfPlan = (plan: StagePlan): Rung[] =>
  plan.prune ? rungsOf(plan.base.steps, plannedRates(plan).length) : [];

/**
 * Where a candidate that has done so many steps stops next; null: at its end. One that stands at a rung was not compared there yet.
 * What a person asked for is trained to its end.
 */
export function nextRung(plan: StagePlan, { origin }: Pick<TrialPoint, 'origin'>, steps: number): number | null {
  if (origin === 'person' || origin === 'repeated') return null;
  return rungsOfPlan(plan).find(({ step }) => step >= steps)?.step ?? null;
}

/**
 * A rate that a person adds to a ladder.
 * @throws Refusal where it names no rate, where that is there already, or the ladder is full
 */
export function addPoint(plan: StagePlan, { trials }: StageRecord, { learningRate }: HyperparameterSet): TrialPoint {
  if (learningRate === undefined) throw new Refusal('error.request.invalid', { detail: 'set.learningRate' });
  const rates = [...plannedRates(plan), ...trials.map(rateOf)];
  if (rates.includes(learningRate)) throw new Refusal('error.rate.there', { rate: learningRate });
  if (new Set(rates).size >= MOST_CANDIDATES) throw new Refusal('error.rate.tooMany', { most: MOST_CANDIDATES });
  return pointOf({ learningRate }, 'person');
}

/** Candidates that a ladder may get beside those of its plan. */
export interface MayAdd {
  why: 'extended' | 'refined' | 'repeated';
  /** So many at most. */
  count: number;
}

/**
 * What `next` may add to a ladder that has not begun: candidates past an end where the best one stands there or all diverge [L4],
 * the best one's neighbours [L2], and a second seed of those within noise of the deepest [L3].
 */
export function mayAdd(plan: StagePlan): MayAdd[] {
  const room = MOST_CANDIDATES - plannedRates(plan).length;
  const extended = plan.confirms ? MOST_HALVINGS : plan.extend ? Math.min(MOST_EXTENSIONS, room) : 0;
  const refined = plan.refine ? Math.min(NEIGHBOURS, room) : 0;
  return [
    { why: 'extended' as const, count: extended },
    { why: 'refined' as const, count: refined },
    { why: 'repeated' as const, count: plan.secondSeed ? Math.min(MOST_CONTENDERS, plannedRates(plan).length) : 0 },
  ].filter(({ count }) => count > 0);
}

const inOrder = (trials: readonly TrialRecord[]): TrialRecord[] =>
  [...trials].sort((a, b) => rateOf(b) - rateOf(a) || a.trial.position - b.trial.position);

const stepsOf = ({ curve }: TrialRecord): number => curve?.count ?? 0;

const startsOf = (plan: StagePlan, points: readonly TrialPoint[]): Action[] =>
  points.map(point => ({ do: 'start', point, until: nextRung(plan, point, 0) }));

/** Those that run, and can't win any more by the last rung that they passed: compared with all that came so far, whenever they did. */
const losing = (plan: StagePlan, trials: readonly TrialRecord[]): Action[] =>
  inOrder(trials).flatMap(one => {
    const { trial, point, curve } = one;
    const rung = rungsOfPlan(plan).findLast(({ step }) => step <= stepsOf(one));
    // One that has done its last step ends by itself.
    if (stepsOf(one) >= plan.base.steps) return [];
    if (trial.status !== 'running' || point.origin === 'person' || isRepeated(one) || !rung || !curve) return [];
    const others = trials.filter(other => other !== one && stepsOf(other) >= rung.step);
    if (mayGoOn(one, others, rung)) return [];
    return [{ do: 'prune', trialId: trial.id, reason: { key: 'reason.pruned', values: { ...rung } } }];
  });

/** The candidates at the lowest rung are compared; those that wait further on wait for them. */
function atRung(plan: StagePlan, trials: readonly TrialRecord[], waiting: readonly TrialRecord[]): Action[] {
  const repeated = waiting.filter(isRepeated);
  if (repeated.length > 0)
    return repeated.map(({ trial }) => ({
      do: 'prune',
      trialId: trial.id,
      reason: { key: 'reason.secondSeed', values: { steps: stepsOf(repeated[0] as TrialRecord) } },
    }));
  const lowest = Math.min(...waiting.map(stepsOf));
  const rung = rungsOfPlan(plan).find(({ step }) => step === lowest);
  return waiting
    .filter(one => stepsOf(one) === lowest)
    .map((one): Action => {
      const trialId = one.trial.id;
      const others = trials.filter(other => other !== one && !isRepeated(other) && stepsOf(other) >= lowest);
      if (!rung || one.curve === null || mayGoOn(one, others, rung))
        return { do: 'resume', trialId, until: nextRung(plan, one.point, lowest + 1) };
      return { do: 'prune', trialId, reason: { key: 'reason.pruned', values: { ...rung } } };
    });
}

/**
 * One candidate past the end where the best one stands [L4], or below them all where every one diverged; once the best one stands
 * inside, its half-decade neighbours [L2], once.
 */
function pointsToAdd(plan: StagePlan, trials: readonly TrialRecord[]): TrialPoint[] {
  if (plan.confirms) return halved(trials);
  const best = bestOf(trials);
  if (best === undefined && !trials.every(({ trial }) => trial.status === 'diverged')) return [];
  const rates = byRate(trials.map(rateOf));
  const edge = best === undefined ? 'low' : edgeOf(rates, best);
  const room = rates.length < MOST_CANDIDATES;
  if (edge && plan.extend && room && extensionsPast(plan, trials, edge) < MOST_EXTENSIONS)
    return [pointOf({ learningRate: pastEdge(best ?? Math.min(...rates), edge) }, 'extended')];
  return plan.refine && !trials.some(isRefined) ? neighboursToAdd(trials) : [];
}

/**
 * A second seed of each candidate within noise of the deepest, once: until it is well past where the low points were. Where not all of them can be
 * paid for, the best ones have theirs; a single one compares with nothing.
 */
function secondSeeds(plan: StagePlan, trials: readonly TrialRecord[]): Action[] {
  if (!plan.secondSeed) return [];
  const repeated = new Set(trials.filter(isRepeated).map(rateOf));
  const until = secondSeedUntil(plan, trials);
  const wanted = contenders(rank(trials)).filter(({ learningRate }) => !repeated.has(learningRate));
  const paid = wanted.slice(0, roomFor(plan, trials, until ?? plan.base.steps));
  if (paid.length < wanted.length && paid.length + repeated.size < 2) return [];
  return paid.map(({ learningRate }) => {
    const point = pointOf({ learningRate, seed: plan.base.seed + 1 }, 'repeated');
    return { do: 'start', point, until };
  });
}

/** How many trials of so many steps may still be added to a ladder none of whose trials is under way. */
function roomFor({ mostSteps = Number.POSITIVE_INFINITY }: StagePlan, trials: readonly TrialRecord[], steps: number) {
  const used = trials.reduce((sum, one) => sum + stepsOf(one), 0);
  return Math.max(0, Math.floor((mostSteps - used) / steps));
}

/** By how much further a second seed trains than the latest low point of the first: it may come later there. */
const FURTHER = 1.5;

/** The evaluation after which second seeds have shown what they were trained for; null: at their ends. */
function secondSeedUntil(plan: StagePlan, trials: readonly TrialRecord[]): number | null {
  const lows = contenders(rank(trials.filter(one => !isRepeated(one)))).flatMap(({ levels }) =>
    levels.map(({ steps, at }) => steps[at] as number),
  );
  const far = FURTHER * Math.max(...lows, 0);
  return evaluationSteps(plan.base.steps).find(step => step >= far && step < plan.base.steps) ?? null;
}

/** Where a trial that has done so many steps stops next; null: at its end. */
const untilOf = (plan: StagePlan, trials: readonly TrialRecord[], point: TrialPoint, steps: number): number | null => {
  if (point.origin !== 'repeated') return nextRung(plan, point, steps);
  const until = secondSeedUntil(plan, trials);
  return until !== null && until > steps ? until : null;
};

/** Half of a probe's estimate, where that and all halves so far diverged. */
function halved(trials: readonly TrialRecord[]): TrialPoint[] {
  if (trials.length > MOST_HALVINGS || !trials.every(({ trial }) => trial.status === 'diverged')) return [];
  return [pointOf({ learningRate: Number((Math.min(...trials.map(rateOf)) / 2).toPrecision(2)) }, 'extended')];
}

const isRefined = ({ point }: TrialRecord): boolean => point.origin === 'refined';

/** All neighbours of a refinement of which one is there, from what was known then: the program may have ended between the two. */
function refinementBegun(trials: readonly TrialRecord[]): TrialPoint[] {
  const [one, other] = trials.filter(isRefined);
  if (one === undefined || other !== undefined || trials.some(isDamaged)) return [];
  return neighboursToAdd(trials.filter(({ trial }) => trial.position < one.trial.position));
}

/** The best candidate's neighbours, without those that are there already, or nearly. */
function neighboursToAdd(trials: readonly TrialRecord[]): TrialPoint[] {
  const best = bestOf(trials);
  if (best === undefined) return [];
  const rates = trials.map(rateOf);
  return neighboursOf(best)
    .filter(rate => !rates.some(other => isNear(rate, other)))
    .slice(0, Math.max(0, MOST_CANDIDATES - rates.length))
    .map(learningRate => pointOf({ learningRate }, 'refined'));
}

function bestOf(trials: readonly TrialRecord[]): number | undefined {
  return rank(trials).ranked[0]?.learningRate;
}

/** How often a ladder was extended past an end already. */
function extensionsPast(plan: StagePlan, trials: readonly TrialRecord[], edge: 'high' | 'low'): number {
  const planned = plannedRates(plan);
  const isPast = (rate: number): boolean =>
    edge === 'high' ? rate > Math.max(...planned) : rate < Math.min(...planned);
  return trials.filter(one => one.point.origin === 'extended' && isPast(rateOf(one))).length;
}
