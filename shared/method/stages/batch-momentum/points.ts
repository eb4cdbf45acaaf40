import type { AcceptedPoint, BatchMomentumPlan } from '../../../domain/batch-momentum.ts';
import type { HyperparameterSet } from '../../../domain/evidence.ts';
import type { OptimizerKind } from '../../../domain/hyperparameters.ts';
import { type PointOrigin, pointOf, type TrialPoint, type TrialRecord } from '../stage-definition.ts';

/** A place of the heat map. With Adam the momentum is the accepted one, and without meaning. */
export interface Cell {
  batchSize: number;
  momentum: number;
}

export const sameCell = (a: Cell, b: Cell): boolean => a.batchSize === b.batchSize && a.momentum === b.momentum;

/** Steps in which a batch size sees as many examples as all others [S7]. */
export const stepsFor = (plan: Axis, batchSize: number): number =>
  Math.max(1, Math.round(plan.examples / examplesIn(plan, 1, batchSize)));

/** What decides how steps of different batch sizes are compared. */
type Axis = Pick<BatchMomentumPlan, 'examples' | 'command'>;

/** How many examples some steps see; of a command whose steps are epochs or reports, so many of these. */
export const examplesIn = ({ command }: Pick<Axis, 'command'>, steps: number, batchSize: number): number =>
  steps * (command && command.seenBy !== 'examples' ? 1 : batchSize);

/** What decides the settings of a cell. */
export type CellFrame = Pick<BatchMomentumPlan, 'accepted' | 'nesterov' | 'examples' | 'command'>;

/** With which optimizer a momentum is trained: none of it is SGD, whatever kind the rest is. */
export function optimizerFor(
  { accepted, nesterov }: Pick<BatchMomentumPlan, 'accepted' | 'nesterov'>,
  momentum: number,
): OptimizerKind {
  if (accepted.optimizer === 'adam') return 'adam';
  if (momentum === 0) return 'sgd';
  return nesterov ? 'nesterov' : 'momentum';
}

/** What a cell sets, the learning rate left out. */
export function settingsOf(
  plan: CellFrame,
  { batchSize, momentum }: Cell,
  optimizer = optimizerFor(plan, momentum),
): HyperparameterSet {
  const steps = stepsFor(plan, batchSize);
  return optimizer === 'adam' ? { optimizer, batchSize, steps } : { optimizer, batchSize, momentum, steps };
}

/** Whether a trial belongs to the race, and not to the search [S3]. */
export const isRace = ({ point }: Pick<TrialRecord, 'point'>): boolean => point.pair === RACE;
const RACE = 'race';

/** Whether a trial is the second one of a point, from another seed. */
export const isSecondSeed = ({ point }: Pick<TrialRecord, 'point'>): boolean =>
  point.pair === null && point.origin === 'repeated';

/** Whether it was tried at another multiple of its point's rate. */
export const isRefined = ({ point }: Pick<TrialRecord, 'point'>): boolean =>
  point.pair === null && point.origin === 'refined';

export const cellOf = (
  plan: Pick<BatchMomentumPlan, 'accepted'>,
  { optimizer, batchSize, momentum }: TrialRecord['trial']['hyperparameters'],
): Cell => ({
  batchSize,
  momentum: optimizer === 'adam' ? plan.accepted.momentum : optimizer === 'sgd' ? 0 : momentum,
});

/** A point of the search. */
export const searchPoint = (
  plan: BatchMomentumPlan,
  cell: Cell,
  learningRate: number,
  origin: PointOrigin = 'planned',
): TrialPoint => pointOf({ ...settingsOf(plan, cell), learningRate }, origin);

/** The same run as a trial's, from another seed. */
export const fromSeed = ({ trial }: TrialRecord, seed: number): TrialPoint => {
  const { optimizer, batchSize, momentum, steps, learningRate } = trial.hyperparameters;
  const settings = { optimizer, batchSize, steps, learningRate, seed };
  return pointOf(optimizer === 'adam' ? settings : { ...settings, momentum }, 'repeated');
};

/** A run of the race; it is compared with the others of the race alone. */
export const racePoint = (set: HyperparameterSet): TrialPoint => pointOf(set, 'planned', RACE);

/** The hyperparameters that two trials of one point share, whatever their seed. */
export function sameSettings(a: TrialRecord, b: TrialRecord): boolean {
  const [one, other] = [a.trial.hyperparameters, b.trial.hyperparameters];
  return one.batchSize === other.batchSize && one.learningRate === other.learningRate && sameOptimizer(one, other);
}

type Optimizer = Pick<AcceptedPoint, 'optimizer' | 'momentum'>;
const sameOptimizer = (a: Optimizer, b: Optimizer): boolean =>
  a.optimizer === b.optimizer && (a.optimizer === 'adam' || a.optimizer === 'sgd' || a.momentum === b.momentum);

/** Whether a trial is of the accepted batch size, momentum and rate. */
export function isAccepted({ accepted }: Pick<BatchMomentumPlan, 'accepted'>, { trial }: TrialRecord): boolean {
  const { batchSize, learningRate } = trial.hyperparameters;
  const isSame = batchSize === accepted.batchSize && learningRate === accepted.learningRate;
  return isSame && sameOptimizer(trial.hyperparameters, accepted);
}
