import { Random, STREAMS } from '#shared/method/random.ts';
import type { OnProgress } from '../../raw/dataset.ts';
import { RowKeys } from './row-keys.ts';
import { uniteSimilar } from './similar-rows.ts';
import { type Shape, thumbnails } from './thumbnail.ts';
import { UnionFind } from './union-find.ts';

/**
 * Images are alike whose thumbnails differ by less than this share of their contrast (root mean squares, each channel's
 * mean taken off), as copies do that were packed, scaled or brightened anew. The two most similar different digits of
 * MNIST's test part differ by 0.13; noisy digits of 16 × 16 pixels through JPEG of quality 90 by 0.04 to 0.07, larger images
 * by less, since a thumbnail is a mean.
 */
const TOLERANCE = 0.1;
/** And whose means differ by less than this share of their contrast. */
const MEAN_TOLERANCE = 0.25;
/** Width and height of the thumbnails that are compared. */
const COMPARED_SIDE = 16;

/**
 * Candidates share the cells of `PROJECTIONS` random directions in one of the bands (Datar et al. 2004): with cells of
 * this width, thumbnails that differ by the whole tolerance do so with a chance of 98 %, by half of it always.
 */
const BANDS = 12;
const PROJECTIONS = 12;
const CELL = 0.8;
/** Width and height of the thumbnails that are projected. */
const PROJECTED_SIDE = 8;

/** Images between two reports of progress. */
const PROGRESS_EVERY = 1000;

/**
 * Images that are nearly the same: equal, or with thumbnails that are. The same images and seed always give the same sets.
 * @param pixels `[rows, height · width · channels]`
 */
export function similarImages(
  rows: number,
  pixels: Uint8Array,
  shape: Shape,
  seed: number,
  onProgress: OnProgress = () => {},
): UnionFind {
  const size = shape.height * shape.width * shape.channels;
  const image = (row: number): Uint8Array => pixels.subarray(row * size, (row + 1) * size);
  const sets = new UnionFind(rows);
  const different = uniteEqual(sets, rows, image);
  const shrink = thumbnails(shape, COMPARED_SIDE);
  const centredOf = (row: number) => centred(shrink(image(row)), shape.channels);
  // A row is compared with several in turn.
  let [held, own] = [-1, null as ReturnType<typeof centred> | null];
  const similar = (a: number, b: number): boolean => {
    if (held !== b || !own) [held, own] = [b, centredOf(b)];
    const one = centredOf(a);
    const other = own;
    const contrast = Math.max(one.contrast, other.contrast);
    if (one.means.some((mean, c) => Math.abs(mean - other.means[c]!) >= MEAN_TOLERANCE * contrast)) return false;
    let squares = 0;
    for (let i = 0; i < one.values.length; i++) squares += (one.values[i]! - other.values[i]!) ** 2;
    return squares < (TOLERANCE * contrast) ** 2 * one.values.length;
  };
  const keys = projectionKeys(different, image, shape, seed, done => onProgress(0.4 * done));
  uniteSimilar(sets, different, keys, BANDS, similar, done => onProgress(0.4 + 0.6 * done));
  return sets;
}

/** @returns the first row of each set of equal images. */
function uniteEqual(sets: UnionFind, rows: number, image: (row: number) => Uint8Array): Int32Array {
  const keys = new RowKeys(rows);
  for (let row = 0; row < rows; row++) for (const pixel of image(row)) keys.add(row, pixel);
  const first = keys.first();
  first.forEach((there, row) => {
    if (there !== row) sets.unite(there, row);
  });
  return first.filter((there, row) => there === row);
}

/** `[rows, BANDS]`: the cell of each band that an image's thumbnail lies in, as a key. */
function projectionKeys(
  rows: Int32Array,
  image: (row: number) => Uint8Array,
  shape: Shape,
  seed: number,
  onProgress: OnProgress,
): Int32Array {
  const random = Random.from(seed, STREAMS.duplicates);
  const shrink = thumbnails(shape, PROJECTED_SIDE);
  const numbers = Math.min(PROJECTED_SIDE, shape.height) * Math.min(PROJECTED_SIDE, shape.width) * shape.channels;
  const directions = Float64Array.from({ length: BANDS * PROJECTIONS * numbers }, () => random.normal());
  const offsets = Float64Array.from({ length: BANDS * PROJECTIONS }, () => random.uniform());
  const bands = new RowKeys(BANDS * rows.length);
  rows.forEach((row, i) => {
    if (i % PROGRESS_EVERY === 0) onProgress(i / rows.length);
    const { values, contrast } = centred(shrink(image(row)), shape.channels);
    // An image without contrast is like others only where it equals them.
    const unit = contrast === 0 ? 0 : 1 / (contrast * Math.sqrt(values.length) * CELL);
    for (let p = 0; p < offsets.length; p++) {
      let along = 0;
      for (let k = 0; k < values.length; k++) along += values[k]! * directions[p * numbers + k]!;
      bands.add(i * BANDS + Math.floor(p / PROJECTIONS), Math.floor(along * unit + offsets[p]!));
    }
  });
  return bands.low;
}

/** Takes each channel's mean off a thumbnail; contrast is the root mean square of what is left. */
function centred(thumbnail: Float64Array, channels: number) {
  const means = new Array<number>(channels).fill(0);
  const values = thumbnail.slice();
  for (let i = 0; i < values.length; i++) means[i % channels]! += (values[i]! * channels) / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    values[i]! -= means[i % channels]!;
    squares += values[i]! ** 2;
  }
  return { values, means, contrast: Math.sqrt(squares / values.length) };
}
