import { Refusal } from '#shared/contract/refusal.ts';
import { isDamage } from '../files/errors.ts';
import type { SourceFile } from '../files/file-set.ts';
import type { OnProgress } from '../raw/dataset.ts';
import {
  BadImage,
  type Badness,
  bitsOf,
  decode,
  type ImageHeader,
  type Light,
  MAX_UNPACKED_BYTES,
  readHeader,
  seenOn,
} from './decode.ts';
import { chooseShape, type Shape } from './shape.ts';

/** Bytes of one image file. */
export const MAX_IMAGE_BYTES = 64 * 2 ** 20;

/** So many are decoded at once; Node's pool has as many threads. */
const AT_ONCE = 4;

/** Bytes, unpacked, from which on images are decoded one at a time, so that together they take no more than the largest. */
const LARGE_BYTES = MAX_UNPACKED_BYTES / AT_ONCE;

/** The size is chosen from so many headers. */
const HEADERS = 500;

/** More bad images than this share of all, and something else is wrong than single files. */
const MOST_BAD = 0.2;

/** A drawing whose pixels differ so little from what they lie on, at the mean of 0 to 255, is hardly there. */
const HARDLY_SEEN = 1;

/** Values of fewer bits are dark pictures rather than such a depth. */
const LEAST_BITS = 8;

/** Share of the progress that the headers take. */
const HEADERS_SHARE = 0.05;

export interface BadFile {
  file: SourceFile;
  badness: Badness | 'fileTooLarge' | 'unreadable';
  detail: string;
}

export interface LoadedImages extends Shape {
  /** 1 where all are grey, else 3. */
  channels: number;
  /** `[good, height · width · channels]` */
  pixels: Uint8Array;
  /** Which of the files, in their order. */
  good: Int32Array;
  bad: BadFile[];
  /** Whether the images that the size was chosen from all have it already. */
  asTheyAre: boolean;
  /** Whether the size had to be made smaller for all to fit. */
  lowered: boolean;
  /** Of images of 16 bits, how many of these their values use. */
  bits: number;
  /** Whether what is transparent was made black, as white would have hidden the drawings. */
  onBlack: boolean;
}

/**
 * Reads images, all into one size. No more is held than a few images as they are decoded, and the pixels that result.
 * @param path what they all lie in.
 * @throws Refusal where too many can't be read for it to be an accident.
 */
export async function loadImages(
  path: string,
  files: readonly SourceFile[],
  onProgress: OnProgress,
): Promise<LoadedImages> {
  const step = Math.max(1, files.length / HEADERS);
  const some = Array.from({ length: Math.ceil(files.length / step) }, (_, i) => files[Math.floor(i * step)]!);
  const headers: ImageHeader[] = [];
  const bad: BadFile[] = [];
  /** Of those looked at, the most bits that a value of one of 16 bits needs, and how many can't be seen on white and black. */
  let bits = 0;
  const hidden = { white: 0, black: 0 };
  await eachOf(some.length, async i => {
    await unlessBad(some[i]!, bad, async bytes => {
      const header = await readHeader(bytes);
      headers.push(header);
      if (header.deep) bits = Math.max(bits, await bitsOf(bytes));
      if (!header.transparent) return;
      const { white, black } = await seenOn(bytes);
      if (white < HARDLY_SEEN) hidden.white++;
      if (black < HARDLY_SEEN) hidden.black++;
    });
    onProgress((HEADERS_SHARE * (i + 1)) / some.length);
  });
  checkBad(path, some.length, bad);
  const decoded = (done: number) => onProgress(HEADERS_SHARE + (1 - HEADERS_SHARE) * done);
  const light = { bits: bits === 0 ? 16 : Math.max(bits, LEAST_BITS), onBlack: hidden.white > hidden.black };
  const grey = headers.every(header => header.grey) ? await loadAs(1, files, headers, light, decoded) : null;
  const loaded = grey ?? (await loadAs(3, files, headers, light, decoded))!;
  checkBad(path, files.length, loaded.bad);
  return loaded;
}

function checkBad(path: string, count: number, bad: readonly BadFile[]): void {
  if (bad.length <= MOST_BAD * count) return;
  const { file, detail } = bad[0]!;
  const values = { path, count, bad: bad.length, limit: 100 * MOST_BAD };
  throw new Refusal('error.data.images.tooManyBad', {
    ...values,
    file: file.path,
    detail: detail.replace(/[\s:]+$/, ''),
  });
}

/** @returns null where one channel is wanted and an image has colours. */
async function loadAs(
  channels: 1 | 3,
  files: readonly SourceFile[],
  headers: readonly ImageHeader[],
  light: Light,
  onProgress: OnProgress,
): Promise<LoadedImages | null> {
  const { shape, lowered } = chooseShape(headers, files.length, channels);
  const features = shape.height * shape.width * channels;
  const pixels = new Uint8Array(files.length * features);
  const isGood = new Uint8Array(files.length);
  const bad: BadFile[] = [];
  const large: number[] = [];
  let coloured = false;
  let done = 0;
  const load = (limit: number) => async (i: number) => {
    if (coloured && channels === 1) return;
    await unlessBad(files[i]!, bad, async bytes => {
      const rgb = await decode(bytes, shape, limit, light).catch(error => {
        if (limit === MAX_UNPACKED_BYTES || !(error instanceof BadImage) || error.badness !== 'tooLarge') throw error;
        large.push(i);
        return null;
      });
      if (rgb === null) return;
      coloured ||= hasColour(rgb);
      pixels.set(channels === 1 ? everyThird(rgb) : rgb, i * features);
      isGood[i] = 1;
    });
    onProgress(Math.min(1, ++done / files.length));
  };
  await eachOf(files.length, load(LARGE_BYTES));
  for (const i of large) await load(MAX_UNPACKED_BYTES)(i);
  if (coloured && channels === 1) return null;
  const good = Int32Array.from(files.keys()).filter(i => isGood[i] === 1);
  const asTheyAre = headers.every(({ height, width }) => height === shape.height && width === shape.width);
  const common = { ...shape, good, bad, asTheyAre, lowered, ...light };
  return coloured || channels === 1
    ? { ...common, channels, pixels: gathered(pixels, good, features) }
    : { ...common, channels: 1, pixels: everyThird(gathered(pixels, good, features)) };
}

/** Takes the bytes of a file where it can be read; where not, or where they are no image, the file is noted as bad. */
export async function unlessBad(file: SourceFile, bad: BadFile[], take: (bytes: Uint8Array) => Promise<unknown>) {
  try {
    await take(await file.read(MAX_IMAGE_BYTES));
  } catch (error) {
    if (error instanceof BadImage) bad.push({ file, badness: error.badness, detail: error.message });
    else if (error instanceof Refusal) bad.push({ file, ...unreadable(error) });
    else throw error;
  }
}

function unreadable(error: Refusal): Omit<BadFile, 'file'> {
  const { key, values } = error.record;
  if (isDamage(error)) return { badness: 'damaged', detail: String(values.detail ?? '') };
  return key === 'error.data.tooLarge'
    ? { badness: 'fileTooLarge', detail: '' }
    : { badness: 'unreadable', detail: error.message };
}

/** Does something with each index below `count`, a few at once. */
async function eachOf(count: number, task: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

export function hasColour(rgb: Uint8Array): boolean {
  for (let i = 0; i < rgb.length; i += 3) if (rgb[i] !== rgb[i + 1] || rgb[i] !== rgb[i + 2]) return true;
  return false;
}

/** One of three equal channels. */
export function everyThird(rgb: Uint8Array): Uint8Array {
  const grey = new Uint8Array(rgb.length / 3);
  for (let i = 0; i < grey.length; i++) grey[i] = rgb[3 * i]!;
  return grey;
}

/** The rows of these numbers, moved to the front in place. */
function gathered(pixels: Uint8Array, rows: Int32Array, features: number): Uint8Array {
  rows.forEach((row, i) => {
    pixels.copyWithin(i * features, row * features, (row + 1) * features);
  });
  return pixels.subarray(0, rows.length * features);
}
