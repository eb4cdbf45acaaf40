import type { Place } from '#shared/domain/data-report.ts';
import type { RawDataset } from './dataset.ts';

/** Examples of one kind of remark, at most. */
export const EXAMPLES = 5;
const LENGTH = 100;
const NAMES = 8;
const NAME_LENGTH = 60;
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
      return shortened(raw.texts[row]!, LENGTH);
    case 'table':
      return shortened(
        raw.inputs
          .slice(0, COLUMNS)
          .map(column => `${column.name}: ${cellText(column, row)}`)
          .join(', '),
        LENGTH,
      );
    case 'images':
      return labelText(raw, row);
  }
}

/** What a row's target says. */
export const labelText = ({ target }: RawDataset, row: number): string =>
  shortened(
    target.task === 'classification' ? target.classes[target.labels[row]!]! : String(target.values[row]!),
    NAME_LENGTH,
  );

function cellText(column: Extract<RawDataset, { kind: 'table' }>['inputs'][number], row: number): string {
  if (column.type === 'category') return column.categories[column.codes[row]!] ?? '';
  const value = column.values[row]!;
  return Number.isNaN(value) ? '' : String(value);
}

/** The first few of a list of names, as a person reads them. */
export function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMES).map(name => shortened(name, NAME_LENGTH));
  return [...shown, ...(names.length > NAMES ? ['…'] : [])].join(', ');
}

/** A foreign text on one line, cut to so many characters: what a message or report shows of it. */
export function shortened(text: string, length: number): string {
  const line = text
    .slice(0, 4 * length)
    .replace(/\s+/g, ' ')
    .trim();
  const isWhole = line.length <= length && text.length <= 4 * length;
  // Not within a character of two code units.
  return isWhole ? line : `${line.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
