import type { RawColumn, RawDataset } from '#electron/data/raw/dataset.ts';
import { csvReader } from '#electron/data/readers/csv.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { Random } from '#shared/method/random.ts';
import { fileSet, memoryFile } from '../../tools/memory-files.ts';

const TABLES = 300;
const DAY = 86_400_000;

/** A column as it was meant: null is no value, days are since 1970. */
interface Truth {
  name: string;
  type: RawColumn['type'];
  values: (number | string | null)[];
}

interface DrawnFile {
  bytes: Uint8Array;
  columns: Truth[];
  labels: string[];
  /** Columns before the first of them. */
  moved: number;
  /** How it is written, for who looks at one that was misread. */
  how: string;
}

const pick = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)]!;

/** What programs and people put around a table, or into it. */
interface Habits {
  title: boolean;
  units: boolean;
  total: boolean;
  index: boolean;
  trailing: boolean;
  money: boolean;
}
const NO_HABITS: Habits = { title: false, units: false, total: false, index: false, trailing: false, money: false };

function drawnHabits(seed: number): Habits {
  const random = Random.from(seed, 1);
  const names = Object.keys(NO_HABITS) as (keyof Habits)[];
  return Object.fromEntries(names.map(name => [name, random.below(3) === 0])) as unknown as Habits;
}

const DATES: readonly (readonly [name: string, write: (year: number, month: string, day: string) => string])[] = [
  ['iso', (year, month, day) => `${year}-${month}-${day}`],
  ['slashes', (year, month, day) => `${day}/${month}/${year}`],
  ['dots', (year, month, day) => `${day}.${month}.${year}`],
  ['american', (year, month, day) => `${month}/${day}/${year}`],
  ['time', (year, month, day) => `${year}-${month}-${day} 00:00:00`],
];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MORE_DATES: typeof DATES = [
  ['named', (year, month, day) => `${day}-${MONTHS[Number(month) - 1]}-${String(year).slice(2)}`],
  ['Chinese', (year, month, day) => `${year}年${Number(month)}月${Number(day)}日`],
  ...DATES,
];
const WORDS = {
  'utf-8': ['Zürich', 'Łódź', '北京', 'Aarhus', 'São Paulo'],
  'utf-16le': ['Zürich', 'Łódź', '北京', 'Aarhus', 'São Paulo'],
  latin1: ['Zürich', 'Århus', 'Málaga', 'Besançon', 'Köln'],
} as const;
type Encoding = keyof typeof WORDS;

/**
 * A table of two to four numbers, a category, perhaps a day, and a label; how it is written is drawn, too, and what stands around it where
 * `withHabits` says so.
 */
function drawn(seed: number, withHabits: boolean): DrawnFile {
  const habits = withHabits ? drawnHabits(seed) : NO_HABITS;
  const random = Random.from(seed);
  const separator = pick(random, [',', ';', '\t', '|']);
  const decimal = separator === ',' ? '.' : pick(random, ['.', ',']);
  const thousands = pick(random, [false, false, true]);
  const encoding = pick(random, Object.keys(WORDS) as Encoding[]);
  const mark = encoding === 'utf-16le' || (encoding === 'utf-8' && random.below(2) === 0) ? '\ufeff' : '';
  const quoting = pick(random, ['none', 'needed', 'all', 'words'] as const);
  const missing = pick(random, ['', 'NA', 'NaN', '?', 'null', 'N/A', '-']);
  const end = pick(random, ['\n', '\r\n']);
  const hasHeader = random.below(5) > 0;
  const [dateName, date] = pick(random, withHabits && encoding !== 'latin1' ? MORE_DATES : DATES);
  const rows = 60 + random.below(240);
  const gap = () => random.below(14) === 0;
  const numbers = Array.from({ length: 2 + random.below(3) }, (_, i): Truth => {
    const [scale, digits] = pick(random, [
      [1, 3],
      [50, 2],
      [20_000, 1],
      [1e-3, 6],
    ] as const);
    const value = () => Number((scale * (1 + Math.abs(random.normal()))).toFixed(digits)) * pick(random, [1, 1, -1]);
    return { name: `size ${i}`, type: 'number', values: Array.from({ length: rows }, () => (gap() ? null : value())) };
  });
  const town: Truth = {
    name: 'town',
    type: 'category',
    values: Array.from({ length: rows }, () => (gap() ? null : pick(random, WORDS[encoding]))),
  };
  const first = Date.UTC(2015, 0, 1) / DAY;
  const day: Truth = {
    name: 'day',
    type: 'date',
    values: Array.from({ length: rows }, () => first + random.below(3000)),
  };
  const columns = [...numbers, town, ...(random.below(2) === 0 ? [day] : [])];
  const labels = Array.from({ length: rows }, (_, row) =>
    pick(random, [`kind ${row % 3}`, `kind ${row % 3}`, 'kind 0']),
  );

  const written = ({ type }: Truth, value: Truth['values'][number]): string => {
    if (value === null) return missing;
    if (typeof value === 'string') return value;
    if (type === 'date') {
      const [year, month, of] = new Date(value * DAY).toISOString().slice(0, 10).split('-');
      return date(Number(year), month!, of!);
    }
    const [whole = '', rest] = String(value).split('.');
    const sign = decimal === '.' ? ',' : '.';
    const grouped = thousands ? whole.replace(/\B(?=(\d{3})+$)/g, sign) : whole;
    return rest === undefined ? grouped : grouped + decimal + rest;
  };
  const quoted = (cell: string, isWord: boolean): string => {
    const needs = cell.includes(separator) || quoting === 'all' || (quoting === 'words' && isWord && cell !== '');
    return needs ? `"${cell}"` : cell;
  };
  const line = (cells: readonly string[], areWords: (i: number) => boolean, first = '') =>
    (habits.index ? `${first}${separator}` : '') +
    cells.map((cell, i) => quoted(cell, areWords(i))).join(separator) +
    (habits.trailing ? separator : '') +
    end;
  const isWord = (i: number) => columns[i]?.type !== 'number';
  const header = hasHeader ? line([...columns.map(({ name }) => name), 'label'], () => true) : '';
  const withMoney = (cell: string, i: number): string =>
    habits.money && i === 0 && /\d/.test(cell) ? `$${cell}`.replace(/^\$-/, '-$') : cell;
  const body = labels.map((label, row) => {
    const cells = columns.map((column, i) => withMoney(written(column, column.values[row]!), i));
    return line([...cells, label], isWord, String(row + 1));
  });
  const ofColumns = (cell: (column: Truth) => string) => line([...columns.map(cell), ''], () => false);
  const units = habits.units && hasHeader ? ofColumns(({ type }) => (type === 'number' ? '(cm)' : '')) : '';
  const sum = ({ values }: Truth): number => values.reduce<number>((all, value) => all + Number(value ?? 0), 0);
  const total = habits.total
    ? ofColumns(column => {
        if (column === town) return 'Total';
        return column.type === 'number' ? written(column, Number(sum(column).toFixed(6))) : '';
      })
    : '';
  const title = habits.title && hasHeader ? `Figures of all towns${end}${end}` : '';
  const said = Object.entries(habits).flatMap(([name, is]) => (is ? [name] : []));
  const how = [
    ...said,
    separator,
    decimal,
    thousands,
    encoding,
    mark !== '',
    quoting,
    missing,
    hasHeader,
    dateName,
  ].join(' ');
  return {
    bytes: Buffer.from(mark + title + header + units + body.join('') + total, encoding),
    columns,
    labels,
    how,
    moved: habits.index ? 1 : 0,
  };
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

/** Whether a column was read as it was meant, cell by cell. */
function isRight(read: RawColumn | undefined, { type, values }: Truth): boolean {
  if (read?.type !== type) return false;
  if (read.type === 'category')
    return values.every((value, row) => (read.categories[read.codes[row]!] ?? null) === value);
  return values.every((value, row) =>
    value === null ? Number.isNaN(read.values[row]!) : near(read.values[row]!, Number(value)),
  );
}

/** What in a table is not as it was meant. */
function wrongIn(data: RawDataset, { columns, labels, moved }: DrawnFile): string[] {
  if (data.kind !== 'table') return [`kind ${data.kind}`];
  const { target } = data;
  const wrong = columns.filter((column, i) => {
    const found = data.inputs.find(({ name }) => name === column.name || name === `column ${i + 1 + moved}`);
    return !isRight(found, column);
  });
  const isLabelled =
    target.task === 'classification' && labels.every((label, row) => target.classes[target.labels[row]!] === label);
  return [
    ...wrong.map(({ name, type }) => `${name} (${type})`),
    ...(isLabelled ? [] : ['labels']),
    ...(data.rows === labels.length ? [] : [`${data.rows} of ${labels.length} rows`]),
  ];
}

/** Reads drawn tables whose truth is known, with what people put around them or not: how many are right, refused, warned about, or wrong without a word. */
export async function sweep(seeds = Array.from({ length: TABLES }, (_, i) => i + 1), withHabits = false) {
  let right = 0;
  const warned: string[] = [];
  const silent: string[] = [];
  for (const seed of seeds) {
    const file = drawn(seed, withHabits);
    try {
      const source = await csvReader.open(fileSet(memoryFile('drawn.csv', file.bytes)), {});
      const data = await source!.read(() => {});
      const wrong = wrongIn(data, file);
      // A note on a column says how it was read.
      const isSaid = data.warnings.length > 0 || data.columns.some(({ note }) => note !== null);
      const told = `${seed} [${file.how}]: ${wrong.join(', ')}`;
      if (wrong.length === 0) right++;
      else if (isSaid) warned.push(told);
      else silent.push(told);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      warned.push(`${seed} [${file.how}]: refused, ${error.record.key}`);
    }
  }
  return { tables: seeds.length, right, warned, silent };
}
