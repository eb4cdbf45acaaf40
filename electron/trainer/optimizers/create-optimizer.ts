import type { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import { adam } from './adam.ts';
import { momentum } from './momentum.ts';
import { nesterov } from './nesterov.ts';
import type { Optimizer } from './optimizer.ts';
import { sgd } from './sgd.ts';
import { coupled, decoupled } from './weight-decay.ts';

/** What an optimizer is made from. */
export interface OptimizerChoice {
  optimizer: OptimizerKind;
  momentum: number;
  /** 0: none. */
  weightDecay: number;
}

/** The optimizer that a trial's hyperparameters ask for. */
export function createOptimizer(choice: OptimizerChoice): Optimizer {
  const plain = plainOptimizer(choice);
  if (choice.weightDecay === 0) return plain;
  return (choice.optimizer === 'adam' ? decoupled : coupled)(plain, choice.weightDecay);
}

function plainOptimizer({ optimizer, momentum: m }: OptimizerChoice): Optimizer {
  switch (optimizer) {
    case 'sgd':
      return sgd();
    case 'momentum':
      return momentum(m);
    case 'nesterov':
      return nesterov(m);
    case 'adam':
      return adam();
  }
}
