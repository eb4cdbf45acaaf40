// Until the core runs stages by their definitions.
import type { StagePlan } from '../domain/project.ts';
import type { Trial } from '../domain/trial.ts';
import { recordOf, type TrialWithCurve } from './ranking.ts';
import type { Rung } from './search/successive-halving.ts';
import { mayAdd as mayBeAdded, next, nextRung } from './stages/learning-rate/next.ts';
import { pointInPlan } from './stages/learning-rate/plan.ts';

export { MOST_CANDIDATES as MOST_RUNGS } from './stages/learning-rate/candidates.ts';

/** What is to be done next on a ladder of which nothing is queued or running. */
export interface LadderMoves {
  go: { trial: Trial; until: number | null }[];
  prune: { trial: Trial; barrier: Rung }[];
  add: StagePlan['added'];
}

export function ladderMoves(plan: StagePlan, members: readonly TrialWithCurve[]): LadderMoves {
  const trialOf = (id: string): Trial => members.find(({ trial }) => trial.id === id)?.trial as Trial;
  const moves: LadderMoves = { go: [], prune: [], add: [] };
  for (const action of next(plan, recordOf(plan, members))) {
    if (action.do === 'resume') moves.go.push({ trial: trialOf(action.trialId), until: action.until });
    if (action.do === 'prune')
      moves.prune.push({ trial: trialOf(action.trialId), barrier: action.reason.values as unknown as Rung });
    if (action.do === 'start' && action.point.origin !== 'planned')
      moves.add.push({ rate: action.point.set.learningRate as number, why: action.point.origin });
  }
  return moves;
}

export const nextStop = (plan: StagePlan, trial: Pick<Trial, 'hyperparameters'>, steps: number): number | null =>
  nextRung(plan, pointInPlan(plan, trial.hyperparameters.learningRate), steps);

/** Candidates that a ladder may get beside those of its plan: so many at most. */
export interface MayAdd {
  why: 'extended' | 'refined';
  rungs: number;
}

export const mayAdd = (plan: StagePlan): MayAdd[] => mayBeAdded(plan).map(({ why, count }) => ({ why, rungs: count }));
