import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from './batch.ts';
import type { Model } from './models/model.ts';
import type { Optimizer, OptimizerState } from './optimizers/optimizer.ts';
import type { Task } from './tasks/task.ts';
import { mapTensors, type NamedTensors, squaredNorm, tensorOf } from './tensors.ts';

/** What is trained, how, and for what. */
export interface Trainee {
  model: Model;
  optimizer: Optimizer;
  task: Task;
}

/** Everything that an update changes. */
export interface TrainingState {
  params: NamedTensors;
  optimizer: OptimizerState;
}

/** What one step tells. Loss and predictions were made before the update. */
export interface StepFigures {
  loss: number;
  /** What the network said of each row, `[rows]`: see `Task`. */
  predictions: number[];
  /** ||Δw|| / ||w|| over all weights together [B1]; biases don't count [B4]. */
  updateRatio: number;
  /** Each parameter's own ratio, in the model's order; NaN while the parameter is all zero [B4]. Empty unless asked for. */
  layerRatios: number[];
}

/** The state before the first update. */
export function initialState({ model, optimizer }: Pick<Trainee, 'model' | 'optimizer'>, seed: number): TrainingState {
  const params = model.init(seed);
  return { params, optimizer: optimizer.init(params) };
}

/**
 * One update on one batch. All tensors of the given state and of the batch are disposed; those of the new one are the
 * caller's. Everything that is to be known comes back in one read.
 * @param layers whether to measure each parameter's own update ratio
 */
export async function trainStep(
  { model, optimizer, task }: Trainee,
  state: TrainingState,
  batch: Batch,
  learningRate: number,
  layers: boolean,
): Promise<{ state: TrainingState; figures: StepFigures }> {
  const measured = model.parameters.filter(({ kind }) => layers || kind === 'weight');
  const { next, report } = tf.tidy(() => {
    const { loss, predictions, gradients } = lossAndGradients(model, task, state.params, batch);
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
      predictions: Array.from(values.subarray(1 + 2 * measured.length)),
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
 * The loss of a batch, its gradient by every parameter, and the predictions `[rows]`, which outlive a surrounding
 * `tf.tidy`.
 */
export function lossAndGradients(
  model: Model,
  task: Task,
  params: NamedTensors,
  batch: Batch,
): { loss: tf.Scalar; gradients: NamedTensors; predictions: tf.Tensor1D } {
  const names = Object.keys(params);
  let predictions: tf.Tensor1D | undefined;
  const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
    const named = Object.fromEntries(names.map((name, i) => [name, tensors[i] as tf.Tensor]));
    const outputs = model.forward(named, batch.inputs, true);
    predictions = tf.keep(task.predictions(outputs));
    return task.loss(outputs, batch.targets);
  })(Object.values(params));
  const gradients = Object.fromEntries(names.map((name, i) => [name, grads[i] as tf.Tensor]));
  return { loss: value as tf.Scalar, gradients, predictions: predictions as tf.Tensor1D };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const ratio = (delta: number, weight: number): number => (weight === 0 ? Number.NaN : Math.sqrt(delta / weight));
