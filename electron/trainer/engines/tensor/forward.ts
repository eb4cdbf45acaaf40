import * as tf from '@tensorflow/tfjs-core';
import { convolutionSizes, type Layer, outputSize } from '#shared/method/networks/network.ts';
import { type NamedTensors, tensorOf } from '../../tensors.ts';

/** The token that fills short texts up: no word, so it has no vector. */
const PADDING = 0;

/**
 * A layer in TensorFlow.js' own operations, whose gradients it knows.
 * @param x `[rows, …]` as the layer before gave it
 * @param dropout factors of a dropout layer, `[rows, size]`; null: none is to be done
 */
export function forwardLayer(layer: Layer, params: NamedTensors, x: tf.Tensor, dropout: tf.Tensor | null): tf.Tensor {
  const rows = x.shape[0] as number;
  const own = (part: 'weight' | 'bias') => tensorOf(params, `${(layer as { name: string }).name}.${part}`);
  switch (layer.kind) {
    case 'dense': {
      const sums = tf.add(tf.matMul(tf.reshape(x, [rows, layer.inputs]), own('weight') as tf.Tensor2D), own('bias'));
      return layer.relu ? tf.relu(sums) : sums;
    }
    case 'convolution': {
      const { height, width, channels, pool } = layer;
      const images = tf.reshape(x, [rows, height, width, channels]) as tf.Tensor4D;
      const sums = tf.add(tf.conv2d(images, own('weight') as tf.Tensor4D, 1, 'valid'), own('bias')) as tf.Tensor4D;
      const pooled = pool === 1 ? sums : tf.maxPool(sums, pool, pool, 'valid');
      const { after } = convolutionSizes(layer);
      return tf.reshape(tf.relu(pooled), [rows, after.height * after.width * layer.filters]);
    }
    case 'embedding':
      return vectorsOf(layer, own('weight'), x);
    case 'embeddingMean': {
      const words = tf.sum(tf.cast(tf.notEqual(x, PADDING), 'float32'), 1, true);
      return tf.div(tf.sum(vectorsOf(layer, own('weight'), x), 1), tf.maximum(words, 1));
    }
    case 'textConvolution': {
      const { length, width, window, filters } = layer;
      const texts = tf.reshape(x, [rows, length, 1, width]) as tf.Tensor4D;
      const weight = tf.reshape(own('weight'), [window, 1, width, filters]) as tf.Tensor4D;
      const sums = tf.add(tf.conv2d(texts, weight, 1, 'valid'), own('bias')) as tf.Tensor4D;
      const highest = tf.maxPool(sums, [length - window + 1, 1], [1, 1], 'valid');
      return tf.relu(tf.reshape(highest, [rows, outputSize(layer)]));
    }
    case 'dropout':
      return dropout ? tf.mul(x, dropout) : x;
  }
}

/** `[rows, length]` tokens → `[rows, length, width]`, zeros for padding. */
function vectorsOf(
  { length, width }: { length: number; width: number },
  table: tf.Tensor,
  tokens: tf.Tensor,
): tf.Tensor {
  const words = tf.reshape(tf.cast(tf.notEqual(tokens, PADDING), 'float32'), [-1, length, 1]);
  return tf.reshape(tf.mul(tf.gather(table, tokens as tf.Tensor2D), words), [-1, length, width]);
}
