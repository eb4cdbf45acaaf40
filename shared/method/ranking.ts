import type { LadderAnswer, Rung } from '../domain/answer.ts';
import type { StagePlan } from '../domain/project.ts';
import { ENDED, type Trial, type TrialStatus } from '../domain/trial.ts';
import { proposeNumSteps } from './convergence.ts';
import { edgeOf } from './ladder.ts';
import { stepsOf, stretchesLeft } from './ladder-time.ts';
import type { LossCurve } from './loss-curve.ts';

/** A trial with its curve so far; the curve is null before the first point. */
export interface TrialWithCurve {
  trial: Trial;
  curve: LossCurve | null;
  /** The newest evaluation, if any. */
  evaluation: { devLoss: number; devMetric: number } | null;
  /** The first of its steps that is stored and can't be read any more; null: there is none. */
  damagedFrom: number | null;
}

/** Whether a curve is not the whole one, so that nothing may rest on it: no rank, no level, no comparison. */
export const isDamaged = ({ damagedFrom }: Pick<TrialWithCurve, 'damagedFrom'>): boolean => damagedFrom !== null;

/** Too few steps say nothing about a level. */
const FEWEST_STEPS = 10;

/**
 * Ranks a ladder [L3]: among the rungs whose final smoothed loss is within noise of the lowest, the one that got there
 * in the fewest steps comes first, then the rest by final smoothed loss. Diverged and failed rungs are out, and
 * those whose curve is damaged. Proposes
 * num_steps from the best one [L5] and says whether it stands at an edge [L4]. A pure function of what is stored; while
 * trials run it is the answer so far.
 * @param trainRows rows of the train split; null where that is not known any more.
 * @param plan of the ladder, for what is left and what was added; null: trials without one
 */
export function rankLadder(
  members: readonly TrialWithCurve[],
  trainRows: number | null,
  plan: StagePlan | null = null,
): LadderAnswer {
  const usable = members.filter(isUsable);
  const lowest = least(usable, m => m.curve.final ?? Number.POSITIVE_INFINITY);
  const threshold = lowest === null ? null : (lowest.curve.final ?? 0) + (lowest.curve.noise ?? 0);
  const ranked = [...usable].sort((a, b) => compare(a, b, threshold ?? 0));
  const best = ranked[0] ?? null;
  const rates = members.map(m => m.trial.hyperparameters.learningRate);
  const planned = members.reduce((sum, m) => sum + m.trial.hyperparameters.steps, 0);
  return {
    rungs: members.map(m => rungOf(m, ranked.indexOf(m as Usable), threshold)),
    best: best && { learningRate: best.trial.hyperparameters.learningRate, trialId: best.trial.id },
    threshold,
    numSteps: best
      ? proposeNumSteps(best.curve, best.trial.hyperparameters.batchSize, trainRows)
      : { value: null, convergedAt: null, converged: false, epochs: null },
    atEdge: best && edgeOf(rates, best.trial.hyperparameters.learningRate),
    tied: ranked
      .slice(1)
      .filter(m => (m.curve.final ?? Number.POSITIVE_INFINITY) <= (threshold ?? 0))
      .map(m => m.trial.hyperparameters.learningRate),
    open: members.filter(m => !ENDED.has(m.trial.status)).length,
    done: shareDone(members, plan),
    extended: addedAs('extended', plan),
    refined: addedAs('refined', plan),
    pruned: members.filter(m => m.trial.status === 'pruned').map(m => m.trial.hyperparameters.learningRate),
    stepsUsed: members.reduce((sum, m) => sum + (m.curve?.count ?? 0), 0),
    stepsFull: planned,
  };
}

type Usable = TrialWithCurve & { curve: LossCurve };

function isUsable(m: TrialWithCurve): m is Usable {
  const out = m.trial.status === 'diverged' || m.trial.status === 'failed';
  return !out && !isDamaged(m) && m.curve !== null && m.curve.count >= FEWEST_STEPS && m.curve.final !== null;
}

function compare(a: Usable, b: Usable, threshold: number): number {
  const [lossA, lossB] = [a.curve.final ?? 0, b.curve.final ?? 0];
  const [withinA, withinB] = [lossA <= threshold, lossB <= threshold];
  if (withinA !== withinB) return withinA ? -1 : 1;
  if (!withinA) return lossA - lossB;
  const reached = (m: Usable) => m.curve.stepsToReach(threshold) ?? Number.POSITIVE_INFINITY;
  return reached(a) - reached(b) || lossA - lossB;
}

function rungOf(m: TrialWithCurve, place: number, threshold: number | null): Rung {
  return {
    learningRate: m.trial.hyperparameters.learningRate,
    trialId: m.trial.id,
    status: m.trial.status,
    rank: place < 0 ? null : place + 1,
    steps: m.curve?.count ?? 0,
    finalLoss: isDamaged(m) ? null : (m.curve?.final ?? null),
    noise: isDamaged(m) ? null : (m.curve?.noise ?? null),
    stepsToReach: place < 0 || threshold === null ? null : (m.curve?.stepsToReach(threshold) ?? null),
    devLoss: m.evaluation?.devLoss ?? null,
    metric: { name: m.trial.metric, value: m.evaluation?.devMetric ?? null },
  };
}

const addedAs = (as: StagePlan['added'][number]['why'], plan: StagePlan | null): number[] =>
  (plan?.added ?? []).filter(({ why }) => why === as).map(({ rate }) => rate);

/** Steps done over those and what is left. A trial that ended by itself has nothing left, however early; one that was cut off has. */
function shareDone(members: readonly TrialWithCurve[], plan: StagePlan | null): number {
  const used = members.reduce((sum, m) => sum + (m.curve?.count ?? 0), 0);
  const open = members.filter(({ trial }) => !COMPLETE.has(trial.status));
  const left = plan
    ? stepsOf(
        stretchesLeft(
          plan,
          open.map(({ curve }) => curve?.count ?? 0),
        ),
      )
    : open.reduce((sum, { trial, curve }) => sum + trial.hyperparameters.steps - (curve?.count ?? 0), 0);
  return used + left === 0 ? 0 : used / (used + left);
}

const COMPLETE: ReadonlySet<TrialStatus> = new Set(['finished', 'diverged', 'pruned', 'failed']);

function least<T>(items: readonly T[], value: (item: T) => number): T | null {
  return items.reduce<T | null>((low, item) => (low === null || value(item) < value(low) ? item : low), null);
}
