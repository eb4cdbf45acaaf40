import { createTensorEngine } from '../engines/tensor/tensor-engine.ts';
import type { LoadBackend } from './backend.ts';
import { chooseTensorBackend } from './tensor-backend.ts';

/** Plain JavaScript: runs everywhere, slowly. What the other backends are checked against. */
export const loadCpu: LoadBackend = async () => {
  await import('@tensorflow/tfjs-backend-cpu');
  await chooseTensorBackend('cpu');
  return { device: null, createEngine: async trainee => createTensorEngine(trainee) };
};
