import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { NamedTensors } from '../tensors.ts';
import { adam } from './adam.ts';
import { momentum } from './momentum.ts';
import { nesterov } from './nesterov.ts';
import { sgd } from './sgd.ts';

/** What an optimizer remembers between updates; part of a checkpoint. (A type, since only those pass `tf.tidy`.) */
export type OptimizerState = {
  /** By slot name (velocity, …), a tensor for each parameter. */
  slots: Readonly<Record<string, NamedTensors>>;
  /** Updates done. */
  updates: number;
};

/** One update: what is to be added to each parameter (Δw of B1), and the state afterwards. All tensors are new. */
export interface Update {
  deltas: NamedTensors;
  state: OptimizerState;
}

/** A pure update rule over named parameters. It disposes nothing; the caller owns all tensors. */
export interface Optimizer {
  init(params: NamedTensors): OptimizerState;
  update(gradients: NamedTensors, state: OptimizerState, learningRate: number): Update;
}

/** The optimizer that a trial's hyperparameters ask for. */
export function createOptimizer(choice: Pick<Hyperparameters, 'optimizer' | 'momentum'>): Optimizer {
  switch (choice.optimizer) {
    case 'sgd':
      return sgd();
    case 'momentum':
      return momentum(choice.momentum);
    case 'nesterov':
      return nesterov(choice.momentum);
    case 'adam':
      return adam();
  }
}
