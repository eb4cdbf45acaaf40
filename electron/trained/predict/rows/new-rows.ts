import type { SourceFile } from '#electron/data/files/file-set.ts';
import type { Place } from '#shared/domain/data-report.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { RawSplit } from '#shared/domain/prepared-file.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { OnProgress } from '../../../data/raw/dataset.ts';

/** A row of a person's file on its way to a prediction. */
export interface NewRow {
  place: Place;
  /** What stands in the file, as the output repeats it: `[columns]`. */
  cells: string[];
  /** Why it can't be predicted; null: it can. */
  bad: Reason | null;
  /** The target where the row has it: a class, or a number in its own unit; null: it has none that can be read. */
  target: string | number | null;
}

/** Some rows, and what the good ones are as a prepared file stores them. */
export interface NewRowBatch {
  rows: NewRow[];
  /** Of the rows that are not bad, in their order: `[good, features]`. */
  stored: RawSplit['inputs'];
}

/** The rows of a file, as the preprocessing of a trained network takes them. */
export interface NewRows {
  /** What the output's columns are called before those of the prediction. */
  columns: string[];
  /** Whether the file has the target too. */
  hasTarget: boolean;
  /** In the order of the file, each row once. @throws Refusal where the file can't be read on */
  batches(onProgress: OnProgress): AsyncGenerator<NewRowBatch>;
  /** What a person should know of how rows were taken; to be asked when all were. */
  notes(): Reason[];
}

/** Names that a sentence holds: of what is only mentioned, and of what a person has to mend. */
const NAMED = 5;
export const ALL_NAMED = 30;
const LONGEST = 40;

/** The first of some names as a sentence holds them, each cut to a readable length. */
export function listed(names: readonly string[], most = NAMED): string {
  const shown = names.slice(0, most).map(name => (name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name));
  return [...shown, ...(names.length > shown.length ? ['…'] : [])].join(', ');
}

/** The class that a folder on the way to a file is called like, its label; null: none is. */
export function labelByFolder({ classes }: Pick<DatasetFacts, 'classes'>): (file: SourceFile) => string | null {
  const known = new Set(classes);
  return ({ path }) =>
    path
      .split('/')
      .slice(0, -1)
      .findLast(folder => known.has(folder)) ?? null;
}

/** Rows of an iteration, some at a time. */
export async function* inBatches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
