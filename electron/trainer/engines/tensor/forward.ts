import * as tf from '@tensorflow/tfjs-core';
import { convolutionSizes, type Layer, outputSize } from '#shared/method/networks/network.ts';
import { type NamedTensors, tensorOf } from '../../tensors.ts';
import type { Batch } from '../engine.ts';
import { sumByToken } from './sum-by-token.ts';

/** The token that fills short texts up: no word, so it has no vector. */
const PADDING = 0;

/** One layer's call. */
interface Call<L extends Layer = Layer> {
  layer: L;
  params: NamedTensors;
  /** `[rows, …]` as the layer before gave it. */
  x: tf.Tensor;
  /** Whether `x` is data, whose gradient nobody needs. */
  isData: boolean;
  /** The data as the batch has it. */
  data: Batch['inputs'];
}

type Of<K extends Layer['kind']> = Call<Extract<Layer, { kind: K }>>;

/**
 * A layer in TensorFlow.js' operations. Gradients are written by hand: the library's own can't be loaded by every host, and
 * these leave out what nobody needs.
 * @param dropout factors of a dropout layer, `[rows, size]`; null: none is to be done
 */
export function forwardLayer(call: Call, dropout: tf.Tensor | null): tf.Tensor {
  switch (call.layer.kind) {
    case 'dense':
      return dense(call as Of<'dense'>);
    case 'convolution':
      return convolution(call as Of<'convolution'>);
    case 'embedding':
      return embedding(call as Of<'embedding'>, false);
    case 'embeddingMean':
      return embedding(call as Of<'embeddingMean'>, true);
    case 'textConvolution':
      return textConvolution(call as Of<'textConvolution'>);
    case 'dropout':
      return dropout ? multiply(call.x, dropout) : call.x;
  }
}

/** Weight and bias of a layer, then its input where that has a gradient: the tensors that `differentiable` takes. */
function operands({ layer, params, x, isData }: Call): tf.Tensor[] {
  const { name } = layer as { name: string };
  const own = [tensorOf(params, `${name}.weight`), tensorOf(params, `${name}.bias`)];
  return isData ? own : [...own, x];
}

/**
 * An operation of some tensors with its gradients, one a tensor.
 * @param compute gives the value, and what `gradient` needs besides `dy`, in its order
 */
function differentiable(
  tensors: readonly tf.Tensor[],
  compute: (tensors: tf.Tensor[]) => { value: tf.Tensor; saved: tf.Tensor[] },
  gradient: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[],
): tf.Tensor {
  return tf.customGrad((...args) => {
    const save = args.pop() as unknown as tf.GradSaveFunc;
    const { value, saved } = compute(args as tf.Tensor[]);
    save(saved);
    return { value, gradFunc: gradient };
  })(...tensors);
}

function dense({ layer, isData, x: given, ...rest }: Of<'dense'>): tf.Tensor {
  const x = given.shape.length === 2 ? given : reshape(given, [given.shape[0] as number, layer.inputs]);
  return differentiable(
    operands({ layer, isData, x, ...rest }),
    ([w, b, input = x]) => {
      const sums = tf.add(tf.matMul(input as tf.Tensor2D, w as tf.Tensor2D), b as tf.Tensor);
      const value = layer.relu ? tf.relu(sums) : sums;
      return { value, saved: [input, w as tf.Tensor, value] };
    },
    (dy, [input, w, y]) => {
      const dz = (layer.relu ? tf.mul(dy, tf.step(y as tf.Tensor)) : dy) as tf.Tensor2D;
      const own = [tf.matMul(input as tf.Tensor2D, dz, true), tf.sum(dz, 0)];
      return isData ? own : [...own, tf.matMul(dz, w as tf.Tensor2D, false, true)];
    },
  );
}

function convolution({ layer, isData, x: given, ...rest }: Of<'convolution'>): tf.Tensor {
  const { height, width, channels, kernel, filters, pool } = layer;
  const rows = given.shape[0] as number;
  const inputShape = [rows, height, width, channels] as [number, number, number, number];
  const x = reshape(given, inputShape);
  const { after } = convolutionSizes(layer);
  const filterShape = [kernel, kernel, channels, filters] as [number, number, number, number];
  const images = differentiable(
    operands({ layer, isData, x, ...rest }),
    ([w, b, input = x]) => {
      const sums = tf.add(tf.conv2d(input as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid'), b as tf.Tensor);
      const pooled = pool === 1 ? sums : tf.maxPool(sums as tf.Tensor4D, pool, pool, 'valid');
      return { value: tf.relu(pooled), saved: [input, w as tf.Tensor, sums, pooled] };
    },
    (dy, saved) => {
      const [input, w, sums, pooled] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const dPooled = tf.mul(dy, tf.step(pooled));
      const dz = pool === 1 ? dPooled : maxPoolGradient(dPooled, sums, pooled, [pool, pool], [pool, pool]);
      const own = [filterGradient(input, dz, filterShape), tf.sum(dz, [0, 1, 2])];
      return isData ? own : [...own, inputGradient(dz, w, inputShape)];
    },
  );
  return reshape(images, [rows, after.height * after.width * filters]);
}

function textConvolution({ layer, isData, x: given, ...rest }: Of<'textConvolution'>): tf.Tensor {
  const { length, width, window, filters } = layer;
  const rows = given.shape[0] as number;
  const inputShape = [rows, length, 1, width] as [number, number, number, number];
  const x = reshape(given, inputShape);
  const filterShape = [window, 1, width, filters] as [number, number, number, number];
  const size = [length - window + 1, 1] as [number, number];
  const highest = differentiable(
    operands({ layer, isData, x, ...rest }),
    ([w, b, input = x]) => {
      const filter = tf.reshape(w as tf.Tensor, filterShape);
      const sums = tf.add(tf.conv2d(input as tf.Tensor4D, filter as tf.Tensor4D, 1, 'valid'), b as tf.Tensor);
      const pooled = tf.maxPool(sums as tf.Tensor4D, size, 1, 'valid');
      return { value: tf.relu(pooled), saved: [input, filter, sums, pooled] };
    },
    (dy, saved) => {
      const [input, filter, sums, pooled] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const dz = maxPoolGradient(tf.mul(dy, tf.step(pooled)), sums, pooled, size, [1, 1]);
      const dFilter = tf.reshape(filterGradient(input, dz, filterShape), [window, width, filters]);
      const own = [dFilter, tf.sum(dz, [0, 1, 2])];
      return isData ? own : [...own, inputGradient(dz, filter, inputShape)];
    },
  );
  return reshape(highest, [rows, outputSize(layer)]);
}

/** `[rows, length]` tokens → `[rows, length, width]`, zeros for padding; or the mean over a text's words, `[rows, width]`. */
function embedding({ layer, params, x: tokens, data }: Of<'embedding' | 'embeddingMean'>, mean: boolean): tf.Tensor {
  const { length, width, vocabulary } = layer;
  const rows = tokens.shape[0] as number;
  return differentiable(
    [tensorOf(params, `${layer.name}.weight`)],
    ([table]) => {
      const isWord = tf.cast(tf.notEqual(tokens, PADDING), 'float32');
      const words = tf.maximum(tf.sum(isWord, 1, true), 1);
      // What each vector counts for.
      const share = tf.reshape(mean ? tf.div(isWord, words) : isWord, [rows, length, 1]);
      const vectors = tf.mul(tf.gather(table as tf.Tensor, tokens as tf.Tensor2D), share);
      return { value: mean ? tf.sum(vectors, 1) : vectors, saved: [share] };
    },
    (dy, [share]) => {
      const dVectors = tf.mul(tf.reshape(dy, [rows, mean ? 1 : length, width]), share as tf.Tensor);
      return [sumByToken(tf.reshape(dVectors, [rows * length, width]), data as Int32Array, vocabulary)];
    },
  );
}

const multiply = (x: tf.Tensor, factors: tf.Tensor): tf.Tensor =>
  differentiable(
    [x],
    ([input]) => ({ value: tf.mul(input as tf.Tensor, factors), saved: [] }),
    dy => [tf.mul(dy, factors)],
  );

const reshape = (x: tf.Tensor, shape: number[]): tf.Tensor =>
  differentiable(
    [x],
    ([input]) => ({ value: tf.reshape(input as tf.Tensor, shape), saved: [] }),
    dy => [tf.reshape(dy, x.shape)],
  );

const CONVOLUTION = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dimRoundingMode: undefined } as const;

const kernel = (name: string, inputs: tf.NamedTensorMap, attributes: object): tf.Tensor =>
  tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap) as tf.Tensor;

const filterGradient = (x: tf.Tensor, dy: tf.Tensor, filterShape: number[]): tf.Tensor =>
  kernel('Conv2DBackpropFilter', { x, dy }, { ...CONVOLUTION, filterShape });

const inputGradient = (dy: tf.Tensor, filter: tf.Tensor, inputShape: number[]): tf.Tensor =>
  kernel('Conv2DBackpropInput', { dy, filter }, { ...CONVOLUTION, inputShape });

const maxPoolGradient = (
  dy: tf.Tensor,
  input: tf.Tensor,
  output: tf.Tensor,
  filterSize: [number, number],
  strides: [number, number],
): tf.Tensor => kernel('MaxPoolGrad', { dy, input, output }, { filterSize, strides, pad: 'valid' });
