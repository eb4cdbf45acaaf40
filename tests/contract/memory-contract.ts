import { setTimeout } from 'node:timers/promises';
import { queryObjects } from 'node:v8';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { loadBackend } from '#electron/trainer/backends/load-backend.ts';
import type { Checkpoint } from '#electron/trainer/checkpoint/checkpoint.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { Reporter } from '#electron/trainer/reporter.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import { runTrial, type TrialEnd } from '#electron/trainer/trial.ts';
import type { BackendId, Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { dataset, engineFor, hyperparameters, imageDataset, textDataset } from './trainer-fixture.ts';

/** How often a trial is held and looked at. */
const LOOKS = 5;

/** Every memory of WebAssembly that was made: it is in none of Node's figures. */
const memories: WebAssembly.Memory[] = [];
WebAssembly.Memory = class extends WebAssembly.Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor);
    memories.push(this);
  }
};

/**
 * How many objects there are, once what is still under way has come to its end: a card finishes its work later, and some of
 * what is thrown away goes only at the second collection. Objects are counted and not the heap's bytes, since V8 compiles
 * and forgets code at times of its own.
 */
async function objects(): Promise<number> {
  let count = queryObjects(Object, { format: 'count' });
  for (let tries = 0; tries < 20; tries++) {
    await setTimeout(20);
    const before = count;
    count = queryObjects(Object, { format: 'count' });
    if (count === before) break;
  }
  return count;
}

/** What TensorFlow.js and the kernels hold just now: tensors, bytes of numbers. */
function held() {
  const { numTensors, numBytes, ...more } = tf.memory() as tf.MemoryInfo & { numBytesInGPU?: number };
  return {
    tensors: numTensors,
    bytes: numBytes,
    onCard: more.numBytesInGPU ?? 0,
    wasm: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  };
}

const leastGrowth = (looks: readonly number[]): number =>
  Math.min(...looks.slice(1).map((look, i) => look - (looks[i] ?? 0)));

/**
 * A trial must hold no more after its last step than after its first ones: no tensor, no byte of numbers, not one object more
 * for every other step.
 */
export function memoryContract(id: BackendId, steps: number): void {
  // TensorFlow.js counts nothing before it has a backend.
  beforeAll(() => loadBackend('cpu', nodeHost));

  it.each([
    ['linear', dataset()],
    ['mlp', dataset()],
    ['cnn', imageDataset()],
    ['fasttext', textDataset('fasttext')],
    ['textcnn', textDataset('textcnn')],
  ] as const)(`holds no more after ${steps} steps of %s`, async (model, data) => {
    const choice: Partial<Hyperparameters> = { model, filters: [4], embedding: 4, optimizer: 'adam', dropout: 0.1 };
    const chosen = hyperparameters({ ...choice, steps, evalEvery: steps, learningRate: 0.001 });
    const apart = Math.floor(steps / (LOOKS + 1));
    const before = tf.memory().numTensors;
    const engine = await engineFor(id, chosen, data);
    const counts: number[] = [];
    const buffers: number[] = [];
    const seen: ReturnType<typeof held>[] = [];
    let from: Checkpoint | null = null;
    const trainUntil = (until: number): Promise<TrialEnd> =>
      runTrial({
        hyperparameters: chosen,
        engine,
        task: taskOf(data.facts),
        dataset: data,
        reporter: new Reporter([], () => undefined),
        log: () => undefined,
        signal: new AbortController().signal,
        nextTurn: nodeHost.nextTurn,
        checkpoints: {
          from,
          until,
          everyMs: Number.POSITIVE_INFINITY,
          keep: kept => {
            from = kept;
          },
        },
      });
    // Held as at a ladder's rungs. What is made once is there by the first look.
    for (let look = 1; look <= LOOKS; look++) {
      expect(await trainUntil(look * apart)).toMatchObject({ status: 'waiting', steps: look * apart });
      counts.push(await objects());
      buffers.push(process.memoryUsage().arrayBuffers);
      seen.push(held());
    }
    expect(await trainUntil(steps)).toMatchObject({ status: 'finished', steps });
    engine.dispose();
    const [early] = seen;
    if (id === 'wasm') expect(early?.wasm).toBeGreaterThan(0);
    for (const later of seen) expect(later).toEqual(early);
    // What leaks grows from any look to the next; the test runner has objects of its own.
    expect(leastGrowth(counts)).toBeLessThan(apart / 2);
    expect(leastGrowth(buffers)).toBeLessThan(apart);
    expect(tf.memory().numTensors).toBe(before);
  });
}
