import { at } from './address';
import { multiply, multiplyData, multiplyPacked, packTransposed } from './product';

/**
 * y = x · W + b, with ReLU where asked: `[rows, inputs]` → `[rows, outputs]`.
 * @param isData x comes from the data and may have many zeros.
 * @param scratch `packedSize(inputs, outputs)` floats, for data `listsSize(rows, inputs)` more.
 */
export function dense(
  x: usize,
  weight: usize,
  bias: usize,
  y: usize,
  rows: i32,
  inputs: i32,
  outputs: i32,
  relu: bool,
  isData: bool,
  scratch: usize,
): void {
  if (isData) multiplyData(x, inputs, 1, weight, bias, y, rows, outputs, inputs, relu, scratch);
  else multiply(x, inputs, 1, weight, bias, y, rows, outputs, inputs, false, relu, scratch);
}

/**
 * dW = xᵀ · dz and db = Σ dz.
 * @param isData x comes from the data and may have many zeros.
 * @param scratch `packedSize(rows, outputs)` floats, for data `listsSize(inputs, rows)` more.
 */
export function denseWeightGradient(
  x: usize,
  dz: usize,
  dWeight: usize,
  dBias: usize,
  rows: i32,
  inputs: i32,
  outputs: i32,
  isData: bool,
  scratch: usize,
): void {
  if (isData) multiplyData(x, 1, inputs, dz, 0, dWeight, inputs, outputs, rows, false, scratch);
  else multiply(x, 1, inputs, dz, 0, dWeight, inputs, outputs, rows, false, false, scratch);
  columnSums(dz, dBias, rows, outputs, false);
}

/** dx = dz · Wᵀ. @param scratch `packedSize(outputs, inputs)` floats. */
export function denseInputGradient(
  dz: usize,
  weight: usize,
  dx: usize,
  rows: i32,
  inputs: i32,
  outputs: i32,
  scratch: usize,
): void {
  packTransposed(weight, outputs, inputs, scratch);
  multiplyPacked(dz, outputs, 1, scratch, 0, dx, rows, inputs, outputs, false, false);
}

/** The sums of a matrix' columns, `[rows, columns]` → `[columns]`; with `add` onto what is there. */
export function columnSums(x: usize, sums: usize, rows: i32, columns: i32, add: bool): void {
  if (!add) memory.fill(sums, 0, at(0, columns));
  for (let i = 0; i < rows; i++) {
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      v128.store(at(sums, j), f32x4.add(v128.load(at(sums, j)), v128.load(at(x, j))));
    }
    for (; j < columns; j++) store<f32>(at(sums, j), load<f32>(at(sums, j)) + load<f32>(at(x, j)));
    x = at(x, columns);
  }
}

/** dz = dy where y > 0, else 0, in place: the gradient before a ReLU whose output was y. */
export function reluGradient(dy: usize, y: usize, size: i32): void {
  let i = 0;
  for (; i + 4 <= size; i += 4) {
    const positive = f32x4.gt(v128.load(at(y, i)), f32x4.splat(0));
    v128.store(at(dy, i), v128.and(v128.load(at(dy, i)), positive));
  }
  for (; i < size; i++) if (!(load<f32>(at(y, i)) > 0)) store<f32>(at(dy, i), 0);
}

/** y ← y · factors, number by number: dropout, and its gradient. */
export function scale(y: usize, factors: usize, size: i32): void {
  let i = 0;
  for (; i + 4 <= size; i += 4) v128.store(at(y, i), f32x4.mul(v128.load(at(y, i)), v128.load(at(factors, i))));
  for (; i < size; i++) store<f32>(at(y, i), load<f32>(at(y, i)) * load<f32>(at(factors, i)));
}
