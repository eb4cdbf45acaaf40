import { appendFileSync } from 'node:fs';
import { open, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { makeFolderIn } from './home.ts';

/** Where trials write their logs inside a home folder. */
export const logFolderOf = (home: string): string => join(home, 'logs');

/** The log file of a trial inside a home folder. */
export const logFileOf = (home: string, trialId: string): string => join(logFolderOf(home), `${trialId}.log`);

const makeLogFolder = (home: string): void => makeFolderIn(home, basename(logFolderOf(home)));

/** Why no log can be written [M2], as the system says it; null: one was written and taken away again. */
export async function logFolderProblem(home: string): Promise<string | null> {
  const file = join(logFolderOf(home), `.${process.pid}.check`);
  try {
    makeLogFolder(home);
    await writeFile(file, '\n', { flush: true, mode: 0o600 });
    // Another preparation may have taken it away.
    await rm(file, { force: true });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * One append-only log file a trial, readable while it trains [M2]. Lines are few (one each hundred steps or so), so they
 * are written at once: what was shown is on disk. A line that can't be written (full disk) is lost, and the trial goes on.
 */
export function openTrialLog(home: string, trialId: string): (line: string) => void {
  const file = logFileOf(home, trialId);
  return line => {
    try {
      makeLogFolder(home);
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`, { mode: 0o600 });
    } catch {}
  };
}

/** The end of a log file, its last `maxBytes` bytes; empty where nothing was logged yet. */
export async function readLogTail(file: string, maxBytes: number): Promise<string> {
  const handle = await open(file).catch(() => null);
  if (!handle) return '';
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - maxBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
    const tail = buffer.toString('utf8', 0, bytesRead);
    return start === 0 ? tail : tail.slice(tail.indexOf('\n') + 1);
  } finally {
    await handle.close();
  }
}
