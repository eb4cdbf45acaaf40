import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fromOwnFolder } from '#electron/store/home.ts';
import { Refusal } from '#shared/contract/refusal.ts';

/**
 * The home folder that a command line names, as an absolute path; `usual` where it names none. What the person said begins after the
 * program in a packaged app, and after the app's folder (and Chromium's own flags) in `electron . --home X`; none of these can be
 * taken for `--home`, so all but the program is read.
 * @param argv as in `process.argv`
 * @param cwd what a relative path starts from
 * @throws Refusal where `--home` names nothing
 */
export function homeOf(argv: readonly string[], cwd: string, usual: string): string {
  // Not strict: Chromium's flags stand among the arguments too.
  const { values } = parseArgs({ args: argv.slice(1), options: { home: { type: 'string' } }, strict: false });
  const { home = usual } = values;
  // Without being strict, a flag is taken for the value that is missing.
  if (typeof home !== 'string' || home === '' || home.startsWith('-')) throw new Refusal('desktop.home.missing');
  return resolve(cwd, fromOwnFolder(home));
}
