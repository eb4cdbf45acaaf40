import type { Input } from '#shared/contract/requests.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import { ChosenRate, type Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { MessageKey } from '#shared/messages/text.ts';

/** What a person may set anew in a copy of a trial; null: the field is empty. The rate is as it was typed. */
export interface TrialCopy extends Pick<Hyperparameters, 'optimizer'> {
  rate: string;
  steps: number | null;
  batchSize: number | null;
  momentum: number | null;
  seed: number | null;
}

/** What a copy asks of the core, and how that is said. `nothing`: it would be the same trial again, number for number. `incomplete`: a field is missing. */
export type CopyPlan =
  | { kind: 'incomplete' }
  | { kind: 'nothing'; what: MessageKey }
  | { kind: 'point'; what: MessageKey; input: Input<'stages.addPoint'> }
  | { kind: 'stage'; what: MessageKey; input: Input<'stages.start'> };

/** A copy with a trial's own settings. */
export const copyOf = ({ hyperparameters }: Trial): TrialCopy => {
  const { learningRate, optimizer, steps, batchSize, momentum, seed } = hyperparameters;
  return { rate: String(learningRate), optimizer, steps, batchSize, momentum, seed };
};

/** A learning rate as people type it; null: none. */
export const typedRate = (typed: string): number | null =>
  ChosenRate.safeParse(Number(typed.trim().replace('−', '-'))).data ?? null;

/** What of a copy is other than its trial; null: a field is missing. */
export function changedIn({ hyperparameters }: Trial, copy: TrialCopy): HyperparameterSet | null {
  const learningRate = typedRate(copy.rate);
  const { steps, batchSize, momentum, seed, optimizer } = copy;
  if (learningRate === null || steps === null || batchSize === null || momentum === null || seed === null) return null;
  const chosen = { learningRate, steps, batchSize, momentum, seed, optimizer };
  return Object.fromEntries(
    Object.entries(chosen).filter(([name, value]) => hyperparameters[name as keyof typeof chosen] !== value),
  );
}

/** A copy as a further point of its stage. */
export function planPoint(trial: Trial, _projectId: string, copy: TrialCopy): CopyPlan {
  const changed = changedIn(trial, copy);
  if (changed === null) return { kind: 'incomplete' };
  if (Object.keys(changed).length === 0) return { kind: 'nothing', what: 'copyTrial.what.nothing' };
  const input = { stageId: trial.stageId, set: { ...trial.point.set, ...changed } };
  return { kind: 'point', what: 'stage.copy.point', input };
}
