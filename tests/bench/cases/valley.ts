/**
 * The learning rate that fastai's "valley" suggests after a range test, from its description in the library's documentation: the
 * losses of a run whose rate grows exponentially; the longest stretch over which they fall (a longest decreasing subsequence); of
 * that stretch, the point two thirds along, less far in where it is short.
 * @param rates of each step, growing
 * @param losses smoothed, of each step
 */
export function valley(rates: readonly number[], losses: readonly number[]): number {
  const length: number[] = [];
  const before: number[] = [];
  let end = 0;
  losses.forEach((loss, i) => {
    length[i] = 1;
    before[i] = -1;
    for (let j = 0; j < i; j++) {
      if ((losses[j] as number) > loss && (length[j] as number) + 1 > (length[i] as number)) {
        length[i] = (length[j] as number) + 1;
        before[i] = j;
      }
    }
    if ((length[i] as number) > (length[end] as number)) end = i;
  });
  let start = end;
  while (before[start] !== -1) start = before[start] as number;
  // A third of the stretch is skipped at its beginning, half of another at its end.
  const section = (end - start) / 3;
  return rates[Math.floor(start + section + section / 2)] as number;
}
