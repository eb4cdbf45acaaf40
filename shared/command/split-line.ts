/** A line as a person types it in a terminal, cut into arguments, or why it can't be: a quote without its end, or something that wants a shell. */
export type SplitLine = { argv: string[] } | { problem: 'quote' | 'shell' | 'variable'; sign: string };

/** What a shell would act on outside quotes: pipes, redirections, several commands, what it fills in. */
const SHELL = new Set(['|', '&', ';', '<', '>', '`', '$', '(', ')', '*', '?', '\n']);

/**
 * Cuts a typed command into its arguments, by quotes and blanks alone: it is never given to a shell, so what only a shell could do is said
 * instead of guessed. A backslash before a line's end joins two lines, as pasted commands have it.
 * @param isWindows there a backslash is a part of a path
 */
export function splitLine(line: string, isWindows: boolean): SplitLine {
  const text = line.trim().replace(isWindows ? /[\^`\\]\r?\n/g : /\\\r?\n/g, ' ');
  const argv: string[] = [];
  let current: string | null = null;
  let quote: string | null = null;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] as string;
    const next = text[i + 1];
    if (quote !== null) {
      if (sign === quote) quote = null;
      else if (sign === '\\' && quote === '"' && (next === '"' || (next === '\\' && !isWindows))) {
        current += next;
        i++;
      } else if (quote === '"' && !isWindows && (sign === '$' || sign === '`')) return { problem: 'shell', sign };
      else current += sign;
    } else if (sign === '"' || (sign === "'" && !isWindows)) {
      quote = sign;
      current ??= '';
    } else if (sign === '\\' && !isWindows && next !== undefined) {
      current = (current ?? '') + next;
      i++;
    } else if (sign === ' ' || sign === '\t') {
      if (current !== null) argv.push(current);
      current = null;
    } else if (SHELL.has(sign) && !(isWindows && '$*?`()'.includes(sign))) return { problem: 'shell', sign };
    else current = (current ?? '') + sign;
  }
  if (quote !== null) return { problem: 'quote', sign: quote };
  if (current !== null) argv.push(current);
  const [variable] = /^[A-Za-z_]\w*=/.exec(argv[0] ?? '') ?? [];
  return variable === undefined ? { argv } : { problem: 'variable', sign: variable.slice(0, -1) };
}
