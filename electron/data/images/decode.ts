import type { Sharp as Image, Metadata, default as Sharp, SharpOptions } from 'sharp';
import { inMiB } from '../raw/limits.ts';
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
  /** Whether a channel has 16 bits. */
  deep: boolean;
  transparent: boolean;
}

/** @throws BadImage */
export async function readHeader(bytes: Uint8Array): Promise<ImageHeader> {
  return orBad(async () => {
    const sharp = await loadSharp();
    const { autoOrient, channels, depth, hasAlpha } = await sharp(bytes, {
      limitInputPixels: MAX_UNPACKED_BYTES,
    }).metadata();
    return { ...autoOrient, grey: channels < 3, deep: depth === 'ushort', transparent: hasAlpha };
  });
}

/** What the values of images mean, where their files don't say it. */
export interface Light {
  /** Bits that the values of images of 16 bits really have: 12 of many cameras and scanners. */
  bits: number;
  /** Whether what is transparent is black. */
  onBlack: boolean;
}

/** Bits a value that an image of 16 bits needs, by its largest value. */
export async function bitsOf(bytes: Uint8Array): Promise<number> {
  return orBad(async () => {
    const { image } = await opened(bytes, MAX_UNPACKED_BYTES);
    const { channels } = await image.removeAlpha().stats();
    return Math.ceil(Math.log2(Math.max(...channels.map(({ max }) => max)) + 1));
  });
}

/** How much of a drawing is seen on white and on black: the mean distance of its opaque pixels from these, 0 to 255. */
export async function seenOn(bytes: Uint8Array): Promise<{ white: number; black: number }> {
  return orBad(async () => {
    const { image } = await opened(bytes, MAX_UNPACKED_BYTES);
    const pixels = await image
      .resize(SEEN_SIDE, SEEN_SIDE, { fit: 'inside', kernel: 'nearest' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer();
    let [white, black] = [0, 0];
    for (let i = 0; i < pixels.length; i += 4) {
      const light = (pixels[i]! + pixels[i + 1]! + pixels[i + 2]!) / 3;
      white += (255 - light) * (pixels[i + 3]! / 255);
      black += light * (pixels[i + 3]! / 255);
    }
    return { white: (4 * white) / pixels.length, black: (4 * black) / pixels.length };
  });
}

const SEEN_SIDE = 64;

/**
 * An image's pixels in red, green and blue, 8 bits each, in the wanted size: turned as its EXIF orientation says, put on
 * white where it is transparent (or black, where the drawings are white), scaled until it covers that size, and what hangs over cut off on both sides alike. An
 * image that has the size already keeps its pixels. Of several frames it is the first.
 * @param limit bytes of its pixels as stored, unpacked, at most.
 * @returns `[height, width, 3]`
 * @throws BadImage also where only the end is missing.
 */
export async function decode(
  bytes: Uint8Array,
  { height, width }: Shape,
  limit = MAX_UNPACKED_BYTES,
  { bits, onBlack }: Light = { bits: 16, onBlack: false },
): Promise<Uint8Array> {
  return orBad(async () => {
    const { image, metadata } = await opened(bytes, limit, {
      failOn: 'truncated',
      sequentialRead: true,
      autoOrient: true,
    });
    const resized = image.flatten({ background: onBlack ? '#000' : '#fff' }).resize(width, height, { fit: 'cover' });
    if (metadata.depth !== 'ushort' || bits >= 16) return resized.toColourspace('srgb').raw().toBuffer();
    const deep = await resized.toColourspace('rgb16').raw({ depth: 'ushort' }).toBuffer();
    const largest = 2 ** bits - 1;
    const values = new Uint16Array(deep.buffer, deep.byteOffset, deep.length / 2);
    return Uint8Array.from(values, value => Math.min(255, Math.round((255 * value) / largest)));
  });
}

/** An image whose pixels may be asked for. @throws BadImage where they take more than `limit` bytes unpacked */
async function opened(
  bytes: Uint8Array,
  limit: number,
  options: SharpOptions = {},
): Promise<{ image: Image; metadata: Metadata }> {
  const sharp = await loadSharp();
  const image = sharp(bytes, { limitInputPixels: limit, ...options });
  const metadata = await image.metadata();
  const size = unpackedBytes(metadata);
  if (size > limit) throw new BadImage('tooLarge', `it takes ${inMiB(size)} MiB unpacked`);
  return { image, metadata };
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
    const said = /unknown error/i.test(message) ? 'it ends too early, or its pixels cannot be unpacked' : message;
    throw new BadImage(/unsupported image format|is empty/i.test(message) ? 'notImage' : 'damaged', said);
  }
}
