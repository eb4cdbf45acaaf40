/** The line that says what happened, of all that a process wrote to its standard error before it ended. */
export function essence(detail: string): string {
  const lines = detail.split('\n').map(line => line.trim());
  return lines.find(line => /^(FATAL ERROR|\w*Error)\b/.test(line)) ?? lines.findLast(line => line !== '') ?? detail;
}
