/** Labels in the order that classes have: numbers by size, others by their code units. */
export function inClassOrder(labels: ReadonlySet<string>): string[] {
  const sorted = [...labels].sort();
  return sorted.every(label => Number.isFinite(Number(label))) ? sorted.sort((a, b) => Number(a) - Number(b)) : sorted;
}
