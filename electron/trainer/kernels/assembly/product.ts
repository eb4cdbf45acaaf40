import { at } from './address';

/** Columns that the innermost loop holds in registers at once: two vectors of four floats. */
export const PANEL: i32 = 8;

/** Floats that `pack` writes for a `[k, n]` matrix. */
export function packedSize(k: i32, n: i32): i32 {
  return ((n + PANEL - 1) / PANEL) * PANEL * (k + 1);
}

/**
 * Writes the matrix B `[k, n]` as panels of eight columns, row by row, zeros beyond the last column: so the product reads it
 * strictly forward, whichever way B lies. Each panel begins with a row that the sums start from: the bias, or zeros.
 * @param rowStride floats from one row of B to the next; with `columnStride` 1 and `rowStride` swapped, B is taken transposed.
 * @param bias `[n]`, or 0 for none.
 */
export function pack(b: usize, rowStride: i32, columnStride: i32, k: i32, n: i32, bias: usize, panels: usize): void {
  for (let j = 0; j < n; j += PANEL) {
    const width = min(PANEL, n - j);
    for (let c = 0; c < PANEL; c++) store<f32>(at(panels, c), c < width && bias !== 0 ? load<f32>(at(bias, j + c)) : 0);
    panels += 32;
    if (width === PANEL && columnStride === 1) {
      let source = at(b, j);
      for (let p = 0; p < k; p++) {
        v128.store(panels, v128.load(source));
        v128.store(panels, v128.load(source, 16), 16);
        source = at(source, rowStride);
        panels += 32;
      }
    } else {
      for (let p = 0; p < k; p++) {
        const row = at(b, p * rowStride + j * columnStride);
        for (let c = 0; c < PANEL; c++) store<f32>(at(panels, c), c < width ? load<f32>(at(row, c * columnStride)) : 0);
        panels += 32;
      }
    }
  }
}

/** Writes up to eight sums; with `add` onto what is there, with `relu` none below 0 (NaN stays NaN). */
function put(c: usize, low: v128, high: v128, width: i32, add: bool, relu: bool): void {
  if (relu) {
    low = f32x4.max(low, f32x4.splat(0));
    high = f32x4.max(high, f32x4.splat(0));
  }
  if (width === PANEL) {
    if (add) {
      low = f32x4.add(low, v128.load(c));
      high = f32x4.add(high, v128.load(c, 16));
    }
    v128.store(c, low);
    v128.store(c, high, 16);
    return;
  }
  for (let i = 0; i < width; i++) {
    const value = f32x4.extract_lane(low, 0);
    store<f32>(at(c, i), add ? value + load<f32>(at(c, i)) : value);
    low = i === 3 ? high : i8x16.shuffle(low, low, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
  }
}

/**
 * C = A · B (+ bias), `[m, k]` · `[k, n]` → `[m, n]` row by row; four rows and eight columns of C at a time, the sums in
 * registers. Every sum adds its products from 0 to k − 1 in that order, so results don't depend on shapes around it.
 * @param a its rows `rowStride` floats apart, its columns `columnStride`: A may lie either way.
 * @param panels B as `pack` left it.
 */
export function multiply(
  a: usize,
  rowStride: i32,
  columnStride: i32,
  panels: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  add: bool,
  relu: bool,
): void {
  const row = (<usize>rowStride) << 2;
  const column = (<usize>columnStride) << 2;
  for (let j = 0; j < n; j += PANEL) {
    const width = min(PANEL, n - j);
    let i = 0;
    for (; i + 4 <= m; i += 4) {
      let a0 = a + <usize>i * row;
      let a1 = a0 + row;
      let a2 = a1 + row;
      let a3 = a2 + row;
      let b = panels + 32;
      let c00 = v128.load(panels);
      let c01 = v128.load(panels, 16);
      let c10 = c00;
      let c11 = c01;
      let c20 = c00;
      let c21 = c01;
      let c30 = c00;
      let c31 = c01;
      for (let p = 0; p < k; p++) {
        const low = v128.load(b);
        const high = v128.load(b, 16);
        b += 32;
        let s = v128.load32_splat(a0);
        c00 = f32x4.add(c00, f32x4.mul(s, low));
        c01 = f32x4.add(c01, f32x4.mul(s, high));
        s = v128.load32_splat(a1);
        c10 = f32x4.add(c10, f32x4.mul(s, low));
        c11 = f32x4.add(c11, f32x4.mul(s, high));
        s = v128.load32_splat(a2);
        c20 = f32x4.add(c20, f32x4.mul(s, low));
        c21 = f32x4.add(c21, f32x4.mul(s, high));
        s = v128.load32_splat(a3);
        c30 = f32x4.add(c30, f32x4.mul(s, low));
        c31 = f32x4.add(c31, f32x4.mul(s, high));
        a0 += column;
        a1 += column;
        a2 += column;
        a3 += column;
      }
      const out = at(c, i * n + j);
      put(out, c00, c01, width, add, relu);
      put(at(out, n), c10, c11, width, add, relu);
      put(at(out, 2 * n), c20, c21, width, add, relu);
      put(at(out, 3 * n), c30, c31, width, add, relu);
    }
    for (; i < m; i++) {
      let a0 = a + <usize>i * row;
      let b = panels + 32;
      let c00 = v128.load(panels);
      let c01 = v128.load(panels, 16);
      for (let p = 0; p < k; p++) {
        const s = v128.load32_splat(a0);
        c00 = f32x4.add(c00, f32x4.mul(s, v128.load(b)));
        c01 = f32x4.add(c01, f32x4.mul(s, v128.load(b, 16)));
        b += 32;
        a0 += column;
      }
      put(at(c, i * n + j), c00, c01, width, add, relu);
    }
    panels = at(panels, PANEL * (k + 1));
  }
}
