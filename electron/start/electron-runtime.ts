import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { downloadArtifact } from '@electron/get';

const ELECTRON = dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** The path of Electron's program, or null where its runtime was not fetched yet. */
export function electronProgram(folder = ELECTRON): string | null {
  const note = join(folder, 'path.txt');
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const program = existsSync(note) ? join(dist, readFileSync(note, 'utf8').trim()) : null;
  return program !== null && existsSync(program) ? program : null;
}

/** Fetches something big; `onBytes` hears of every arrival, `signal` ends it. */
export type Fetch = (
  signal: AbortSignal,
  onBytes: (transferred: number, total: number | null) => void,
) => Promise<void>;

/** No byte for so long counts as "can't be had". */
const SILENCE_MS = 10_000;

/**
 * Runs a fetch, and gives up when nothing arrives for a while.
 * @throws Error with a short text: what the network said, or that it said nothing.
 */
export async function withWatchdog(fetch: Fetch, onShare: (share: number) => void): Promise<void> {
  const abort = new AbortController();
  const giveUp = () => abort.abort(new Error(`no answer for ${SILENCE_MS / 1000} s`));
  let watchdog = setTimeout(giveUp, SILENCE_MS);
  // What can't be aborted, such as a name that is looked up, is not waited for either.
  const silence = new Promise<never>((_resolve, reject) => {
    abort.signal.addEventListener('abort', () => reject(abort.signal.reason));
  });
  const fetching = fetch(abort.signal, (transferred, total) => {
    clearTimeout(watchdog);
    watchdog = setTimeout(giveUp, SILENCE_MS);
    if (total) onShare(transferred / total);
  });
  try {
    await Promise.race([fetching, silence]);
  } finally {
    clearTimeout(watchdog);
  }
}

/**
 * Fetches Electron's runtime (about 110 MB, checked by its digest) and unpacks it where the package expects it.
 * @throws Error where it can't be had.
 */
export async function fetchElectron(onShare: (share: number) => void): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(ELECTRON, 'package.json'), 'utf8')) as { version: string };
  const checksums = JSON.parse(readFileSync(join(ELECTRON, 'checksums.json'), 'utf8')) as Record<string, string>;
  await withWatchdog(async (signal, onBytes) => {
    const getProgressCallback = async (progress: { transferred: number; total: number | null }) =>
      onBytes(progress.transferred, progress.total);
    const { platform, arch } = process;
    const downloadOptions = { quiet: true, signal, getProgressCallback };
    await downloadArtifact({ version, artifactName: 'electron', platform, arch, checksums, downloadOptions });
  }, onShare);
  // The package's own script finds the archive in the cache and unpacks it.
  const install = spawn(process.execPath, [join(ELECTRON, 'install.js')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  install.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const code = await new Promise<number | null>(resolve => install.once('close', resolve));
  if (code !== 0 || electronProgram() === null) throw new Error(complaint.split('\n')[0] || `exit code ${code}`);
}
