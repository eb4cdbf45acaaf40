/** A label as it is compared with others: without case, spaces, and the way its accents are stored. */
const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/(?<=\p{L})[\s_-]+(?=\S)|(?<=\S)\s+(?=\p{L})/gu, '');

/** The labels that are the same as another but for that; `-1` and `1` are not. */
export function alikeLabels(names: readonly string[]): string[] {
  const alike = Map.groupBy(names, plain);
  return [...alike.values()].filter(group => group.length > 1).flat();
}

/** Rows of each class. */
export function countClasses(labels: ArrayLike<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (let row = 0; row < labels.length; row++) counts[labels[row]!]!++;
  return counts;
}

/** Labels in the order that classes have: numbers by size, others by their code units. */
export function inClassOrder(labels: ReadonlySet<string>): string[] {
  const sorted = [...labels].sort();
  return sorted.every(label => Number.isFinite(Number(label))) ? sorted.sort((a, b) => Number(a) - Number(b)) : sorted;
}
