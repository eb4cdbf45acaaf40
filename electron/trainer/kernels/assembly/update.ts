import { at } from './address';

// One pass over a parameter does the whole update in place and measures ‖Δw‖² and ‖w‖² (w before it) on the way. `norms`
// gets both as float64, summed in float32 over stretches of a row and in float64 over these. A parameter is `[rows, width]`; with
// `touched` (a byte a row) only the rows that are touched count in the norms [B4].

const STRETCH: i32 = 4096;

function total(sums: v128): f64 {
  return (
    <f64>f32x4.extract_lane(sums, 0) +
    <f64>f32x4.extract_lane(sums, 1) +
    <f64>f32x4.extract_lane(sums, 2) +
    <f64>f32x4.extract_lane(sums, 3)
  );
}

function addNorms(norms: usize, deltaSquares: f64, weightSquares: f64): void {
  store<f64>(norms, load<f64>(norms) + deltaSquares);
  store<f64>(norms, load<f64>(norms, 8) + weightSquares, 8);
}

/**
 * Momentum and Nesterov (without `velocity`: SGD): g ← g + decay · w, v ← m · v + g, Δw = −lr · v, for Nesterov
 * −lr · (m · v + g); then w ← w + Δw.
 * @param velocity 0 where there is none (SGD).
 * @param decay weight decay as L2 regularisation, coupled.
 */
export function momentumUpdate(
  weight: usize,
  gradient: usize,
  velocity: usize,
  rows: i32,
  width: i32,
  touched: usize,
  learningRate: f32,
  m: f32,
  nesterov: bool,
  decay: f32,
  norms: usize,
): void {
  store<f64>(norms, 0);
  store<f64>(norms, 0, 8);
  for (let row = 0; row < rows; row++) {
    const counts = touched === 0 || load<u8>(touched + row) !== 0;
    for (let start = 0; start < width; start += STRETCH) {
      const size = min(STRETCH, width - start);
      momentumStretch(weight, gradient, velocity, size, learningRate, m, nesterov, decay, counts ? norms : 0);
      weight = at(weight, size);
      gradient = at(gradient, size);
      if (velocity !== 0) velocity = at(velocity, size);
    }
  }
}

function momentumStretch(
  weight: usize,
  gradient: usize,
  velocity: usize,
  size: i32,
  learningRate: f32,
  m: f32,
  nesterov: bool,
  decay: f32,
  norms: usize,
): void {
  const rate = f32x4.splat(-learningRate);
  const ms = f32x4.splat(m);
  const decays = f32x4.splat(decay);
  let deltas = f32x4.splat(0);
  let weights = deltas;
  let i = 0;
  // Plain momentum, without the questions that the loop for all rules asks each time: a quarter faster, with the same result.
  if (velocity !== 0 && !nesterov) {
    for (; i + 4 <= size; i += 4) {
      const w = v128.load(at(weight, i));
      const g = f32x4.add(v128.load(at(gradient, i)), f32x4.mul(w, decays));
      const v = f32x4.add(f32x4.mul(v128.load(at(velocity, i)), ms), g);
      v128.store(at(velocity, i), v);
      const delta = f32x4.mul(v, rate);
      v128.store(at(weight, i), f32x4.add(w, delta));
      deltas = f32x4.add(deltas, f32x4.mul(delta, delta));
      weights = f32x4.add(weights, f32x4.mul(w, w));
    }
  }
  for (; i + 4 <= size; i += 4) {
    const w = v128.load(at(weight, i));
    const g = f32x4.add(v128.load(at(gradient, i)), f32x4.mul(w, decays));
    let step = g;
    if (velocity !== 0) {
      const v = f32x4.add(f32x4.mul(v128.load(at(velocity, i)), ms), g);
      v128.store(at(velocity, i), v);
      step = nesterov ? f32x4.add(f32x4.mul(v, ms), g) : v;
    }
    const delta = f32x4.mul(step, rate);
    v128.store(at(weight, i), f32x4.add(w, delta));
    deltas = f32x4.add(deltas, f32x4.mul(delta, delta));
    weights = f32x4.add(weights, f32x4.mul(w, w));
  }
  let deltaSquares = total(deltas);
  let weightSquares = total(weights);
  for (; i < size; i++) {
    const w = load<f32>(at(weight, i));
    const g = load<f32>(at(gradient, i)) + w * decay;
    let step = g;
    if (velocity !== 0) {
      const v = load<f32>(at(velocity, i)) * m + g;
      store<f32>(at(velocity, i), v);
      step = nesterov ? v * m + g : v;
    }
    const delta = step * -learningRate;
    store<f32>(at(weight, i), w + delta);
    deltaSquares += <f64>delta * delta;
    weightSquares += <f64>w * w;
  }
  if (norms !== 0) addNorms(norms, deltaSquares, weightSquares);
}

/**
 * Adam: first ← β₁ first + (1 − β₁) g, second ← β₂ second + (1 − β₂) g², Δw = −rate · first / (√second + epsilon) − decay · w.
 * @param rate lr with both bias corrections in it; `epsilon` likewise.
 * @param decay lr · weight decay, decoupled (AdamW).
 */
export function adamUpdate(
  weight: usize,
  gradient: usize,
  first: usize,
  second: usize,
  rows: i32,
  width: i32,
  touched: usize,
  rate: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  decay: f32,
  norms: usize,
): void {
  store<f64>(norms, 0);
  store<f64>(norms, 0, 8);
  for (let row = 0; row < rows; row++) {
    const counts = touched === 0 || load<u8>(touched + row) !== 0;
    for (let start = 0; start < width; start += STRETCH) {
      const size = min(STRETCH, width - start);
      adamStretch(weight, gradient, first, second, size, rate, beta1, beta2, epsilon, decay, counts ? norms : 0);
      weight = at(weight, size);
      gradient = at(gradient, size);
      first = at(first, size);
      second = at(second, size);
    }
  }
}

function adamStretch(
  weight: usize,
  gradient: usize,
  first: usize,
  second: usize,
  size: i32,
  rate: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  decay: f32,
  norms: usize,
): void {
  const rates = f32x4.splat(-rate);
  const b1 = f32x4.splat(beta1);
  const b2 = f32x4.splat(beta2);
  const c1 = f32x4.splat(1 - beta1);
  const c2 = f32x4.splat(1 - beta2);
  const epsilons = f32x4.splat(epsilon);
  const decays = f32x4.splat(-decay);
  let deltas = f32x4.splat(0);
  let weights = deltas;
  let i = 0;
  for (; i + 4 <= size; i += 4) {
    const g = v128.load(at(gradient, i));
    const w = v128.load(at(weight, i));
    const f = f32x4.add(f32x4.mul(v128.load(at(first, i)), b1), f32x4.mul(g, c1));
    const s = f32x4.add(f32x4.mul(v128.load(at(second, i)), b2), f32x4.mul(f32x4.mul(g, g), c2));
    v128.store(at(first, i), f);
    v128.store(at(second, i), s);
    const step = f32x4.div(f, f32x4.add(f32x4.sqrt(s), epsilons));
    const delta = f32x4.add(f32x4.mul(step, rates), f32x4.mul(w, decays));
    v128.store(at(weight, i), f32x4.add(w, delta));
    deltas = f32x4.add(deltas, f32x4.mul(delta, delta));
    weights = f32x4.add(weights, f32x4.mul(w, w));
  }
  let deltaSquares = total(deltas);
  let weightSquares = total(weights);
  for (; i < size; i++) {
    const g = load<f32>(at(gradient, i));
    const w = load<f32>(at(weight, i));
    const f = load<f32>(at(first, i)) * beta1 + g * (1 - beta1);
    const s = load<f32>(at(second, i)) * beta2 + g * g * (1 - beta2);
    store<f32>(at(first, i), f);
    store<f32>(at(second, i), s);
    const delta = (f / (sqrt(s) + epsilon)) * -rate + w * -decay;
    store<f32>(at(weight, i), w + delta);
    deltaSquares += <f64>delta * delta;
    weightSquares += <f64>w * w;
  }
  if (norms !== 0) addNorms(norms, deltaSquares, weightSquares);
}
