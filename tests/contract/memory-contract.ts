import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { loadBackend } from '#electron/trainer/backends/load-backend.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { Reporter } from '#electron/trainer/reporter.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import { runTrial } from '#electron/trainer/trial.ts';
import type { BackendId, Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { collectGarbage } from '../tools/collect-garbage.ts';
import { dataset, engineFor, hyperparameters, imageDataset, textDataset } from './trainer-fixture.ts';

/** Bytes of V8's heap that a step may leave behind; a small array of numbers is more. */
const LEFT_A_STEP = 512;
/** How often it is looked at. Compiled code and caches come once; what leaks comes between any two looks. */
const LOOKS = 5;

/** Every memory of WebAssembly that was made: it is in none of Node's figures. */
const memories: WebAssembly.Memory[] = [];
WebAssembly.Memory = class extends WebAssembly.Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor);
    memories.push(this);
  }
};

/** What is held just now. */
function held() {
  collectGarbage();
  const { numTensors, numBytes, ...more } = tf.memory() as tf.MemoryInfo & { numBytesInGPU?: number };
  return {
    counted: {
      tensors: numTensors,
      bytes: numBytes,
      onCard: more.numBytesInGPU ?? 0,
      wasm: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    },
    heap: process.memoryUsage().heapUsed,
  };
}

/**
 * A trial must hold no more after its last step than after its first ones: no tensor, no byte of numbers, and of the rest no
 * more than V8's own comings and goings.
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
    // By the first look everything that is made once is there: compiled code, caches, pools.
    const apart = Math.floor((steps - 1) / LOOKS);
    const looks = Array.from({ length: LOOKS }, (_, i) => steps - 1 - i * apart);
    const before = tf.memory().numTensors;
    const engine = await engineFor(id, chosen, data);
    const { take } = data.train;
    const seen: ReturnType<typeof held>[] = [];
    let batches = 0;
    data.train.take = rows => {
      // Between two steps.
      if (looks.includes(batches)) seen.push(held());
      batches++;
      return take(rows);
    };
    const end = await runTrial({
      hyperparameters: chosen,
      engine,
      task: taskOf(data.facts),
      dataset: data,
      reporter: new Reporter([], () => undefined),
      log: () => undefined,
      signal: new AbortController().signal,
      nextTurn: nodeHost.nextTurn,
    });
    engine.dispose();
    data.train.take = take;
    expect(end).toMatchObject({ status: 'finished', steps });
    const [early] = seen as [ReturnType<typeof held>];
    expect(seen).toHaveLength(LOOKS);
    if (id === 'wasm') expect(early.counted.wasm).toBeGreaterThan(0);
    for (const { counted } of seen) expect(counted).toEqual(early.counted);
    const grown = seen.slice(1).map(({ heap }, i) => heap - (seen[i]?.heap ?? 0));
    expect(Math.min(...grown)).toBeLessThan(apart * LEFT_A_STEP);
    expect(tf.memory().numTensors).toBe(before);
  });
}
