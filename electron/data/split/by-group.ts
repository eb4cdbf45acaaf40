import type { RawTarget } from '../raw/dataset.ts';
import { firstOfGroups, groupSizes } from './groups.ts';
import { UnionFind } from './near-duplicates/union-find.ts';
import { groupsNeeded, type Split, splitRows } from './split.ts';
import { strataOf } from './strata.ts';

/** Of a group each, as one of its rows: those of one member, and each row that belongs to nobody alone. */
export function groupsOfMembers(members: Int32Array): Int32Array {
  const first = new Map<number, number>();
  return members.map((member, row) => {
    if (member < 0) return row;
    const known = first.get(member);
    if (known === undefined) first.set(member, row);
    return known ?? row;
  });
}

/** Share of the rows that groups united by rows of theirs that are nearly the same may have; else such rows say nothing. */
const MOST_UNITED = 0.05;

/** Groups that also keep rows together that are nearly the same, where that doesn't chain many of them into one. */
export function withAlike(groups: Int32Array, alike: Int32Array): Int32Array {
  const union = new UnionFind(groups.length);
  for (let row = 0; row < groups.length; row++) {
    union.unite(row, groups[row]!);
    union.unite(row, alike[row]!);
  }
  const united = union.groups();
  const all = Int32Array.from(groups.keys());
  const largest = (of: Int32Array): number => groupSizes(all, of).reduce((most, size) => Math.max(most, size), 0);
  return largest(united) <= Math.max(largest(groups), MOST_UNITED * groups.length) ? united : groups;
}

/**
 * Divides whole groups at random. Stratified where all rows of a group have the same class, and of numbers by their mean; groups of
 * several classes can't be.
 * @returns null where there are too few groups.
 */
export function splitByGroup(target: RawTarget, rows: Int32Array, groups: Int32Array, seed: number): Split | null {
  const needed = groupsNeeded(false);
  if (firstOfGroups(rows, groups).length < needed) return null;
  return splitRows({ rows, groups, strata: strataOfGroups(target, rows, groups, needed), seed });
}

/** The strata of whole groups: all one where groups have rows of several classes, or a stratum fewer groups than needed. */
export function strataOfGroups(target: RawTarget, rows: Int32Array, groups: Int32Array, needed: number): Int32Array {
  const strata = strataOf(target, rows, groups);
  const isPure = target.task === 'regression' || rows.every(row => target.labels[row] === target.labels[groups[row]!]);
  const counts = new Map<number, number>();
  for (const row of firstOfGroups(rows, groups)) counts.set(strata[row]!, (counts.get(strata[row]!) ?? 0) + 1);
  const isStratified = isPure && [...counts.values()].every(count => count >= needed);
  return isStratified ? strata : new Int32Array(groups.length);
}
