import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { linear } from './linear.ts';
import { mlp } from './mlp.ts';
import type { Model } from './model.ts';

/** The network that a trial's hyperparameters ask for, for rows of `features` numbers. */
export function createModel(
  { model, hidden }: Pick<Hyperparameters, 'model' | 'hidden'>,
  features: number,
  classes: number,
): Model {
  switch (model) {
    case 'linear':
      return linear(features, classes);
    case 'mlp':
      return mlp(features, hidden, classes);
  }
}
