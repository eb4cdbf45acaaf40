import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { databaseFile } from '#electron/store/home.ts';
import { lockHome } from '#electron/store/lock.ts';
import { openStore } from '#electron/store/open-store.ts';
import type { Store } from '#electron/store/store.ts';
import { Random } from '#shared/method/random.ts';
import { temporaryHome } from '../tools/home.ts';
import { range } from './store-fixtures.ts';

const KILLS = 50;
/** Each home is killed this often before the next is taken, so that damage could add up. */
const KILLS_A_HOME = 10;
/** The moment of the kill, in ms: from the start (while the database is made or opened) or from the first point on. */
const EARLY_MS = 500;
const LATER_MS = 400;

it(`survives SIGKILL at ${KILLS} random moments`, async () => {
  const random = Random.from(50);
  const homes = range(0, KILLS / KILLS_A_HOME).map(() => temporaryHome());
  let points = 0;
  const lane = async () => {
    for (let home = homes.pop(); home; home = homes.pop()) {
      for (const _ of range(0, KILLS_A_HOME)) {
        const early = random.uniform() < 0.2;
        const said = await killed(home, early, random.uniform() * (early ? EARLY_MS : LATER_MS));
        points += said.match(/^points/gm)?.length ?? 0;
        await check(home, said);
      }
    }
  };
  await Promise.all([lane(), lane()]);
  expect(points).toBeGreaterThan(KILLS);
});

/** Lets a victim run and kills it; returns what it had said. */
async function killed(home: string, early: boolean, delay: number): Promise<string> {
  const victim: ChildProcessByStdio<null, Readable, null> = spawn(
    process.execPath,
    [join(import.meta.dirname, 'store-victim.ts'), home],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  const firstPoint = new Promise<void>(resolve => {
    victim.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('points')) resolve();
    });
  });
  const closed = new Promise(resolve => victim.once('close', (code, signal) => resolve(signal ?? code)));
  if (!early) await Promise.race([firstPoint, closed]);
  await wait(delay);
  victim.kill('SIGKILL');
  expect(await closed).toBe('SIGKILL');
  // A line that was cut off was not heard.
  return said.slice(0, said.lastIndexOf('\n') + 1);
}

/** Opens the home at once and looks for everything that was acknowledged. */
async function check(home: string, said: string): Promise<void> {
  const lock = lockHome(home);
  const store = await openStore(home);
  try {
    await store.recover(Date.now());
    const statuses = new Map((await store.allTrials()).map(trial => [trial.id, trial.status]));
    expect([...statuses.values()].filter(status => status === 'running' || status === 'queued')).toEqual([]);
    for (const [, id] of said.matchAll(/^trial (.+)$/gm)) expect(statuses.has(id ?? '')).toBe(true);
    for (const [, id] of said.matchAll(/^ended (.+)$/gm)) expect(statuses.get(id ?? '')).toBe('finished');
    const lastSteps = new Map(
      [...said.matchAll(/^points (\S+) (\d+)$/gm)].map(([, id, step]) => [id ?? '', Number(step)]),
    );
    for (const [id, lastStep] of lastSteps) await checkPoints(store, id, lastStep);
  } finally {
    await store.close();
  }
  const db = new Database(databaseFile(home), { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  db.close();
  lock.release();
}

async function checkPoints(store: Store, trialId: string, lastStep: number): Promise<void> {
  const { steps, columns } = await store.points(trialId, 'step', -1);
  expect(steps.length).toBeGreaterThan(lastStep);
  expect(steps.every((step, i) => step === i)).toBe(true);
  expect(columns.loss?.every((loss, i) => loss === i / 3)).toBe(true);
  expect(columns.batchMetric?.every((metric, i) => metric === -i)).toBe(true);
}
