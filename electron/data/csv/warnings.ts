import { sum } from 'd3-array';
import type { DataWarning } from '#shared/domain/data-report.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { alikeLabels } from '../raw/classes.ts';
import type { RawTarget } from '../raw/dataset.ts';
import { namesOf } from '../raw/row-text.ts';
import { encodingWarnings } from '../text/chosen.ts';
import { type Column, isNumeric, numberOf } from './column.ts';
import { exampleOf } from './examples.ts';
import { MAX_EXAMPLES } from './limits.ts';
import type { LostPoint } from './lost-points.ts';
import type { Measured } from './measured.ts';
import type { Plan } from './plan.ts';
import type { TableProfile } from './profile.ts';
import type { ReadRows } from './read-rows.ts';
import type { QuoteMode } from './records.ts';
import type { Table } from './table.ts';

/** What is said of quotes that don't stand as they should, by how they were read. */
const QUOTES_READ: Readonly<Record<QuoteMode, MessageKey>> = {
  strict: 'data.csv.quotesLax',
  backslash: 'data.csv.quotesBackslash',
  lax: 'data.csv.quotesLax',
  none: 'data.csv.quotesNone',
};

/** What was odd about the file as a whole: lines before the table, quotes, names of columns. */
export function fileWarnings(table: Table, { quotes, dialect: read, saidMissing }: TableProfile): DataWarning[] {
  const { file, encoding, before, columns, header, dialect } = table;
  const warnings = encodingWarnings([file], [encoding]);
  const line = dialect.skip + 1;
  if (before)
    warnings.push({
      reason: { key: 'data.csv.before', values: { count: before.lines } },
      examples: [exampleOf(file.name, 1, before.example)],
    });
  if (quotes)
    warnings.push({
      reason: {
        key: QUOTES_READ[read.quotes],
        values: { line: quotes.line, column: quotes.column },
      },
      examples: [],
    });
  const unfound = (table.missing ?? []).filter((_, i) => saidMissing[i] === 0);
  if (unfound.length > 0) {
    const said = unfound.map(({ value, column }) => (column === undefined ? value : `${column}=${value}`)).join(', ');
    warnings.push({
      reason: { key: 'data.csv.missingUnused', values: { count: unfound.length, said } },
      examples: [],
    });
  }
  const named = (indices: readonly number[], was: (name: string) => string) =>
    indices.slice(0, MAX_EXAMPLES).map(i => exampleOf(file.name, line, was(columns.names[i]!)));
  if (header && columns.unnamed.length > 0)
    warnings.push({
      reason: { key: 'data.csv.unnamed', values: { count: columns.unnamed.length } },
      examples: named(columns.unnamed, name => name),
    });
  if (columns.repeated.length > 0)
    warnings.push({
      reason: { key: 'data.csv.repeatedNames', values: { count: columns.repeated.length } },
      examples: named(columns.repeated, name => `${name.replace(/ \d+$/, '')} → ${name}`),
    });
  return warnings;
}

/** Cells of a column of numbers or dates that are none, and count as missing. */
export function mixedWarning(file: string, column: Column): DataWarning[] {
  const { profile, decimal, type, name, index } = column;
  const isDate = type === 'date';
  if (!isDate && !isNumeric(column)) return [];
  const odd = profile.numbers(decimal).odd.filter(({ cell }) => numberOf(cell, column) === null);
  const count = profile.present - (isDate ? profile.dates.dates : column.numbers);
  if (count === 0) return [];
  const key = isDate ? 'data.csv.notDates' : 'data.csv.notNumbers';
  return [
    {
      reason: { key, values: { name, column: index + 1, count } },
      examples: (isDate ? profile.dates.notDates : odd).map(({ line, cell }) => exampleOf(file, line, cell)),
    },
  ];
}

/** From this share of numbers on, words among them are worth a word. */
const HALF = 0.5;

/** A column of categories where many are numbers. */
export function mixedCategories(file: string, { profile, decimal, type, name, index }: Column): DataWarning[] {
  const { numbers, odd } = profile.numbers(decimal);
  if (type !== 'category' || profile.leadingZeros > 0 || numbers < HALF * profile.present) return [];
  const percent = Math.floor((100 * numbers) / profile.present);
  return [
    {
      reason: { key: 'data.csv.mixed', values: { name, column: index + 1, percent } },
      examples: odd.map(({ line, cell }) => exampleOf(file, line, cell)),
    },
  ];
}

/** A column of numbers with several signs of percent or money, or with one beside none. */
export function mixedUnits({ profile, decimal, name, index, ...column }: Column): DataWarning[] {
  const { units } = profile;
  if (!isNumeric(column) || units.size === 0) return [];
  const bare = profile.numbers(decimal).numbers - sum(units.values());
  const found = [...units, ...(bare > 0 ? [['–', bare] as const] : [])];
  if (found.length === 1) return [];
  const counts = found.map(([unit, rows]) => `${unit} (${rows})`).join(', ');
  return [{ reason: { key: 'data.csv.mixedUnits', values: { name, column: index + 1, counts } }, examples: [] }];
}

/** Values that may have lost their decimal points. */
export function lostPointWarning(
  file: string,
  column: Column,
  found: readonly LostPoint[],
  lines: Int32Array,
): DataWarning[] {
  if (found.length === 0) return [];
  const shown = (value: number): string => String(Number(value.toPrecision(6))).replace('.', column.decimal);
  return [
    {
      reason: {
        key: 'data.csv.lostPoints',
        values: { name: column.name, column: column.index + 1, count: found.length },
      },
      examples: found
        .slice(0, MAX_EXAMPLES)
        .map(({ row, value, maybe }) => exampleOf(file, lines[row]!, `${value} → ${maybe.map(shown).join(' / ')}?`)),
    },
  ];
}

/** Labels that are the same but for case and spaces. */
export function similarLabels(file: string, plan: Plan, target: RawTarget, lines: Int32Array): DataWarning[] {
  if (target.task !== 'classification') return [];
  const similar = alikeLabels(target.classes);
  if (similar.length === 0) return [];
  return [
    {
      reason: {
        key: 'data.csv.similarLabels',
        values: { name: plan.target.name, column: plan.target.index + 1, count: similar.length },
      },
      examples: similar.slice(0, MAX_EXAMPLES).map(name => {
        const first = target.labels.indexOf(target.classes.indexOf(name));
        return exampleOf(file, lines[first]!, name);
      }),
    },
  ];
}

/** Categories beyond it are not compared: so many are hardly spelled by hand. */
const MOST_COMPARED = 2000;

/** Categories that are the same but for case and spaces: `Yes` and `yes` of an answer. */
function similarCategories({ profile: { counts }, type, name, index }: Column): DataWarning[] {
  if ((type !== 'category' && type !== 'boolean') || !counts || counts.size > MOST_COMPARED) return [];
  const alike = alikeLabels([...counts.keys()]);
  if (alike.length === 0) return [];
  const values = { name, column: index + 1, count: alike.length, words: namesOf(alike) };
  return [{ reason: { key: 'data.csv.similarCategories', values }, examples: [] }];
}

/** Columns that are warned of one by one; what is true of more is said once, with their names. */
const ONE_BY_ONE = 3;
const NAMED = 10;

/** What is said of many columns at once, by what is said of one. */
const IN_MANY: Readonly<Partial<Record<MessageKey, MessageKey>>> = {
  'data.csv.notNumbers': 'data.csv.notNumbersInMany',
  'data.csv.notDates': 'data.csv.notDatesInMany',
  'data.csv.mixed': 'data.csv.mixedInMany',
  'data.csv.mixedUnits': 'data.csv.mixedUnitsInMany',
  'data.csv.lostPoints': 'data.csv.lostPointsInMany',
  'data.csv.similarCategories': 'data.csv.similarCategoriesInMany',
};

/** Warnings as they are, or one for those that say the same of many columns. */
function together(warnings: DataWarning[]): DataWarning[] {
  return [...Map.groupBy(warnings, ({ reason }) => reason.key)].flatMap(([key, group]) => {
    if (group.length <= ONE_BY_ONE) return group;
    const names = group.slice(0, NAMED).map(({ reason }) => String(reason.values.name));
    const more = group.length > NAMED ? ` … (+${group.length - NAMED})` : '';
    const count = sum(group, ({ reason }) => Number(reason.values.count ?? 0));
    const values = { columns: group.length, names: names.join(', ') + more, ...(count > 0 && { count }) };
    return [
      {
        reason: { key: IN_MANY[key] ?? key, values },
        examples: group.flatMap(({ examples }) => examples).slice(0, MAX_EXAMPLES),
      },
    ];
  });
}

/** That NA was taken for a label among codes of two letters. */
function naLabel({ target: { isNaName, name, index, profile }, task }: Plan): DataWarning[] {
  if (!isNaName || task !== 'classification') return [];
  return [
    { reason: { key: 'data.csv.naLabel', values: { name, column: index + 1, count: profile.na } }, examples: [] },
  ];
}

/** That yes and no are spelled in several ways, which are one class each. */
function sameLabels({ target: { type, name, index, spelling, profile }, task }: Plan): DataWarning[] {
  const { counts } = profile;
  if (type !== 'boolean' || task !== 'classification' || !counts || counts.size === spelling.size) return [];
  const words = [...spelling.keys()].map(word =>
    [...counts.keys()].filter(spelled => spelled.toLowerCase() === word).join(' = '),
  );
  return [
    {
      reason: { key: 'data.csv.sameLabels', values: { name, column: index + 1, words: words.join('; ') } },
      examples: [],
    },
  ];
}

/** Everything odd about the values of the columns that are used. */
export function valueWarnings(
  file: string,
  plan: Plan,
  { target, lines }: ReadRows,
  measured: ReadonlyMap<Column, Measured>,
): DataWarning[] {
  const used = plan.kind === 'table' ? [...plan.inputs, plan.target] : [plan.target];
  const ofColumns = (warningsOf: (column: Column) => DataWarning[]) => together(used.flatMap(warningsOf));
  return [
    ...ofColumns(column => mixedWarning(file, column)),
    ...ofColumns(column => mixedCategories(file, column)),
    ...ofColumns(column => mixedUnits(column)),
    ...ofColumns(column => lostPointWarning(file, column, measured.get(column)?.lost ?? [], lines)),
    ...together(plan.kind === 'table' ? plan.inputs.flatMap(similarCategories) : []),
    ...naLabel(plan),
    ...sameLabels(plan),
    ...similarLabels(file, plan, target, lines),
  ];
}
