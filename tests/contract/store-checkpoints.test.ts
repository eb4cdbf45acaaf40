import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  boundBest,
  checkpointFile,
  checkpointsOf,
  dropBranches,
  dropCheckpoint,
  findCheckpoint,
  loadCheckpoint,
  saveCheckpoint,
  sweepCheckpoints,
} from '#electron/store/checkpoint-files.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { text } from '#shared/messages/text.ts';
import { Random } from '#shared/method/random.ts';
import { temporaryHome } from '../tools/home.ts';
import { aProject, aStage, aTrial } from './store-fixtures.ts';

const trial = aTrial(aStage(aProject()), { attempt: 2 });
/** More than one piece of hashing, and no round number. */
const state = Uint8Array.from({ length: 5_000_003 }, (_, i) => i * 7);
const pieces = [state.subarray(0, 4_500_000), state.subarray(4_500_000)];

/** What loading gives and says. */
async function loaded(home: string, owner: Trial = trial) {
  const { kept, problem } = await loadCheckpoint(home, owner);
  const said = problem ? text('en', problem.key, problem.values) : '';
  return { step: kept?.step ?? null, bytes: kept && Buffer.from(kept.state), said };
}

describe('the file of a checkpoint', () => {
  it('gives back what was saved last, and nothing else lies beside it', async () => {
    const home = temporaryHome();
    await saveCheckpoint(home, trial, { step: 10, pieces: [Uint8Array.of(1, 2, 3)] });
    await saveCheckpoint(home, trial, { step: 20, pieces });
    const { step, bytes, said } = await loaded(home);
    expect({ step, said }).toEqual({ step: 20, said: '' });
    expect(bytes?.equals(state)).toBe(true);
    expect(readdirSync(join(home, 'checkpoints'))).toEqual([trial.id]);
    // Whatever order the names of its hyperparameters come in.
    const turned = Object.fromEntries(Object.entries(trial.hyperparameters).reverse()) as Trial['hyperparameters'];
    expect((await loaded(home, { ...trial, hyperparameters: turned })).step).toBe(20);
  });

  it.each([
    ['dataDigest', { dataDigest: '00'.repeat(32) }],
    ['programVersion', { programVersion: '0.1.0' }],
    ['backend', { backend: 'cpu' }],
    ['hyperparameters', { hyperparameters: { ...trial.hyperparameters, seed: 2 } }],
  ] as const)('is of no use to a trial with another %s', async (name, change) => {
    const home = temporaryHome();
    await saveCheckpoint(home, trial, { step: 20, pieces });
    const found = await loaded(home, { ...trial, ...change });
    expect(found.step).toBeNull();
    expect(found.said).toContain(`made with another ${name}`);
  });

  it('of a constant rate is labelled as before there were schedules, and no other schedule’s is of use', async () => {
    const home = temporaryHome();
    await saveCheckpoint(home, trial, { step: 20, pieces });
    const { schedule: _, ...asOfOld } = Hyperparameters.parse(trial.hyperparameters);
    const digest = createHash('sha256').update(JSON.stringify(asOfOld)).digest('hex');
    const [label] = readFileSync(checkpointFile(home, trial.id), 'latin1').split('\n', 1);
    expect(JSON.parse(label as string).hyperparameters).toBe(digest);
    const schedule = { kind: 'linear', interval: 100 } as const;
    const decayed = { ...trial, hyperparameters: { ...trial.hyperparameters, schedule } };
    expect((await loaded(home, decayed)).said).toContain('made with another hyperparameters');
    await saveCheckpoint(home, decayed, { step: 30, pieces });
    expect((await loaded(home, decayed)).step).toBe(30);
  });

  it('is of no use under the name of another trial', async () => {
    const home = temporaryHome();
    await saveCheckpoint(home, trial, { step: 20, pieces });
    const other = { ...trial, id: 'other' };
    writeFileSync(checkpointFile(home, other.id), readFileSync(checkpointFile(home, trial.id)));
    expect(await loaded(home, other)).toMatchObject({ step: null, said: expect.stringContaining('another trialId') });
  });

  it('is missed silently at a first attempt alone', async () => {
    const home = temporaryHome();
    expect(await loaded(home, { ...trial, attempt: 1 })).toEqual({ step: null, bytes: null, said: '' });
    expect((await loaded(home)).said).toContain('There is no checkpoint');
  });

  it('goes when it is dropped, with what a killed writer left', async () => {
    const home = temporaryHome();
    await saveCheckpoint(home, trial, { step: 20, pieces });
    writeFileSync(`${checkpointFile(home, trial.id)}.tmp`, 'half');
    await dropCheckpoint(home, trial.id);
    expect(readdirSync(join(home, 'checkpoints'))).toEqual([]);
    await dropCheckpoint(home, trial.id);
  });

  it('is swept away where nobody goes on from it', async () => {
    const home = temporaryHome();
    await sweepCheckpoints(home, () => false);
    await saveCheckpoint(home, trial, { step: 20, pieces });
    const [gone, half] = [randomUUID(), randomUUID()];
    writeFileSync(checkpointFile(home, gone), '');
    writeFileSync(`${checkpointFile(home, half)}.tmp`, '');
    // Somebody else's.
    writeFileSync(checkpointFile(home, 'notes'), '');
    await sweepCheckpoints(home, id => id === trial.id);
    expect(readdirSync(join(home, 'checkpoints')).sort()).toEqual([trial.id, 'notes'].sort());
  });

  it('of the best evaluation lies beside it, and each kind goes by itself', async () => {
    const home = temporaryHome();
    await saveCheckpoint(home, trial, { step: 20, pieces });
    await saveCheckpoint(home, trial, { step: 12, pieces: [Uint8Array.of(4, 5)] }, 'best');
    expect((await loaded(home)).step).toBe(20);
    expect((await findCheckpoint(home, trial, 1, 'best')).kept).toEqual({ step: 12, state: Buffer.from([4, 5]) });
    await sweepCheckpoints(home, (id, kind) => id === trial.id && kind === 'best');
    expect(readdirSync(join(home, 'checkpoints'))).toEqual([`${trial.id}.best`]);
    await sweepCheckpoints(home, () => false);
    expect(readdirSync(join(home, 'checkpoints'))).toEqual([]);
  });

  it('of best evaluations take no more of the disk than they may: those kept first go', async () => {
    const home = temporaryHome();
    const trials = Array.from({ length: 4 }, () => ({ ...trial, id: randomUUID() }));
    for (const [i, of] of trials.entries()) {
      await saveCheckpoint(home, of, { step: 1, pieces: [new Uint8Array(1000)] }, 'best');
      utimesSync(checkpointFile(home, of.id, 'best'), 1000 + i, 1000 + i);
    }
    await saveCheckpoint(home, trial, { step: 1, pieces: [new Uint8Array(9000)] });
    const { size } = statSync(checkpointFile(home, trials[0]!.id, 'best'));
    expect(await boundBest(home)).toBe(0);
    // Those of final runs stay, and count for nothing.
    const lasting = new Set(trials.slice(0, 1).map(({ id }) => id));
    expect(await boundBest(home, 2 * size + 1, lasting)).toBe(1);
    expect(readdirSync(join(home, 'checkpoints'))).toContain(`${trials[0]?.id}.best`);
    expect(await boundBest(home, 2 * size + 1)).toBe(1);
    const left = [trial.id, ...trials.slice(2).map(({ id }) => `${id}.best`)];
    expect(readdirSync(join(home, 'checkpoints')).sort()).toEqual(left.sort());
  });

  it('stays as it was where a newer one can not be written', async () => {
    const home = temporaryHome();
    await saveCheckpoint(home, trial, { step: 20, pieces });
    // A folder stands where the temporary file would.
    const inTheWay = `${checkpointFile(home, trial.id)}.tmp`;
    mkdirSync(inTheWay);
    await expect(saveCheckpoint(home, trial, { step: 30, pieces })).rejects.toThrow(/EISDIR/);
    rmSync(inTheWay, { recursive: true });
    expect((await loaded(home)).step).toBe(20);
    // And where there is no folder to write to, a sentence says so.
    const blocked = temporaryHome();
    writeFileSync(join(blocked, 'checkpoints'), '');
    await expect(saveCheckpoint(blocked, trial, { step: 30, pieces })).rejects.toThrow(Refusal);
  });
});

describe('D9: what others branch off', () => {
  const save = (home: string, owner: Trial, step: number, mostBytes?: number) =>
    saveCheckpoint(home, owner, { step, pieces }, 'branch', mostBytes);
  const names = (home: string) => readdirSync(join(home, 'checkpoints')).sort();

  it('lies beside the latest one, one for each step, and outlives the trial’s end', async () => {
    const home = temporaryHome();
    for (const step of [20, 30, 20]) await save(home, trial, step);
    await saveCheckpoint(home, trial, { step: 40, pieces: [Uint8Array.of(1)] });
    await dropCheckpoint(home, trial.id);
    expect(names(home)).toEqual([20, 30].map(step => `${trial.id}.branch-${step}`));
    const { kept } = await findCheckpoint(home, trial, 1, 30);
    expect({ step: kept?.step, same: kept && Buffer.from(kept.state).equals(state) }).toEqual({ step: 30, same: true });
    expect((await findCheckpoint(home, trial, 1, 35)).problem?.key).toBe('reason.checkpoint.none');
    expect((await findCheckpoint(home, { ...trial, backend: 'cpu' }, 1, 30)).problem?.key).toBe(
      'reason.checkpoint.other',
    );
  });

  it('goes with the end of its stage, with its project, and where a start finds that nobody wants it', async () => {
    const home = temporaryHome();
    const other = { ...trial, id: randomUUID() };
    for (const owner of [trial, other]) await save(home, owner, 20);
    await saveCheckpoint(home, trial, { step: 40, pieces: [Uint8Array.of(1)] });
    expect((await checkpointsOf(home, [trial.id])).map(file => file.slice(home.length + 13)).sort()).toEqual(
      [trial.id, `${trial.id}.branch-20`].sort(),
    );
    await dropBranches(home, [trial.id]);
    expect(names(home)).toEqual([trial.id, `${other.id}.branch-20`].sort());
    await sweepCheckpoints(home, (id, kind) => id !== other.id || kind === 'latest');
    expect(names(home)).toEqual([trial.id]);
  });

  it('is refused with a sentence where those of the home would take more than they may; the latest one never is', async () => {
    const home = temporaryHome();
    const most = 2.5 * state.length;
    for (const step of [20, 30, 30]) await save(home, trial, step, most);
    await expect(save(home, trial, 40, most)).rejects.toThrow(/no more room/);
    expect(names(home)).toEqual([20, 30].map(step => `${trial.id}.branch-${step}`));
    await saveCheckpoint(home, trial, { step: 40, pieces }, 'latest', most);
    expect((await loaded(home)).step).toBe(40);
  });
});

it('is whole, the newer or the older one, whenever its writer is killed', async () => {
  const home = temporaryHome();
  const random = Random.from(8);
  let reached = 0;
  for (let kill = 0; kill < 8; kill++) {
    const victim = spawn(process.execPath, ['tests/contract/checkpoint-victim.ts', home, JSON.stringify(trial)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    await new Promise<void>(resolve => {
      victim.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        resolve();
      });
    });
    await wait(random.below(60));
    victim.kill('SIGKILL');
    await new Promise(resolve => victim.once('close', resolve));
    const acknowledged = Number(said.trim().split('\n').at(-1));
    const { step, bytes } = await loaded(home);
    expect(step).toBeGreaterThanOrEqual(acknowledged);
    expect(bytes?.every(byte => byte === (step ?? 0) % 256)).toBe(true);
    expect(readdirSync(join(home, 'checkpoints'))).toEqual([trial.id]);
    reached = Math.max(reached, acknowledged);
  }
  expect(reached).toBeGreaterThan(1);
});
