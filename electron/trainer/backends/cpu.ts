import * as tf from '@tensorflow/tfjs-core';
import { reasonOf } from '../failure.ts';
import type { Backend } from './backend.ts';

/** Plain JavaScript: runs everywhere, slowly. What the other backends are checked against. */
export const cpu: Backend = {
  id: 'cpu',
  load: async () => {
    try {
      await import('@tensorflow/tfjs-backend-cpu');
      await tf.setBackend('cpu');
      return null;
    } catch (error) {
      return { key: 'reason.backend.broken', values: { backend: 'cpu', ...reasonOf(error).values } };
    }
  },
};
