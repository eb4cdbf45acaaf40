import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadBackend } from '#electron/trainer/backends/load-backend.ts';
import { takeBatch } from '#electron/trainer/batch.ts';
import { createModel } from '#electron/trainer/models/create-model.ts';
import { createOptimizer } from '#electron/trainer/optimizers/create-optimizer.ts';
import { classification } from '#electron/trainer/tasks/classification.ts';
import { regression } from '#electron/trainer/tasks/regression.ts';
import { disposeState, initialState, lossAndGradients, trainStep } from '#electron/trainer/train-step.ts';
import { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import {
  finiteDifferences,
  type Numbers,
  referenceCrossEntropy,
  referenceLoss,
  referenceOptimizers,
  referenceRatio,
  referenceSquaredError,
} from './reference-network.ts';
import {
  CLASSES,
  dataset,
  FEATURES,
  host,
  LAW_STD,
  lawDataset,
  numbersOf,
  reproducible,
  type TrialRecord,
  tensorsOf,
  train,
} from './trainer-fixture.ts';

const NETWORKS = [
  { model: 'linear' as const, hidden: [], layers: ['output'] },
  { model: 'mlp' as const, hidden: [8, 5], layers: ['hidden1', 'hidden2', 'output'] },
];
const ROWS = Uint32Array.of(0, 1, 2, 10, 20, 30, 41);

const CLASSIFICATION = classification({ classes: CLASSES, metric: 'accuracy' });
const TASKS = [
  { name: 'classification', task: CLASSIFICATION, data: dataset(), reference: referenceCrossEntropy },
  { name: 'regression', task: regression({ std: LAW_STD }), data: lawDataset(), reference: referenceSquaredError },
];
const CASES = NETWORKS.flatMap(network => TASKS.map(task => ({ ...network, ...task })));

/** Loss and gradients of a network's initial parameters on a few rows, on the current backend. */
function gradientsOf({ model, hidden, task, data }: (typeof CASES)[number]) {
  const network = createModel({ model, hidden }, data.train.width, task.outputs);
  const params = network.init(3);
  const batch = takeBatch(data.train, ROWS, task);
  const { loss, gradients, predictions } = lossAndGradients(network, task, params, batch);
  const numbers = {
    params: numbersOf(params),
    loss: loss.dataSync()[0] as number,
    gradients: numbersOf(gradients),
    inputs: batch.inputs.dataSync(),
    labels: batch.labels,
  };
  tf.dispose([params, batch.inputs, batch.targets, loss, gradients, predictions]);
  return numbers;
}

function expectClose(actual: Numbers, expected: Numbers, digits: number): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [name, values] of Object.entries(expected))
    values.forEach((value, i) => {
      expect(actual[name]?.[i], `${name}[${i}]`).toBeCloseTo(value, digits);
    });
}

/** The same trial on `cpu`, which all backends are measured against. */
let onCpu: TrialRecord;
let gradientsOnCpu: ReturnType<typeof gradientsOf>[];
beforeAll(async () => {
  expect(await loadBackend('cpu', host)).toBeNull();
  onCpu = await train();
  gradientsOnCpu = CASES.map(gradientsOf);
});

describe.each(['cpu', 'wasm'] as const)('backend %s', id => {
  let before: tf.MemoryInfo;
  beforeAll(async () => {
    expect(await loadBackend(id, host)).toBeNull();
    expect(tf.getBackend()).toBe(id);
  });
  beforeEach(() => {
    before = tf.memory();
  });
  afterEach(() => {
    const { numTensors, numBytes } = tf.memory();
    expect({ numTensors, numBytes }, 'a tensor leaked').toEqual({
      numTensors: before.numTensors,
      numBytes: before.numBytes,
    });
  });

  describe.each(CASES)('$model for $name', network => {
    it('has the loss of the reference network, and its gradients by finite differences', () => {
      const { params, loss, gradients, inputs, labels } = gradientsOf(network);
      const reference = (numbers: Numbers) => referenceLoss(numbers, network.layers, inputs, labels, network.reference);
      expect(loss).toBeCloseTo(reference(params), 5);
      expectClose(gradients, finiteDifferences(reference, params), 5);
    });

    it('has the gradients of cpu', () => {
      const expected = gradientsOnCpu[CASES.indexOf(network)];
      const actual = gradientsOf(network);
      expect(actual.params).toEqual(expected?.params);
      expectClose(actual.gradients, expected?.gradients as Numbers, 6);
    });
  });

  it.each(OptimizerKind.options)('%s goes down a quadratic as the reference does', kind => {
    const [learningRate, momentum] = [0.05, 0.9];
    const slopes = [1, 4, 0.5, 0];
    const targets = [1, -2, 30, 0];
    const optimizer = createOptimizer({ optimizer: kind, momentum });
    const references = slopes.map(() => referenceOptimizers[kind](learningRate, momentum));
    let expected = [0, 0, 0, 0];
    let params: Record<string, tf.Tensor> = tensorsOf({ w: expected });
    let state = optimizer.init(params);
    for (let update = 0; update < 50; update++) {
      const gradients = (numbers: number[]) =>
        numbers.map((w, i) => (slopes[i] as number) * (w - (targets[i] as number)));
      const given = tensorsOf({ w: gradients(Array.from(params.w?.dataSync() ?? [])) });
      const { deltas, state: next } = tf.tidy(() => ({ ...optimizer.update(given, state, learningRate) }));
      const moved = { w: tf.add(params.w as tf.Tensor, deltas.w as tf.Tensor) };
      disposeState({ params, optimizer: state });
      tf.dispose([given, deltas as tf.NamedTensorMap]);
      params = moved;
      state = next;
      expected = gradients(expected).map((g, i) => (expected[i] as number) + (references[i]?.(g) as number));
    }
    expect(state.updates).toBe(50);
    expectClose(numbersOf(params), { w: expected }, 3);
    disposeState({ params, optimizer: state });
  });

  it.each(OptimizerKind.options)('measures the update ratios of %s on what was really added', async optimizerKind => {
    const model = createModel({ model: 'mlp', hidden: [8, 5] }, FEATURES, CLASSES);
    const optimizer = createOptimizer({ optimizer: optimizerKind, momentum: 0.9 });
    const trainee = { model, optimizer, task: CLASSIFICATION };
    let state = initialState(trainee, 1);
    for (let step = 0; step < 3; step++) {
      const weights = numbersOf(state.params);
      const batch = takeBatch(dataset().train, ROWS, CLASSIFICATION);
      const { state: next, figures } = await trainStep(trainee, state, batch, 0.5, true);
      state = next;
      const deltas = Object.fromEntries(
        Object.entries(numbersOf(state.params)).map(([name, values]) => [
          name,
          values.map((value, i) => value - (weights[name]?.[i] as number)),
        ]),
      );
      const names = model.parameters.map(({ name }) => name);
      const matrices = names.filter(name => name.endsWith('.weight'));
      expect(figures.updateRatio).toBeCloseTo(referenceRatio(matrices, deltas, weights), 5);
      names.forEach((name, i) => {
        const isZero = weights[name]?.every(w => w === 0);
        // Biases are zero before the first update: no ratio [B4].
        expect(isZero).toBe(step === 0 && name.endsWith('.bias'));
        if (isZero) expect(figures.layerRatios[i]).toBeNaN();
        else expect(figures.layerRatios[i]).toBeCloseTo(referenceRatio([name], deltas, weights), 4);
      });
    }
    disposeState(state);
  });

  it('reaches the loss that cpu reaches in a fixed run', async () => {
    const { end, series } = await train();
    expect(end).toMatchObject({ status: 'finished', reason: null, steps: 40 });
    const losses = series.step?.loss as number[];
    const expected = onCpu.series.step?.loss as number[];
    losses.forEach((loss, step) => {
      expect(loss, `step ${step}`).toBeCloseTo(expected[step] as number, 4);
    });
    expect(series.eval?.devLoss?.at(-1)).toBeCloseTo(onCpu.series.eval?.devLoss?.at(-1) as number, 4);
    expect(series.eval?.devLoss?.at(-1)).toBeLessThan(0.7 * (series.eval?.devLoss?.[0] as number));
  });

  it.each(OptimizerKind.options)('gives the same numbers bit for bit when a trial with %s is repeated', async kind => {
    const choice = { optimizer: kind, learningRate: 0.02 };
    const first = await train(choice);
    const other = await train({ ...choice, seed: 2 });
    const second = await train(choice);
    expect(reproducible(second)).toEqual(reproducible(first));
    expect(other.series.step?.loss).not.toEqual(first.series.step?.loss);
  });

  it('gives no two learning rates different weights or batches to start from [L6]', async () => {
    const [low, high] = [await train({ learningRate: 1e-5 }), await train({ learningRate: 1 })];
    expect(low.series.step?.loss?.[0]).toBe(high.series.step?.loss?.[0]);
    expect(low.series.eval?.devLoss?.[0]).toBe(high.series.eval?.devLoss?.[0]);
    // At 1e-30 the weights don't move at all, so the losses show the batches.
    const still = await train({ learningRate: 1e-30 });
    const again = await train({ learningRate: 1e-30, optimizer: 'adam' });
    expect(still.series.step?.loss).toEqual(again.series.step?.loss);
  });

  it('leaks no tensor over 1,000 steps', async () => {
    const sizes: number[] = [];
    const nextTurn = async () => {
      sizes.push(tf.memory().numTensors);
    };
    const { end } = await train({ steps: 1000, evalEvery: 250, optimizer: 'adam' }, { nextTurn });
    expect(end.steps).toBe(1000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(before.numTensors + 3 * 6 + 1);
  });
});

it('says of a backend that this version does not have so', async () => {
  expect(await loadBackend('webgpu', host)).toMatchObject({ key: 'reason.backend.notHere' });
});

it('throws where the memory that WASM can address ends, instead of writing over its own data', async () => {
  await loadBackend('wasm', host);
  const { wasm } = tf.backend() as tf.KernelBackend & {
    wasm: { _malloc(bytes: number): number; _free(address: number): void };
  };
  expect(() => wasm._malloc(2 ** 34)).toThrow(/out of memory/);
  const taken: number[] = [];
  expect(() => {
    while (taken.length < 3) taken.push(wasm._malloc(2 ** 31));
  }).toThrow(/out of memory/);
  taken.forEach(wasm._free);
});
