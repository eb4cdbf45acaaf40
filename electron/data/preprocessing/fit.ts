import type { Preprocessing } from '#shared/domain/preprocessing.ts';
import type { RawDataset } from '../raw/dataset.ts';
import { fitImages, takeImages } from './images.ts';
import { applyTable, fitTable, tableFeatures } from './table.ts';
import { applyText, fitText } from './text.ts';

/** A recipe that was fitted to a data set's train rows, ready to be applied to any of its rows. */
export interface Fitted {
  preprocessing: Preprocessing;
  /** Numbers a row. */
  features: number;
  /** Bytes a number. */
  bytes: 1 | 4;
  /**
   * @param rows indices of those wanted.
   * @returns `[rows, features]`
   */
  apply(rows: Int32Array): Uint8Array | Float32Array | Int32Array;
}

/**
 * Fits the preprocessing of a data set's kind, from the rows of train alone.
 * @param path the source, for messages.
 * @throws Refusal where there is nothing to fit.
 */
export function fitPreprocessing(raw: RawDataset, train: Int32Array, path: string): Fitted {
  switch (raw.kind) {
    case 'images': {
      const preprocessing = fitImages(raw);
      const features = raw.height * raw.width * raw.channels;
      return { preprocessing, features, bytes: 1, apply: rows => takeImages(raw, rows) };
    }
    case 'table': {
      const preprocessing = fitTable(raw, train);
      const features = tableFeatures(preprocessing);
      return { preprocessing, features, bytes: 4, apply: rows => applyTable(preprocessing, raw, rows) };
    }
    case 'text': {
      const preprocessing = fitText(raw.texts, train, path);
      const features = preprocessing.length;
      return { preprocessing, features, bytes: 4, apply: rows => applyText(preprocessing, raw.texts, rows) };
    }
  }
}
