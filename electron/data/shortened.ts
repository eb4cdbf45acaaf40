/** A foreign text on one line, cut to so many characters: what a message or report shows of it. */
export function shortened(text: string, length: number): string {
  const line = text
    .slice(0, 4 * length)
    .replace(/\s+/g, ' ')
    .trim();
  const isWhole = line.length <= length && text.length <= 4 * length;
  // Not within a character of two code units.
  return isWhole ? line : `${line.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
