import { Random, STREAMS } from '#shared/method/random.ts';
import type { OnProgress } from '../raw/dataset.ts';
import { type Sentiment, writeReview } from './review-grammar.ts';

/** Share of reviews that have the other label, as people's labels err too. */
export const LABEL_NOISE = 0.02;

export interface Reviews {
  /** `[rows]`, no two alike. */
  texts: string[];
  /** `[rows]`, 1 is positive; half of them each, up to the noise. */
  labels: Int32Array;
}

/** The seed decides every character. */
export function drawReviews(rows: number, seed: number, onProgress: OnProgress = () => {}): Reviews {
  const random = Random.from(seed, STREAMS.sample);
  const labels = Int32Array.from({ length: rows }, (_, row) => row % 2);
  random.shuffle(labels);
  const texts = new Set<string>();
  for (let row = 0; row < rows; row++) {
    while (texts.size === row) texts.add(writeReview(labels[row] as Sentiment, random));
    if (random.uniform() < LABEL_NOISE) labels[row] = 1 - labels[row]!;
    if (row % 500 === 499) onProgress((row + 1) / rows);
  }
  return { texts: [...texts], labels };
}
