import type { HyperparameterSet } from '../../../domain/evidence.ts';
import type { Hyperparameters } from '../../../domain/hyperparameters.ts';
import { sameSetting } from '../../../domain/hyperparameters.ts';
import { decidedRoles, type OwnCommand } from '../../../domain/own-command.ts';
import { CONSTANT } from '../../../domain/schedule.ts';
import { writtenSettings } from '../learning-rate/plan.ts';

/** What somebody would train with who tunes nothing [R2]; network and steps are those of the chosen configuration. */
export const DEFAULT_CONFIGURATION = {
  optimizer: 'adam',
  learningRate: 1e-3,
  batchSize: 64,
  weightDecay: 0,
  dropout: 0,
  schedule: CONSTANT,
} as const satisfies HyperparameterSet;

/**
 * What a command does where nobody tunes it: as the person wrote it. A rate of which only its place is written (`{lr}`) is that of its dry run.
 */
export function ownDefault(command: OwnCommand): HyperparameterSet {
  const { learningRate = DEFAULT_CONFIGURATION.learningRate, batchSize, momentum } = writtenSettings(command);
  const roles = decidedRoles(command);
  return {
    learningRate,
    ...(roles.has('batchSize') && batchSize !== undefined && { batchSize }),
    ...(roles.has('momentum') && momentum !== undefined && { momentum }),
    schedule: CONSTANT,
  };
}

/** Whether a configuration is that default one. (Adam has no momentum to differ by.) */
export const isDefault = (configuration: HyperparameterSet, of: HyperparameterSet): boolean =>
  (Object.keys(of) as (keyof Hyperparameters)[]).every(name => sameSetting(name, configuration, of));
