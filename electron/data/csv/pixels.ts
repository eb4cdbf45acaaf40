import type { Column } from './column.ts';
import { numberOf } from './column.ts';
import { CONSTANT } from './left-out-columns.ts';
import type { TableProfile } from './profile.ts';

/** Columns of a table that are the pixels of an image a row. */
export interface Pixels {
  height: number;
  width: number;
  channels: 1 | 3;
  columns: Column[];
  /** What a value is multiplied by to go from 0 to 255. */
  scale: number;
  /** Whether names or values say that they are pixels, rather than the number of columns alone. */
  areSure: boolean;
  /** Of colours: whether all of one come before all of the next, as in CIFAR's files. */
  planar: boolean;
}

/** The smallest images that are looked for; the fewest columns are so many. */
const SIDE = 8;
export const FEWEST_PIXELS = SIDE * SIDE;
/** The brightest value that is taken for a scale of its own (0 to 16), rather than for a dark one of 0 to 255. */
const OWN_SCALE = 16;
/** The brightest value from which on columns that are not called pixels may be some. */
const GREY = 15;
/** Neighbours differ by less than this share of what pixels anywhere differ by. */
const SMOOTH = 0.75;

const NAMED = /pix|^\d+x\d+$/i;

/**
 * The images that a table's columns are: all but the target hold whole numbers from 0 to 255 without gaps, and there are n × n of
 * them, or three times as many; null where they are not. Columns that number the rows don't count.
 */
export function pixelsOf(columns: readonly Column[], target: Column, { preview }: TableProfile): Pixels | null {
  const found = columns.filter(column => column !== target && (!column.useless || column.useless.key === CONSTANT));
  const channels = isSquare(found.length) ? 1 : 3;
  const side = Math.sqrt(found.length / channels);
  if (!Number.isInteger(side) || side < SIDE || !found.every(isPixel)) return null;
  const brightest = Math.max(...found.map(({ profile }) => profile.highest));
  if (brightest < 1) return null;
  const rows = preview.map(cells => found.map(column => numberOf(cells[column.index]!, column) ?? 0));
  const planar = channels === 3 && unlike(rows, side) < unlike(rows, 3 * side);
  const step = channels === 1 || planar ? 1 : 3;
  const isSmooth = Math.max(unlike(rows, step), unlike(rows, step * side)) < SMOOTH;
  return {
    height: side,
    width: side,
    channels,
    columns: found,
    scale: pixelScale(brightest),
    areSure: found.every(({ name }) => NAMED.test(name)) || (brightest >= GREY && isSmooth),
    planar,
  };
}

/** What values are multiplied by to go from 0 to 255, by the brightest of them. */
export const pixelScale = (brightest: number): number => (brightest <= OWN_SCALE ? 255 / brightest : 1);

const isSquare = (count: number): boolean => Number.isInteger(Math.sqrt(count));

const isPixel = ({ type, profile, numbers }: Column): boolean =>
  type === 'integer' &&
  profile.missing === 0 &&
  numbers === profile.present &&
  profile.lowest >= 0 &&
  profile.highest <= 255;

/** How much values differ that stand so many columns apart, as a share of how much any two of a row do. */
function unlike(rows: readonly (readonly number[])[], apart: number): number {
  let [near, pairs, any, all] = [0, 0, 0, 0];
  for (const row of rows)
    for (let i = 0; i < row.length; i++) {
      if (i >= apart) {
        near += Math.abs(row[i]! - row[i - apart]!);
        pairs++;
      }
      // A stride that shares no factor with the width reaches all parts of the image.
      any += Math.abs(row[i]! - row[(i * 7919 + 31) % row.length]!);
      all++;
    }
  return any === 0 ? 1 : near / pairs / (any / all);
}

/** Takes the cells of up to `capacity` rows as pixels, `[rows, height · width · channels]`, the channels of a pixel side by side. */
export function pixelReader({ height, width, channels, columns, scale, planar }: Pixels, capacity: number) {
  const size = height * width;
  const bytes = new Uint8ClampedArray(capacity * size * channels);
  const place = (i: number): number => (planar ? (i % size) * channels + Math.floor(i / size) : i);
  const places = columns.map((_, i) => place(i));
  return {
    set: (row: number, cells: readonly string[]): void => {
      const start = row * size * channels;
      columns.forEach((column, i) => {
        bytes[start + places[i]!] = scale * (numberOf(cells[column.index]!, column) ?? 0);
      });
    },
    pixels: (rows: number): Uint8Array => new Uint8Array(bytes.buffer, 0, rows * size * channels),
  };
}
