import { Refusal } from '#shared/contract/refusal.ts';
import { drawReviews } from './reviews.ts';
import { NO_FILES, type Sample } from './sample.ts';

const ROWS = 8000;
const CLASSES = ['negative', 'positive'];
const PREVIEW_ROWS = 20;

/** `sample:reviews`: short reviews, for or against. */
export const reviewsSample: Sample = {
  version: 1,
  seed: 1,
  async draw(seed, source, { kind, target, task }, onProgress) {
    if ((kind ?? 'text') !== 'text' || task === 'regression' || target !== undefined)
      throw new Refusal('error.data.sample.fixed', { source });
    const { texts, labels } = drawReviews(ROWS, seed, onProgress);
    const rows = texts.slice(0, PREVIEW_ROWS).map((text, row) => ({ text, label: CLASSES[labels[row]!]! }));
    return {
      kind: 'text',
      rows: ROWS,
      texts,
      target: { name: null, task: 'classification', labels, classes: CLASSES },
      place: row => ({ file: source, line: row + 1 }),
      layout: NO_FILES,
      columns: [],
      leftOut: [],
      warnings: [],
      why: {
        kind: { key: 'data.sample.reviews', values: {} },
        target: { key: 'data.sample.reviewsTarget', values: {} },
        task: { key: 'data.sample.task', values: {} },
      },
      preview: { kind: 'texts', rows },
    };
  },
};
