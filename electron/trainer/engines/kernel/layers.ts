import { convolutionSizes, type Layer, outputSize } from '#shared/method/networks/network.ts';
import type { Random } from '#shared/method/random.ts';
import type { Address, Kernels } from '../../kernels/kernels.ts';
import type { Arena } from './arena.ts';
import type { Weights } from './weights.ts';

/** Numbers of a batch and their gradient; `gradient` 0: nobody needs it, they are data. */
export interface Activations {
  value: Address;
  gradient: Address;
}

/** A layer laid out in the kernels' memory for batches of up to so many rows. */
export interface PlacedLayer {
  output: Activations;
  forward(rows: number, training: boolean): void;
  /** From the output's gradient: that of the layer's weights, and of its input where that has one. */
  backward(rows: number): void;
}

/** What a layer is placed with. */
export interface Place {
  kernels: Kernels;
  arena: Arena;
  /** The most rows of a batch. */
  rows: number;
  input: Activations;
  /** The layer's own parameters, in order. */
  weights: readonly Weights[];
  /** What all dropout layers of a network draw from, one after the other. */
  random: () => Random;
}

type Of<K extends Layer['kind']> = Extract<Layer, { kind: K }>;

export function placeLayer(layer: Layer, place: Place): PlacedLayer {
  switch (layer.kind) {
    case 'dense':
      return placeDense(layer, place);
    case 'convolution':
      return placeConvolution(layer, place);
    case 'embedding':
    case 'embeddingMean':
      return placeEmbedding(layer, place);
    case 'textConvolution':
      return placeTextConvolution(layer, place);
    case 'dropout':
      return placeDropout(layer, place);
  }
}

function placeOutput(layer: Layer, { arena, rows }: Place): Activations {
  const size = rows * outputSize(layer);
  return { value: arena.place(size), gradient: arena.place(size) };
}

function placeDense(layer: Of<'dense'>, place: Place): PlacedLayer {
  const { kernels: k, arena, input, weights } = place;
  const { inputs, outputs, relu } = layer;
  const [weight, bias] = weights as [Weights, Weights];
  const output = placeOutput(layer, place);
  const isData = input.gradient === 0;
  const packed = Math.max(
    k.packedSize(inputs, outputs),
    k.packedSize(place.rows, outputs),
    k.packedSize(outputs, inputs),
  );
  const lists = isData ? Math.max(k.listsSize(place.rows, inputs), k.listsSize(inputs, place.rows)) : 0;
  arena.reserveScratch(packed + lists);
  return {
    output,
    forward: rows =>
      k.dense(input.value, weight.value, bias.value, output.value, rows, inputs, outputs, relu, isData, arena.scratch),
    backward: rows => {
      const { scratch } = arena;
      const dz = output.gradient;
      if (relu) k.reluGradient(dz, output.value, rows * outputs);
      k.denseWeightGradient(input.value, dz, weight.gradient, bias.gradient, rows, inputs, outputs, isData, scratch);
      if (!isData) k.denseInputGradient(dz, weight.value, input.gradient, rows, inputs, outputs, scratch);
    },
  };
}

function placeConvolution(layer: Of<'convolution'>, place: Place): PlacedLayer {
  const { kernels: k, arena, input, weights } = place;
  const { height, width, channels, kernel, filters, pool } = layer;
  const [weight, bias] = weights as [Weights, Weights];
  const { before, after } = convolutionSizes(layer);
  const places = before.height * before.width;
  const window = kernel * kernel * channels;
  const output = placeOutput(layer, place);
  const size = place.rows * places * filters;
  const convolved = pool === 1 ? output : { value: arena.place(size), gradient: arena.place(size) };
  const origins = pool === 1 ? 0 : arena.place(place.rows * outputSize(layer));
  const packed = Math.max(k.packedSize(window, filters), k.packedSize(places, filters), k.packedSize(filters, window));
  arena.reserveScratch(packed + places * window);

  const sizes = (rows: number) =>
    // Stride 1, no padding.
    [rows, height, width, channels, kernel, kernel, filters, 1, 0, 0, before.height, before.width] as const;
  return {
    output,
    forward: rows => {
      k.convolution(input.value, weight.value, bias.value, convolved.value, ...sizes(rows), true, arena.scratch);
      if (pool > 1)
        k.maxPool(
          convolved.value,
          output.value,
          origins,
          rows,
          before.height,
          before.width,
          filters,
          pool,
          pool,
          after.height,
          after.width,
        );
    },
    backward: rows => {
      const { scratch } = arena;
      k.reluGradient(output.gradient, output.value, rows * outputSize(layer));
      if (pool > 1)
        k.maxPoolGradient(
          output.gradient,
          origins,
          convolved.gradient,
          rows,
          places * filters,
          after.height * after.width * filters,
        );
      const dz = convolved.gradient;
      k.convolutionWeightGradient(input.value, dz, weight.gradient, bias.gradient, ...sizes(rows), scratch);
      if (input.gradient !== 0) k.convolutionInputGradient(dz, weight.value, input.gradient, ...sizes(rows), scratch);
    },
  };
}

function placeEmbedding(layer: Of<'embedding' | 'embeddingMean'>, place: Place): PlacedLayer {
  const { kernels: k, input, weights } = place;
  const { kind, vocabulary, length, width } = layer;
  const [table] = weights as [Weights];
  const output = placeOutput(layer, place);
  if (kind === 'embedding')
    return {
      output,
      forward: rows => k.embed(table.value, input.value, output.value, rows * length, width),
      backward: rows =>
        k.embedGradient(output.gradient, input.value, table.gradient, table.touched, rows * length, width, vocabulary),
    };
  return {
    output,
    forward: rows => k.embedMean(table.value, input.value, output.value, rows, length, width),
    backward: rows =>
      k.embedMeanGradient(output.gradient, input.value, table.gradient, table.touched, rows, length, width, vocabulary),
  };
}

function placeTextConvolution(layer: Of<'textConvolution'>, place: Place): PlacedLayer {
  const { kernels: k, arena, input, weights } = place;
  const { length, width, window, filters } = layer;
  const [weight, bias] = weights as [Weights, Weights];
  const output = placeOutput(layer, place);
  const origins = arena.place(place.rows * filters);
  const size = window * width;
  arena.reserveScratch(Math.max(k.packedSize(size, filters) + (length - window + 1) * filters, 2 * size * filters));
  return {
    output,
    forward: rows =>
      k.textConvolution(
        input.value,
        weight.value,
        bias.value,
        output.value,
        origins,
        rows,
        length,
        width,
        window,
        filters,
        arena.scratch,
      ),
    backward: rows =>
      k.textConvolutionGradient(
        input.value,
        weight.value,
        output.value,
        origins,
        output.gradient,
        weight.gradient,
        bias.gradient,
        input.gradient,
        rows,
        length,
        width,
        window,
        filters,
        arena.scratch,
      ),
  };
}

function placeDropout({ size, rate }: Of<'dropout'>, { kernels, arena, rows, input, random }: Place): PlacedLayer {
  const factors = arena.place(rows * size);
  let dropped = false;
  // In place: the numbers before are nobody's concern, ReLU's gradient looks only at which are 0.
  return {
    output: input,
    forward: (rows, training) => {
      dropped = training && rate > 0;
      if (!dropped) return;
      const kept = 1 / (1 - rate);
      const values = arena.floats(factors, rows * size);
      const numbers = random();
      for (let i = 0; i < values.length; i++) values[i] = numbers.uniform() < rate ? 0 : kept;
      kernels.scale(input.value, factors, rows * size);
    },
    backward: rows => {
      if (dropped) kernels.scale(input.gradient, factors, rows * size);
    },
  };
}
