import * as tf from '@tensorflow/tfjs-core';
import { createTensorEngine } from '../engines/tensor/tensor-engine.ts';
import { reasonOf } from '../failure.ts';
import type { Backend } from './backend.ts';

/** Plain JavaScript: runs everywhere, slowly. What the other backends are checked against. */
export const cpu: Backend = {
  id: 'cpu',
  load: async () => {
    try {
      await import('@tensorflow/tfjs-backend-cpu');
      // Otherwise the library advertises its other packages on standard error.
      tf.enableProdMode();
      await tf.setBackend('cpu');
      return null;
    } catch (error) {
      return { key: 'reason.backend.broken', values: { backend: 'cpu', ...reasonOf(error).values } };
    }
  },
  createEngine: async trainee => createTensorEngine(trainee),
};
