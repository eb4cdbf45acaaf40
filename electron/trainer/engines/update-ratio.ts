import type { Parameter } from '#shared/method/networks/network.ts';
import type { StepFigures } from './engine.ts';

/** ‖Δw‖² and ‖w‖² of one parameter. */
export interface Squares {
  kind: Parameter['kind'];
  delta: number;
  weight: number;
}

/** The update ratio of all weights together [B1], without biases [B4], and of each parameter where asked for. */
export function ratioOf(
  squares: readonly Squares[],
  perLayer: boolean,
): Pick<StepFigures, 'updateRatio' | 'layerRatios'> {
  let delta = 0;
  let weight = 0;
  for (const square of squares) {
    if (square.kind === 'bias') continue;
    delta += square.delta;
    weight += square.weight;
  }
  return { updateRatio: ratio(delta, weight), layerRatios: perLayer ? squares.map(s => ratio(s.delta, s.weight)) : [] };
}

const ratio = (delta: number, weight: number): number => (weight === 0 ? Number.NaN : Math.sqrt(delta / weight));
