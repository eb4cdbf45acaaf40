/** How a program is started on Windows: what, with which arguments, and whether these are written as they stand. */
export type WindowsStart =
  | { file: string; args: string[]; verbatim: boolean }
  /** An argument that can't be given to a batch file so that it arrives as it is. */
  | { problem: string };

const BATCH = /\.(cmd|bat)$/i;
/** Needs no quotes anywhere. */
const PLAIN = /^[\w./:\\=+@,-]+$/;
/** What the command processor acts on even between quotes, or what ends them; a batch file reads its arguments a second time. */
const UNSAFE = /["%!\r\n\0]/;

/**
 * Programs that end with `.cmd` or `.bat` (npm's shims, conda) are no programs but scripts of the command processor, which Node starts
 * no more by themselves, since arguments could be read as commands (CVE-2024-27980). They are given to the processor with each argument in
 * quotes, which hold `&`, `|`, `<` and `>` back however often the line is read; an argument that quotes can't hold is refused.
 * @param processor the path of `cmd.exe`
 */
export function windowsStart(argv: readonly string[], processor: string): WindowsStart {
  const [program = '', ...rest] = argv;
  if (!BATCH.test(program)) return { file: program, args: rest, verbatim: false };
  const unsafe = argv.find(argument => UNSAFE.test(argument));
  if (unsafe !== undefined) return { problem: unsafe };
  const line = [`"${program}"`, ...rest.map(quoted)].join(' ');
  // No start-up commands, no second meaning of `!`; the outer quotes are taken off, and nothing else is.
  return { file: processor, args: ['/d', '/v:off', '/s', '/c', `"${line}"`], verbatim: true };
}

/** Backslashes before the closing quote would take it for a part of the argument. */
const quoted = (argument: string): string =>
  PLAIN.test(argument) ? argument : `"${argument.replace(/\\+$/, ends => ends + ends)}"`;

/**
 * What may stand behind a program's name on Windows, in the order in which it is looked for: beside `npx.cmd` lies an `npx` that is a shell's, so
 * that a name without an ending is what it says only in the end.
 */
export const windowsEndings = (program: string): string[] =>
  /\.[A-Za-z0-9]{1,4}$/.test(program) ? ['', '.exe', '.cmd', '.bat'] : ['.exe', '.com', '.cmd', '.bat', ''];
