/** The first of the given rows in each of their groups, in the order of the rows. */
export function firstOfGroups(rows: Int32Array, groups: Int32Array): Int32Array {
  const seen = new Uint8Array(groups.length);
  return rows.filter(row => {
    const group = groups[row]!;
    if (seen[group]) return false;
    seen[group] = 1;
    return true;
  });
}

/** `[all rows]`: how many of the given rows are in each group; 0 where a row gives no group its number. */
export function groupSizes(rows: Int32Array, groups: Int32Array): Int32Array {
  const sizes = new Int32Array(groups.length);
  for (const row of rows) sizes[groups[row]!]!++;
  return sizes;
}
