import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from '#shared/contract/refusal.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = ['electron', 'renderer', 'shared', 'resources', 'package.json', 'electron.vite.config.ts'];

/** The folder of the built page, served by the server and the desktop alike. */
export const PAGE = join(ROOT, 'out', 'renderer');

/** Whether something was never built or is older than its newest source. */
export async function isStale(built: string, sources: readonly string[]): Promise<boolean> {
  const made = await modified(built);
  const newest = Math.max(...(await Promise.all(sources.map(newestIn))));
  return made === 0 || made < newest;
}

/**
 * Builds the page and the desktop where they are missing or older than their sources.
 * @throws Refusal where the build fails; its output stands on standard error then.
 */
export async function ensureBuilt(onBuild: () => void): Promise<void> {
  // The page is built last, so its time is that of the whole build.
  const sources = SOURCES.map(name => join(ROOT, name));
  if (!(await isStale(join(PAGE, 'index.html'), sources))) return;
  onBuild();
  const tool = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const build = spawn(process.execPath, [tool, 'build', '--logLevel', 'warn'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  const code = await new Promise<number | string>(resolve => {
    build.once('error', error => resolve(error.message));
    build.once('close', status => resolve(status ?? 'killed'));
  });
  if (code !== 0) throw new Refusal('start.build.failed', { code });
}

/** The time (ms) of the newest file at or under a path; 0 where there is none. */
async function newestIn(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return Math.max(...(await Promise.all([path, ...files].map(modified))));
}

const modified = (path: string): Promise<number> =>
  stat(path).then(
    facts => (facts.isFile() ? facts.mtimeMs : 0),
    () => 0,
  );
