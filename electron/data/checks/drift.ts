import type { DataCheck } from '#shared/domain/data-report.ts';
import { Random, STREAMS } from '#shared/method/random.ts';
import type { RawColumn } from '../raw/dataset.ts';
import { namesOf } from '../raw/row-text.ts';
import { firstOfGroups } from '../split/groups.ts';
import { SPLIT_SEED } from '../split/split.ts';
import { type Checked, passes, warns } from './check.ts';

/**
 * The chance that a table whose parts differ by chance alone is warned of, over all its columns together (Bonferroni): one table in
 * 200 at most.
 */
const BY_CHANCE = 0.005;
/** Rows of a part that are looked at, and cells of all columns together. */
const MOST_ROWS = 20_000;
const MOST_CELLS = 4_000_000;
const LEAST_ROWS = 1000;
/** Rows that a part must have. */
const FEWEST = 20;
/** Rows of a category that dev must be expected to have for the χ² test; those with fewer count together. */
const EXPECTED = 5;

/**
 * Columns, and the target where it is a number, that differ between train and dev by more than chance. Of rows that are held out by time the
 * column of time is passed over, which differs by intent.
 */
export function drift({ raw, target, split, groups, way }: Checked): DataCheck[] {
  if (raw.kind !== 'table') return [];
  const own: RawColumn[] =
    target.task === 'regression'
      ? [{ name: target.name ?? '', type: 'number', decimal: '.', values: target.values }]
      : [];
  const isByTime = way.by === 'time';
  const columns = [
    ...raw.inputs.filter(({ name, type }) => !isByTime || (type !== 'date' && name !== way.column)),
    ...own,
  ];
  if (columns.length === 0) return [];
  const most = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / columns.length)));
  const random = Random.from(SPLIT_SEED, STREAMS.probe);
  // Rows that are nearly the same are one: a group stands in one part as a whole.
  const [train, dev] = [split.train, split.dev].map(part => {
    const rows = firstOfGroups(part, groups);
    random.shuffle(rows);
    return rows.subarray(0, most);
  }) as [Int32Array, Int32Array];
  if (Math.min(train.length, dev.length) < FEWEST) return [passes('drift', {}, 'data.check.drift.tooFew')];
  const found = columns.filter(column => chanceOf(column, train, dev) * columns.length < BY_CHANCE);
  if (found.length === 0) return [passes('drift', { count: columns.length })];
  const names = found.map(({ name }) => name);
  const values = { count: names.length, names: namesOf(names), columns: columns.length };
  const key = isByTime ? 'data.check.drift.later' : 'data.check.drift.warns';
  return [warns('drift', names, { key, values })];
}

/** The chance that two parts of one distribution differ so much in a column. */
function chanceOf(column: RawColumn, train: Int32Array, dev: Int32Array): number {
  if (column.type === 'category') return chiSquared(column.codes, column.categories.length, train, dev);
  // A missing one is a value like the others, below them all.
  const sorted = (rows: Int32Array): Float64Array =>
    Float64Array.from(rows, row =>
      Number.isNaN(column.values[row]!) ? Number.NEGATIVE_INFINITY : column.values[row]!,
    ).sort();
  return kolmogorovSmirnov(sorted(train), sorted(dev));
}

/**
 * Kolmogorov–Smirnov's test of two samples, each ascending (Press et al., Numerical Recipes, 14.3.3: asymptotic, with Stephens'
 * correction for small ones). Equal values make it cautious.
 */
export function kolmogorovSmirnov(a: Float64Array, b: Float64Array): number {
  let [i, j, most] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    most = Math.max(most, Math.abs(i / a.length - j / b.length));
  }
  const size = Math.sqrt((a.length * b.length) / (a.length + b.length));
  const z = (size + 0.12 + 0.11 / size) * most;
  // The series converges slowly where it is 1 for all purposes.
  if (z < 0.3) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * z) ** 2);
  return Math.min(1, Math.max(0, sum));
}

/** The χ² test of homogeneity of categories in two parts, by Wilson and Hilferty's approximation. */
function chiSquared(codes: Int32Array, categories: number, train: Int32Array, dev: Int32Array): number {
  const count = (rows: Int32Array): Int32Array => {
    const counts = new Int32Array(categories + 1);
    for (const row of rows) counts[codes[row]! < 0 ? categories : codes[row]!]!++;
    return counts;
  };
  const [inTrain, inDev] = [count(train), count(dev)];
  const shareOfDev = dev.length / (train.length + dev.length);
  const cells: [number, number][] = [];
  const rare: [number, number] = [0, 0];
  inTrain.forEach((ofTrain, c) => {
    const all = ofTrain + inDev[c]!;
    if (all === 0) return;
    if (all * shareOfDev >= EXPECTED) cells.push([ofTrain, inDev[c]!]);
    else {
      rare[0] += ofTrain;
      rare[1] += inDev[c]!;
    }
  });
  if ((rare[0] + rare[1]) * shareOfDev >= EXPECTED) cells.push(rare);
  if (cells.length < 2) return 1;
  const whole = cells.reduce((sum, [t, d]) => sum + t + d, 0);
  const devRows = cells.reduce((sum, [, d]) => sum + d, 0);
  let chi = 0;
  for (const [t, d] of cells)
    for (const [found, part] of [
      [t, whole - devRows],
      [d, devRows],
    ] as const) {
      const expected = ((t + d) * part) / whole;
      chi += (found - expected) ** 2 / expected;
    }
  const freedom = cells.length - 1;
  const spread = 2 / (9 * freedom);
  return aboveNormal((Math.cbrt(chi / freedom) - (1 - spread)) / Math.sqrt(spread));
}

/** The chance that a standard normal number is above this (Abramowitz & Stegun 26.2.17, to 7.5e−8). */
function aboveNormal(z: number): number {
  if (z < 0) return 1 - aboveNormal(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
