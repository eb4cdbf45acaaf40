import type { OnProgress } from '../../raw/dataset.ts';
import type { UnionFind } from './union-find.ts';

/** How many earlier rows of its bucket a row is compared with: the time stays linear however full a bucket is. */
const COMPARED = 16;
/** Rows between two reports of progress. */
const PROGRESS_EVERY = 1000;

/**
 * Unites rows that are similar, by locality-sensitive hashing (Indyk & Motwani 1998): rows that share a key in any of the
 * bands are compared, others never.
 * @param rows the rows that take part.
 * @param keys `[rows, bands]`: a row's key in each band.
 * @param similar compares two rows (of the data set).
 */
export function uniteSimilar(
  sets: UnionFind,
  rows: Int32Array,
  keys: Int32Array,
  bands: number,
  similar: (a: number, b: number) => boolean,
  onProgress: OnProgress = () => {},
): void {
  const size = 2 ** Math.ceil(Math.log2(2 * rows.length + 1));
  const newest = new Int32Array(size);
  const earlier = new Int32Array(rows.length);
  for (let band = 0; band < bands; band++) {
    // Buckets are chains through `earlier`, from the newest member back; two keys may share one.
    newest.fill(-1);
    rows.forEach((row, i) => {
      if (i % PROGRESS_EVERY === 0) onProgress((band + i / rows.length) / bands);
      const bucket = keys[i * bands + band]! & (size - 1);
      let other = newest[bucket]!;
      for (let seen = 0; other !== -1 && seen < COMPARED; seen++) {
        const there = rows[other]!;
        const sameKey = keys[other * bands + band] === keys[i * bands + band];
        if (sameKey && sets.find(there) !== sets.find(row) && similar(there, row)) sets.unite(there, row);
        other = earlier[other]!;
      }
      earlier[i] = newest[bucket]!;
      newest[bucket] = i;
    });
  }
}
