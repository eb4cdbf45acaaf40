import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { linear } from './linear.ts';
import { mlp } from './mlp.ts';
import type { Model } from './model.ts';

/** The network that a trial's hyperparameters ask for, from `inputs` numbers a row to `outputs`. */
export function createModel(
  { model, hidden }: Pick<Hyperparameters, 'model' | 'hidden'>,
  inputs: number,
  outputs: number,
): Model {
  switch (model) {
    case 'linear':
      return linear(inputs, outputs);
    case 'mlp':
      return mlp(inputs, hidden, outputs);
  }
}
