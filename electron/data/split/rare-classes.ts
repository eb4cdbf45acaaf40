import { countClasses } from '../raw/classes.ts';
import { firstOfGroups } from './groups.ts';
import { strataOf } from './strata.ts';

/** Rows of the classes that are large enough to divide, and the classes that are not. */
export interface CommonClasses {
  /** Those that stay, ascending. */
  rows: Int32Array;
  /** Indices of the classes that stay, ascending. */
  classes: number[];
}

/**
 * Leaves out the classes that can't have a group in each part. A group counts for its most frequent class; where leaving rows
 * out changes that, it is looked at again.
 * @param rows those to divide, ascending.
 * @param needed the fewest groups of a class.
 */
export function withoutRareClasses(
  target: { labels: Int32Array; classes: readonly string[] },
  rows: Int32Array,
  groups: Int32Array,
  needed: number,
): CommonClasses {
  const strata = strataOf(
    { task: 'classification', name: null, labels: target.labels, classes: [...target.classes] },
    rows,
    groups,
  );
  const present = countClasses(
    rows.map(row => target.labels[row]!),
    target.classes.length,
  );
  const groupCounts = countClasses(
    firstOfGroups(rows, groups).map(row => strata[row]!),
    target.classes.length,
  );
  const rare = groupCounts.map((count, c) => count < needed && present[c]! > 0);
  if (!rare.includes(true)) return { rows, classes: present.flatMap((count, c) => (count > 0 ? [c] : [])) };
  return withoutRareClasses(
    target,
    rows.filter(row => !rare[target.labels[row]!]),
    groups,
    needed,
  );
}
