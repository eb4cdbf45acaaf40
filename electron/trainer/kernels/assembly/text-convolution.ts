import { at } from './address';
import { addScaled } from './embedding';
import { multiply, packedSize } from './product';

/**
 * A convolution over time with the maximum over all places and ReLU: embedded texts `[texts, length, width]` with a weight
 * `[window · width, filters]` → `[texts, filters]`. A window's numbers lie one behind the other already, so each text is one product
 * without a copy. `places` `[texts, filters]` gets the window that each maximum came from: the first where several are equal.
 * @param scratch `packedSize(window · width, filters)` and `(length − window + 1) · filters` floats.
 */
export function textConvolution(
  x: usize,
  weight: usize,
  bias: usize,
  y: usize,
  places: usize,
  texts: i32,
  length: i32,
  width: i32,
  window: i32,
  filters: i32,
  scratch: usize,
): void {
  const k = window * width;
  const windows = length - window + 1;
  const sums = at(scratch, packedSize(k, filters));
  for (let text = 0; text < texts; text++) {
    multiply(x, width, 1, weight, bias, sums, windows, filters, k, false, false, scratch);
    maxOverTime(sums, y, places, windows, filters);
    x = at(x, length * width);
    y = at(y, filters);
    places = at(places, filters);
  }
}

/** The largest of each column of `[windows, filters]`, none below 0, and the row that it stands in. */
function maxOverTime(sums: usize, y: usize, places: usize, windows: i32, filters: i32): void {
  let f = 0;
  for (; f + 4 <= filters; f += 4) {
    let best = v128.load(at(sums, f));
    let place = i32x4.splat(0);
    for (let i = 1; i < windows; i++) {
      const value = v128.load(at(sums, i * filters + f));
      // Also where the value is not a number: NaN must come through.
      const better = v128.not(f32x4.le(value, best));
      best = v128.bitselect(value, best, better);
      place = v128.bitselect(i32x4.splat(i), place, better);
    }
    v128.store(at(y, f), f32x4.max(best, f32x4.splat(0)));
    v128.store(at(places, f), place);
  }
  for (; f < filters; f++) {
    let best = load<f32>(at(sums, f));
    let place = 0;
    for (let i = 1; i < windows; i++) {
      const value = load<f32>(at(sums, i * filters + f));
      if (!(value <= best)) {
        best = value;
        place = i;
      }
    }
    store<f32>(at(y, f), max(best, 0));
    store<i32>(at(places, f), place);
  }
}

/**
 * The gradients of `textConvolution`. Only the window of each maximum has one, so only these are gone through.
 * @param dy `[texts, filters]`; y tells where ReLU let it through.
 * @param scratch twice `window · width · filters` floats: weight and its gradient with a filter's numbers in one row.
 */
export function textConvolutionGradient(
  x: usize,
  weight: usize,
  y: usize,
  places: usize,
  dy: usize,
  dWeight: usize,
  dBias: usize,
  dx: usize,
  texts: i32,
  length: i32,
  width: i32,
  window: i32,
  filters: i32,
  scratch: usize,
): void {
  const k = window * width;
  const rows = scratch;
  const dRows = at(scratch, k * filters);
  transpose(weight, rows, k, filters);
  memory.fill(dRows, 0, at(0, k * filters));
  memory.fill(dBias, 0, at(0, filters));
  memory.fill(dx, 0, at(0, texts * length * width));
  for (let text = 0; text < texts; text++) {
    for (let f = 0; f < filters; f++) {
      // Not "y <= 0": a gradient that is not a number must come through.
      if (load<f32>(at(y, f)) === 0) continue;
      const d = load<f32>(at(dy, f));
      const offset = load<i32>(at(places, f)) * width;
      addScaled(at(dRows, f * k), at(x, offset), d, k);
      addScaled(at(dx, offset), at(rows, f * k), d, k);
      store<f32>(at(dBias, f), load<f32>(at(dBias, f)) + d);
    }
    x = at(x, length * width);
    dx = at(dx, length * width);
    y = at(y, filters);
    dy = at(dy, filters);
    places = at(places, filters);
  }
  transpose(dRows, dWeight, filters, k);
}

/** `[rows, columns]` → `[columns, rows]`. */
function transpose(x: usize, y: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) store<f32>(at(y, j * rows + i), load<f32>(at(x, i * columns + j)));
  }
}
