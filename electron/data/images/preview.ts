import type { Preview } from '#shared/domain/data-report.ts';

const MOST_IMAGES = 24;
/** A report travels to the page and stands in the prepared file: large images show fewer. */
const MOST_BYTES = 2 ** 18;

/** How many images of that many bytes each a preview holds. */
export const previewCount = (bytes: number): number =>
  Math.max(1, Math.min(MOST_IMAGES, Math.floor(MOST_BYTES / bytes)));

/**
 * Some images as they will be trained on.
 * @param rows which, in the order to be shown; those beyond `previewCount` are left away.
 */
export function imagePreview(
  { height, width, channels, pixels }: { height: number; width: number; channels: number; pixels: Uint8Array },
  rows: readonly number[],
  labelOf: (row: number) => string,
): Preview {
  const bytes = height * width * channels;
  const images = rows.slice(0, previewCount(bytes)).map(row => ({
    pixels: Buffer.from(pixels.subarray(row * bytes, (row + 1) * bytes)).toString('base64'),
    label: labelOf(row),
  }));
  return { kind: 'images', height, width, channels, images };
}
