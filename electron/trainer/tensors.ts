import * as tf from '@tensorflow/tfjs-core';

/** Tensors by parameter name, always in the model's order. */
export type NamedTensors = Readonly<Record<string, tf.Tensor>>;

/** A tensor for each name, made from the tensor of that name. */
export function mapTensors(tensors: NamedTensors, make: (tensor: tf.Tensor, name: string) => tf.Tensor): NamedTensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, make(tensor, name)]));
}

/** The tensor of a name. @throws Error where there is none, which is a defect of the caller. */
export function tensorOf(tensors: NamedTensors, name: string): tf.Tensor {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`no tensor is named ${name}`);
  return tensor;
}

/** The sum of squares, a scalar. Rows are summed first, since one long float32 sum loses digits and is slower. */
export function squaredNorm(tensor: tf.Tensor): tf.Tensor {
  const squares = tf.square(tensor);
  return tf.sum(tensor.rank > 1 ? tf.sum(squares, -1) : squares);
}
