import { median } from 'd3-array';
import { MAX_FILE_BYTES } from '../raw/limits.ts';

/** The longer side of images that were larger: enough to tell most things apart, little enough to train on a small GPU. */
const LONGEST_SIDE = 64;

/** A network with two poolings needs as much. */
const SHORTEST_SIDE = 8;

export interface Shape {
  height: number;
  width: number;
}

/** How many bytes all pixels of a data set may take. */
export const MAX_PIXEL_BYTES = MAX_FILE_BYTES;

/**
 * The size that all images are brought to: their own where they all have the same and are small; else the median height
 * and width, scaled down until the longer side has 64 pixels. Smaller where so many images would not fit.
 * @param headers of some of the images, at least one.
 * @returns also whether it had to be made smaller to fit.
 */
export function chooseShape(headers: readonly Shape[], rows: number, channels: number) {
  const typical = { height: median(headers, h => h.height)!, width: median(headers, h => h.width)! };
  const longest = Math.max(typical.height, typical.width);
  const wanted = longest > LONGEST_SIDE ? scaled(typical, LONGEST_SIDE / longest) : rounded(typical);
  const most = MAX_PIXEL_BYTES / rows / channels;
  const area = wanted.height * wanted.width;
  return area <= most
    ? { shape: wanted, lowered: false }
    : { shape: scaled(wanted, Math.sqrt(most / area), 1), lowered: true };
}

const rounded = ({ height, width }: Shape): Shape => ({ height: Math.round(height), width: Math.round(width) });

/** Rounded down, so that what is to fit fits. */
const scaled = ({ height, width }: Shape, factor: number, shortest = SHORTEST_SIDE): Shape => ({
  height: Math.max(shortest, Math.floor(height * factor)),
  width: Math.max(shortest, Math.floor(width * factor)),
});
