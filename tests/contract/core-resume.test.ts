import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { checkpointFile } from '#electron/store/checkpoint-files.ts';
import { Random } from '#shared/method/random.ts';
import { temporaryHome } from '../tools/home.ts';
import { openRig, type RigChoice } from './resume-rig.ts';

const STEPS = 100;
const EVAL_EVERY = 20;
/** 90 rows in batches of 16: an epoch ends in the middle of a batch every five or six steps. */
const BASE = { steps: STEPS, evalEvery: EVAL_EVERY, dropout: 0.2 } as const;
const WASM: RigChoice = { backend: 'wasm', choice: { ...BASE, optimizer: 'momentum' } };
const CPU: RigChoice = { backend: 'cpu', choice: { ...BASE, hidden: [4], optimizer: 'adam', steps: 40, evalEvery: 8 } };

/** What a trial comes to that nothing ever stopped. */
async function uncut(rigChoice: RigChoice) {
  const home = mkdtempSync(join(tmpdir(), 'descent-test-'));
  const rig = await openRig(home, rigChoice);
  try {
    expect(await rig.run()).toMatchObject({ status: 'finished', attempt: 1 });
    return await rig.outcome();
  } finally {
    await rig.close();
    rmSync(home, { recursive: true });
  }
}

let whole: Record<string, Awaited<ReturnType<typeof uncut>>>;
beforeAll(async () => {
  whole = { wasm: await uncut(WASM), cpu: await uncut(CPU) };
});

/** Random steps in order, an evaluation's among them. */
function moments(count: number, steps: number): number[] {
  const random = Random.from(3);
  const found = new Set([EVAL_EVERY, steps]);
  while (found.size < count) found.add(1 + random.below(steps));
  return [...found].sort((a, b) => a - b);
}

it.each([
  ['wasm', WASM, 20, STEPS],
  ['cpu', CPU, 4, 40],
] as const)(
  'comes to the same, bit for bit, on %s where its trainer is killed again and again',
  async (backend, rigChoice, kills, steps) => {
    const rig = await openRig(temporaryHome(), rigChoice);
    try {
      for (const moment of moments(kills, steps)) {
        const onCheckpoint = (step: number, trainer: { kill(): void }) => {
          if (step < moment) return true;
          trainer.kill();
          return false;
        };
        const lost = await rig.run({ onCheckpoint });
        expect(lost).toMatchObject({ status: 'failed', reason: { key: 'reason.failed.processLost' } });
        // Not less than what it went on from.
        expect(lost.result?.steps).toBeGreaterThanOrEqual(moment - 1);
      }
      expect(await rig.run()).toMatchObject({ status: 'finished', attempt: kills + 1 });
      expect(await rig.outcome()).toEqual(whole[backend]);
      expect((await rig.log()).match(/goes on from its checkpoint, before step/g)).toHaveLength(kills);
    } finally {
      await rig.close();
    }
  },
);

it('comes to the same where the whole core is killed', async () => {
  const home = temporaryHome();
  for (const moment of moments(4, STEPS)) await killedCore(home, moment);
  const rig = await openRig(home, WASM);
  try {
    expect(rig.current()).toMatchObject({ status: 'interrupted', attempt: 4 });
    expect(await rig.run()).toMatchObject({ status: 'finished', attempt: 5 });
    expect(await rig.outcome()).toEqual(whole.wasm);
    // A finished trial goes on from none; the weights of its best evaluation stay.
    expect(await readdir(join(home, 'checkpoints'))).toEqual([`${rig.trialId}.best`]);
  } finally {
    await rig.close();
  }
});

/** Lets a core go on with the trial until a step, and kills it. */
async function killedCore(home: string, moment: number): Promise<void> {
  const victim = spawn(
    process.execPath,
    ['tests/contract/resume-victim.ts', home, JSON.stringify(WASM), String(moment)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  victim.stdout.once('data', () => victim.kill('SIGKILL'));
  expect(await new Promise(resolve => victim.once('close', (code, signal) => resolve(signal ?? code)))).toBe('SIGKILL');
}

it('waits at a rung, is paused, stopped and interrupted, and comes to the same', async () => {
  const rig = await openRig(temporaryHome(), WASM);
  try {
    expect(await rig.run({ until: 2 * EVAL_EVERY })).toMatchObject({
      status: 'waiting',
      result: { steps: 2 * EVAL_EVERY },
    });
    // Stopped while it waits: only its status changes.
    await rig.queue.stop([rig.current()], 'paused');
    expect(rig.current()).toMatchObject({ status: 'paused', result: { steps: 2 * EVAL_EVERY } });
    expect(await rig.store.trial(rig.trialId)).toEqual(rig.current());
    let seconds = rig.current().result?.seconds ?? 0;
    for (const [status, moment] of [
      ['paused', 51],
      ['stopped', 60],
      ['interrupted', 73],
    ] as const) {
      const onCheckpoint = (step: number) => {
        if (step === moment) void rig.queue.stop([rig.current()], status);
        return true;
      };
      const stopped = await rig.run({ onCheckpoint });
      expect(stopped).toMatchObject({ status, reason: null });
      expect(stopped.result?.steps).toBeGreaterThanOrEqual(moment);
      expect(stopped.result?.seconds).toBeGreaterThan(seconds);
      seconds = stopped.result?.seconds ?? 0;
      // No step is lost where it was stopped in order.
      const { steps } = stopped.result ?? {};
      expect(await readFile(checkpointFile(rig.home, rig.trialId), 'latin1')).toContain(`"step":${steps}`);
    }
    expect(await rig.run()).toMatchObject({ status: 'finished' });
    expect(await rig.outcome()).toEqual(whole.wasm);
  } finally {
    await rig.close();
  }
});

it('goes on from a checkpoint that comes in several pieces', async () => {
  // 1.5 million parameters and as many velocities: 12 MB.
  const large: RigChoice = {
    backend: 'wasm',
    choice: { ...BASE, hidden: [1500, 1000], optimizer: 'momentum', learningRate: 0.01, steps: 4, evalEvery: 2 },
  };
  const whole = await uncut(large);
  const rig = await openRig(temporaryHome(), large);
  try {
    expect(await rig.run({ until: 2 })).toMatchObject({ status: 'waiting' });
    expect((await stat(checkpointFile(rig.home, rig.trialId))).size).toBeGreaterThan(2 ** 23);
    expect(await rig.run()).toMatchObject({ status: 'finished' });
    expect(await rig.outcome()).toEqual(whole);
  } finally {
    await rig.close();
  }
});

it.each([
  ['cut off', (file: string) => truncate(file, 700), 'the checksum is wrong'],
  ['changed by a bit', flipped, 'the checksum is wrong'],
  ['empty', (file: string) => truncate(file, 0), 'the checksum is wrong'],
  ['gone', (file: string) => rm(file), 'There is no checkpoint'],
] as const)('starts from the beginning where its checkpoint is %s, and comes to the same', async (_, harm, why) => {
  const rig = await openRig(temporaryHome(), WASM);
  try {
    await rig.run({ until: 50 });
    await harm(checkpointFile(rig.home, rig.trialId));
    expect(await rig.run()).toMatchObject({ status: 'finished', attempt: 2 });
    expect(await rig.outcome()).toEqual(whole.wasm);
    expect(await rig.log()).toMatch(new RegExp(`starts from the beginning: .*${why}`));
  } finally {
    await rig.close();
  }
});

async function flipped(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(file, bytes);
}

it('goes on from the older checkpoint where a newer one was half written', async () => {
  const rig = await openRig(temporaryHome(), WASM);
  try {
    await rig.run({ until: 50 });
    const file = checkpointFile(rig.home, rig.trialId);
    await writeFile(`${file}.tmp`, (await readFile(file)).subarray(0, 500));
    expect(await rig.run({ until: 60 })).toMatchObject({ status: 'waiting' });
    expect(await rig.log()).toContain('goes on from its checkpoint, before step 50');
    expect((await readdir(join(rig.home, 'checkpoints'))).sort()).toEqual([rig.trialId, `${rig.trialId}.best`]);
    await rig.run();
    expect(await rig.outcome()).toEqual(whole.wasm);
  } finally {
    await rig.close();
  }
});

it('finishes where no checkpoint can be written, and says so', async () => {
  const rig = await openRig(temporaryHome(), WASM);
  try {
    await writeFile(join(rig.home, 'checkpoints'), 'in the way');
    expect(await rig.run({ until: 50 })).toMatchObject({ status: 'waiting' });
    expect(await rig.log()).toMatch(/the checkpoint of step \d+ could not be written/);
    await rm(join(rig.home, 'checkpoints'));
    await mkdir(join(rig.home, 'checkpoints'));
    expect(await rig.run()).toMatchObject({ status: 'finished' });
    expect(await rig.outcome()).toEqual(whole.wasm);
  } finally {
    await rig.close();
  }
});
