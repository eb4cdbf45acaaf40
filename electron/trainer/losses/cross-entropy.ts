import * as tf from '@tensorflow/tfjs-core';

/**
 * Softmax cross-entropy, the mean over the rows, a scalar. Stable at any size of logits.
 * @param logits `[rows, classes]`
 * @param targets one-hot labels `[rows, classes]`
 */
export function crossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
  const rows = logits.shape[0];
  return tf.customGrad((x, save) => {
    const logits = x as tf.Tensor2D;
    const shifted = tf.sub(logits, tf.max(logits, 1, true));
    const exponentials = tf.exp(shifted);
    const sums = tf.sum(exponentials, 1, true);
    const difference = tf.sub(tf.log(sums), tf.sum(tf.mul(shifted, targets), 1, true));
    (save as tf.GradSaveFunc)([tf.div(exponentials, sums)]);
    return {
      value: tf.mul(tf.sum(difference), 1 / rows),
      gradFunc: (dy, saved) => tf.mul(tf.sub(saved[0] as tf.Tensor, targets), tf.mul(dy, 1 / rows)),
    };
  })(logits) as tf.Scalar;
}

/** The same of each row, `[rows]`, without a gradient. */
export function crossEntropyOfRows(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  const shifted = tf.sub(logits, tf.max(logits, 1, true));
  const sums = tf.sum(tf.exp(shifted), 1);
  return tf.sub(tf.log(sums), tf.sum(tf.mul(shifted, targets), 1));
}
