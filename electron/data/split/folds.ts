import { Random, STREAMS } from '#shared/method/random.ts';
import { firstOfGroups, groupSizes } from './groups.ts';

/** Cross-validation has so many folds [M9]. */
export const FOLDS = 5;

/** What is trained on, and what is evaluated: indices into the source, ascending. */
export interface Fold {
  train: Int32Array;
  scored: Int32Array;
}

export interface FoldOptions {
  /** Those to divide: train and dev, without test; ascending. */
  rows: Int32Array;
  /** `[all rows]`: the group of each row, as one of its rows; a group is never divided. */
  groups: Int32Array;
  /** `[all rows]`: the stratum of each row's group. */
  strata: Int32Array;
  seed: number;
}

/**
 * Divides rows at random into folds, whole groups at a time: each row is scored in exactly one of them and trained on in all others. Each fold
 * scores each stratum in its share: to within one row where rows are groups of their own, else to within the largest group. The same input and
 * seed always give the same folds.
 * @returns null where there are fewer groups than folds
 */
export function randomFolds({ rows, groups, strata, seed }: FoldOptions): Fold[] | null {
  const firsts = firstOfGroups(rows, groups);
  if (firsts.length < FOLDS) return null;
  const sizes = groupSizes(rows, groups);
  const random = Random.from(seed, STREAMS.folds);
  const foldOfGroup = new Int8Array(groups.length);
  const total = new Array<number>(FOLDS).fill(0);
  const present = [...new Set(firsts.map(row => strata[row]!))].sort((a, b) => a - b);
  for (const stratum of present) {
    const order = firsts.filter(row => strata[row] === stratum);
    random.shuffle(order);
    // The large ones first, so that what comes last evens out.
    const dealt = order.toSorted((a, b) => sizes[groups[b]!]! - sizes[groups[a]!]!);
    const own = new Array<number>(FOLDS).fill(0);
    for (const row of dealt) {
      const group = groups[row]!;
      const fold = emptiest(own, total);
      foldOfGroup[group] = fold;
      own[fold]! += sizes[group]!;
      total[fold]! += sizes[group]!;
    }
  }
  return allFolds.map(fold => ({
    train: rows.filter(row => foldOfGroup[groups[row]!] !== fold),
    scored: rows.filter(row => foldOfGroup[groups[row]!] === fold),
  }));
}

const allFolds = Array.from({ length: FOLDS }, (_, fold) => fold);

/** The fold with the fewest rows of a stratum; among equals, of all. */
const emptiest = (own: readonly number[], total: readonly number[]): number =>
  allFolds.reduce((best, fold) =>
    own[fold]! < own[best]! || (own[fold] === own[best] && total[fold]! < total[best]!) ? fold : best,
  );

/**
 * Ordered rows by rolling origin: the earliest are only trained on, then each fold scores what comes next and trains on all that is before it, so
 * that nothing is learnt from the future. Rows of one moment stay together.
 * @param rows those to divide, ascending; train and dev, without test
 * @param times `[all rows]`, finite for these
 * @returns null where there are fewer moments than that takes
 */
export function rollingFolds(rows: Int32Array, times: Float64Array): Fold[] | null {
  const order = rows.toSorted((a, b) => times[a]! - times[b]! || a - b);
  const borders: number[] = [];
  for (let i = 1; i < order.length; i++) if (times[order[i]!] !== times[order[i - 1]!]) borders.push(i);
  if (borders.length < FOLDS) return null;
  const starts: number[] = [];
  for (const fold of allFolds) {
    const wanted = (order.length * (fold + 1)) / (FOLDS + 1);
    // As many are left as the folds after it need.
    const open = borders
      .slice(starts.length, borders.length - (FOLDS - 1 - fold))
      .filter(at => at > (starts.at(-1) ?? 0));
    starts.push(open.reduce((best, at) => (Math.abs(at - wanted) < Math.abs(best - wanted) ? at : best)));
  }
  const part = (from: number, to: number): Int32Array => order.slice(from, to).sort();
  return starts.map((start, fold) => ({
    train: part(0, start),
    scored: part(start, starts[fold + 1] ?? order.length),
  }));
}
