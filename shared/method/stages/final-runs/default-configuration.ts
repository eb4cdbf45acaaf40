import type { HyperparameterSet } from '../../../domain/evidence.ts';
import type { Hyperparameters } from '../../../domain/hyperparameters.ts';
import { sameSetting } from '../../../domain/hyperparameters.ts';
import { CONSTANT } from '../../../domain/schedule.ts';

/** What somebody would train with who tunes nothing [R2]; network and steps are those of the chosen configuration. */
export const DEFAULT_CONFIGURATION = {
  optimizer: 'adam',
  learningRate: 1e-3,
  batchSize: 64,
  weightDecay: 0,
  dropout: 0,
  schedule: CONSTANT,
} as const satisfies HyperparameterSet;

/** Whether a configuration is the default one. (Adam has no momentum to differ by.) */
export const isDefault = (configuration: HyperparameterSet): boolean =>
  (Object.keys(DEFAULT_CONFIGURATION) as (keyof Hyperparameters)[]).every(name =>
    sameSetting(name, configuration, DEFAULT_CONFIGURATION),
  );
