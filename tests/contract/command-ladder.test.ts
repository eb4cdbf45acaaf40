import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { entryUrl } from '#electron/hosts/node/entries.ts';
import { temporaryHome } from '../tools/home.ts';

/** `descent`, as it is for a person. */
const CLI = fileURLToPath(entryUrl('cli'));

/** Gradient descent in a bowl, with a little noise: a rate of 1 diverges. `RATE` is the rate that counts. */
const BOWL = `
const arg = (name, other) => { const i = process.argv.indexOf(name); return i < 0 ? other : Number(process.argv[i + 1]); };
const lr = RATE, steps = arg('--steps', 200);
let r = arg('--seed', 1) * 7919;
const noise = () => (r = (r * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32 - 0.5;
let w = Array.from({ length: 10 }, () => 3 + noise());
const h = w.map((_, i) => 0.2 + i * 0.3);
for (let s = 1; s <= steps; s++) {
  const loss = w.reduce((sum, x, i) => sum + 0.5 * h[i] * x * x, 0) + 0.1 * Math.abs(noise());
  console.log('step ' + s + ' loss ' + loss.toPrecision(6));
  w = w.map((x, i) => x - lr * (h[i] * x + 0.1 * noise()));
  if (s % 50 === 0) console.log('step ' + s + ' val_loss ' + (loss + 0.01).toPrecision(6));
  await new Promise(over => setTimeout(over, 1));
}`;

/** Runs `descent ladder … -- node train.mjs …`, or another command of ours, where that script lies. */
async function ladder(script: string, own: string[], flags: string[] = [], command = 'ladder') {
  const folder = mkdtempSync(join(tmpdir(), 'descent-own-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'train.mjs'), script);
  const home = temporaryHome();
  const args = [CLI, command, '--json', '--home', home, ...flags, '--', process.execPath, 'train.mjs', ...own];
  const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, LANG: 'C' } });
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', text => {
      told[name] += text;
    });
  const code = await new Promise<number | null>(over => child.once('close', over));
  return { code, stderr: told.stderr, answer: told.stdout === '' ? null : JSON.parse(told.stdout) };
}

describe('descent ladder -- COMMAND', () => {
  it('finds roles and figures, proves them, and recommends a rate; the largest diverges, the least can’t win', async () => {
    const script = BOWL.replace('RATE', "arg('--lr', 0.01)");
    const { code, stderr, answer } = await ladder(script, [
      '--lr',
      '1e-2',
      '--steps',
      '400',
      '--seed',
      '1',
      '--api-key',
      'hush',
    ]);
    expect(stderr).toContain('learning rate  1e-2');
    expect(stderr).toContain('Training loss: loss; dev loss: val_loss; dev metric: none. A run has 400 steps.');
    expect(stderr).toContain('The same seed gives the same losses.');
    expect(stderr).not.toContain('hush');
    expect(code).toBe(0);
    expect(answer.best).toEqual({ lr: 0.1 });
    expect(answer.command).toContain('train.mjs --lr 1e-2 --steps 400');
    expect(answer.command).not.toContain('hush');
    const status = Object.fromEntries(
      answer.candidates.map(({ lr, status }: { lr: number; status: string }) => [lr, status]),
    );
    expect(status).toMatchObject({ 1: 'diverged', 0.1: 'finished', 0.01: 'finished', 1e-5: 'pruned' });
  });

  it('goes on past an end where the best one stands there [L4]', async () => {
    const script = BOWL.replace('RATE', "arg('--lr', 0.01)");
    const { answer } = await ladder(
      script,
      ['--lr', '0.01', '--steps', '150', '--seed', '1'],
      ['--rates', '0.01,0.001', '--no-prepare', '--no-prune'],
    );
    expect(answer.extended).toContain(0.1);
    expect(answer.best).toEqual({ lr: 0.1 });
  });

  it('stops where the rate that is asked for is not in force, before any ladder', async () => {
    const { code, answer, stderr } = await ladder(BOWL.replace('RATE', '0.01'), ['--lr', '0.01', '--steps', '100']);
    expect(code).toBe(1);
    expect(answer).toMatchObject({
      best: null,
      checks: expect.arrayContaining([expect.objectContaining({ id: 'rate', verdict: 'stops' })]),
    });
    expect(stderr).toContain('not in force');
  });

  it.each<[string, string, string[], string, number]>([
    ['no learning rate', BOWL.replace('RATE', '1'), ['--steps', '10'], 'No learning rate was found', 2],
    [
      'two of them',
      BOWL.replace('RATE', '1'),
      ['a.lr=1', 'b.lr=2'],
      'Several arguments could be the learning rate: a.lr 1, b.lr 2. Write {lr}',
      2,
    ],
    ['no figures', '', ['--lr', '1'], 'told no figures at all', 2],
    ['a script that fails', 'throw new RangeError("no such layer");', ['--lr', '1'], 'no such layer', 1],
  ])('says what to do about %s', async (_, script, own, sentence, expected) => {
    const { code, stderr } = await ladder(script, own);
    expect(stderr).toContain(sentence);
    expect(code).toBe(expected);
  });
});

it('three runs that fail within their first minute end a stage: no fourth one is started', async () => {
  const script = BOWL.replace('RATE', "arg('--lr', 0.01)").replace(
    'let r =',
    "if (lr !== 0.01) throw new RangeError('no such shape');\nlet r =",
  );
  const { code, stderr, answer } = await ladder(
    script,
    ['--lr', '0.01', '--steps', '100'],
    ['--no-prepare', '--rates', '1,0.3,0.1,0.03,0.003'],
  );
  expect(code).toBe(1);
  expect(stderr).toContain('no such shape');
  expect(stderr).toContain('3 runs failed within their first minute');
  const status = answer.candidates.map((one: { status: string }) => one.status);
  expect(status).toEqual(['failed', 'failed', 'failed', 'stopped', 'stopped']);
  const begun = answer.candidates.filter(({ steps }: { steps: number }) => steps > 0);
  expect(begun).toEqual([]);
});

describe('descent batch-momentum and decay -- COMMAND', () => {
  /** The bowl with batches, momentum and a schedule of its flag: above batch size 64 memory runs out. */
  const WHOLE = BOWL.replace('RATE', "arg('--lr', 0.01)")
    .replace(
      'const noise',
      "const batch = arg('--batch-size', 32), m = arg('--momentum', 0), v = Array(10).fill(0);\nconst kind = process.argv[process.argv.indexOf('--lr-scheduler') + 1];\nif (batch > 64) throw new Error('CUDA out of memory. Tried to allocate 2 GiB');\nconst noise",
    )
    .replace(
      'w = w.map((x, i) => x - lr *',
      "const share = kind === 'linear' ? 1 - (s - 1) / steps : 1;\n  w = w.map((x, i) => x - share * lr * (v[i] = m * v[i] +",
    )
    .replace('0.1 * noise()));', '0.1 * noise())));');

  it('go on from what the ladder accepted: memory is a boundary, and pairs of seeds say whether decay gains', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'descent-own-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'train.mjs'), WHOLE);
    const home = temporaryHome();
    const own = ['train.mjs', '--lr', '0.1', '--batch-size', '32', '--momentum', '0', '--steps', '60', '--seed', '1'];
    const run = (command: string, flags: string[]) => {
      const args = [CLI, command, '--json', '--home', home, ...flags, '--', process.execPath, ...own];
      const ran = spawnSync(process.execPath, [...args, '--lr-scheduler', 'constant'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, LANG: 'C' },
      });
      return { code: ran.status, stderr: ran.stderr, answer: ran.stdout === '' ? null : JSON.parse(ran.stdout) };
    };
    const early = run('batch-momentum', []);
    expect(early).toMatchObject({ code: 2, stderr: expect.stringContaining('descent ladder --accept -- COMMAND') });
    expect(run('ladder', ['--no-prepare', '--accept', '--rates', '0.1', '--no-extend']).code).toBe(0);

    const flags = ['--batch-sizes', '32,64,128', '--momenta', '0,0.5', '--no-second-seed', '--hold-lr', '--accept'];
    const found = run('batch-momentum', flags);
    expect(found.stderr).not.toContain('failed with');
    expect(found.code).toBe(0);
    expect(found.answer.set).toMatchObject({ batchSize: expect.any(Number), momentum: expect.any(Number) });
    expect(found.answer.set).not.toHaveProperty('optimizer');
    const keys = found.answer.evidence.map(({ sentence }: { sentence: string }) => sentence).join('\n');
    expect(keys).toContain('a run with batch size 128 ran out of memory');
    expect(found.answer.points.filter(({ status }: { status: string }) => status === 'failed')).toHaveLength(1);

    const decayed = run('decay', ['--seeds', '2']);
    expect(decayed.answer.lazy.pairs).toHaveLength(2);
    expect(decayed.answer.lazy.pairs[0].difference).not.toBe(0);
    expect(decayed.code).toBe(0);

    const final = run('final', ['--seeds', '3']);
    expect(final.stderr).toContain('beside the command as it was written');
    expect(final.answer).toMatchObject({ chosen: { test: null }, carried: null, rows: { test: null } });
    expect(final.answer.default.hyperparameters).toMatchObject({ learningRate: 0.1, batchSize: 32, momentum: 0 });
    expect(final.answer.default.runs.map(({ seed }: { seed: number }) => seed)).toEqual(final.answer.seeds);
    expect(final.code).toBe(0);
  });
});

describe('descent tune -- COMMAND', () => {
  it('proves it, runs the stages that it allows within one budget, and writes a report; what it can’t do is said', async () => {
    const script = BOWL.replace('RATE', "arg('--lr', 0.01)").replace(/await new Promise.*/, '');
    const own = ['--lr', '0.01', '--steps', '100', '--seed', '1'];
    const { code, answer } = await ladder(script, own, ['--auto', '--budget-steps', '2000'], 'tune');
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      status: 'finished',
      problem: null,
      config: { learningRate: 0.1 },
      verdict: 'better',
    });
    const stages = Object.fromEntries(answer.stages.map((one: { name: string }) => [one.name, one]));
    expect(stages).toMatchObject({
      learningRate: { decision: 'accepted' },
      batchMomentum: { decision: 'leftOut', says: expect.stringContaining('neither batch size nor momentum') },
      decay: { decision: 'leftOut', says: expect.stringContaining('takes no schedule') },
      finalRuns: { decision: 'reported' },
    });
    expect(answer.totalSteps).toBeLessThanOrEqual(2200);
    const report = readFileSync(answer.report.replace(/html$/, 'md'), 'utf8');
    expect(report).toContain('On dev the chosen configuration is better');
    expect(report).not.toMatch(/MLP|SGD|test rows, which chose nothing/);
  });
});

describe('descent probe -- COMMAND', () => {
  /** A script whose update ratio is a third of its rate, as `descent.watch` would tell it; nothing of it where `RATIO` is no name. */
  const WATCHED = `
import { appendFileSync } from 'node:fs';
const lr = Number(process.argv[process.argv.indexOf('--lr') + 1]);
const tell = figures => appendFileSync(process.env.DESCENT_METRICS, JSON.stringify(figures) + '\\n');
let w = 3;
for (let s = 1; s <= 400; s++) {
  if (RATIO) tell({ step: s, update_ratio: lr / 3, ...(s === 1 && { watched_adaptive: 0, watched_momentum: 0.9 }) });
  tell({ step: s, loss: w * w });
  w -= lr * w;
  await new Promise(over => setTimeout(over, 1));
}`;

  const probe = async (ratio: boolean, ...own: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'descent-own-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'train.mjs'), WATCHED.replace('RATIO', String(ratio)));
    const child = spawn(process.execPath, [CLI, 'probe', '--json', '--', process.execPath, 'train.mjs', ...own], {
      cwd: folder,
      env: { ...process.env, LANG: 'C' },
    });
    const told = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', text => {
        told[name] += text;
      });
    const code = await new Promise<number | null>(over => child.once('close', over));
    return { code, stderr: told.stderr, answer: JSON.parse(told.stdout) };
  };

  it('comes by the ratio to the rate that has the target of its optimizer, and checks it [B3, B6]', async () => {
    const { code, answer } = await probe(true, '--lr', '0.0001');
    expect(answer).toMatchObject({ confidence: 'low', by: 'ratio', optimizer: 'momentum', target: 0.005, lr: 0.015 });
    expect(answer.rounds.map(({ lr }: { lr: number }) => lr)).toEqual(
      [0.0001, 0.01, 0.015].slice(0, answer.rounds.length),
    );
    expect(answer.check).toMatchObject({ lr: 0.015, loss: 'falls' });
    expect(code).toBe(0);
  });

  it('without a ratio compares three rates a decade apart, and says which two lines would tell it', async () => {
    const { answer, stderr } = await probe(false, '--lr', '0.01');
    expect(answer).toMatchObject({ by: 'losses', confidence: 'low', lr: 0.1, target: null });
    expect(answer.rounds).toHaveLength(3);
    expect(stderr).toContain('import descent');
    expect(stderr).toContain('descent.watch(optimizer)');
  });
});

describe('descent helper-script', () => {
  it('puts descent.py beside a script, twice too, and leaves one alone that a person changed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'descent-helper-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [CLI, 'helper-script', ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, LANG: 'C' },
      });
    const where = run('--where').stdout.trim();
    for (let i = 0; i < 2; i++) expect(run()).toMatchObject({ status: 0 });
    const copy = join(folder, 'descent.py');
    expect(readFileSync(copy)).toEqual(readFileSync(where));
    writeFileSync(copy, '# mine');
    const refused = run(folder);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain(copy);
    expect(readFileSync(copy, 'utf8')).toBe('# mine');
  });
});
