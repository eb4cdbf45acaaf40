import { dropoutOf } from './dense-networks.ts';
import { type Layer, type Network, outputSize } from './network.ts';

const KERNEL = 3;
const POOL = 2;
/** Filters of the first block; each further one has twice as many. */
const FIRST_FILTERS = 16;
const MOST_BLOCKS = 3;
/** Height and width that the last block must leave at least. */
const LEAST_SIDE = 2;

/** The side of an image after a block. */
const afterBlock = (side: number): number => Math.floor((side - KERNEL + 1) / POOL);

/**
 * How many filters each block of a CNN has for images of that size: a block (convolution 3 × 3, largest of 2 × 2, ReLU) more
 * as long as it leaves 2 × 2 or more, three at most, with 16, 32, 64 filters: 16 × 16 and 28 × 28 get two blocks, 64 × 64 three.
 * Empty where images are too small for one.
 */
export function cnnFilters(height: number, width: number): number[] {
  const filters: number[] = [];
  let side = afterBlock(Math.min(height, width));
  while (side >= LEAST_SIDE && filters.length < MOST_BLOCKS) {
    filters.push(FIRST_FILTERS * 2 ** filters.length);
    side = afterBlock(side);
  }
  return filters;
}

/** How many blocks images of that size have room for. */
export function mostBlocks(height: number, width: number): number {
  let blocks = 0;
  for (let side = afterBlock(Math.min(height, width)); side >= 1; side = afterBlock(side)) blocks++;
  return blocks;
}

/**
 * Blocks of convolution, pooling and ReLU, then a dense layer that gives the outputs.
 * @param image [height, width, channels]
 * @param filters of each block; no more blocks than `mostBlocks`
 * @param dropout before the dense layer; 0: none
 */
export function cnn(
  image: readonly [number, number, number],
  filters: readonly number[],
  outputs: number,
  dropout: number,
): Network {
  const layers: Layer[] = [];
  let [height, width, channels] = image;
  filters.forEach((count, i) => {
    layers.push({
      kind: 'convolution',
      name: `block${i + 1}`,
      height,
      width,
      channels,
      kernel: KERNEL,
      filters: count,
      pool: POOL,
    });
    [height, width, channels] = [afterBlock(height), afterBlock(width), count];
  });
  const last = layers.at(-1);
  const inputs = last ? outputSize(last) : height * width * channels;
  return {
    layers: [...layers, ...dropoutOf(inputs, dropout), { kind: 'dense', name: 'output', inputs, outputs, relu: false }],
  };
}
