import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** Runs `descent ladder … -- node train.mjs …` where that script lies. */
async function ladder(script: string, own: string[], flags: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'descent-own-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'train.mjs'), script);
  const home = temporaryHome();
  const args = [CLI, 'ladder', '--json', '--home', home, ...flags, '--', process.execPath, 'train.mjs', ...own];
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
