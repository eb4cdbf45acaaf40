import { countClasses } from '../raw/classes.ts';
import type { RawTarget } from '../raw/dataset.ts';
import { firstOfGroups } from './groups.ts';

/** Regression: parts of the target's range that are held in their shares; fewer where they would have less than so many groups. */
const BINS = 10;
const GROUPS_PER_BIN = 10;

/**
 * `[rows]`: the stratum of each row's group, the same for all its rows: its most frequent class, the first of equally
 * frequent ones; for regression the part of the target's range that its mean lies in, each part having as many groups.
 * @param rows those that take part, ascending; the others' strata mean nothing.
 * @param groups `[all rows]`: the first row of each row's group.
 */
export const strataOf = (target: RawTarget, rows: Int32Array, groups: Int32Array): Int32Array =>
  target.task === 'classification'
    ? classStrata(target.labels, target.classes.length, rows, groups)
    : binStrata(target.values, rows, groups);

function classStrata(labels: Int32Array, classes: number, rows: Int32Array, groups: Int32Array): Int32Array {
  const strata = labels.slice();
  for (const members of sharedGroups(rows, groups)) {
    const counts = countClasses(
      members.map(row => labels[row]!),
      classes,
    );
    const stratum = counts.indexOf(Math.max(...counts));
    for (const row of members) strata[row] = stratum;
  }
  return strata;
}

function binStrata(values: Float64Array, rows: Int32Array, groups: Int32Array): Int32Array {
  const means = values.slice();
  for (const members of sharedGroups(rows, groups)) {
    const mean = members.reduce((sum, row) => sum + values[row]! / members.length, 0);
    for (const row of members) means[row] = mean;
  }
  // Rows of one group stand together in this order, so that a group never lies in two bins.
  const order = rows.toSorted((a, b) => means[a]! - means[b]! || groups[a]! - groups[b]! || a - b);
  const groupCount = firstOfGroups(rows, groups).length;
  const bins = Math.max(1, Math.min(BINS, Math.floor(groupCount / GROUPS_PER_BIN)));
  const strata = new Int32Array(values.length);
  let group = -1;
  order.forEach((row, i) => {
    const before = order[i - 1];
    if (before === undefined || groups[before] !== groups[row]) group++;
    strata[row] = Math.floor((group * bins) / groupCount);
  });
  return strata;
}

/** The rows of each group that has more than one. */
function sharedGroups(rows: Int32Array, groups: Int32Array): number[][] {
  const members = new Map<number, number[]>();
  for (const row of rows) {
    const first = groups[row]!;
    if (first === row) continue;
    const others = members.get(first);
    if (others) others.push(row);
    else members.set(first, [row]);
  }
  if (members.size > 0) for (const row of rows) members.get(row)?.unshift(row);
  return [...members.values()];
}
