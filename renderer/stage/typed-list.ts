/** A typed list of numbers, in ascending order, each once; null: it is none, or one of them is not good, or there are too many. */
export function typedList(typed: string, most: number, isGood: (value: number) => boolean): number[] | null {
  const words = typed.split(/[\s,;，、；]+/).filter(word => word !== '');
  const values = [...new Set(words.map(Number))].sort((a, b) => a - b);
  return values.length > 0 && values.length <= most && values.every(isGood) ? values : null;
}
