import type { RawColumn, RawTarget } from '../raw/dataset.ts';

/** Columns that are tried, and that a sum may have; rows that are looked at. */
const MOST_COLUMNS = 64;
const MOST_TERMS = 8;
const MOST_ROWS = 2000;
/** Share of the target's variance that may be open: what rounding leaves. */
const EXACT = 1e-6;
/** Of its own variance, what a column must have left to be told from those before it. */
const INDEPENDENT = 1e-9;

/**
 * The fewest columns, as far as adding the best one after another finds them, whose weighted sum is the target itself: the other
 * kinds of a thing (is_cat, is_dog beside is_bird), or the parts of a total. The weights come from one half of the rows, and it is
 * judged on the other; null where nothing adds up.
 * @param rows in an order of chance
 */
export function exactTogether(columns: readonly RawColumn[], target: RawTarget, rows: Int32Array): string[] | null {
  if (target.task === 'classification' && target.classes.length !== 2) return null;
  const looked = rows.subarray(0, MOST_ROWS);
  const half = looked.length >> 1;
  const terms = columns.flatMap(column => termOf(column, looked) ?? []);
  if (terms.length < 2 || terms.length > MOST_COLUMNS || half < 2 * terms.length + MOST_TERMS) return null;
  const targets = centred(
    Float64Array.from(looked, row => (target.task === 'classification' ? target.labels[row]! : target.values[row]!)),
    half,
  );
  for (const { values } of terms) centred(values, half);
  const taken = bestFirst(terms, targets, half);
  if (!taken) return null;
  // A column that helped while others were not there yet may be of no use beside them.
  const needed = taken.reduce((kept, term) => {
    const others = kept.filter(other => other !== term);
    return isExact(others, targets, half) ? others : kept;
  }, taken);
  return needed.length > 1 && isExact(needed, targets, half) ? needed.map(({ name }) => name) : null;
}

/** A column that may be part of the sum; all are centred by their first half. */
interface Term {
  name: string;
  values: Float64Array;
}

/** Adds the column that leaves the least open, one after another, until nothing is; null where that takes too many. */
function bestFirst(terms: readonly Term[], targets: Float64Array, half: number): Term[] | null {
  const left = terms.map(({ values }) => values.slice());
  const sizes = left.map(values => squares(values, 0, half));
  const open = targets.slice();
  const whole = squares(open, 0, half);
  const taken: Term[] = [];
  while (whole > 0 && taken.length < MOST_TERMS) {
    const best = bestOf(left, sizes, open, half);
    if (best === null) return null;
    taken.push(terms[best]!);
    const column = left[best]!.slice();
    takeOff(open, column, half);
    if (squares(open, 0, half) <= EXACT * whole) return taken;
    for (const other of left) takeOff(other, column, half);
  }
  return null;
}

/** Whether a sum of some columns, weighted by the first half of the rows, is the target in the second. */
function isExact(terms: readonly Term[], targets: Float64Array, half: number): boolean {
  const open = targets.slice();
  const left = terms.map(({ values }) => values.slice());
  left.forEach((column, i) => {
    if (!(squares(column, 0, half) > 0)) return;
    takeOff(open, column, half);
    for (const later of left.slice(i + 1)) takeOff(later, column, half);
  });
  return (
    squares(open, 0, half) <= EXACT * squares(targets, 0, half) &&
    squares(open, half, open.length) <= EXACT * squares(targets, half, open.length)
  );
}

/** A column without gaps as numbers; yes and no as 1 and 0; null of all else. */
function termOf(column: RawColumn, rows: Int32Array): Term | null {
  const isTwo = column.type === 'category' && column.categories.length === 2;
  if (column.type === 'date' || (column.type === 'category' && !isTwo)) return null;
  const cells = column.type === 'category' ? column.codes : column.values;
  const values = Float64Array.from(rows, row => cells[row]!);
  const hasGap = values.some(value => Number.isNaN(value) || (isTwo && value < 0));
  return hasGap ? null : { name: column.name, values };
}

/** Takes the mean of the first rows off all, in place. */
function centred(values: Float64Array, half: number): Float64Array {
  let mean = 0;
  for (let i = 0; i < half; i++) mean += values[i]! / half;
  for (let i = 0; i < values.length; i++) values[i]! -= mean;
  return values;
}

function squares(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]! ** 2;
  return sum;
}

function product(a: Float64Array, b: Float64Array, half: number): number {
  let sum = 0;
  for (let i = 0; i < half; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The column that leaves the least open; null where none has anything of its own left. */
function bestOf(left: Float64Array[], sizes: readonly number[], open: Float64Array, half: number): number | null {
  let [best, most] = [null as number | null, 0];
  left.forEach((values, i) => {
    const size = squares(values, 0, half);
    if (!(size > INDEPENDENT * sizes[i]!)) return;
    const told = product(values, open, half) ** 2 / size;
    if (told > most) [best, most] = [i, told];
  });
  return best;
}

/** Takes off what a column explains by its first rows (Gram–Schmidt), in place. */
function takeOff(values: Float64Array, column: Float64Array, half: number): void {
  const weight = product(values, column, half) / squares(column, 0, half);
  for (let i = 0; i < values.length; i++) values[i]! -= weight * column[i]!;
}
