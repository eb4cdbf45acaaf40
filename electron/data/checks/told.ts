import { Random, STREAMS } from '#shared/method/random.ts';
import type { RawColumn, RawTarget } from '../raw/dataset.ts';
import { firstOfGroups } from '../split/groups.ts';
import { SPLIT_SEED, type Split } from '../split/split.ts';

/**
 * How far one column alone tells the target, evaluated on rows that were not used for finding out: train (one row of each group
 * of near-duplicates) is divided into five folds at random, and each is answered by the other four. Neither dev nor test is looked at.
 */
export interface Told {
  /** Rows that were answered. */
  rows: number;
  /** Of classes: share of the rows that was answered right, and of always saying the most frequent class. */
  right: number;
  base: number;
  /** Of what is open, how much it tells: 1 − errors ÷ errors of `base`; of numbers R² between ranks. */
  gain: number;
}

/** Rows that are looked at, and cells of all columns together. */
const MOST_ROWS = 10_000;
const MOST_CELLS = 2_000_000;
const LEAST_ROWS = 200;

/** Parts that train is divided into. */
const FOLDS = 5;

/** Rows that an answer stands on at least, where a column's values can be put in an order. */
const TOGETHER = 3;

/** The rows that are looked at, in an order of chance. */
export function lookedRows({ train }: Split, groups: Int32Array, columns: number): Int32Array {
  const rows = firstOfGroups(train, groups);
  Random.from(SPLIT_SEED, STREAMS.probe).shuffle(rows);
  return rows.slice(0, Math.max(LEAST_ROWS, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / Math.max(1, columns)))));
}

/** The targets of some rows: class numbers, or of numbers their ranks, so that a few large ones don't decide alone. */
export const targetsOf = (target: RawTarget, rows: Int32Array): Float64Array =>
  target.task === 'classification'
    ? Float64Array.from(rows, row => target.labels[row]!)
    : ranksOf(Float64Array.from(rows, row => target.values[row]!));

/** Ranks from 0 to 1; equal values share their mean. */
function ranksOf(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + to - 1) / 2 / Math.max(1, order.length - 1);
  }
  return ranks;
}

/** A column's cells of some rows as numbers, NaN where there is none; of categories their codes. */
export const cellsOf = (column: RawColumn, rows: Int32Array): Float64Array =>
  column.type === 'category'
    ? Float64Array.from(rows, row => (column.codes[row]! < 0 ? Number.NaN : column.codes[row]!))
    : Float64Array.from(rows, row => column.values[row]!);

/**
 * @param cells `[rows]` of the column, in an order of chance
 * @param targets `[rows]`, class numbers or ranks
 * @param isOrdered whether the cells are numbers, rather than codes of categories
 */
export function toldBy(cells: Float64Array, targets: Float64Array, task: RawTarget['task'], isOrdered: boolean): Told {
  const answerOf = task === 'classification' ? mostFrequent : meanOf;
  const order = Array.from(cells.keys())
    .filter(i => !Number.isNaN(cells[i]))
    .sort((a, b) => cells[a]! - cells[b]!);
  const gaps = Array.from(cells.keys()).filter(i => Number.isNaN(cells[i]));
  let [right, baseRight, errors, baseErrors] = [0, 0, 0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    const isFit = (i: number): boolean => i % FOLDS !== fold;
    const answers = fitted(cells, targets, order.filter(isFit), gaps.filter(isFit), answerOf, isOrdered);
    const base = answerOf(targets.filter((_, i) => isFit(i)));
    for (let i = fold; i < cells.length; i += FOLDS) {
      const target = targets[i]!;
      const answer = answers(cells[i]!) ?? base;
      if (answer === target) right++;
      if (base === target) baseRight++;
      errors += (answer - target) ** 2;
      baseErrors += (base - target) ** 2;
    }
  }
  const rows = cells.length;
  const gain =
    task === 'classification'
      ? 1 - (rows - right) / Math.max(1, rows - baseRight)
      : baseErrors > 0
        ? 1 - errors / baseErrors
        : 0;
  return { rows, right: right / rows, base: baseRight / rows, gain };
}

type AnswerOf = (targets: Float64Array) => number;

/**
 * What rows answer for a cell; undefined where they don't know it.
 * @param present those with a cell, by its size
 * @param gaps those without
 */
function fitted(
  cells: Float64Array,
  targets: Float64Array,
  present: readonly number[],
  gaps: readonly number[],
  answerOf: AnswerOf,
  isOrdered: boolean,
): (cell: number) => number | undefined {
  const ofGaps = gaps.length > 0 ? answerOf(Float64Array.from(gaps, i => targets[i]!)) : undefined;
  const last: number[] = [];
  const answers: number[] = [];
  for (let start = 0, end = 0; start < present.length; start = end) {
    end = endOfBin(present, cells, targets, start, isOrdered ? TOGETHER : 1, isOrdered);
    const [own, next] = [cells[present[end - 1]!]!, cells[present[end]!]];
    last.push(isOrdered && next !== undefined ? (own + next) / 2 : own);
    answers.push(answerOf(Float64Array.from(present.slice(start, end), i => targets[i]!)));
  }
  return cell => {
    if (Number.isNaN(cell)) return ofGaps;
    const place = firstAtLeast(last, cell);
    if (isOrdered) return answers[Math.min(place, answers.length - 1)];
    return last[place] === cell ? answers[place] : undefined;
  };
}

/**
 * Where a bin of neighbouring cells ends: equal ones stay together, and so do at least as many as `least`; one of a single target goes
 * on as long as that does, so that a border between two classes is where it is.
 */
function endOfBin(
  order: readonly number[],
  cells: Float64Array,
  targets: Float64Array,
  start: number,
  least: number,
  mayGoOn: boolean,
): number {
  let end = start;
  let isPure = true;
  const first = targets[order[start]!]!;
  while (end < order.length) {
    let next = end;
    let isSame = true;
    while (next < order.length && cells[order[next]!] === cells[order[end]!]) {
      if (targets[order[next]!] !== first) isSame = false;
      next++;
    }
    if (end - start >= least && !(mayGoOn && isPure && isSame)) return end;
    isPure &&= isSame;
    end = next;
  }
  return end;
}

/** The place of the first of ascending values that is not below one; their number where all are. */
function firstAtLeast(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mostFrequent(labels: Float64Array): number {
  const counts = new Map<number, number>();
  let best = labels[0]!;
  for (const label of labels) {
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    if (count > (counts.get(best) ?? 0)) best = label;
  }
  return best;
}

const meanOf: AnswerOf = values => values.reduce((sum, value) => sum + value, 0) / values.length;
