import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { Refusal } from '#shared/contract/refusal.ts';
import type { CommandDraft } from '#shared/domain/command-draft.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** Gradient descent on a parabola. `RATE` is the rate that counts; `PID` is a file that tells that it ran. */
const PARABOLA = `
import { appendFileSync } from 'node:fs';
const arg = (name, other) => { const i = process.argv.indexOf(name); return i < 0 ? other : Number(process.argv[i + 1]); };
appendFileSync('ran', process.pid + '\\n');
const lr = RATE;
let w = 3 + arg('--seed', 1) / 100;
for (let s = 1; s <= arg('--steps', 100); s++) {
  console.log(JSON.stringify({ step: s, loss: w * w, lr }));
  if (s % 20 === 0) console.log(JSON.stringify({ step: s, val_loss: w * w + 0.1, val_acc: 50 + s / 10 }));
  w -= 2 * lr * w;
  await new Promise(over => setTimeout(over, 2));
}`;

/** A core, and a folder with a script. */
async function rig(script: string, home = temporaryHome()) {
  const folder = mkdtempSync(join(tmpdir(), 'descent-draft-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'train.mjs'), script);
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  const ran = (): number[] =>
    existsSync(join(folder, 'ran')) ? readFileSync(join(folder, 'ran'), 'utf8').trim().split('\n').map(Number) : [];
  const read = (line: string) => core.ask('command.read', { line: `"${process.execPath}" ${line}`, folder });
  return { core, folder, home, ran, read };
}

const keyOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing was refused',
    (error: Refusal) => error.record.key,
  );

const verdicts = ({ proof }: CommandDraft) => Object.fromEntries((proof ?? []).map(({ id, verdict }) => [id, verdict]));

/** Waits until a stage has ended, and gives its view. */
const ended = (core: Core, stageId: string) =>
  vi.waitFor(async () => {
    const view = await core.ask('stages.view', { stageId });
    expect(view.stage.status).toBe('finished');
    return view;
  }, PATIENCE);

it('a typed command is read, looked at, proved, and becomes a project whose ladder runs; it is run at no other time', async () => {
  const { core, ran, read, home } = await rig(PARABOLA.replace('RATE', "arg('--lr', 0.01)"));
  const draft = await read('train.mjs --lr 1e-2 --steps 200 --seed 1 --api-key hush');
  expect(draft.shown).toContain('--lr 1e-2 --steps 200');
  expect(draft.shown).not.toContain('hush');
  expect(ran()).toEqual([]);
  expect(await keyOf(core.ask('command.create', { id: draft.id }))).toBe('error.command.notLooked');

  const looked = await core.ask('command.look', { id: draft.id });
  expect(ran()).toHaveLength(1);
  expect(looked.figures).toMatchObject({ loss: { name: 'loss' }, devLoss: { name: 'val_loss' }, unit: 'step' });
  expect(looked.length).toEqual({ steps: 200, stepsPerCount: 1, schedule: 'constant' });
  expect(looked.looked?.seen.find(({ name }) => name === 'loss')?.curve.length).toBeGreaterThan(10);
  expect(await keyOf(core.ask('command.create', { id: draft.id }))).toBe('error.command.notProved');

  const proved = await core.ask('command.prove', { id: draft.id, figures: null });
  expect(ran()).toHaveLength(5);
  expect(verdicts(proved)).toMatchObject({
    reproducible: 'passes',
    seed: 'passes',
    rate: 'passes',
    loggedRate: 'passes',
  });
  const project = await core.ask('command.create', { id: draft.id });
  expect(project).toMatchObject({ name: 'train.mjs', facts: null });
  expect(project.command?.proof).toEqual(proved.proof);
  expect(await keyOf(core.ask('command.get', { id: draft.id }))).toBe('error.command.draftGone');

  const choice = { rates: [0.1, 0.01], prune: false, extend: false };
  const stage = await core.ask('stages.start', { projectId: project.id, kind: 'learningRate', choice });
  const view = await ended(core, stage.id);
  expect(view.trials.map(({ status }) => status)).toEqual(['finished', 'finished']);
  expect(view.recommendation.set?.learningRate).toBe(0.1);

  // The folders of its runs are a part of it.
  const runs = view.trials.map(({ id }) => join(home, 'commands', id));
  expect(runs.every(existsSync)).toBe(true);
  writeFileSync(join(runs[0] as string, 'out', 'checkpoint'), Buffer.alloc(1_000_000));
  expect((await core.ask('projects.size', { projectId: project.id })).bytes).toBeGreaterThan(1_000_000);
  expect((await core.ask('projects.delete', { projectId: project.id })).bytes).toBeGreaterThan(1_000_000);
  expect(runs.some(existsSync)).toBe(false);
});

it('one whose rate is not in force can’t become a project; other figures are proved anew', async () => {
  const { core, read } = await rig(PARABOLA.replace('RATE', '0.01'));
  const { id } = await read('train.mjs --lr 0.01 --steps 60');
  const looked = await core.ask('command.look', { id });
  const proved = await core.ask('command.prove', { id, figures: null });
  expect(verdicts(proved)).toMatchObject({ rate: 'stops', loggedRate: 'stops' });
  expect(await keyOf(core.ask('command.create', { id }))).toBe('error.command.stops');
  const figures = { ...looked.figures!, devLoss: null };
  const again = await core.ask('command.prove', { id, figures });
  expect(again.figures).toEqual(figures);
  expect(verdicts(again).dev).toBe('warns');
});

it('a stop ends what runs and leaves nothing of it', async () => {
  const { core, read, ran } = await rig(
    `import { appendFileSync } from 'node:fs'; appendFileSync('ran', process.pid + '\\n'); setInterval(() => {}, 1000);`,
  );
  const { id } = await read('train.mjs --lr 0.01');
  const looking = keyOf(core.ask('command.look', { id }));
  await vi.waitFor(() => expect(ran()).toHaveLength(1), PATIENCE);
  expect((await core.ask('command.get', { id })).running?.kind).toBe('looking');
  expect(await keyOf(core.ask('command.look', { id }))).toBe('error.command.running');
  expect((await core.ask('command.stop', { id })).running).toBeNull();
  expect(await looking).toBe('error.question.stopped');
  await vi.waitFor(() => expect(ran().some(isAlive)).toBe(false), PATIENCE);

  // So does the end of the core.
  const further = keyOf(core.ask('command.look', { id }));
  await vi.waitFor(() => expect(ran()).toHaveLength(2), PATIENCE);
  await core.close();
  expect(await further).toBe('error.question.stopped');
  await vi.waitFor(() => expect(ran().some(isAlive)).toBe(false), PATIENCE);
});

it('what can’t be read or run is refused with a sentence, and nothing is run', async () => {
  const { core, read, folder, ran } = await rig(PARABOLA.replace('RATE', '1'));
  expect(await keyOf(read('train.mjs --lr 1 | tee log'))).toBe('error.command.line.shell');
  expect(await keyOf(read('"train.mjs'))).toBe('error.command.line.quote');
  expect(await keyOf(core.ask('command.read', { line: 'no-such-program-anywhere', folder }))).toBe(
    'error.command.noProgram',
  );
  expect(await keyOf(core.ask('command.read', { line: 'node', folder: join(folder, 'none') }))).toBe(
    'error.command.noFolder',
  );
  const several = await read('train.mjs a.lr=1 b.lr=2');
  expect(several.asked).toEqual(['learningRate']);
  expect(await keyOf(core.ask('command.look', { id: several.id }))).toBe('error.command.rolesOpen');
  const none = await read('train.mjs --steps 3');
  expect(await keyOf(core.ask('command.look', { id: none.id }))).toBe('error.command.noRate');
  for (const name of ['command.look', 'command.prove', 'command.create', 'command.stop']) {
    // No request that runs anything takes a command: it names what was read.
    const smuggled = { line: 'node train.mjs', argv: ['node', 'train.mjs'], template: [[{ text: 'node' }]], folder };
    expect(await keyOf(core.handle(name, smuggled))).toBe('error.request.invalid');
    expect(await keyOf(core.handle(name, { ...smuggled, id: crypto.randomUUID(), figures: null }))).toBe(
      'error.command.draftGone',
    );
  }
  const chosen = await core.ask('command.read', {
    line: several.line,
    folder,
    roles: { learningRate: { argument: 2, from: 5 } },
  });
  expect(chosen.asked).toEqual([]);
  expect(ran()).toEqual([]);
});

it.skipIf(process.platform !== 'linux')(
  'a runner that is ended by force takes its command along, and what an earlier core left is ended at the next start',
  async () => {
    const { core, home, folder, ran } = await rig(
      `import { appendFileSync } from 'node:fs'; appendFileSync('ran', process.pid + '\\n');
       process.on('SIGTERM', () => {}); for (let s = 1; ; s++) { console.log('step ' + s + ' loss 1'); await new Promise(r => setTimeout(r, 20)); }`,
    );
    const project = await core.addCommand({
      template: [process.execPath, 'train.mjs', '--lr', '0.1'].map(text => [{ text }]),
      folder,
      figures: {
        loss: { source: 'printed', name: 'loss' },
        devLoss: null,
        devMetric: null,
        learningRate: null,
        updateRatio: null,
        step: 'step',
        unit: 'step',
      },
      steps: 1_000_000,
      stepsPerCount: 1,
    });
    const asked = { projectId: project.id, kind: 'learningRate', choice: { rates: [0.1], extend: false } };
    const { id: stageId } = await core.ask('stages.start', asked);
    await vi.waitFor(() => expect(ran()).toHaveLength(1), PATIENCE);
    const [pid = 0] = ran();
    const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    process.kill(parent, 'SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), PATIENCE);
    await vi.waitFor(async () => {
      const { trials } = await core.ask('stages.view', { stageId });
      expect(trials[0]?.status).toBe('failed');
    }, PATIENCE);
    await core.close();

    // As after a power cut: a run's folder names a process that is alive, and a folder of no trial lies about.
    const { trials } = await readTrials(home);
    const { CommandRun, MARK_FILE } = await import('#electron/hosts/command/command-run.ts');
    const { newMark } = await import('#electron/hosts/command/process-tree.ts');
    const runFolder = join(home, 'commands', trials[0] as string);
    const run = await CommandRun.start({
      template: [process.execPath, 'train.mjs'].map(text => [{ text }]),
      folder,
      runFolder,
      mark: newMark(),
      values: {},
      onFigures: () => {},
      onLog: () => {},
    });
    await vi.waitFor(() => expect(ran()).toHaveLength(2), PATIENCE);
    expect(existsSync(join(runFolder, MARK_FILE))).toBe(true);
    const next = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
    onTestFinished(() => next.close());
    await run.done;
    expect(isAlive(ran()[1] ?? 0)).toBe(false);
    const told = await next.ask('events.list', { projectId: null });
    expect(told.find(({ kind }) => kind === 'leftovers.ended')?.detail).toEqual({ count: 1 });
  },
);

/** The trials of a home. */
async function readTrials(home: string): Promise<{ trials: string[] }> {
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  const trials = (await core.ask('trials.list', {})).map(({ id }) => id);
  await core.close();
  return { trials };
}
