import { Refusal } from '#shared/contract/refusal.ts';
import type { DataKind } from '#shared/domain/dataset.ts';
import { MAX_FEATURES } from '../raw/limits.ts';
import { isBoolean, isText, isWhole, type NpyArray, type NpyValues } from './array.ts';

/** How the pixels of images stand in an array. */
export interface ImageShape {
  height: number;
  width: number;
  channels: 1 | 3;
  /** Whether all pixels of a channel come before the next channel's, as in PyTorch. */
  channelsFirst: boolean;
}

/** Smaller sides are rather those of a table. */
const SIDE = 8;
const CHANNELS: readonly number[] = [1, 3];

/** The images that the rows of an array could be; null where they can't. */
export function imageShape({ shape }: NpyArray): ImageShape | null {
  const [, a = 0, b = 0, c = 0] = shape;
  if (shape.length === 3) return { height: a, width: b, channels: 1, channelsFirst: false };
  if (shape.length !== 4) return null;
  if (CHANNELS.includes(c)) return { height: a, width: b, channels: c as 1 | 3, channelsFirst: false };
  return CHANNELS.includes(a) ? { height: b, width: c, channels: a as 1 | 3, channelsFirst: true } : null;
}

/** The least and the greatest of the values of arrays. */
export interface Range {
  low: number;
  high: number;
}

/** @returns null where one is no finite number, with the row that it stands in. */
export function rangeOf(arrays: readonly NpyValues[]): Range | { array: NpyValues; row: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const array of arrays)
    for (let row = 0; row < array.rows; row++)
      for (let i = 0; i < array.width; i++) {
        const value = array.number(row, i);
        if (!Number.isFinite(value)) return { array, row };
        if (value < low) low = value;
        if (value > high) high = value;
      }
  return { low, high };
}

/**
 * Whether the rows of arrays are taken for images: as the person says; else where they have two sides of some length, and their
 * values are those of pixels (0 to 255, or 0 to 1) or their shape has three channels.
 */
export function areImages(array: NpyArray, { low, high }: Range, kind: DataKind | undefined): boolean {
  const shape = imageShape(array);
  if (!shape || isText(array) || kind === 'table' || kind === 'text') return false;
  if (kind === 'images') return true;
  const hasSides = shape.height >= SIDE && shape.width >= SIDE;
  const isPixel =
    low >= 0 && (isBoolean(array) || high <= 1 || (isWhole(array) && high <= 255) || (high <= 255 && high > 200));
  return hasSides && (isPixel || shape.channels === 3);
}

/** How values become 0 to 255; `asTheyAre` where they were pixels already, from 0 to 255 or 0 to 1. */
export function scaleOf({ low, high }: Range): { from: number; factor: number; asTheyAre: boolean } {
  if (low >= 0 && high <= 1) return { from: 0, factor: 255, asTheyAre: true };
  if (low >= 0 && high <= 255) return { from: 0, factor: 1, asTheyAre: true };
  if (low >= -1 && high <= 1) return { from: -1, factor: 255 / 2, asTheyAre: false };
  return { from: low, factor: 255 / (high - low || 1), asTheyAre: false };
}

/**
 * The pixels of arrays, one after another, `[rows, height · width · channels]`.
 * @throws Refusal where an image has too many
 */
export function pixelsOf(arrays: readonly NpyValues[], shape: ImageShape, range: Range): Uint8Array {
  const { height, width, channels, channelsFirst } = shape;
  const size = height * width;
  const features = size * channels;
  const { file } = arrays[0]!;
  if (features > MAX_FEATURES || features === 0)
    throw new Refusal('error.data.idx.imageTooLarge', { file: file.name, height, width, limit: MAX_FEATURES });
  const rows = arrays.reduce((sum, array) => sum + array.rows, 0);
  const pixels = new Uint8ClampedArray(rows * features);
  const { from, factor } = scaleOf(range);
  let at = 0;
  for (const array of arrays)
    for (let row = 0; row < array.rows; row++, at += features)
      for (let i = 0; i < features; i++) {
        const place = channelsFirst ? (i % size) * channels + Math.floor(i / size) : i;
        pixels[at + place] = (array.number(row, i) - from) * factor;
      }
  return new Uint8Array(pixels.buffer);
}
