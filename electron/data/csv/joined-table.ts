import { Refusal } from '#shared/contract/refusal.ts';
import type { DataWarning } from '#shared/domain/data-report.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { SourceFile } from '../files/file-set.ts';
import type { OnProgress, RawDataset } from '../raw/dataset.ts';
import { namesOf } from '../raw/row-text.ts';
import { encodingWarnings } from '../text/chosen.ts';
import { findTable } from './find-table.ts';
import { withLabels } from './labels-beside.ts';
import { inParts, oneFile, type PartFile, refusedInParts } from './parts.ts';
import { readTable } from './read-table.ts';
import { BrokenRow, type CsvRecord, type Dialect } from './records.ts';
import { rowsOf } from './rows.ts';
import type { Table } from './table.ts';
import type { Labelled } from './table-files.ts';

/** One of several files that are one table. */
interface Piece extends PartFile {
  labels?: SourceFile;
  table: Table;
  /** Where each column of the table stands in it. */
  places: number[];
}

/** Several files that are one table. */
export interface JoinedTable {
  columns: Table['columns'];
  files: readonly PartFile['file'][];
  read(choice: DataChoice, onProgress: OnProgress): Promise<RawDataset>;
}

/** A part that has so many of the columns lacks the others because they aren't known of it. */
const MOST = 0.5;

/**
 * Joins files into one table: each is written in its own way (encoding, separator), the columns are found by their names, in any order.
 * Of parts to be judged by, one that lacks a column (as a competition's test file lacks the target) is left unread, with a word.
 * @returns null where the first is no table.
 * @throws Refusal where their columns differ
 */
export async function joinedTable(
  path: string,
  parts: readonly (PartFile | Labelled)[],
  { encoding }: DataChoice,
): Promise<JoinedTable | null> {
  const pieces: Piece[] = [];
  const unread: DataWarning[] = [];
  for (const { file, part, ...beside } of parts) {
    const found = await findTable(file, encoding);
    if (!found && pieces.length === 0) return null;
    if (!found) throw new Refusal('error.data.csv.oneColumn', { file: file.name });
    const labels = 'labels' in beside ? beside.labels : undefined;
    const table = labels ? await withLabels(found, labels, encoding) : found;
    const places = placesIn(pieces[0]?.table ?? table, table);
    if (Array.isArray(places)) {
      pieces.push({ file, part, table, places, ...(labels && { labels }) });
      continue;
    }
    const { missing, extra } = places;
    const { length } = pieces[0]!.table.columns.names;
    if (part === 'train' || extra.length > 0 || missing.length > MOST * length)
      throw new Refusal('error.data.csv.columnsDiffer', {
        path,
        first: pieces[0]!.file.path,
        second: file.path,
        ...differences(places, pieces[0]!.table, table),
      });
    const reason = { key: 'data.csv.partUnread' as const, values: { file: file.path, columns: namesOf(missing) } };
    unread.push({ reason, examples: [] });
  }
  const [first] = pieces as [Piece, ...Piece[]];
  return {
    columns: first.table.columns,
    files: pieces.flatMap(({ file, labels }) => (labels ? [file, labels] : [file])),
    async read(choice, onProgress) {
      const data = await (pieces.length === 1
        ? readTable(first.table, choice, onProgress)
        : readPieces(path, pieces, choice, onProgress));
      return { ...data, warnings: [...unread, ...pieces.flatMap(labelsBeside), ...data.warnings] };
    },
  };
}

/** That labels were taken from a file of their own, by the names and line by line. */
const labelsBeside = ({ file, labels }: Piece): DataWarning[] =>
  labels
    ? [{ reason: { key: 'data.csv.labelsBeside', values: { labels: labels.path, table: file.path } }, examples: [] }]
    : [];

interface Differences {
  missing: string[];
  extra: string[];
}

/** Where the columns of the first table stand in another one; what they differ by where they do. */
function placesIn(first: Table, other: Table): number[] | Differences {
  const names = first.columns.names;
  const found = other.columns.names;
  // A table that was cut into pieces has its header in the first one alone.
  const isBare = other.header === null && found.length === names.length;
  if (isBare) return names.map((_, i) => i);
  const places = names.map(name => found.indexOf(name));
  const extra = found.filter(name => !names.includes(name));
  if (extra.length === 0 && !places.includes(-1)) return places;
  return { missing: names.filter((_, i) => places[i] === -1), extra };
}

/** The differences as the sentence has them; of tables without names the number of columns. */
function differences({ missing, extra }: Differences, first: Table, second: Table) {
  const words = (names: readonly string[]): string => (names.length === 0 ? '–' : namesOf(names));
  if (first.header && second.header) return { missing: words(missing), extra: words(extra) };
  return { missing: String(first.columns.names.length), extra: String(second.columns.names.length) };
}

async function readPieces(
  path: string,
  pieces: Piece[],
  choice: DataChoice,
  onProgress: OnProgress,
): Promise<RawDataset> {
  /** The last line of each piece that had rows, as far as a pass has come. */
  const lasts: number[] = [];
  async function* records(onProgress: OnProgress, { quotes }: Dialect): AsyncGenerator<CsvRecord[]> {
    let before = 0;
    for (const [i, { table, places }] of pieces.entries()) {
      const isMoved = places.some((place, at) => place !== at);
      let last = 0;
      try {
        for await (const batch of rowsOf(table, { ...table.dialect, quotes }, done =>
          onProgress((i + done) / pieces.length),
        ))
          yield batch.map(({ line, fields, ...record }) => {
            last = line;
            const moved = isMoved && fields.length >= places.length ? places.map(place => fields[place]!) : fields;
            return { ...record, line: before + line, fields: moved };
          });
      } catch (error) {
        if (!(error instanceof BrokenRow)) throw error;
        lasts[i] = error.line;
        throw new BrokenRow(error.problem, before + error.line, error.column);
      }
      lasts[i] = last;
      before += last;
    }
  }
  const [first, ...others] = pieces as [Piece, ...Piece[]];
  const table: Table = { ...first.table, file: oneFile(path, pieces), records };
  const data = await refusedInParts(
    pieces,
    () => lasts,
    () => readTable(table, choice, onProgress),
  );
  const placed = inParts(data, pieces, lasts, (file, line) => ({ file: file.name, line }));
  const isSharded = new Set(pieces.map(({ part }) => part)).size < pieces.length;
  const joined: DataWarning = {
    reason: {
      key: 'data.csv.joined',
      values: { count: pieces.length, first: first.file.path, last: pieces.at(-1)!.file.path },
    },
    examples: [],
  };
  const encodings = encodingWarnings(
    others.map(({ file }) => file),
    others.map(piece => piece.table.encoding),
  );
  return { ...placed, warnings: [...(isSharded ? [joined] : []), ...placed.warnings, ...encodings] };
}
