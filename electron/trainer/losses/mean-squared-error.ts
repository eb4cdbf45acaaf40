import * as tf from '@tensorflow/tfjs-core';

/**
 * Mean squared error over all numbers, a scalar. The gradient is written by hand, so that none by the targets is
 * computed.
 * @param outputs `[rows, 1]`
 * @param targets `[rows, 1]`
 */
export function meanSquaredError(outputs: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
  return tf.customGrad((x, save) => {
    const difference = tf.sub(x as tf.Tensor2D, targets);
    (save as tf.GradSaveFunc)([difference]);
    return {
      value: tf.mul(tf.sum(tf.square(difference)), 1 / difference.size),
      gradFunc: (dy, saved) => tf.mul(saved[0] as tf.Tensor, tf.mul(dy, 2 / difference.size)),
    };
  })(outputs) as tf.Scalar;
}

/** The squared error of each row, `[rows]`, without a gradient. */
export const squaredErrorOfRows = (outputs: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D =>
  tf.reshape(tf.square(tf.sub(outputs, targets)), [-1]);
