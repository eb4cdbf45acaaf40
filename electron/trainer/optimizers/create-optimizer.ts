import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { adam } from './adam.ts';
import { momentum } from './momentum.ts';
import { nesterov } from './nesterov.ts';
import type { Optimizer } from './optimizer.ts';
import { sgd } from './sgd.ts';

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
