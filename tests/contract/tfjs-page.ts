import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';

/** What `export-browser.test.ts` calls in a browser: loads an exported model as its README says, and computes. */
async function predict(
  address: string,
  inputs: readonly number[],
  shape: number[],
  type: 'int32' | 'float32',
): Promise<number[]> {
  await tf.setBackend('cpu');
  const model = await layers.loadLayersModel(address);
  const outputs = model.predict(tf.tensor([...inputs], shape, type)) as tf.Tensor;
  return [...(await outputs.data())];
}

Object.assign(globalThis, { predict });
