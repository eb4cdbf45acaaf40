const at = process.argv.indexOf('--', 2);

/** What stands behind `--`: a person's own command, as an array of arguments; null: there is none. */
export const COMMAND: readonly string[] | null = at < 0 ? null : process.argv.slice(at + 1);

/** The arguments of this program alone. */
export const ARGUMENTS: readonly string[] = at < 0 ? process.argv : process.argv.slice(0, at);
