import type { Place } from '#shared/domain/data-report.ts';
import type { RawDataset } from './readers/reader.ts';

/** Examples of one kind of remark, at most. */
export const EXAMPLES = 5;
const LENGTH = 100;
const COLUMNS = 4;

export interface Example {
  place: Place;
  text: string;
}

/** A row as an example: where it stands and how it begins. */
export const exampleOf = (raw: RawDataset, row: number): Example => ({
  place: raw.place(row),
  text: rowText(raw, row),
});

function rowText(raw: RawDataset, row: number): string {
  switch (raw.kind) {
    case 'text':
      return shortened(raw.texts[row]!);
    case 'table':
      return shortened(
        raw.inputs
          .slice(0, COLUMNS)
          .map(column => `${column.name}: ${cellText(column, row)}`)
          .join(', '),
      );
    case 'images':
      return labelText(raw, row);
  }
}

/** What a row's target says. */
export const labelText = ({ target }: RawDataset, row: number): string =>
  target.task === 'classification' ? target.classes[target.labels[row]!]! : String(target.values[row]!);

function cellText(column: Extract<RawDataset, { kind: 'table' }>['inputs'][number], row: number): string {
  if (column.type === 'category') return column.categories[column.codes[row]!] ?? '';
  const value = column.values[row]!;
  return Number.isNaN(value) ? '' : String(value);
}

const shortened = (text: string): string => (text.length > LENGTH ? `${text.slice(0, LENGTH - 1)}…` : text);

/** The first few of a list of names, as a person reads them. */
export const namesOf = (names: readonly string[]): string =>
  names.length > 8 ? `${names.slice(0, 8).join(', ')}, …` : names.join(', ');
