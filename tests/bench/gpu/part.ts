import { once } from 'node:events';
import { loadBackend } from '#electron/trainer/backends/load-backend.ts';
import type { Engine } from '#electron/trainer/engines/engine.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { parameterCountOf } from '#shared/method/networks/network.ts';
import { median } from '../median.ts';
import { loseDevice } from './lose-device.ts';
import { batchOf, inputsOf, networkOf, type Spec, traineeOf } from './networks.ts';

/*
 * One part of `npm run bench -- gpu`, in a process of its own: `node part.ts NAME JSON`. Prints a JSON line for each thing that it
 * learns, so that what it learnt before a driver crashes is not lost.
 */

const WARM_UP = 10;
const MOST_STEPS = 2000;
/** Updates that agreement is looked at after. */
const AGREEING_STEPS = 5;

/** A step's time. `parameters` tells whether PyTorch's side has the same network. */
export interface StepLine {
  name: string;
  ms?: number;
  steps?: number;
  parameters?: number;
  why?: string;
}

/** How far two backends are apart after some updates: the largest difference, and as a share of what is tolerated. */
export interface AgreementLine {
  name: string;
  numbers: number;
  largest: number;
  /** More than 1: they don't agree. */
  ofTolerance: number;
}

export interface CardLine {
  name: string;
  software: boolean;
  info: Record<string, string>;
  limits: Record<string, number>;
}

export interface TrainLine {
  /** It trains, and has taken what it needs. */
  ready?: { rssBytes: number };
  steps?: number;
  seconds?: number;
}

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

async function engineOn(id: BackendId, spec: Spec): Promise<Engine> {
  const backend = await loadBackend(id, nodeHost);
  return backend.createEngine(traineeOf(spec), spec.rows, inputsOf(spec));
}

/** Trains for a while; the times of the steps in ms, without those at the beginning where there are enough. */
async function train(engine: Engine, spec: Spec, seconds: number): Promise<number[]> {
  const batch = batchOf(spec, 1);
  await engine.step(batch, 0.01, false);
  const times: number[] = [];
  const end = performance.now() + 1000 * seconds;
  while (times.length < MOST_STEPS && (times.length === 0 || performance.now() < end)) {
    const startedAt = performance.now();
    const { loss } = await engine.step(batch, 0.01, false);
    times.push(performance.now() - startedAt);
    if (!Number.isFinite(loss)) throw new Error('the loss is no number');
  }
  return times.length > 2 * WARM_UP ? times.slice(WARM_UP) : times;
}

const PARTS = {
  card: async () => {
    const { info, limits } = await nodeHost.requestAdapter();
    const { vendor, architecture, device, description } = info;
    const { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize } = limits;
    say({
      name: description || device,
      software: info.isFallbackAdapter,
      info: { vendor, architecture, device, description },
      limits: { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize },
    } satisfies CardLine);
  },

  steps: async ({ backend, specs, seconds }: { backend: BackendId; specs: Spec[]; seconds: number }) => {
    await loadBackend(backend, nodeHost); // Or there is nothing to measure.
    for (const spec of specs) {
      try {
        const engine = await engineOn(backend, spec);
        const times = await train(engine, spec, seconds);
        const parameters = parameterCountOf(networkOf(spec));
        engine.dispose();
        say({ name: spec.name, ms: median(times), steps: times.length, parameters } satisfies StepLine);
      } catch (error) {
        say({ name: spec.name, why: (error as Error).message } satisfies StepLine);
      }
    }
  },

  agreement: async ({ backend, specs }: { backend: BackendId; specs: Spec[] }) => {
    for (const spec of specs) {
      const [ours, kernels] = [await updated(backend, spec), await updated('wasm', spec)];
      const apart = ours.map((value, i) => Math.abs(value - kernels[i]!));
      const tolerated = kernels.map(value => 2e-5 + 2e-4 * Math.abs(value));
      const worst = (values: readonly number[]) => values.reduce((most, value) => (value > most ? value : most), 0);
      say({
        name: spec.name,
        numbers: ours.length,
        largest: worst(apart),
        ofTolerance: worst(apart.map((value, i) => value / tolerated[i]!)),
      } satisfies AgreementLine);
    }
  },

  train: async ({ backend, spec, seconds }: { backend: BackendId; spec: Spec; seconds: number }) => {
    const engine = await engineOn(backend, spec);
    await train(engine, spec, 0);
    say({ ready: { rssBytes: process.memoryUsage.rss() } } satisfies TrainLine);
    await once(process.stdin, 'data');
    const batch = batchOf(spec, 1);
    const startedAt = performance.now();
    let steps = 0;
    while (performance.now() - startedAt < 1000 * seconds) {
      await engine.step(batch, 0.01, false);
      steps++;
    }
    say({ steps, seconds: (performance.now() - startedAt) / 1000 } satisfies TrainLine);
    process.exit();
  },

  'device-lost': async ({ steps }: { steps: number }) => say(await loseDevice(steps)),
};

/** Losses and all parameters after some updates from the same weights on the same rows. */
async function updated(backend: BackendId, spec: Spec): Promise<number[]> {
  const engine = await engineOn(backend, spec);
  const told: number[] = [];
  for (let i = 0; i < AGREEING_STEPS; i++) told.push((await engine.step(batchOf(spec, i), 0.05, false)).loss);
  const { parameters } = await engine.state();
  engine.dispose();
  for (const values of Object.values(parameters)) for (const value of values) told.push(value);
  return told;
}

const [, , part = '', asked = '{}'] = process.argv;
try {
  await PARTS[part as keyof typeof PARTS](JSON.parse(asked));
  // Dawn's device would keep the process.
  process.exit();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
