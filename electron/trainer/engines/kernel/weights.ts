import { type Parameter, sizeOf } from '#shared/method/networks/network.ts';
import type { Address } from '../../kernels/kernels.ts';
import type { Arena } from './arena.ts';

/** A parameter in the kernels' memory, with all that belongs to it. */
export interface Weights {
  parameter: Parameter;
  size: number;
  value: Address;
  gradient: Address;
  /** What the optimizer remembers, by slot name. */
  slots: Readonly<Record<string, Address>>;
  /** Of an embedding: a byte a row, 1 where the last batch touched it; else 0. */
  touched: Address;
  /** ‖Δw‖² and ‖w‖² of the last update, as float64. */
  norms: Address;
}

/** Places a parameter with its first values. */
export function placeWeights(
  arena: Arena,
  parameter: Parameter,
  values: Float32Array,
  slotNames: readonly string[],
): Weights {
  const size = sizeOf(parameter.shape);
  const value = arena.place(size);
  arena.floats(value, size).set(values);
  return {
    parameter,
    size,
    value,
    gradient: arena.place(size),
    slots: Object.fromEntries(slotNames.map(name => [name, arena.place(size)])),
    touched: parameter.kind === 'embedding' ? arena.place(Math.ceil((parameter.shape[0] as number) / 4)) : 0,
    norms: arena.place(4),
  };
}
