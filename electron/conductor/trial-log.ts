import { appendFileSync, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** The log file of a trial inside a home folder. */
export const logFileOf = (home: string, trialId: string): string => join(home, 'logs', `${trialId}.log`);

/**
 * One append-only log file a trial, readable while it trains [M2]. Lines are few (one each hundred steps or so), so they
 * are written at once: what was shown is on disk. A line that can't be written (full disk) is lost, and the trial goes on.
 */
export function openTrialLog(home: string, trialId: string): (line: string) => void {
  const file = logFileOf(home, trialId);
  return line => {
    try {
      mkdirSync(join(home, 'logs'), { recursive: true });
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`);
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
