import { at } from './address';

/** Columns that the innermost loop holds in registers at once: two vectors of four floats. */
const PANEL: i32 = 8;
const PANEL_BYTES: usize = 32;

/**
 * A right-hand matrix of more columns is packed before it is multiplied. Up to here reading it as it lies is as fast; beyond, and
 * above all where the columns are a power of two, its rows lie so far apart that a panel doesn't stay in the caches.
 */
const WIDEST_UNPACKED: i32 = 256;

/** Rows of C that the innermost loop holds in registers at once. */
const TILE: i32 = 4;

/** So many numbers are looked at to find out whether a matrix has many zeros. */
const LOOKED_AT: i32 = 250;

/** Floats that a packed `[k, n]` matrix takes. */
export function packedSize(k: i32, n: i32): i32 {
  return ((n + PANEL - 1) / PANEL) * PANEL * k;
}

/**
 * C = A · B (+ bias), `[m, k]` · `[k, n]` → `[m, n]`, B and C row by row. Every sum adds its products from 0 to k − 1 in that
 * order, so results don't depend on the shapes around it.
 * @param a its rows `rowStride` floats apart, its columns `columnStride`: A may lie either way.
 * @param b up to seven floats behind it are read, and left out of account.
 * @param bias `[n]`, or 0 for none; read like B.
 * @param add onto what is in C.
 * @param relu nothing below 0 (NaN stays NaN).
 * @param scratch `packedSize(k, n)` floats.
 */
export function multiply(
  a: usize,
  rowStride: i32,
  columnStride: i32,
  b: usize,
  bias: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  add: bool,
  relu: bool,
  scratch: usize,
): void {
  multiplyListed(a, rowStride, columnStride, b, bias, c, m, n, k, add, relu, scratch, 0);
}

/** Numbers that the lists of `multiplyData` take for an A of `[m, k]`. */
export function listsSize(m: i32, k: i32): i32 {
  return (m / TILE) * (k + 1);
}

/**
 * The same for an A that holds data, `[m, k]` without gaps, whichever way it lies: where most of it is zero (dark pixels, categories
 * as columns) the products of four rows' common zeros are left out. The result has the same bits: a sum that begins with +0 or a
 * bias is not changed by adding ±0. Only 0 · ∞, which diverged weights make, is left out too and doesn't become NaN here.
 * @param scratch `packedSize(k, n) + listsSize(m, k)` floats.
 */
export function multiplyData(
  a: usize,
  rowStride: i32,
  columnStride: i32,
  b: usize,
  bias: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  relu: bool,
  scratch: usize,
): void {
  let lists: usize = 0;
  if (isMostlyZero(a, m * k)) {
    lists = at(scratch, packedSize(k, n));
    listNonZeros(a, rowStride, columnStride, m, k, lists);
  }
  multiplyListed(a, rowStride, columnStride, b, bias, c, m, n, k, false, relu, scratch, lists);
}

function multiplyListed(
  a: usize,
  rowStride: i32,
  columnStride: i32,
  b: usize,
  bias: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  add: bool,
  relu: bool,
  scratch: usize,
  lists: usize,
): void {
  let step = at(0, n);
  let next = PANEL_BYTES;
  if (n > WIDEST_UNPACKED) {
    pack(b, k, n, scratch);
    b = scratch;
    step = PANEL_BYTES;
    next = at(0, PANEL * k);
  }
  multiplyPanels(a, rowStride, columnStride, b, step, next, bias, c, m, n, k, add, relu, lists);
}

/** Judged by numbers scattered over it, since neighbours are alike. */
function isMostlyZero(a: usize, size: i32): bool {
  let zeros = 0;
  for (let i = 0; i < LOOKED_AT; i++) {
    // Multiplied by the golden ratio's 32 bits, the numbers from 0 on scatter evenly.
    zeros += i32(load<f32>(at(a, (<u32>i * 2654435761) % <u32>size)) === 0);
  }
  return 2 * zeros > LOOKED_AT;
}

/** For each four rows of A: how many of its columns are not zero in all four, and which. */
function listNonZeros(a: usize, rowStride: i32, columnStride: i32, m: i32, k: i32, lists: usize): void {
  const row = at(0, rowStride);
  const column = at(0, columnStride);
  for (let i = 0; i + TILE <= m; i += TILE) {
    let x = a + <usize>i * row;
    let end = at(lists, 1);
    for (let p = 0; p < k; p++) {
      store<i32>(end, p);
      // Without its sign, so that −0 is zero too.
      const bits = load<i32>(x) | load<i32>(x + row) | load<i32>(x + 2 * row) | load<i32>(x + 3 * row);
      end += <usize>(i32((bits & i32.MAX_VALUE) !== 0) << 2);
      x += column;
    }
    store<i32>(lists, <i32>((end - lists) >> 2) - 1);
    lists = at(lists, k + 1);
  }
}

/** The same with B as `pack` or `packTransposed` left it. */
export function multiplyPacked(
  a: usize,
  rowStride: i32,
  columnStride: i32,
  panels: usize,
  bias: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  add: bool,
  relu: bool,
): void {
  multiplyPanels(a, rowStride, columnStride, panels, PANEL_BYTES, at(0, PANEL * k), bias, c, m, n, k, add, relu, 0);
}

/** Writes B `[k, n]` as panels of eight columns, row by row, so that a product reads it strictly forward. */
function pack(b: usize, k: i32, n: i32, panels: usize): void {
  for (let j = 0; j < n; j += PANEL) {
    let source = at(b, j);
    for (let p = 0; p < k; p++) {
      v128.store(panels, v128.load(source));
      v128.store(panels, v128.load(source, 16), 16);
      source = at(source, n);
      panels += PANEL_BYTES;
    }
  }
}

/** The same of a matrix that lies the other way, as `[n, k]`; zeros beyond the last column. */
export function packTransposed(b: usize, k: i32, n: i32, panels: usize): void {
  for (let j = 0; j < n; j += PANEL) {
    const width = min(PANEL, n - j);
    let p = 0;
    if (width === PANEL) {
      for (; p + 4 <= k; p += 4) {
        transposeFour(at(b, p), k, panels);
        transposeFour(at(b, 4 * k + p), k, panels + 16);
        panels += 4 * PANEL_BYTES;
      }
    }
    for (; p < k; p++) {
      for (let c = 0; c < PANEL; c++) store<f32>(at(panels, c), c < width ? load<f32>(at(b, c * k + p)) : 0);
      panels += PANEL_BYTES;
    }
    b = at(b, PANEL * k);
  }
}

/** Four floats each of four rows, as columns of a panel. */
function transposeFour(x: usize, rowStride: i32, panel: usize): void {
  const a = v128.load(x);
  const b = v128.load(at(x, rowStride));
  const c = v128.load(at(x, 2 * rowStride));
  const d = v128.load(at(x, 3 * rowStride));
  const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(panel, v128.shuffle<f64>(abLow, cdLow, 0, 2));
  v128.store(panel, v128.shuffle<f64>(abLow, cdLow, 1, 3), 32);
  v128.store(panel, v128.shuffle<f64>(abHigh, cdHigh, 0, 2), 64);
  v128.store(panel, v128.shuffle<f64>(abHigh, cdHigh, 1, 3), 96);
}

/**
 * The product itself: four rows and eight columns of C at a time, the sums in registers.
 * @param step bytes from one row of a panel of B to the next, `next` from one panel to the next.
 * @param lists what `listNonZeros` found in A; 0 where nothing is left out.
 */
function multiplyPanels(
  a: usize,
  rowStride: i32,
  columnStride: i32,
  panel: usize,
  step: usize,
  next: usize,
  bias: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  add: bool,
  relu: bool,
  lists: usize,
): void {
  const row = at(0, rowStride);
  const column = at(0, columnStride);
  const least = f32x4.splat(relu ? 0 : -Infinity);
  for (let j = 0; j < n; j += PANEL) {
    const width = min(PANEL, n - j);
    const biasLow = bias === 0 ? f32x4.splat(0) : v128.load(at(bias, j));
    const biasHigh = bias === 0 ? f32x4.splat(0) : v128.load(at(bias, j), 16);
    let i = 0;
    for (; i + TILE <= m; i += TILE) {
      let a0 = a + <usize>i * row;
      let a1 = a0 + row;
      let a2 = a1 + row;
      let a3 = a2 + row;
      const out = at(c, i * n + j);
      let b = panel;
      let c00 = biasLow;
      let c01 = biasHigh;
      let c10 = biasLow;
      let c11 = biasHigh;
      let c20 = biasLow;
      let c21 = biasHigh;
      let c30 = biasLow;
      let c31 = biasHigh;
      if (add) {
        c00 = v128.load(out);
        c01 = v128.load(out, 16);
        c10 = v128.load(at(out, n));
        c11 = v128.load(at(out, n), 16);
        c20 = v128.load(at(out, 2 * n));
        c21 = v128.load(at(out, 2 * n), 16);
        c30 = v128.load(at(out, 3 * n));
        c31 = v128.load(at(out, 3 * n), 16);
      }
      if (lists !== 0) {
        const list = at(lists, (i / TILE) * (k + 1));
        const end = at(list, load<i32>(list) + 1);
        for (let entry = at(list, 1); entry < end; entry += 4) {
          const p = <usize>load<i32>(entry);
          const low = v128.load(b + p * step);
          const high = v128.load(b + p * step, 16);
          const x = a0 + p * column;
          let s = v128.load32_splat(x);
          c00 = f32x4.add(c00, f32x4.mul(s, low));
          c01 = f32x4.add(c01, f32x4.mul(s, high));
          s = v128.load32_splat(x + row);
          c10 = f32x4.add(c10, f32x4.mul(s, low));
          c11 = f32x4.add(c11, f32x4.mul(s, high));
          s = v128.load32_splat(x + 2 * row);
          c20 = f32x4.add(c20, f32x4.mul(s, low));
          c21 = f32x4.add(c21, f32x4.mul(s, high));
          s = v128.load32_splat(x + 3 * row);
          c30 = f32x4.add(c30, f32x4.mul(s, low));
          c31 = f32x4.add(c31, f32x4.mul(s, high));
        }
      } else
        for (let p = 0; p < k; p++) {
          const low = v128.load(b);
          const high = v128.load(b, 16);
          b += step;
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
      put(out, c00, c01, width, least);
      put(at(out, n), c10, c11, width, least);
      put(at(out, 2 * n), c20, c21, width, least);
      put(at(out, 3 * n), c30, c31, width, least);
    }
    for (; i < m; i++) {
      const out = at(c, i * n + j);
      let a0 = a + <usize>i * row;
      let b = panel;
      let c00 = add ? v128.load(out) : biasLow;
      let c01 = add ? v128.load(out, 16) : biasHigh;
      for (let p = 0; p < k; p++) {
        const s = v128.load32_splat(a0);
        c00 = f32x4.add(c00, f32x4.mul(s, v128.load(b)));
        c01 = f32x4.add(c01, f32x4.mul(s, v128.load(b, 16)));
        b += step;
        a0 += column;
      }
      put(out, c00, c01, width, least);
    }
    panel += next;
  }
}

/** Writes the first `width` of eight sums. */
function put(c: usize, low: v128, high: v128, width: i32, least: v128): void {
  low = f32x4.pmax(low, least);
  high = f32x4.pmax(high, least);
  if (width === PANEL) {
    v128.store(c, low);
    v128.store(c, high, 16);
    return;
  }
  for (let i = 0; i < width; i++) {
    store<f32>(at(c, i), f32x4.extract_lane(low, 0));
    low = i === 3 ? high : v128.shuffle<f32>(low, low, 1, 2, 3, 0);
  }
}
