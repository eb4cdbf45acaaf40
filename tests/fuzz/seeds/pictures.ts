import sharp, { type Sharp } from 'sharp';
import { Random } from '#shared/method/random.ts';
import { noise } from '../draw.ts';

/** An encoded image and what its file's name ends with. */
export interface Picture {
  ending: string;
  bytes: Buffer;
}

/** Ways of writing an image; each as it is most often, and as it is seldom. */
const FORMATS: readonly [ending: string, write: (image: Sharp) => Sharp][] = [
  ['png', image => image.png()],
  ['png', image => image.greyscale().png()],
  ['png', image => image.png({ palette: true })],
  ['png', image => image.ensureAlpha(0.5).png({ progressive: true })],
  ['png', image => image.toColourspace('rgb16').png()],
  ['jpg', image => image.jpeg()],
  ['jpg', image => image.jpeg({ progressive: true })],
  ['jpeg', image => image.greyscale().jpeg()],
  ['jpg', image => image.toColourspace('cmyk').jpeg()],
  ['webp', image => image.webp()],
  ['webp', image => image.webp({ lossless: true })],
  ['gif', image => image.gif()],
  ['tif', image => image.tiff({ compression: 'lzw' })],
  ['tiff', image => image.tiff({ compression: 'deflate', tile: true, tileWidth: 16, tileHeight: 16 })],
];

const SEED = 1;
const OF_EACH = 4;

let made: Promise<readonly Picture[]> | undefined;

/** Small noisy images in every format that is read, all different; made once. */
export function pictures(): Promise<readonly Picture[]> {
  made ??= makePictures();
  return made;
}

function makePictures(): Promise<Picture[]> {
  const random = Random.from(SEED);
  const all = Array.from({ length: OF_EACH }, () => FORMATS).flat();
  return Promise.all(
    all.map(async ([ending, write]) => {
      const [width, height] = [12, 10];
      const raw = sharp(noise(random, width * height * 3), { raw: { width, height, channels: 3 } });
      return { ending, bytes: await write(raw).toBuffer() };
    }),
  );
}
