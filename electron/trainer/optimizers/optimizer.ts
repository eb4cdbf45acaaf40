import type { NamedTensors } from '../tensors.ts';

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
  update(gradients: NamedTensors, params: NamedTensors, state: OptimizerState, learningRate: number): Update;
}
