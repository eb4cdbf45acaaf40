import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#shared/method/random.ts';
import { initialWeights } from '../initialisation.ts';
import { type NamedTensors, tensorOf } from '../tensors.ts';
import type { Parameter } from './model.ts';

/** A dense layer's place in a network. */
export interface DenseLayer {
  name: string;
  fanIn: number;
  fanOut: number;
  activation: 'relu' | 'linear';
}

const weightOf = (layer: DenseLayer): string => `${layer.name}.weight`;
const biasOf = (layer: DenseLayer): string => `${layer.name}.bias`;

export function denseParameters(layer: DenseLayer): Parameter[] {
  return [
    { name: weightOf(layer), shape: [layer.fanIn, layer.fanOut], kind: 'weight' },
    { name: biasOf(layer), shape: [layer.fanOut], kind: 'bias' },
  ];
}

export function initDense(layer: DenseLayer, random: Random): NamedTensors {
  const { fanIn, fanOut, activation } = layer;
  return {
    [weightOf(layer)]: tf.tensor2d(initialWeights(activation, fanIn, fanOut, random), [fanIn, fanOut]),
    [biasOf(layer)]: tf.zeros([fanOut]),
  };
}

/**
 * activation(inputs · W + b), `[rows, fanIn]` → `[rows, fanOut]`. The gradient is written by hand: WASM multiplies ten
 * times slower where an operand is to be taken transposed, so it transposes first and multiplies then. With
 * `inputsAreData` the gradient by the inputs, which nobody needs, is not computed.
 */
export function dense(
  layer: DenseLayer,
  params: NamedTensors,
  inputs: tf.Tensor2D,
  inputsAreData: boolean,
): tf.Tensor2D {
  const operation = tf.customGrad<tf.Tensor2D>((...args) => {
    const save = args.pop() as tf.GradSaveFunc;
    const [w, b, x = inputs] = args as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D | undefined];
    const sums = tf.add(tf.matMul(x, w), b);
    const value = (layer.activation === 'relu' ? tf.relu(sums) : sums) as tf.Tensor2D;
    save([x, w, value]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const [x, w, y] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
        const dz = layer.activation === 'relu' ? tf.mul(dy, tf.step(y)) : dy;
        const gradients = [tf.matMul(tf.transpose(x), dz), tf.sum(dz, 0)];
        return inputsAreData ? gradients : [...gradients, tf.matMul(dz, tf.transpose(w))];
      },
    };
  });
  const weight = tensorOf(params, weightOf(layer));
  const bias = tensorOf(params, biasOf(layer));
  return inputsAreData ? operation(weight, bias) : operation(weight, bias, inputs);
}
