import type { Layout } from '#shared/domain/data-report.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { OnProgress, RawDataset } from '../raw/dataset.ts';

/** A data set that Descent draws itself. */
export interface Sample {
  /** To be raised with every change of what is drawn: it goes into the digest. */
  version: number;
  seed: number;
  /** Whether it is a table, of which columns can be left out and values be taken as missing. */
  hasColumns?: true;
  /** @param source its name, `sample:digits`, for places and sentences. */
  draw(seed: number, source: string, choice: DataChoice, onProgress: OnProgress): Promise<RawDataset>;
}

/** What a sample has in place of files. */
export const NO_FILES: Layout = { files: 0, bytes: 0, encoding: null, separator: null, decimal: null, header: null };
