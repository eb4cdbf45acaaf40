import type { DataCheck } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { RawColumn, RawTable } from '../raw/dataset.ts';
import { EXAMPLES, namesOf } from '../raw/row-text.ts';
import { type Checked, passes, shown, warns } from './check.ts';
import { missingZeros } from './missing-zeros.ts';

/** A value that lies beyond all others and repeats, as codes for "missing" do: −200, −999, 9999. */
export interface FarValue {
  value: number;
  rows: number;
  /** From where to where all others lie. */
  rest: { min: number; max: number };
}

/** So often must it stand there: what repeats is no slip of the pen. */
const REPEATS = 3;
/** Times the range of all others that it must lie away from them, where these have more than so many values; and where they are a few grades. */
const FAR = 1;
const DIFFERENT = 10;
const FAR_FROM_FEW = 20;
/** Different codes that may stand beside each other at one end (8888, 9999). */
const TOGETHER = 3;

/** What people write for "missing": −9, −99, 999, … */
const NINES = /^-?9+$/;

/** The lowest and the highest values, each with how often it is there, the outermost first. */
interface Ends {
  low: [value: number, rows: number][];
  high: [value: number, rows: number][];
}

/** One value more than could be codes, so that the nearest of the others is among them. */
function endsOf(values: Float64Array): Ends {
  const low: Ends['low'] = [];
  const high: Ends['high'] = [];
  const add = (end: Ends['low'], value: number, isFurther: (a: number, b: number) => boolean): void => {
    const full = end.length > TOGETHER;
    if (full && isFurther(end[TOGETHER]![0], value)) return;
    const place = end.findIndex(([other]) => !isFurther(other, value));
    if (place >= 0 && end[place]![0] === value) {
      end[place]![1]++;
      return;
    }
    end.splice(place < 0 ? end.length : place, 0, [value, 1]);
    if (end.length > TOGETHER + 1) end.pop();
  };
  // Nearly all values lie between the ends.
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (Number.isNaN(value) || (value > from && value < to)) continue;
    add(low, value, (a, b) => a < b);
    add(high, value, (a, b) => a > b);
    from = low[TOGETHER]?.[0] ?? Number.POSITIVE_INFINITY;
    to = high[TOGETHER]?.[0] ?? Number.NEGATIVE_INFINITY;
  }
  return { low, high };
}

/** How many of the first values of an end are codes, with a gap behind them; 0: none are. */
function codesAt(end: Ends['low'], furthest: number, hasMany: boolean): number {
  for (let count = 1; count <= TOGETHER && count < end.length; count++) {
    const codes = end.slice(0, count);
    if (codes.some(([, rows]) => rows < REPEATS)) return 0;
    const nearest = end[count]![0];
    const gap = Math.abs(end[count - 1]![0] - nearest);
    const range = Math.abs(furthest - nearest);
    const areNines = codes.every(([value]) => NINES.test(String(value)));
    if (range > 0 && gap > (hasMany || areNines ? FAR : FAR_FROM_FEW) * range) return count;
  }
  return 0;
}

/** Whether the only value below zero is −9, −99 or the like, and repeats. */
const isLoneNegative = ([first, second]: Ends['low']): boolean =>
  first !== undefined &&
  second !== undefined &&
  second[0] >= 0 &&
  first[1] >= REPEATS &&
  /^-9+$/.test(String(first[0]));

/** Whether more than `DIFFERENT` values occur beside those at the ends. */
function hasManyValues(values: Float64Array): boolean {
  const different = new Set<number>();
  for (const value of values) {
    if (!Number.isNaN(value)) different.add(value);
    if (different.size > DIFFERENT + TOGETHER) return true;
  }
  return false;
}

/** The values of a column that are rather codes for "missing". Each is far from all others and repeats. NaN: missing already. */
export function farValues(values: Float64Array): FarValue[] {
  const { low, high } = endsOf(values);
  const hasMany = hasManyValues(values);
  if (low.length < 2) return [];
  // Codes at the other end must not count as the range of the others.
  const fromHigh = codesAt(high, low[0]![0], hasMany);
  const fromLow = codesAt(low, high[fromHigh]![0], hasMany) || (isLoneNegative(low) ? 1 : 0);
  const again = fromHigh || codesAt(high, low[fromLow]![0], hasMany);
  const rest = { min: low[fromLow]![0], max: high[again]![0] };
  return [...low.slice(0, fromLow), ...high.slice(0, again)].map(([value, rows]) => ({ value, rows, rest }));
}

/** A far value with the column that holds it. */
interface Found extends FarValue {
  name: string;
  isTarget: boolean;
  values: Float64Array;
  /** As a person writes it. */
  written: string;
}

/** Numbers that are written plainly, so that a code can be named as it stands there. */
function plainColumns({ inputs, target, columns }: RawTable): Pick<Found, 'name' | 'isTarget' | 'values'>[] {
  const isPlain = (column: RawColumn): column is Extract<RawColumn, { values: Float64Array }> =>
    column.type === 'number' && column.form === undefined;
  const found = inputs.filter(isPlain).map(({ name, values }) => ({ name, values, isTarget: false }));
  const targets = columns.filter(({ role }) => role === 'target');
  const own = target.task === 'regression' && targets.length === 1;
  return own ? [{ name: targets[0]!.name, values: target.values, isTarget: true }, ...found] : found;
}

/** A code for "missing": one far value that repeats, in the target or the inputs. One check a value, with all its columns. */
export function missingCodes({ raw }: Checked): DataCheck[] {
  if (raw.kind !== 'table') return [];
  const decimal = raw.layout.decimal ?? '.';
  const columns = plainColumns(raw);
  const found = columns.flatMap(column =>
    farValues(column.values).map(far => ({ ...column, ...far, written: String(far.value).replace('.', decimal) })),
  );
  const inputs = columns.filter(({ isTarget }) => !isTarget);
  const gaps = missingZeros(inputs.map(({ values }) => values));
  found.push(...inputs.flatMap((column, i) => (gaps[i] ? [{ ...column, ...gaps[i], value: 0, written: '0' }] : [])));
  if (found.length === 0) return [passes('missingCode')];
  return [...Map.groupBy(found, ({ written }) => written).values()].map(those => checkOf(raw, those));
}

function checkOf(raw: RawTable, found: Found[]): DataCheck {
  const [first] = found as [Found, ...Found[]];
  const { written: value, rest } = first;
  const target = found.find(({ isTarget }) => isTarget);
  const names = found.map(({ name }) => name);
  const cells = found.reduce((sum, { rows }) => sum + rows, 0);
  const values = { value, columns: namesOf(names), cells, min: shown(rest.min), max: shown(rest.max) };
  const some = found.length === 1 ? 'data.check.missingCode.one' : 'data.check.missingCode.several';
  const key = value === '0' && found.length > 1 ? 'data.check.missingCode.zeros' : some;
  const effect: Reason = target
    ? { key: 'data.check.missingCode.effectTarget', values: { count: target.rows, target: target.name } }
    : { key: 'data.check.missingCode.effect', values: { count: cells } };
  const change = { missing: names.map(column => ({ value, column })) };
  return warns(
    'missingCode',
    names,
    { key, values: { ...values, count: found.length } },
    { examples: examplesOf(raw, first), remedy: raw.choosable ? { change, effect } : null },
  );
}

function examplesOf(raw: RawTable, { values, value, name, written }: Found): DataCheck['examples'] {
  const examples: DataCheck['examples'] = [];
  for (let row = 0; row < values.length && examples.length < EXAMPLES; row++)
    if (values[row] === value) examples.push({ place: raw.place(row), text: `${name}: ${written}` });
  return examples;
}
