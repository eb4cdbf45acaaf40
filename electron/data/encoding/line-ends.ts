/** How many lines end in a text; of `\r\n`, the `\n` counts, and a lone `\r` does not. */
export function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
