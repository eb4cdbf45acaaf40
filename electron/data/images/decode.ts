import sharp from 'sharp';
import type { Shape } from './shape.ts';

// Images are read once each, several at a time already, and without the formats that no photo is in (SVG loads files).
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff'].map(format => `VipsForeignLoad${format}`) });

/** Pixels of one image at most: 8192 × 8192. A small file can name sizes that no memory holds. */
export const MAX_PIXELS = 2 ** 26;

/** Why an image can't be read. */
export type Badness = 'notImage' | 'damaged' | 'tooManyPixels';

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
    const { autoOrient, channels } = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
    return { ...autoOrient, grey: channels < 3 };
  });
}

/**
 * An image's pixels in red, green and blue, 8 bits each, in the wanted size: turned as its EXIF orientation says, put on
 * white where it is transparent, scaled until it covers that size, and what hangs over cut off on both sides alike. An
 * image that has the size already keeps its pixels. Of several frames it is the first.
 * @param limit pixels of the image as stored, at most.
 * @returns `[height, width, 3]`
 * @throws BadImage also where only the end is missing.
 */
export async function decode(bytes: Uint8Array, { height, width }: Shape, limit = MAX_PIXELS): Promise<Uint8Array> {
  return orBad(() =>
    sharp(bytes, { failOn: 'truncated', limitInputPixels: limit, sequentialRead: true, autoOrient: true })
      .flatten({ background: '#fff' })
      .resize(width, height, { fit: 'cover' })
      .toColourspace('srgb')
      .raw()
      .toBuffer(),
  );
}

async function orBad<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const { message } = error as Error;
    if (/exceeds pixel limit/i.test(message)) throw new BadImage('tooManyPixels', message);
    throw new BadImage(/unsupported image format|is empty/i.test(message) ? 'notImage' : 'damaged', message);
  }
}
