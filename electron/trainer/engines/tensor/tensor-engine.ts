import * as tf from '@tensorflow/tfjs-core';
import { outputsOf, type Parameter, parameterCountOf, parametersOf } from '#shared/method/networks/network.ts';
import { Random, STREAMS } from '#shared/method/random.ts';
import { initialParameters } from '../../initialisation.ts';
import { crossEntropy, crossEntropyOfRows } from '../../losses/cross-entropy.ts';
import { meanSquaredError, squaredErrorOfRows } from '../../losses/mean-squared-error.ts';
import { createOptimizer } from '../../optimizers/create-optimizer.ts';
import type { OptimizerState } from '../../optimizers/optimizer.ts';
import { mapTensors, type NamedTensors, squaredNorm, tensorOf } from '../../tensors.ts';
import type { Batch, Engine, EngineState, Trainee } from '../engine.ts';
import { ratioOf } from '../update-ratio.ts';
import { forwardLayer } from './forward.ts';

/**
 * Trains a network with TensorFlow.js on its current backend. The reference for the kernels on `cpu`, and the way onto a
 * GPU. Everything that is to be known of a step comes back in one read.
 */
export function createTensorEngine({ network, loss, seed, momentum, optimizer: kind, weightDecay }: Trainee): Engine {
  const optimizer = createOptimizer({ optimizer: kind, momentum, weightDecay });
  const parameters = parametersOf(network);
  const outputs = outputsOf(network);
  let random = Random.from(seed, STREAMS.dropout);
  const initial = initialParameters(network, seed);
  let params: NamedTensors = Object.fromEntries(
    parameters.map(({ name, shape }) => [name, tf.tensor(initial.get(name) as Float32Array, shape)]),
  );
  let state: OptimizerState = optimizer.init(params);

  const forward = (params: NamedTensors, batch: Batch, inputs: tf.Tensor, masks: readonly (tf.Tensor | null)[]) =>
    network.layers.reduce<tf.Tensor>(
      (x, layer, i) => forwardLayer({ layer, params, x, isData: i === 0, data: batch.inputs }, masks[i] ?? null),
      inputs,
    ) as tf.Tensor2D;

  const lossOf = loss === 'squaredError' ? meanSquaredError : crossEntropy;
  const rowLossesOf = loss === 'squaredError' ? squaredErrorOfRows : crossEntropyOfRows;

  /** A batch on the current backend; what the outputs should be as `[rows, outputs]`. */
  const tensorsOf = ({ rows, inputs, labels }: Batch): { inputs: tf.Tensor; targets: tf.Tensor2D } => {
    const targets = new Float32Array(rows * outputs);
    if (loss === 'squaredError') targets.set(labels);
    else
      labels.forEach((label, i) => {
        targets[i * outputs + label] = 1;
      });
    const type = inputs instanceof Int32Array ? 'int32' : 'float32';
    return {
      inputs: tf.tensor2d(inputs, [rows, inputs.length / rows], type),
      targets: tf.tensor2d(targets, [rows, outputs]),
    };
  };

  /** float32, so that they can be packed with other figures. */
  const predictionsOf = (y: tf.Tensor2D): tf.Tensor1D =>
    loss === 'squaredError' ? tf.reshape(y, [-1]) : tf.cast(tf.argMax(y, 1), 'float32');

  const dropoutMasks = (rows: number): (tf.Tensor | null)[] =>
    network.layers.map(layer => {
      if (layer.kind !== 'dropout' || layer.rate === 0) return null;
      const kept = 1 / (1 - layer.rate);
      const factors = Float32Array.from({ length: rows * layer.size }, () =>
        random.uniform() < layer.rate ? 0 : kept,
      );
      return tf.tensor2d(factors, [rows, layer.size]);
    });

  return {
    bytes: 4 * parameterCountOf(network) * (1 + Object.keys(state.slots).length),
    step: async (batch, learningRate, perLayer) => {
      const { next, report } = tf.tidy(() => {
        const { inputs, targets } = tensorsOf(batch);
        const masks = dropoutMasks(batch.rows);
        const names = Object.keys(params);
        let predictions: tf.Tensor1D | undefined;
        const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
          const named = Object.fromEntries(names.map((name, i) => [name, tensors[i] as tf.Tensor]));
          const y = forward(named, batch, inputs, masks);
          predictions = tf.keep(predictionsOf(y));
          return lossOf(y, targets);
        })(Object.values(params));
        const gradients = Object.fromEntries(names.map((name, i) => [name, grads[i] as tf.Tensor]));
        const update = optimizer.update(gradients, params, state, learningRate);
        const norms = parameters.flatMap(parameter => {
          const counted = countedRows(parameter, batch);
          return [tensorOf(update.deltas, parameter.name), tensorOf(params, parameter.name)].map(tensor =>
            squaredNorm(counted ? tf.mul(tensor, counted) : tensor),
          );
        });
        const report = tf.concat1d([tf.stack([value, ...norms]) as tf.Tensor1D, predictions as tf.Tensor1D]);
        predictions?.dispose();
        const moved = mapTensors(params, (w, name) => tf.add(w, tensorOf(update.deltas, name)));
        return { next: { params: moved, state: update.state }, report };
      });
      disposeAll(params, state);
      ({ params, state } = next);
      const values = await report.data<'float32'>();
      report.dispose();
      const squares = parameters.map(({ kind }, i) => ({
        kind,
        delta: values[1 + 2 * i] as number,
        weight: values[2 + 2 * i] as number,
      }));
      return {
        loss: values[0] as number,
        predictions: Array.from(values.subarray(1 + 2 * parameters.length)),
        ...ratioOf(squares, perLayer),
      };
    },
    evaluate: async (batch, byRow = false) => {
      const report = tf.tidy(() => {
        const { inputs, targets } = tensorsOf(batch);
        const y = forward(params, batch, inputs, []);
        const rows = byRow ? [rowLossesOf(y, targets)] : [];
        return tf.concat1d([tf.reshape(lossOf(y, targets), [1]), predictionsOf(y), ...rows]);
      });
      const values = await report.data<'float32'>();
      report.dispose();
      const { rows } = batch;
      return {
        loss: values[0] ?? Number.NaN,
        predictions: Array.from(values.subarray(1, 1 + rows)),
        rowLosses: values.slice(1 + rows),
      };
    },
    weights: () => valuesOf(params),
    state: async () => ({
      parameters: await valuesOf(params),
      slots: Object.fromEntries(
        await Promise.all(
          Object.entries(state.slots).map(async ([slot, tensors]) => [slot, await valuesOf(tensors)] as const),
        ),
      ),
      updates: state.updates,
      dropout: random.state,
    }),
    restore: (saved: EngineState) => {
      disposeAll(params, state);
      const tensorsFrom = (values: Record<string, Float32Array>): NamedTensors =>
        Object.fromEntries(
          parameters.map(({ name, shape }) => [name, tf.tensor((values[name] as Float32Array).slice(), shape)]),
        );
      params = tensorsFrom(saved.parameters);
      state = {
        slots: Object.fromEntries(Object.entries(saved.slots).map(([slot, values]) => [slot, tensorsFrom(values)])),
        updates: saved.updates,
      };
      random = new Random(saved.dropout);
    },
    dispose: () => disposeAll(params, state),
  };
}

/** Of an embedding `[vocabulary, 1]`: 1 for the rows that the batch touched [B4]; null: all rows count. */
function countedRows({ kind, shape }: Parameter, { inputs }: Batch): tf.Tensor | null {
  if (kind !== 'embedding') return null;
  const vocabulary = shape[0] as number;
  const touched = new Float32Array(vocabulary);
  for (const token of inputs) if (token !== 0) touched[token] = 1;
  return tf.tensor2d(touched, [vocabulary, 1]);
}

function disposeAll(params: NamedTensors, { slots }: OptimizerState): void {
  for (const tensors of [params, ...Object.values(slots)]) tf.dispose(Object.values(tensors));
}

async function valuesOf(tensors: NamedTensors): Promise<Record<string, Float32Array>> {
  const entries = Object.entries(tensors).map(
    async ([name, tensor]) => [name, await tensor.data<'float32'>()] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
