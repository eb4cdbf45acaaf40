import type { Metadata, default as Sharp } from 'sharp';
import { inMiB } from '../limits.ts';
import type { Shape } from './shape.ts';

/** Loaded with the first image: most readers never see one, and loading takes as long as all else of their start. */
let loaded: Promise<typeof Sharp> | undefined;

const loadSharp = (): Promise<typeof Sharp> => {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    // Images are read once each, several at a time already, and without the formats that no photo is in (SVG loads files).
    sharp.cache(false);
    sharp.concurrency(1);
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff'].map(format => `VipsForeignLoad${format}`) });
    return sharp;
  });
  return loaded;
};

/**
 * Bytes of one image at most, unpacked: 8192 × 8192 pixels of red, green, blue and transparency. A small file can name
 * sizes that no memory holds.
 */
export const MAX_UNPACKED_BYTES = 2 ** 28;

/** Why an image can't be read. */
export type Badness = 'notImage' | 'damaged' | 'tooLarge';

/** An image that can't be read; its message says what the decoder found. */
export class BadImage extends Error {
  readonly badness: Badness;

  constructor(badness: Badness, message: string) {
    super(message);
    this.badness = badness;
  }
}

/** Height and width as it is to be seen (EXIF orientation applied), and whether the file has colours. */
export interface ImageHeader {
  height: number;
  width: number;
  grey: boolean;
}

/** @throws BadImage */
export async function readHeader(bytes: Uint8Array): Promise<ImageHeader> {
  return orBad(async () => {
    const sharp = await loadSharp();
    const { autoOrient, channels } = await sharp(bytes, { limitInputPixels: MAX_UNPACKED_BYTES }).metadata();
    return { ...autoOrient, grey: channels < 3 };
  });
}

/**
 * An image's pixels in red, green and blue, 8 bits each, in the wanted size: turned as its EXIF orientation says, put on
 * white where it is transparent, scaled until it covers that size, and what hangs over cut off on both sides alike. An
 * image that has the size already keeps its pixels. Of several frames it is the first.
 * @param limit bytes of its pixels as stored, unpacked, at most.
 * @returns `[height, width, 3]`
 * @throws BadImage also where only the end is missing.
 */
export async function decode(
  bytes: Uint8Array,
  { height, width }: Shape,
  limit = MAX_UNPACKED_BYTES,
): Promise<Uint8Array> {
  return orBad(async () => {
    const sharp = await loadSharp();
    const image = sharp(bytes, {
      failOn: 'truncated',
      limitInputPixels: limit,
      sequentialRead: true,
      autoOrient: true,
    });
    const size = unpackedBytes(await image.metadata());
    if (size > limit) throw new BadImage('tooLarge', `it takes ${inMiB(size)} MiB unpacked`);
    return image
      .flatten({ background: '#fff' })
      .resize(width, height, { fit: 'cover' })
      .toColourspace('srgb')
      .raw()
      .toBuffer();
  });
}

const BYTES_OF_DEPTH: Partial<Record<Metadata['depth'], number>> = { uchar: 1, char: 1, ushort: 2, short: 2 };

/** What an image takes while it is decoded, at most: all of it where it is interlaced, and in a progressive JPEG twice. */
function unpackedBytes({ width, height, channels, depth, format, isProgressive }: Metadata): number {
  const coefficients = format === 'jpeg' && isProgressive ? 2 : 1;
  return width * height * channels * (BYTES_OF_DEPTH[depth] ?? 8) * coefficients;
}

async function orBad<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BadImage) throw error;
    const { message } = error as Error;
    if (/exceeds pixel limit/i.test(message)) throw new BadImage('tooLarge', message);
    throw new BadImage(/unsupported image format|is empty/i.test(message) ? 'notImage' : 'damaged', message);
  }
}
