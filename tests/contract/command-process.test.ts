import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CommandHost } from '#electron/hosts/command/command-host.ts';
import { FigureFiles } from '#electron/hosts/command/figure-files.ts';
import { proveResume } from '#electron/hosts/command/prove-resume.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { OwnCommand } from '#shared/domain/own-command.ts';
import { FromTrainer } from '#shared/domain/trainer-protocol.ts';
import { eventRecord } from '../tools/event-record.ts';
import { PATIENCE } from '../tools/patience.ts';
import { anOwnCommand } from './own-command.ts';
import { hyperparameters, joinBatches } from './trainer-fixture.ts';
import { expectSentence } from './trainer-process.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'descent-command-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** Runs a Node script as a trial's command. */
function runScript(
  script: string,
  more: Partial<OwnCommand> = {},
  choice: Parameters<typeof hyperparameters>[0] = {},
  stopGraceMs?: number,
) {
  const where = folder();
  writeFileSync(
    join(where, 'train.mjs'),
    `import { spawn } from 'node:child_process';\nimport { appendFileSync, writeFileSync } from 'node:fs';\nconst arg = name => process.argv[process.argv.indexOf(name) + 1];\nconst sleep = ms => new Promise(r => setTimeout(r, ms));\n${script}`,
  );
  const argv = [process.execPath, 'train.mjs', '--lr', '0.1', '--steps', '200', '--seed', '1', '--batch-size', '32'];
  const host = new CommandHost(join(where, 'runs'), nodeHosts().startRunner, stopGraceMs);
  const child = host.lend({
    kind: 'train',
    subject: { kind: 'command', command: anOwnCommand(argv, where, more) },
    trialId: 'one',
  });
  onTestFinished(() => child.kill());
  const messages: FromTrainer[] = [];
  const exited = Promise.withResolvers<string>();
  child.onExit(detail => exited.resolve(detail));
  const ended = new Promise<Extract<FromTrainer, { type: 'ended' }>>((resolve, reject) => {
    child.onMessage(raw => {
      const message = FromTrainer.parse(raw);
      messages.push(message);
      if (message.type === 'ended') resolve(message);
    });
    void exited.promise.then(detail => reject(new Error(detail)));
  });
  ended.catch(() => {});
  child.send({
    type: 'train',
    hyperparameters: hyperparameters(choice),
    backend: 'wasm',
    preparedFile: '',
    checkpoint: null,
    until: null,
    mostAhead: null,
  });
  return {
    where,
    child,
    messages,
    ended,
    exited: exited.promise,
    pid: async (name = 'pid') => {
      await vi.waitFor(() => expect(readFileSync(join(where, name), 'utf8')).not.toBe(''), PATIENCE);
      return Number(readFileSync(join(where, name), 'utf8'));
    },
    series: () => joinBatches(messages.flatMap(message => (message.type === 'metrics' ? message.batches : []))),
    log: () => messages.flatMap(message => (message.type === 'log' ? message.line : [])).join('\n'),
  };
}

const LOSSES = `for (let s = 1; s <= Number(arg('--steps')); s++) console.log('step', s, 'loss', (1 / s).toFixed(6));`;

describe('a run of a command', () => {
  it('gets its values, and its figures become points', async () => {
    const run = runScript(
      `${LOSSES} console.log('step 60 val_loss 0.5'); console.log('args', process.argv.slice(2).join(' '), process.env.DESCENT_SEED);`,
      {},
      { steps: 60, learningRate: 1e-7, seed: 5 },
    );
    expect(await run.ended).toMatchObject({ status: 'finished', reason: null, steps: 60 });
    const { step, eval: dev } = run.series();
    expect(step?.step).toEqual(Array.from({ length: 60 }, (_, i) => i));
    expect(step?.loss?.[9]).toBe(0.1);
    expect(dev).toMatchObject({ step: [60], devLoss: [0.5] });
    expect(run.log()).toContain('--lr 1.0e-7 --steps 60 --seed 5 --batch-size 16');
  });

  it('tells figures through the file of DESCENT_METRICS, through files in DESCENT_DIR, and by rates of its own file of settings', async () => {
    const csv = { source: 'csv', name: 'lr' } as const;
    const run = runScript(
      `for (let s = 1; s <= 80; s++) { appendFileSync(process.env.DESCENT_METRICS, JSON.stringify({ step: s, loss: 1 / s }) + '\\n');
       writeFileSync(process.env.DESCENT_DIR + '/metrics.csv', 'step,lr\\n' + Array.from({ length: s }, (_, i) => (i + 1) + ',' + arg('--lr')).join('\\n') + '\\n'); await sleep(5); }`,
      {
        figures: {
          ...anOwnCommand(['x'], '').figures,
          loss: { source: 'metricsFile', name: 'loss' },
          learningRate: csv,
        },
      },
      { learningRate: 0.25, steps: 80 },
    );
    expect((await run.ended).status).toBe('finished');
    const { step } = run.series();
    expect(step?.loss).toEqual(Array.from({ length: 80 }, (_, i) => 1 / (i + 1)));
    expect(step?.learningRate?.at(-1)).toBe(0.25);
  });

  it('100,000 lines at once: nothing is lost', async () => {
    const run = runScript(
      `const lines = Array.from({ length: 100_000 }, (_, s) => 'step ' + s + ' loss ' + -s).join('\\n'); process.stdout.write(lines + '\\n');`,
      {},
      { steps: 100_000 },
    );
    expect((await run.ended).status).toBe('finished');
    const { step } = run.series();
    expect(step?.loss).toHaveLength(100_000);
    expect(step?.loss?.every((loss, i) => loss === 0 - i && step.step?.[i] === i)).toBe(true);
  });

  it('a loss that isn’t finite ends it as diverged, with that point among those told', async () => {
    const run = runScript(
      `console.log('step 1 loss 1'); console.log('step 2 loss nan'); for (let s = 3; ; s++) { console.log('step', s, 'loss 1'); await sleep(5); }`,
    );
    const end = await run.ended;
    expect(end).toMatchObject({ status: 'diverged', steps: 2 });
    expectSentence(end.reason);
    expect(run.series().step?.loss).toEqual([1, Number.NaN]);
  });

  it('one whose step is an epoch has diverged after a few that are far above its start', async () => {
    const figures = { ...anOwnCommand([], '').figures, unit: 'epoch' as const };
    const { ended } = runScript(
      `for (let s = 1; s <= 40; s++) { console.log('step ' + s + ' loss ' + 10 ** s); await sleep(20); }`,
      { figures, steps: 40 },
    );
    expect(await ended).toMatchObject({
      status: 'diverged',
      reason: { key: 'reason.diverged.farAbove', values: { count: 4 } },
    });
  });

  it('one that ignores its flag for the length is ended where it was to end, and that is in its log', async () => {
    const run = runScript(
      `for (let s = 1; ; s++) { console.log('step', s, 'loss', 1 / s); await sleep(1); }`,
      {},
      { steps: 60 },
    );
    expect(await run.ended).toMatchObject({ status: 'finished', reason: null });
    expect(run.series().step?.step?.at(-1)).toBe(60);
    expect(run.log()).toContain('went on: it is ended there');
  });

  it('without a flag for its length it is ended at its last step', async () => {
    const argv = [process.execPath, 'train.mjs', '--lr', '0.1'];
    const run = runScript(
      `for (let s = 1; ; s++) { console.log('step', s, 'loss', 1 / s); await sleep(2); }`,
      { template: anOwnCommand(argv, '').template },
      { steps: 100 },
    );
    expect(await run.ended).toMatchObject({ status: 'finished', steps: 100 });
    expect(run.series().step?.loss).toHaveLength(100);
  });

  it.each<[string, string, RegExp]>([
    ['exits 0 at once', '', /silent/],
    [
      'fails at step 90',
      `for (let s = 1; s <= 90; s++) console.log('step', s, 'loss 1'); throw new TypeError('at step 90');`,
      /exit/,
    ],
    [
      'is out of memory',
      `console.error('torch.cuda.OutOfMemoryError: CUDA out of memory.'); process.exit(1);`,
      /memory/,
    ],
    [
      'finds the disk full',
      `console.error('OSError: [Errno 28] No space left on device'); process.exit(1);`,
      /diskFull/,
    ],
    ['is ended by the system', `process.kill(process.pid, 'SIGKILL'); await sleep(60_000);`, /killed/],
  ])('one that %s ends as failed, with a sentence and its last lines in the log', async (_, script, reason) => {
    const run = runScript(script, {}, { steps: 200 });
    const end = await run.ended;
    expect(end).toMatchObject({ status: 'failed', reason: { key: expect.stringMatching(reason) } });
    expectSentence(end.reason);
    if (script.includes('TypeError')) {
      expect(end.reason?.values.detail).toContain('at step 90');
      expect(run.log()).toContain('TypeError: at step 90');
      expect(run.series().step?.loss).toHaveLength(90);
    }
  });

  it('a program that isn’t there is said', async () => {
    const run = runScript('', { template: anOwnCommand(['/not/there'], '').template });
    const end = await run.ended;
    expect(end).toMatchObject({ status: 'failed', reason: { key: 'reason.command.notStarted' } });
    expectSentence(end.reason);
  });
});

describe('a command that takes a checkpoint', () => {
  /** Counts from 0, keeps its state every ten steps, evaluates there before it does, and goes on from it; `at` tells where it began. */
  const RESUMES = `
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const arg = name => { const i = process.argv.indexOf(name); return i < 0 ? null : process.argv[i + 1]; };
const from = arg('--resume') ? Number(readFileSync(arg('--resume'), 'utf8')) : 0;
appendFileSync('begun', from + ' ' + (process.env.DESCENT_RESUME ?? '') + '\\n');
for (let s = from; s < Number(arg('--steps')); s++) {
  console.log('step', s, 'loss', (1 / (s + 1)).toFixed(6));
  if (s % 10 === 9) {
    console.log('step', s, 'val_loss', (2 / (s + 1)).toFixed(6));
    await new Promise(over => setTimeout(over, 50));
    writeFileSync(arg('--out') + '/state.pt', String(s + 1));
  }
  if (!arg('--resume') && s === 75) await new Promise(over => setTimeout(over, 60_000));
}`;

  it('goes on from its newest one after a stop: each step once, and what it tells again is left out', async () => {
    const where = folder();
    writeFileSync(join(where, 'train.mjs'), RESUMES);
    const argv = [
      process.execPath,
      'train.mjs',
      '--lr',
      '1',
      '--steps',
      '120',
      '--out',
      '{out}',
      '--resume',
      '{resume}',
    ];
    const host = new CommandHost(join(where, 'runs'), nodeHosts().startRunner);
    const attempt = (checkpoint: 'kept' | null) => {
      const child = host.lend({
        kind: 'train',
        subject: { kind: 'command', command: anOwnCommand(argv, where) },
        trialId: 'one',
      });
      onTestFinished(() => child.kill());
      const messages: FromTrainer[] = [];
      child.onMessage(raw => messages.push(FromTrainer.parse(raw)));
      const rest = { backend: 'wasm', preparedFile: '', until: null, mostAhead: null } as const;
      child.send({ type: 'train', hyperparameters: hyperparameters({ steps: 120 }), checkpoint, ...rest });
      const ended = () =>
        vi.waitFor(() => messages.find(({ type }) => type === 'ended') ?? expect.fail('not ended'), PATIENCE);
      const series = () =>
        joinBatches(messages.flatMap(message => (message.type === 'metrics' ? message.batches : [])));
      return { child, ended, series };
    };
    const first = attempt(null);
    expect(first.child.keptStep).toBeNull();
    await vi.waitFor(
      () => expect(readFileSync(join(where, 'runs/one/kept.json'), 'utf8')).toContain('"step":76'),
      PATIENCE,
    );
    first.child.send({ type: 'stop' });
    expect(await first.ended()).toMatchObject({ status: 'stopped', steps: 76 });

    const second = attempt('kept');
    // The last checkpoint is of step 70; up to 76 is known.
    expect(second.child.keptStep).toBe(76);
    expect(await second.ended()).toMatchObject({ status: 'finished', steps: 120 });
    const { step, eval: dev } = second.series();
    expect(step?.step).toEqual(Array.from({ length: 44 }, (_, i) => 76 + i));
    expect(step?.loss?.[0]).toBeCloseTo(1 / 77, 6);
    expect(dev?.step).toEqual([80, 90, 100, 110, 120]);
    expect(readFileSync(join(where, 'begun'), 'utf8')).toMatch(/^0 \n70 .*state\.pt\n$/);

    // One that is not to go on begins anew, and leaves no argument for it.
    const third = attempt(null);
    await vi.waitFor(() => expect(readFileSync(join(where, 'begun'), 'utf8')).toMatch(/0 \n$/), PATIENCE);
    third.child.kill();
  });
});

describe('the proof that a command goes on from a checkpoint', () => {
  /** Momentum, which belongs to the state: `KEPT` is what the script keeps of it. */
  const script = (kept: string, from = '') => `
import { readFileSync, writeFileSync } from 'node:fs';
const arg = name => { const i = process.argv.indexOf(name); return i < 0 ? null : process.argv[i + 1]; };
let [s, w, v] = arg('--resume') ? JSON.parse(readFileSync(arg('--resume'), 'utf8')) : [0, 3, 0];
${from}
for (; s < Number(arg('--steps')); s++) {
  console.log('step', s, 'loss', w * w);
  v = 0.9 * v + w;
  w -= Number(arg('--lr')) * v;
  await new Promise(over => setTimeout(over, 20));
  if (s === 30) { writeFileSync(arg('--out') + '/state.pt', JSON.stringify(${kept})); await new Promise(over => setTimeout(over, 4000)); }
}`;
  const prove = (text: string, signal?: AbortSignal) => {
    const where = folder();
    writeFileSync(join(where, 'train.mjs'), text);
    const argv = [process.execPath, 'train.mjs', ...'--lr 0.01 --steps 80 --out {out} --resume {resume}'.split(' ')];
    const command = anOwnCommand(argv, where, { steps: 80 });
    return proveResume(command, { learningRate: 0.01 }, { start: nodeHosts().startRunner, signal });
  };

  it('kills it and compares its curve from there on with one without a break', async () => {
    const [same, other, never] = await Promise.all([
      prove(script('[s + 1, w, v]')),
      prove(script('[s + 1, w, 0]')),
      prove(script('0').replace('writeFileSync(', 'void (')),
    ]);
    expect(same?.resumed.length).toBeGreaterThanOrEqual(20);
    expect(same?.resumed).toEqual(same?.whole);
    expect(other?.resumed).not.toEqual(other?.whole);
    expect(never).toBeNull();
  });

  it('ends where it is stopped, and where a run fails', async () => {
    const stopping = new AbortController();
    const stopped = prove(script('[s + 1, w, v]'), stopping.signal);
    stopping.abort();
    await expect(stopped).rejects.toThrow(/stopped/i);
    await expect(prove(script('[]', 'throw new RangeError("no such layer");'))).rejects.toThrow(/no such layer/);
  });
});

describe.skipIf(process.platform !== 'linux')('nothing of a command survives', () => {
  const SLEEPER = `spawn('sleep', ['600'], { stdio: 'inherit' });`;
  const pidFile = `writeFileSync('pid', String(process.pid));`;

  it('a stop: one that forks a sleeper and prints nothing', async () => {
    const run = runScript(
      `const child = ${SLEEPER} writeFileSync('sleeper', String(child.pid)); ${pidFile} await sleep(600_000);`,
    );
    const pids = [await run.pid(), await run.pid('sleeper')];
    run.child.send({ type: 'stop' });
    expect(await run.ended).toMatchObject({ status: 'stopped', reason: null });
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('a stop that is ignored, by it and by what it started: force, once its time is over', async () => {
    const deaf = `process.on('SIGTERM', () => appendFileSync('heard', 'x'));`;
    const run = runScript(
      `${deaf} const child = spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); require('fs').writeFileSync('other', String(process.pid))"], { stdio: 'ignore' });
       ${pidFile} await sleep(600_000);`,
      {},
      {},
      // Long enough for a busy machine to hear it.
      4000,
    );
    const pids = [await run.pid(), await run.pid('other')];
    run.child.send({ type: 'stop' });
    // It is asked first, once, and left alone until its time is over.
    await vi.waitFor(() => expect(readFileSync(join(run.where, 'heard'), 'utf8')).toBe('x'), PATIENCE);
    expect(pids.filter(isAlive)).toEqual(pids);
    expect(await run.ended).toMatchObject({ status: 'stopped', reason: null });
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('its own end: a sleeper that holds its output open, and a daemon with a session of its own', async () => {
    const run = runScript(
      `const child = ${SLEEPER} const daemon = spawn('setsid', ['sleep', '600'], { detached: true, stdio: 'ignore' });
       writeFileSync('sleeper', String(child.pid)); writeFileSync('daemon', String(daemon.pid)); console.log('step 1 loss 1'); process.exit(0);`,
    );
    expect((await run.ended).status).toBe('finished');
    expect([await run.pid('sleeper'), await run.pid('daemon')].filter(isAlive)).toEqual([]);
  });

  it('force, where it ignores SIGTERM or closed its output; and the end of who started it', async () => {
    const run = runScript(`process.on('SIGTERM', () => {}); ${pidFile} process.stdout.end(); await sleep(600_000);`);
    const pid = await run.pid();
    run.child.kill();
    await run.exited;
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), PATIENCE);
  });
});

describe('files of figures', () => {
  it('are read anew where they were written anew, further where they grew; half a line waits', async () => {
    const where = folder();
    const told: string[] = [];
    const files = new FigureFiles(where, join(where, 'none'), (_source, figures) =>
      told.push(figures.map(({ name, value }) => `${name}=${value}`).join(' ')),
    );
    const file = join(where, 'metrics.csv');
    const read = async (text: string, final = false) => {
      writeFileSync(file, text);
      told.length = 0;
      await files.read(final);
      return [...told];
    };
    expect(await read('step,loss\n1,0.5\n2,0.')).toEqual(['step=1 loss=0.5']);
    expect(await read('step,loss\n1,0.5\n2,0.25\n')).toEqual(['step=2 loss=0.25']);
    expect(await read('step,loss,val\n1,0.5,\n2,0.25,0.7\n3,0.1', true)).toEqual([
      'step=1 loss=0.5',
      'step=2 loss=0.25 val=0.7',
      'step=3 loss=0.1',
    ]);
    rmSync(file);
    writeFileSync(join(where, 'events.out.tfevents.1'), eventRecord(7, { 'train/loss': 0.5 }).subarray(0, 20));
    told.length = 0;
    await files.read(false);
    writeFileSync(join(where, 'events.out.tfevents.1'), eventRecord(7, { 'train/loss': 0.5 }));
    await files.read(false);
    expect(told).toEqual(['step=7 train/loss=0.5']);
  });
});
