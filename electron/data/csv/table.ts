import type { MissingCode } from '#shared/domain/dataset.ts';
import type { Encoding } from '../encoding/encoding.ts';
import type { SourceFile } from '../files/file-set.ts';
import type { OnProgress } from '../raw/dataset.ts';
import type { Names } from './header.ts';
import type { CsvRecord, Dialect } from './records.ts';

/** One file that holds a table, and how it is written. */
export interface Table {
  file: SourceFile;
  encoding: Encoding;
  dialect: Dialect;
  /** Where it was seen that its quotes are characters like any other, or escaped by backslashes; null where they are as usual. */
  unquoted: { line: number; column: number } | null;
  /** The cells of the first record where it names the columns, else null. */
  header: readonly string[] | null;
  /** Records right below it that are no rows. */
  underHeader: number;
  columns: Names;
  /** Lines before the table that were passed over, the first of them as an example. */
  before: { lines: number; example: string } | null;
  /** What the person says stands for "no value". */
  missing?: readonly MissingCode[];
  /** Its rows, where they don't stand in one file with separators. */
  records?(onProgress: OnProgress, dialect: Dialect): AsyncIterable<CsvRecord[]>;
}
