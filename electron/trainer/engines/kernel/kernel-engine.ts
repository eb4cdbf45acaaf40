import { outputsOf, parametersOfLayer } from '#shared/method/networks/network.ts';
import { Random, STREAMS } from '#shared/method/random.ts';
import { initialParameters } from '../../initialisation.ts';
import { loadKernels } from '../../kernels/kernels.ts';
import type { Batch, BatchFigures, Engine, EngineState, StepFigures, Trainee } from '../engine.ts';
import { ratioOf } from '../update-ratio.ts';
import { Arena } from './arena.ts';
import { type Activations, type PlacedLayer, placeLayer } from './layers.ts';
import { createUpdate, SLOTS, type Update } from './optimizer.ts';
import { placeWeights, type Weights } from './weights.ts';

/**
 * Trains a network with our own kernels in one WASM memory, laid out once: a step is a fixed list of calls that allocate
 * nothing. Results are the same, bit for bit, on every engine that runs WebAssembly.
 * @param rows the most rows of a batch
 * @param inputs numbers (or tokens) a row
 * @throws RangeError where the memory isn't enough
 */
export async function createKernelEngine(trainee: Trainee, rows: number, inputs: number): Promise<Engine> {
  const arena = new Arena();
  const kernels = await loadKernels(arena.memory);
  const { network, loss, seed, optimizer } = trainee;
  const initial = initialParameters(network, seed);
  const data: Activations = { value: arena.place(rows * inputs), gradient: 0 };
  const labels = arena.place(rows);
  const weights: Weights[] = [];
  const layers: PlacedLayer[] = [];
  let output = data;
  let random = Random.from(seed, STREAMS.dropout);
  for (const layer of network.layers) {
    const own = parametersOfLayer(layer).map(parameter =>
      placeWeights(arena, parameter, initial.get(parameter.name) as Float32Array, SLOTS[optimizer]),
    );
    const placed = placeLayer(layer, { kernels, arena, rows, input: output, weights: own, random: () => random });
    weights.push(...own);
    layers.push(placed);
    output = placed.output;
  }
  const outputs = outputsOf(network);
  const predictions = arena.place(rows);
  const update: Update = createUpdate(kernels, trainee);
  let updates = 0;

  /** Forward and the loss, whose gradient by the outputs stands in memory then. */
  const forward = (batch: Batch, training: boolean): BatchFigures => {
    if (batch.rows > rows) throw new RangeError(`a batch of ${batch.rows} rows where ${rows} have room`);
    const count = batch.rows * inputs;
    if (batch.inputs instanceof Int32Array) arena.integers(data.value, count).set(batch.inputs);
    else arena.floats(data.value, count).set(batch.inputs);
    for (const layer of layers) layer.forward(batch.rows, training);
    if (loss === 'squaredError') {
      arena.floats(labels, batch.rows).set(batch.labels);
      return {
        loss: kernels.squaredError(output.value, labels, output.gradient, batch.rows),
        predictions: arena.floats(output.value, batch.rows).slice(),
      };
    }
    arena.integers(labels, batch.rows).set(batch.labels);
    return {
      loss: kernels.crossEntropy(output.value, labels, output.gradient, predictions, batch.rows, outputs),
      predictions: arena.floats(predictions, batch.rows).slice(),
    };
  };

  /** Of the batch that was evaluated last. */
  const rowLosses = ({ rows, labels }: Batch): Float32Array => {
    const values = arena.floats(output.value, rows * outputs);
    return Float32Array.from({ length: rows }, (_, row) => {
      const label = labels[row] as number;
      return loss === 'squaredError'
        ? ((values[row] as number) - label) ** 2
        : surprise(values.subarray(row * outputs, (row + 1) * outputs), label);
    });
  };

  const figuresOf = (figures: BatchFigures, perLayer: boolean): StepFigures => {
    const squares = weights.map(({ parameter, norms }) => {
      const [delta = Number.NaN, weight = Number.NaN] = arena.doubles(norms, 2);
      return { kind: parameter.kind, delta, weight };
    });
    return { ...figures, ...ratioOf(squares, perLayer) };
  };

  return {
    bytes: arena.size,
    step: async (batch, learningRate, perLayer) => {
      const figures = forward(batch, true);
      for (let i = layers.length - 1; i >= 0; i--) (layers[i] as PlacedLayer).backward(batch.rows);
      update(weights, learningRate, updates);
      updates++;
      return figuresOf(figures, perLayer);
    },
    evaluate: async (batch, byRow = false) => {
      const figures = forward(batch, false);
      return { ...figures, rowLosses: byRow ? rowLosses(batch) : new Float32Array(0) };
    },
    weights: async () => copied(weights, w => arena.floats(w.value, w.size)),
    state: async () => ({
      parameters: copied(weights, w => arena.floats(w.value, w.size)),
      slots: Object.fromEntries(
        SLOTS[optimizer].map(slot => [slot, copied(weights, w => arena.floats(w.slots[slot] as number, w.size))]),
      ),
      updates,
      dropout: random.state,
    }),
    restore: (state: EngineState) => {
      for (const w of weights) {
        const { name } = w.parameter;
        arena.floats(w.value, w.size).set(state.parameters[name] as Float32Array);
        for (const [slot, address] of Object.entries(w.slots))
          arena.floats(address, w.size).set(state.slots[slot]?.[name] as Float32Array);
      }
      updates = state.updates;
      random = new Random(state.dropout);
    },
    // The memory goes with the last reference to it.
    dispose: () => {},
  };
}

/** The softmax cross-entropy of one row of logits. */
function surprise(logits: Float32Array, label: number): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) highest = Math.max(highest, logit);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - highest);
  return Math.log(sum) - ((logits[label] as number) - highest);
}

const copied = (weights: readonly Weights[], view: (w: Weights) => Float32Array): Record<string, Float32Array> =>
  Object.fromEntries(weights.map(w => [w.parameter.name, view(w).slice()]));
