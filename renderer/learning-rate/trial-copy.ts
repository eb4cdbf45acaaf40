import type { Input } from '#shared/contract/requests.ts';
import { ChosenRate, type Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { Trial } from '#shared/domain/trial.ts';

/** What a person may set anew in a copy of a trial; null: the field is empty. The rate is as it was typed. */
export interface TrialCopy extends Pick<Hyperparameters, 'optimizer'> {
  rate: string;
  steps: number | null;
  batchSize: number | null;
  momentum: number | null;
  seed: number | null;
}

/** A copy with a trial's own settings. */
export const copyOf = ({ hyperparameters }: Trial): TrialCopy => {
  const { learningRate, optimizer, steps, batchSize, momentum, seed } = hyperparameters;
  return { rate: String(learningRate), optimizer, steps, batchSize, momentum, seed };
};

/** A learning rate as people type it; null: none. */
export const typedRate = (typed: string): number | null =>
  ChosenRate.safeParse(Number(typed.trim().replace('−', '-'))).data ?? null;

/** What a copy asks of the core. `nothing`: it would be the same trial again, number for number. `incomplete`: a field is missing. */
export type CopyPlan =
  | { kind: 'incomplete' | 'nothing' }
  | { kind: 'candidate'; input: Input<'stages.addPoint'> }
  | { kind: 'ladder'; input: Input<'stages.start'> };

/** Where only the rate is another, the copy is a further candidate of its ladder; else a ladder of its own, of that one rate. */
export function planCopy({ hyperparameters, stageId, backend }: Trial, projectId: string, copy: TrialCopy): CopyPlan {
  const rate = typedRate(copy.rate);
  const { steps, batchSize, momentum, seed, optimizer } = copy;
  if (rate === null || steps === null || batchSize === null || momentum === null || seed === null)
    return { kind: 'incomplete' };
  const chosen = { steps, batchSize, momentum, seed, optimizer };
  const same = Object.entries(chosen).every(([key, value]) => hyperparameters[key as keyof typeof chosen] === value);
  if (same && rate === hyperparameters.learningRate) return { kind: 'nothing' };
  if (same) return { kind: 'candidate', input: { stageId, set: { learningRate: rate } } };
  const { learningRate: _, ...base } = hyperparameters;
  const alone = { prune: false, extend: false, refine: false };
  const choice = { ...base, ...chosen, ...alone, backend, rates: [rate] };
  return { kind: 'ladder', input: { projectId, kind: 'learningRate', choice } };
}
