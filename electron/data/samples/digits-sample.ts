import { Refusal } from '#shared/contract/refusal.ts';
import { imagePreview } from '../images/preview.ts';
import { imageTarget } from '../images/target.ts';
import { DIGIT_SIZE, drawDigits } from './digits.ts';
import { NO_FILES, type Sample } from './sample.ts';

const ROWS = 8000;

/** `sample:digits`: handwritten digits of 16 × 16 pixels. */
export const digitsSample: Sample = {
  version: 2,
  seed: 1,
  async draw(seed, source, choice, onProgress) {
    if ((choice.kind ?? 'images') !== 'images') throw new Refusal('error.data.sample.fixed', { source });
    const { inputs: pixels, labels } = drawDigits(ROWS, seed, rows => onProgress(rows / ROWS));
    const shape = { height: DIGIT_SIZE, width: DIGIT_SIZE, channels: 1, pixels };
    const firstRows = Array.from({ length: 24 }, (_, row) => row);
    return {
      kind: 'images',
      rows: ROWS,
      ...shape,
      // Twice the usual range: the ladder then has its best candidate inside and a rate that is too high for it.
      scale: 1 / 128,
      target: imageTarget(source, labels, choice),
      place: row => ({ file: source, line: row + 1 }),
      layout: NO_FILES,
      columns: [],
      leftOut: [],
      warnings: [],
      why: {
        kind: { key: 'data.sample.digits', values: {} },
        target: { key: 'data.sample.digitsTarget', values: {} },
        task: { key: 'data.sample.task', values: {} },
      },
      preview: imagePreview(shape, firstRows, row => String(labels[row])),
    };
  },
};
