import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MARK_FILE } from './command-run.ts';
import { endMarked } from './process-tree.ts';

/**
 * Ends what a run left behind whose runner was ended by force: without it, nobody reads that run or stops it.
 * @returns how many processes there were
 */
export async function endLeftOver(runFolder: string): Promise<number> {
  const file = join(runFolder, MARK_FILE);
  const mark = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (!/^[0-9a-f-]{36}$/.test(mark)) return 0;
  const count = endMarked(mark);
  await rm(file, { force: true }).catch(() => {});
  return count;
}

/** The same for all runs of a home; to be called by the core that holds it, before it starts any. */
export async function endLeftOvers(folder: string): Promise<number> {
  let count = 0;
  for (const name of await readdir(folder).catch((): string[] => [])) count += await endLeftOver(join(folder, name));
  return count;
}
