import type { Trial } from '#shared/domain/trial.ts';
import { type CopyPlan, changedIn, type TrialCopy } from '../../stage/trial-copy.ts';

/** Where only the rate is another, the copy is a further candidate of its ladder; else a ladder of its own, of that one rate. */
export function planCopy(trial: Trial, projectId: string, copy: TrialCopy): CopyPlan {
  const changed = changedIn(trial, copy);
  if (changed === null) return { kind: 'incomplete' };
  const { learningRate, ...others } = changed;
  const isSame = Object.keys(others).length === 0;
  if (isSame && learningRate === undefined) return { kind: 'nothing', what: 'copyTrial.what.nothing' };
  if (isSame)
    return {
      kind: 'point',
      what: 'copyTrial.what.candidate',
      input: { stageId: trial.stageId, set: { ...trial.point.set, learningRate } },
    };
  const { learningRate: own, ...base } = trial.hyperparameters;
  const alone = { prune: false, extend: false, refine: false };
  const choice = { ...base, ...others, ...alone, backend: trial.backend, rates: [learningRate ?? own] };
  return {
    kind: 'stage',
    what: 'copyTrial.what.ladder',
    input: { projectId, kind: 'learningRate', choice },
  };
}
