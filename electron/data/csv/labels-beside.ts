import { Refusal } from '#shared/contract/refusal.ts';
import type { TextEncoding } from '#shared/domain/dataset.ts';
import type { SourceFile } from '../files/file-set.ts';
import { encodingOf } from '../text/chosen.ts';
import { textOf } from '../text/text.ts';
import { findTable } from './find-table.ts';
import { uniqueNames } from './header.ts';
import { brokenTable } from './profile.ts';
import { BrokenRow, type CsvRecord, recordsOf } from './records.ts';
import { cellsOf, rowsOf } from './rows.ts';
import type { Table } from './table.ts';

/** A sign that no text holds, for a file of one column. */
const NEVER = '\u001f';
const LABEL = 'label';

/** The labels of a file, with the name that its first line gives them, and the key before each where it has one. */
interface Labels {
  name: string;
  key: string | null;
  rows: { line: number; key: string; label: string }[];
}

async function labelsIn(file: SourceFile, hasHeader: boolean, chosen: TextEncoding | undefined): Promise<Labels> {
  const encoding = await encodingOf(file, chosen);
  const text = () => textOf(file, encoding);
  const found = await findTable(file, chosen).catch((error: unknown) => {
    // One column is no table, but may be labels.
    if (error instanceof Refusal && error.record.key === 'error.data.csv.oneColumn') return null;
    throw error;
  });
  const dialect = found?.dialect ?? { separator: NEVER, quotes: 'lax' as const, skip: 0 };
  const width = found?.columns.names.length ?? 1;
  if (width > 2) throw new Refusal('error.data.csv.labelColumns', { file: file.name, columns: width });
  const records: CsvRecord[] = [];
  try {
    for await (const batch of recordsOf(text(), dialect)) records.push(...batch);
  } catch (error) {
    if (!(error instanceof BrokenRow)) throw error;
    throw brokenTable({ file, columns: found?.columns ?? uniqueNames([LABEL], 1) }, error);
  }
  const [first] = hasHeader ? records.splice(0, 1) : [];
  return {
    name: first?.fields.at(-1)?.trim() || LABEL,
    key: first && width === 2 ? first.fields[0]!.trim() : null,
    rows: records.map(({ line, fields }) => ({ line, key: fields[0] ?? '', label: fields.at(-1) ?? '' })),
  };
}

/**
 * The table with its labels as the last column.
 * @throws Refusal, also while its rows are read, where a row has no label, or a label no row, or their keys differ
 */
export async function withLabels(table: Table, labels: SourceFile, chosen: TextEncoding | undefined): Promise<Table> {
  const { columns, file, header } = table;
  const { name, key, rows } = await labelsIn(labels, header !== null, chosen);
  const width = columns.names.length;
  const names = uniqueNames([...columns.names, name], width + 1);
  const keyAt = key ? columns.names.indexOf(key) : -1;
  async function* records(...[onProgress, dialect]: Parameters<NonNullable<Table['records']>>) {
    let at = 0;
    for await (const batch of rowsOf(table, dialect, onProgress))
      yield batch.map((record): CsvRecord => {
        if (record.isUnderHeader) return { ...record, fields: [...record.fields, ''] };
        const cells = cellsOf(record, width);
        const row = rows[at++];
        if (row && cells && keyAt >= 0 && row.key.trim() !== cells[keyAt]!.trim())
          throw new Refusal('error.data.csv.labelKeys', {
            file: labels.name,
            line: row.line,
            name: key!,
            value: row.key.slice(0, 60),
            table: file.name,
            other: cells[keyAt]!.slice(0, 60),
          });
        return { ...record, fields: [...(cells ?? record.fields), row?.label ?? ''] };
      });
    if (at !== rows.length)
      throw new Refusal('error.data.csv.labelRows', {
        file: labels.name,
        labels: rows.length,
        table: file.name,
        rows: at,
      });
  }
  return {
    ...table,
    header: header && names.names,
    columns: { ...columns, names: names.names },
    records,
  };
}
