import { beforeAll, describe, expect, it } from 'vitest';
import { loadBackend } from '#electron/trainer/backends/load-backend.ts';
import type { Engine, EngineState, Trainee } from '#electron/trainer/engines/engine.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import { linear, mlp } from '#shared/method/networks/dense-networks.ts';
import {
  finiteDifferences,
  type Numbers,
  referenceCrossEntropy,
  referenceLoss,
  referenceOptimizers,
  referenceRatio,
  referenceSquaredError,
} from './reference-network.ts';
import { CLASSES, dataset, lawDataset, reproducible, type TrialRecord, train } from './trainer-fixture.ts';

const NETWORKS = [
  { model: 'linear' as const, hidden: [], layers: ['output'] },
  { model: 'mlp' as const, hidden: [8, 5], layers: ['hidden1', 'hidden2', 'output'] },
];
const ROWS = Uint32Array.of(0, 1, 2, 10, 20, 30, 41);

const TASKS = [
  {
    name: 'classification',
    loss: 'crossEntropy' as const,
    outputs: CLASSES,
    data: dataset(),
    reference: referenceCrossEntropy,
  },
  {
    name: 'regression',
    loss: 'squaredError' as const,
    outputs: 1,
    data: lawDataset(),
    reference: referenceSquaredError,
  },
];
const CASES = NETWORKS.flatMap(network => TASKS.map(task => ({ ...network, ...task })));
type Case = (typeof CASES)[number];

async function engineOf(backend: BackendId, network: Case, choice: Partial<Trainee> = {}): Promise<Engine> {
  const { model, hidden, data, outputs, loss } = network;
  const { width } = data.train;
  const trainee: Trainee = {
    network: model === 'linear' ? linear(width, outputs) : mlp(width, hidden, outputs, 0),
    loss,
    optimizer: 'sgd',
    momentum: 0.9,
    weightDecay: 0,
    seed: 3,
    ...choice,
  };
  return (await loadBackend(backend, nodeHost)).createEngine(trainee, ROWS.length, width);
}

const numbersOf = ({ parameters }: EngineState): Numbers =>
  Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, Array.from(values)]));

/** What each number of `after` is more than in `before`. */
const difference = (after: Numbers, before: Numbers): Numbers =>
  Object.fromEntries(
    Object.entries(after).map(([name, values]) => [
      name,
      values.map((value, i) => value - (before[name]?.[i] as number)),
    ]),
  );

/** The loss and its gradients at some parameters: plain gradient descent at rate 1 takes the gradient off them. */
async function gradientsAt(backend: BackendId, network: Case, parameters?: EngineState['parameters']) {
  const engine = await engineOf(backend, network);
  const first = await engine.state();
  if (parameters) engine.restore({ ...first, parameters });
  const params = numbersOf(await engine.state());
  const { loss } = await engine.step(network.data.train.take(ROWS), 1, false);
  const gradients = difference(params, numbersOf(await engine.state()));
  engine.dispose();
  return { params, loss, gradients };
}

function expectClose(actual: Numbers, expected: Numbers, digits: number): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [name, values] of Object.entries(expected))
    values.forEach((value, i) => {
      expect(actual[name]?.[i], `${name}[${i}]`).toBeCloseTo(value, digits);
    });
}

/**
 * What every backend must do: right gradients, updates and update ratios, the same numbers for the same seed. Compares with
 * plain arithmetic in double precision, and with `cpu`.
 */
export function backendContract(id: BackendId): void {
  /** The same trial on `cpu`, which all backends are measured against. */
  let onCpu: TrialRecord;
  beforeAll(async () => {
    onCpu = await train('cpu');
  });

  describe.each(CASES)('$model for $name', network => {
    it('has the loss of the reference network, and its gradients by finite differences', async () => {
      const { params, loss, gradients } = await gradientsAt(id, network);
      const { inputs, labels } = network.data.train.take(ROWS);
      const reference = (numbers: Numbers) =>
        referenceLoss(numbers, network.layers, inputs as Float32Array, Array.from(labels), network.reference);
      expect(loss).toBeCloseTo(reference(params), 5);
      expectClose(gradients, finiteDifferences(reference, params), 5);
    });

    it('has the gradients of cpu', async () => {
      const expected = await gradientsAt('cpu', network);
      const actual = await gradientsAt(id, network);
      expect(actual.params).toEqual(expected.params);
      expectClose(actual.gradients, expected.gradients, 6);
    });
  });

  const [MLP] = CASES.filter(({ model, name }) => model === 'mlp' && name === 'classification') as [Case];

  it.each(OptimizerKind.options)('%s moves every number as the reference does', async optimizer => {
    const [learningRate, momentum] = [0.05, 0.9];
    const engine = await engineOf(id, MLP, { optimizer, momentum });
    let before = await engine.state();
    const references = new Map(
      Object.entries(before.parameters).map(([name, values]) => [
        name,
        Array.from(values, () => referenceOptimizers[optimizer](learningRate, momentum)),
      ]),
    );
    for (let update = 0; update < 8; update++) {
      const { gradients } = await gradientsAt(id, MLP, before.parameters);
      await engine.step(MLP.data.train.take(ROWS), learningRate, false);
      const after = await engine.state();
      const expected = Object.fromEntries(
        Object.entries(gradients).map(([name, values]) => [name, values.map((g, i) => references.get(name)![i]!(g))]),
      );
      // Adam divides by the size of the gradient, and a difference of float32 has but few digits where that is small.
      const moved = difference(numbersOf(after), numbersOf(before));
      if (optimizer === 'adam') {
        for (const [name, values] of Object.entries(gradients))
          values.forEach((g, i) => {
            if (Math.abs(g) > 1e-3) expect(moved[name]![i]).toBeCloseTo(expected[name]![i]!, 3);
          });
      } else expectClose(moved, expected, 5);
      before = after;
      expect(after.updates).toBe(update + 1);
    }
    engine.dispose();
  });

  it.each(OptimizerKind.options)('measures the update ratios of %s on what was really added', async optimizer => {
    const engine = await engineOf(id, MLP, { optimizer });
    for (let step = 0; step < 3; step++) {
      const weights = numbersOf(await engine.state());
      const figures = await engine.step(MLP.data.train.take(ROWS), 0.5, true);
      const deltas = difference(numbersOf(await engine.state()), weights);
      const names = Object.keys(weights);
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
    engine.dispose();
  });

  it('reaches the loss that cpu reaches in a fixed run', async () => {
    const { end, series } = await train(id);
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
    const choice = { optimizer: kind, learningRate: 0.02, steps: 12 };
    const first = await train(id, choice);
    const other = await train(id, { ...choice, seed: 2 });
    const second = await train(id, choice);
    expect(reproducible(second)).toEqual(reproducible(first));
    expect(other.series.step?.loss).not.toEqual(first.series.step?.loss);
  });

  it('gives no two learning rates different weights or batches to start from [L6]', async () => {
    const [low, high] = [
      await train(id, { learningRate: 1e-5, steps: 2 }),
      await train(id, { learningRate: 1, steps: 2 }),
    ];
    expect(low.series.step?.loss?.[0]).toBe(high.series.step?.loss?.[0]);
    expect(low.series.eval?.devLoss?.[0]).toBe(high.series.eval?.devLoss?.[0]);
    // At 1e-30 the weights don't move at all, so the losses show the batches.
    const still = await train(id, { learningRate: 1e-30, steps: 12 });
    const again = await train(id, { learningRate: 1e-30, optimizer: 'adam', steps: 12 });
    expect(still.series.step?.loss).toEqual(again.series.step?.loss);
  });
}
