import { expect, it } from 'vitest';
import { KillRun } from '../kill/kill-run.ts';
import { KINDS } from '../kill/kinds.ts';

/** `npm run kill` does the same 200 times. */
const KILLS = KINDS.length;

it.skipIf(process.platform !== 'linux')(`loses nothing and leaves nothing behind after ${KILLS} kills`, async () => {
  const run = new KillRun(KILLS);
  await run.kill(KILLS, KINDS);
  expect(run.faults).toEqual([]);
});
