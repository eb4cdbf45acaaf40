import type { Kernels } from '../../kernels/kernels.ts';
import { ADAM } from '../../optimizers/adam-constants.ts';
import type { Trainee } from '../engine.ts';
import type { Weights } from './weights.ts';

/** Updates all parameters in place and measures their norms; `updates` counts those done before this one. */
export type Update = (weights: readonly Weights[], learningRate: number, updates: number) => void;

export const SLOTS: Readonly<Record<Trainee['optimizer'], readonly string[]>> = {
  sgd: [],
  momentum: ['velocity'],
  nesterov: ['velocity'],
  adam: ['first', 'second'],
};

/** The update rule of `optimizers/`, fused into one pass a parameter. */
export function createUpdate(kernels: Kernels, { optimizer, momentum, weightDecay }: Trainee): Update {
  const decayOf = ({ parameter }: Weights): number => (parameter.kind === 'bias' ? 0 : weightDecay);
  if (optimizer === 'adam') {
    const { beta1, beta2, epsilon } = ADAM;
    return (all, learningRate, updates) => {
      const root = Math.sqrt(1 - beta2 ** (updates + 1));
      const rate = (learningRate * root) / (1 - beta1 ** (updates + 1));
      for (const w of all) {
        const [rows, width] = matrixOf(w);
        const { first = 0, second = 0 } = w.slots;
        const decay = learningRate * decayOf(w);
        kernels.adamUpdate(
          w.value,
          w.gradient,
          first,
          second,
          rows,
          width,
          w.touched,
          rate,
          beta1,
          beta2,
          epsilon * root,
          decay,
          w.norms,
        );
      }
    };
  }
  return (all, learningRate) => {
    for (const w of all) {
      const [rows, width] = matrixOf(w);
      const velocity = w.slots.velocity ?? 0;
      const nesterov = optimizer === 'nesterov';
      kernels.momentumUpdate(
        w.value,
        w.gradient,
        velocity,
        rows,
        width,
        w.touched,
        learningRate,
        momentum,
        nesterov,
        decayOf(w),
        w.norms,
      );
    }
  };
}

/** An embedding is updated row by row, since its rows count one by one; all others in one go. */
const matrixOf = ({ parameter, size }: Weights): [number, number] =>
  parameter.kind === 'embedding' ? [parameter.shape[0] as number, parameter.shape[1] as number] : [1, size];
