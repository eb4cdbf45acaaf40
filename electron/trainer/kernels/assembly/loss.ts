import { at } from './address';
import { exp, log } from './elementary';

/**
 * Softmax cross-entropy, its gradient and the predicted classes in one pass over logits `[rows, classes]`.
 * @param labels `[rows]` class numbers.
 * @param gradient `[rows, classes]`: (softmax − one-hot) / rows.
 * @param predictions `[rows]`, the class of the largest logit (the first of equal ones) as a float.
 * @returns the mean loss over the rows.
 */
export function crossEntropy(
  logits: usize,
  labels: usize,
  gradient: usize,
  predictions: usize,
  rows: i32,
  classes: i32,
): f32 {
  let total: f64 = 0;
  for (let row = 0; row < rows; row++) {
    let best = 0;
    let highest = load<f32>(logits);
    for (let c = 1; c < classes; c++) {
      const logit = load<f32>(at(logits, c));
      if (logit > highest) {
        highest = logit;
        best = c;
      }
    }
    let sum: f32 = 0;
    for (let c = 0; c < classes; c++) {
      const e = exp(load<f32>(at(logits, c)) - highest);
      store<f32>(at(gradient, c), e);
      sum += e;
    }
    const label = load<i32>(at(labels, row));
    total += log(sum) - (load<f32>(at(logits, label)) - highest);
    const scale = <f32>1 / sum;
    for (let c = 0; c < classes; c++) {
      const share = load<f32>(at(gradient, c)) * scale;
      store<f32>(at(gradient, c), (c === label ? share - 1 : share) / <f32>rows);
    }
    store<f32>(at(predictions, row), <f32>best);
    logits = at(logits, classes);
    gradient = at(gradient, classes);
  }
  return <f32>(total / rows);
}

/** The mean of the squared differences, and its gradient 2 (y − target) / size. All `[size]`. */
export function squaredError(y: usize, target: usize, gradient: usize, size: i32): f32 {
  let total: f64 = 0;
  for (let i = 0; i < size; i++) {
    const difference = load<f32>(at(y, i)) - load<f32>(at(target, i));
    total += <f64>difference * difference;
    store<f32>(at(gradient, i), (2 * difference) / <f32>size);
  }
  return <f32>(total / size);
}
