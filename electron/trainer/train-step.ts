import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from './batch.ts';
import { crossEntropy } from './loss.ts';
import type { Model } from './models/model.ts';
import type { Optimizer, OptimizerState } from './optimizers/optimizer.ts';
import { mapTensors, type NamedTensors, squaredNorm, tensorOf } from './tensors.ts';

/** Everything that an update changes. */
export interface TrainingState {
  params: NamedTensors;
  optimizer: OptimizerState;
}

/** What one step tells. Loss and predictions were made before the update. */
export interface StepFigures {
  loss: number;
  /** `[rows]` class numbers */
  predictions: Float32Array;
  /** ||Δw|| / ||w|| over all weights together [B1]; biases don't count [B4]. */
  updateRatio: number;
  /** Each parameter's own ratio, in the model's order; NaN while the parameter is all zero [B4]. Empty unless asked for. */
  layerRatios: number[];
}

/** The state before the first update. */
export function initialState(model: Model, optimizer: Optimizer, seed: number): TrainingState {
  const params = model.init(seed);
  return { params, optimizer: optimizer.init(params) };
}

/**
 * One update on one batch. All tensors of the given state and of the batch are disposed; those of the new one are the
 * caller's. Everything that is to be known comes back in one read.
 * @param layers whether to measure each parameter's own update ratio
 */
export async function trainStep(
  model: Model,
  optimizer: Optimizer,
  state: TrainingState,
  batch: Batch,
  learningRate: number,
  layers: boolean,
): Promise<{ state: TrainingState; figures: StepFigures }> {
  const measured = model.parameters.filter(({ kind }) => layers || kind === 'weight');
  const { next, report } = tf.tidy(() => {
    const { loss, predictions, gradients } = lossAndGradients(model, state.params, batch);
    const { deltas, state: optimizerState } = optimizer.update(gradients, state.optimizer, learningRate);
    const params = mapTensors(state.params, (w, name) => tf.add(w, tensorOf(deltas, name)));
    const norms = measured.flatMap(({ name }) => [
      squaredNorm(tensorOf(deltas, name)),
      squaredNorm(tensorOf(state.params, name)),
    ]);
    const report = tf.concat1d([tf.stack([loss, ...norms]) as tf.Tensor1D, predictions]);
    predictions.dispose();
    return { next: { params, optimizer: optimizerState }, report };
  });
  disposeState(state);
  tf.dispose([batch.inputs, batch.targets]);
  const values = await report.data<'float32'>();
  report.dispose();

  const [loss = Number.NaN] = values;
  const squares = measured.map(({ kind }, i) => ({
    kind,
    delta: values[1 + 2 * i] as number,
    weight: values[2 + 2 * i] as number,
  }));
  const weights = squares.filter(({ kind }) => kind === 'weight');
  return {
    state: next,
    figures: {
      loss,
      predictions: values.subarray(1 + 2 * measured.length),
      updateRatio: ratio(sum(weights.map(({ delta }) => delta)), sum(weights.map(({ weight }) => weight))),
      layerRatios: layers ? squares.map(({ delta, weight }) => ratio(delta, weight)) : [],
    },
  };
}

/** Gives a state's tensors back. */
export function disposeState({ params, optimizer }: TrainingState): void {
  for (const tensors of [params, ...Object.values(optimizer.slots)]) tf.dispose(Object.values(tensors));
}

/**
 * The loss of a batch, its gradient by every parameter, and the predicted classes as float32 `[rows]`, which outlive a
 * surrounding `tf.tidy`.
 */
export function lossAndGradients(
  model: Model,
  params: NamedTensors,
  batch: Batch,
): { loss: tf.Scalar; gradients: NamedTensors; predictions: tf.Tensor1D } {
  const names = Object.keys(params);
  let predictions: tf.Tensor1D | undefined;
  const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
    const named = Object.fromEntries(names.map((name, i) => [name, tensors[i] as tf.Tensor]));
    const logits = model.forward(named, batch.inputs, true);
    predictions = tf.keep(predictedClasses(logits));
    return crossEntropy(logits, batch.targets);
  })(Object.values(params));
  const gradients = Object.fromEntries(names.map((name, i) => [name, grads[i] as tf.Tensor]));
  return { loss: value as tf.Scalar, gradients, predictions: predictions as tf.Tensor1D };
}

/** The class of the largest logit in each row, as float32 so that it can be packed with other figures. */
export function predictedClasses(logits: tf.Tensor2D): tf.Tensor1D {
  return tf.cast(tf.argMax(logits, 1), 'float32');
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const ratio = (delta: number, weight: number): number => (weight === 0 ? Number.NaN : Math.sqrt(delta / weight));
