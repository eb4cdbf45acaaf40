import * as tf from '@tensorflow/tfjs-core';
import { Refusal } from '#shared/contract/refusal.ts';
import { createTensorEngine } from '../engines/tensor/tensor-engine.ts';
import type { LoadBackend } from './backend.ts';
import { chooseTensorBackend } from './tensor-backend.ts';

/** TensorFlow's own library on an NVIDIA card. Without a card it would compute on the processor, and slower than WASM. */
export const loadCuda: LoadBackend = async host => {
  await host.loadTensorFlow();
  await chooseTensorBackend('tensorflow');
  if (!(tf.backend() as TensorFlowBackend).isUsingGpuDevice) throw new Refusal('reason.backend.cuda.noCard');
  return { device: null, createEngine: async trainee => createTensorEngine(trainee) };
};

/** What is used of `NodeJSKernelBackend` in `@tensorflow/tfjs-node-gpu`. */
type TensorFlowBackend = tf.KernelBackend & { isUsingGpuDevice: boolean };
