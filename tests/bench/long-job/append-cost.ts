import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#electron/store/database.ts';
import { pack } from '#electron/store/rows/columns.ts';
import { Points } from '#electron/store/rows/points.ts';
import { median } from '../median.ts';
import { aDayBatch } from './batches.ts';

const ROUNDS = 101;
/** Appended at once in a round, in one durable transaction, as what four trials report in some seconds. */
const GROUP = 100;
const SHORT = 1000;

/** An open database with one trial of so many batches. */
function trialOf(folder: string, name: string, batches: number) {
  const db = openDatabase(join(folder, name));
  db.pragma('foreign_keys = OFF');
  const points = new Points(db);
  let next = 0;
  let trial = 0;
  const append = (count: number): void => {
    const calls = Array.from({ length: count }, () => {
      const packed = pack(aDayBatch(next++));
      return { trialId: `trial-${trial}`, attempt: 1, batches: packed ? [packed] : [] };
    });
    for (const error of points.appendAll(calls)) if (error) throw error;
  };
  const begin = (): void => {
    trial++;
    next = 0;
    db.prepare("INSERT INTO attempts VALUES (?, 1, 0, 'running', 0, NULL)").run(`trial-${trial}`);
    for (let at = 0; at < batches; at += 1000) append(Math.min(1000, batches - at));
  };
  begin();
  return {
    /** A further trial of the same length. */
    begin,
    /** Milliseconds of processor and disk for one append. */
    time: (): number => {
      const begun = performance.now();
      append(GROUP);
      return (performance.now() - begun) / GROUP;
    },
    close: () => void db.close(),
  };
}

/** What an append costs in a trial of so many batches, and in one of a thousand, in turn. */
export async function appendCost(batches: number): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  const long = trialOf(folder, 'long.db', batches);
  const short = trialOf(folder, 'short.db', SHORT);
  try {
    const times = { long: [] as number[], short: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      // Or it would be a long one itself before long.
      if (round % 10 === 9) short.begin();
      times.long.push(long.time());
      times.short.push(short.time());
    }
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
    return {
      batches: [batches, SHORT],
      msAnAppend: { long: median(times.long), short: median(times.short) },
      'ratio of the medians': median(times.long) / median(times.short),
      'ratio of all, merging included': total(times.long) / total(times.short),
    };
  } finally {
    long.close();
    short.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
