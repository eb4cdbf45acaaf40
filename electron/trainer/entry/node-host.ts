import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { Host } from '../host.ts';
import { requestDawnAdapter } from './dawn.ts';
import { loadTensorFlow } from './tensorflow.ts';

/** A trainer in Node. */
export const nodeHost: Host = {
  loadFile: path => readFile(path),
  nextTurn: () => setImmediate(),
  memoryBytes: () => process.memoryUsage.rss(),
  requestAdapter: requestDawnAdapter,
  loadTensorFlow: () => loadTensorFlow(),
};
