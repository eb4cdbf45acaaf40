import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { checkpointFile } from '#electron/store/checkpoint-files.ts';
import { openReadOnlyStore, openStore } from '#electron/store/open-store.ts';
import { eventSentence } from '#shared/domain/event-sentence.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { smallTmpfs } from '../tools/tmpfs.ts';
import { ScriptedHosts } from './scripted-hosts.ts';
import { aProject, savedTrials } from './store-fixtures.ts';

/** A core on a home, with scripted trainers. */
async function open(home: string): Promise<{ core: Core; hosts: ScriptedHosts }> {
  const hosts = new ScriptedHosts();
  const core = await openCore({ home, hosts, version: 'test', measure: false });
  onTestFinished(() => core.close());
  return { core, hosts };
}

/** A trial that trains and has ten points stored. */
async function training(home: string) {
  const { core, hosts } = await open(home);
  const project = await core.ask('projects.create', { source: 'sample:rings' });
  const choice = { steps: 1000, backend: 'wasm' } as const;
  const stage = await core.ask('trial.start', { projectId: project.id, choice, learningRate: 0.1 });
  const trial = async () => (await core.ask('stages.view', { stageId: stage.id })).trials[0]!;
  const begun = async (attempt: number) => {
    await vi.waitFor(() => expect(hosts.trainers[attempt - 1]?.training).toBe(true), PATIENCE);
    return hosts.trainers[attempt - 1]!;
  };
  const trainer = await begun(1);
  for (let step = 0; step < 10; step++) trainer.point(step);
  const resume = async () => (await core.ask('checkpoints.list', { stageId: stage.id }))[0];
  const events = async () => (await core.ask('events.list', { projectId: project.id })).map(({ kind }) => kind);
  return { core, hosts, projectId: project.id, stageId: stage.id, trial, trainer, begun, resume, events };
}

const ENGLISH = (reason: Reason | null | undefined) => (reason ? text('en', reason.key, reason.values) : '');

describe('a checkpoint that could not be written', () => {
  it('is told on the trial with its cause, and where the trial goes on from is known before it does', async () => {
    const home = temporaryHome();
    // A folder stands where the file is written: a stand-in for whatever keeps it from being written.
    const { core, stageId, trial, trainer, begun, resume, events } = await training(home);
    const inTheWay = `${checkpointFile(home, (await trial()).id)}.tmp`;
    mkdirSync(inTheWay, { recursive: true });
    trainer.checkpoint(10);
    await vi.waitFor(async () => expect(await events()).toEqual(['checkpoint.failed']), PATIENCE);
    await core.ask('stages.pause', { stageId });
    expect(await trial()).toMatchObject({ status: 'paused', note: { key: 'note.checkpoint.none' } });
    expect(ENGLISH((await trial()).note)).toMatch(/before step 10 could not be saved, so it starts anew\. .*EISDIR/);
    expect(await resume()).toMatchObject({ step: 0, problem: { key: 'reason.checkpoint.none' } });
    rmSync(inTheWay, { recursive: true });

    await core.ask('stages.continue', { stageId });
    const second = await begun(2);
    const anew = { status: 'running', note: { key: 'note.startedAnew' } };
    await vi.waitFor(async () => expect(await trial()).toMatchObject(anew), PATIENCE);
    expect(await events()).toEqual(['checkpoint.unusable', 'checkpoint.failed']);
    second.end('finished');
    await vi.waitFor(async () => expect((await trial()).status).toBe('finished'), PATIENCE);
    expect(await trial()).toMatchObject({ note: { key: 'note.startedAnew' } });
  });

  it('goes on from the one before, where there is one, and says so', async () => {
    const home = temporaryHome();
    const { core, stageId, trial, trainer, resume } = await training(home);
    const file = checkpointFile(home, (await trial()).id);
    trainer.checkpoint(5);
    await vi.waitFor(() => expect(existsSync(file)).toBe(true), PATIENCE);
    mkdirSync(`${file}.tmp`);
    trainer.checkpoint(8);
    await core.ask('stages.pause', { stageId });
    expect(await trial()).toMatchObject({ status: 'paused', note: { values: { step: 8, from: 5 } } });
    expect(ENGLISH((await trial()).note)).toMatch(/goes on from step 5/);
    expect(await resume()).toEqual({ trialId: (await trial()).id, step: 5, problem: null });
    truncateSync(file, 20);
    expect(await resume()).toMatchObject({ step: 0, problem: { key: 'reason.checkpoint.damaged' } });
    rmSync(file);
    expect(await resume()).toMatchObject({ step: 0, problem: { key: 'reason.checkpoint.none' } });
  });

  it('on a full disk says so, and the event is written down once there is room', async context => {
    const { path } = smallTmpfs(context, 3000);
    const home = join(path, 'home');
    const { core, stageId, trial, trainer } = await training(home);
    await vi.waitFor(async () => expect((await core.ask('stages.view', { stageId })).savedAt).not.toBeNull(), PATIENCE);
    const ballast = join(path, 'ballast');
    for (let size = 2 ** 21; size >= 512; size /= 2)
      for (let i = 0; i < 2; i++)
        try {
          writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
        } catch {}
    trainer.checkpoint(10);
    await wait(1500);
    rmSync(ballast);
    await core.ask('stages.pause', { stageId });
    expect((await trial()).note).toMatchObject({ values: { reasonKey: 'error.store.full' } });
    // Tried again after a while (tests/unit/event-log.test.ts), and once more at the end.
    await core.close();
    const store = await openReadOnlyStore(home);
    const kinds = (await store.events(null)).map(({ kind }) => kind);
    await store.close();
    expect(kinds).toContain('checkpoint.failed');
  });
});

describe('in the morning', () => {
  it('a stage that went down with its core says when and how much, and goes on with one click', async () => {
    const home = temporaryHome();
    const victim = spawn(process.execPath, ['tests/contract/core-victim.ts', home], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    victim.stdout.setEncoding('utf8').on('data', text => {
      said += text;
    });
    await vi.waitFor(() => expect(said.split('point').length).toBeGreaterThan(3), PATIENCE);
    const before = Date.now();
    victim.kill('SIGKILL');
    await new Promise(resolve => victim.once('close', resolve));
    await wait(1500);
    const { core, hosts } = await open(home);
    const stageId = /stage (\S+)/.exec(said)?.[1] ?? '';
    const { stage } = await core.ask('stages.view', { stageId });
    const [event] = await core.ask('events.list', { projectId: stage.projectId });
    expect(event).toMatchObject({
      kind: 'stage.interrupted',
      detail: { stageId, count: 3 },
      projectId: stage.projectId,
    });
    // By the time of what was saved last, not of when somebody came and looked.
    expect(Number(event?.detail.savedAt)).toBeLessThan(before + 1000);
    expect(event?.at).toBe(stage.endedAt);
    for (const language of LANGUAGES) expect(eventSentence(event!, language)).toMatch(/3/);
    await core.ask('stages.continue', { stageId });
    await vi.waitFor(() => expect(hosts.trainers.some(t => t.training)).toBe(true), PATIENCE);
  });

  it('the newest thousand events of a project are kept, beside those of the machine under it', async () => {
    const store = await openStore(temporaryHome());
    onTestFinished(() => store.close());
    const { stage } = await savedTrials(store, 1);
    const other = aProject();
    await store.saveProject(other);
    await store.recordEvent('machine.slept', { ms: 28_800_000 });
    for (let i = 0; i < 1005; i++) await store.recordEvent('trial.failed', { i }, stage.projectId);
    await store.recordEvent('data.changed', { source: 'a' }, other.id);
    const mine = (await store.events(stage.projectId)).filter(({ projectId }) => projectId !== null);
    expect(mine.map(({ detail }) => detail.i)).toEqual(Array.from({ length: 999 + 1 }, (_, i) => 1004 - i));
    expect((await store.events(other.id)).map(({ kind }) => kind)).toEqual(['data.changed', 'machine.slept']);
  });

  it.each([
    ['machine.slept', { ms: 28_800_000 }, /8 hours/],
    ['clock.moved', { ms: -3_600_000 * 8 }, /set back by 8 hours/],
    ['clock.moved', { ms: 90_000 }, /forward by 90 seconds/],
    [
      'trial.failed',
      { rate: 0.1, reasonKey: 'error.store.full', path: '/x' },
      /rate 0\.1 failed\. The disk that holds \/x is full/,
    ],
    [
      'wal.missing',
      { file: '/x/descent.db-wal', copy: '/x/copy.db', home: '/x' },
      /\/x\/descent\.db-wal.* \/x\/copy\.db/,
    ],
    ['backup.skipped', { why: 'daily', free: 1_500_000, needed: 300 * 2 ** 20 }, /1\.5 MB .*315 MB/],
    [
      'backup.failed',
      { reasonKey: 'error.store.notAllowed', path: '/x/backups' },
      /could not be made\. .*\/x\/backups/,
    ],
    ['leftovers.swept', { count: 3 }, /3 leftovers/],
    ['leftovers.swept', { count: 1 }, /1 leftover /],
    ['backup.made', { to: '/x' }, /backup\.made: \{"to":"\/x"\}/],
    ['of.another.version', {}, /of\.another\.version/],
  ])('%s is a sentence', (kind, detail, sentence) => {
    const event = { id: 1, kind, detail, projectId: null, at: 0 };
    expect(eventSentence(event, 'en')).toMatch(sentence);
    expect(eventSentence(event, 'zh-CN')).not.toMatch(/[{]\w+[}]/);
  });
});
