import type { DataChoice, DataFormat } from '#shared/domain/dataset.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';
import type { OnProgress, RawDataset } from '../raw/dataset.ts';

/** A source that a reader has found and will understand. */
export interface Source {
  format: DataFormat;
  /** Its files, for the digest; for a sample null. */
  files: readonly SourceFile[] | null;
  /** @throws Refusal where the content can't be used. */
  read(onProgress: OnProgress): Promise<RawDataset>;
}

/** Understands one format. Each stands in a file of its own in this folder, listed in `../open-source.ts`. */
export interface Reader {
  /**
   * Looks whether files are of this reader's format, by their beginnings, without reading them through.
   * @param choice what the person said; a reader whose rows can't be of that kind says null.
   * @returns null where they are not.
   * @throws Refusal where they are of this format and can't be used.
   */
  open(files: FileSet, choice: DataChoice): Promise<Source | null>;
}
