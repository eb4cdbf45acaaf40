import { type Hyperparameters, sameSetting } from '../../domain/hyperparameters.ts';
import type { Trial } from '../../domain/trial.ts';
import { sameRatesBefore } from '../schedules/learning-rate-at.ts';
import type { AnyStage, PlanFrame, TrialPoint } from './stage-definition.ts';

/* Trials that branch off others: D9. */

/** So many checkpoints for others a trial keeps at most: each is as large as its network. */
const MOST_BRANCHES = 8;

/** What says nothing of a run before a step which it has not reached its end by, but for the rates that it trains at. */
const BY_RATES: ReadonlySet<string> = new Set<keyof Hyperparameters>(['steps', 'learningRate', 'schedule']);

/**
 * Whether two runs are the same before a step, bit for bit, so that the one may branch off the other there [D9]: all that decides them is
 * equal, and so is the rate at every step before.
 */
export const isSameBefore = (step: number, a: Hyperparameters, b: Hyperparameters): boolean =>
  step <= Math.min(a.steps, b.steps) &&
  (Object.keys(a) as (keyof Hyperparameters)[]).every(name => BY_RATES.has(name) || sameSetting(name, a, b)) &&
  sameRatesBefore(step, a, b);

/** The steps before which a trial of a point keeps a checkpoint for others. @throws Error where a definition names too many */
export function branchesOf(definition: AnyStage, plan: PlanFrame, point: TrialPoint): number[] {
  const steps = [...new Set(definition.branches?.(plan, point))].sort((a, b) => a - b);
  if (steps.length > MOST_BRANCHES) throw new Error(`${steps.length} checkpoints of one trial are too many`);
  return steps;
}

/** @throws Error where a definition lets a trial branch off one that is another run before that step */
export function checkBranch(trial: Trial, trunk: Trial | undefined, step: number): void {
  const isSame = trunk && isSameBefore(step, trunk.hyperparameters, trial.hyperparameters);
  if (!isSame || trunk.dataDigest !== trial.dataDigest || trunk.backend !== trial.backend)
    throw new Error(`${trial.point.key} can't branch off ${trunk?.point.key ?? 'a trial of another stage'} at ${step}`);
}
