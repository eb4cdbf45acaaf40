import type { OnProgress, RawDataset } from '../../raw/dataset.ts';
import { similarImages } from './images.ts';
import { combinationsOf, similarRows } from './table.ts';
import { similarTexts } from './text.ts';

/** Rows that are nearly the same, whatever their target says. */
export interface NearDuplicates {
  /** `[rows]`: for each row the first one of its group; its own number where no other is like it. */
  groups: Int32Array;
  /**
   * Set where a table's columns can hold only so many different rows, far fewer than it has: equal rows then say nothing,
   * and every row is a group of its own.
   */
  combinations: number | null;
}

/** From so many rows for each different one that a table's columns can hold, equal rows are no sign of copies. */
const ROWS_PER_COMBINATION = 10;

/** Finds the rows that are nearly the same, by the rules of their kind. The same rows and seed always give the same groups. */
export function nearDuplicates(raw: RawDataset, seed: number, onProgress: OnProgress = () => {}): NearDuplicates {
  switch (raw.kind) {
    case 'images':
      return { groups: similarImages(raw.rows, raw.pixels, raw, seed, onProgress).groups(), combinations: null };
    case 'text':
      return { groups: similarTexts(raw.texts, seed, onProgress).groups(), combinations: null };
    case 'table': {
      const combinations = combinationsOf(raw);
      if (combinations * ROWS_PER_COMBINATION > raw.rows)
        return { groups: similarRows(raw, onProgress).groups(), combinations: null };
      return { groups: Int32Array.from({ length: raw.rows }, (_, row) => row), combinations };
    }
  }
}
