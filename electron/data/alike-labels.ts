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
