import type { Preprocessing } from '#shared/domain/preprocessing.ts';
import type { RawImages } from '../raw/dataset.ts';

export type ImagesRecipe = Extract<Preprocessing, { kind: 'images' }>;

/** Images need nothing from train: the reader has resized them, and their scale is applied as they are loaded. */
export const fitImages = ({ height, width, channels, scale }: RawImages): ImagesRecipe => ({
  kind: 'images',
  height,
  width,
  channels,
  scale,
});

/**
 * The pixels of some images.
 * @returns `[rows, height · width · channels]`
 */
export function takeImages({ pixels, height, width, channels }: RawImages, rows: Int32Array): Uint8Array {
  const size = height * width * channels;
  const out = new Uint8Array(rows.length * size);
  rows.forEach((row, i) => {
    out.set(pixels.subarray(row * size, (row + 1) * size), i * size);
  });
  return out;
}
