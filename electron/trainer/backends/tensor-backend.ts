import * as tf from '@tensorflow/tfjs-core';

/** Makes a backend of TensorFlow.js the one that tensors are made on. @throws Error where it can't be started */
export async function chooseTensorBackend(name: string): Promise<void> {
  // Otherwise the library advertises its other packages on standard error.
  tf.enableProdMode();
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js can’t start its backend ${name}`);
}
