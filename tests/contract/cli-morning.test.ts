import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { entryUrl } from '#electron/hosts/node/entries.ts';
import { ENDED } from '#shared/domain/trial.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';

/** `descent`, as it is for a person. */
const CLI = fileURLToPath(entryUrl('cli'));

interface Descent {
  child: ChildProcess;
  said: { stdout: string; stderr: string };
  ended: Promise<number | null>;
}

/** `descent` under a mask that would let others read what it makes. */
function descent(...args: string[]): Descent {
  const command = ['umask 022; exec "$0" "$@"', process.execPath, CLI, ...args];
  const child = spawn('sh', ['-c', ...command], { env: { ...process.env, LANG: 'C' } });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', text => {
      said[stream] += text;
    });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, said, ended: new Promise(resolve => child.once('close', resolve)) };
}

async function answer(...args: string[]) {
  const { said, ended } = descent(...args);
  expect(await ended).toBe(0);
  return JSON.parse(said.stdout);
}

const LONG = ['--data', 'sample:rings', '--model', 'linear', '--steps', '10000000', '--eval-every', '10000000'];

/** A trial that trains, with a checkpoint or not yet. */
async function training(home: string): Promise<Descent> {
  const running = descent('trial', ...LONG, '--lr', '0.01', '--home', home);
  await vi.waitFor(() => expect(running.said.stderr).toMatch(/step [1-9]|[1-9]\d*\/10000000/), PATIENCE);
  return running;
}

/** Files and folders of a home that others may look at. */
const open = (home: string): string[] =>
  ['.', ...(readdirSync(home, { recursive: true }) as string[])].filter(
    path => (statSync(join(home, path)).mode & 0o077) !== 0,
  );

describe.skipIf(process.platform === 'win32')('a terminal whose', () => {
  it('run was killed says interrupted, also before a core opens the home; its files are nobody else’s', async () => {
    const home = join(temporaryHome(), 'home');
    mkdirSync(home, { mode: 0o755 });
    mkdirSync(join(home, 'logs'), { mode: 0o755 });
    writeFileSync(join(home, 'logs', 'old.log'), '', { mode: 0o644 });
    chmodSync(home, 0o755);
    const { child, ended } = await training(home);
    expect(open(home)).toEqual([]);
    const status = async () => (await answer('runs', 'list', '--home', home, '--json')).trials[0].status;
    expect(ENDED.has(await status())).toBe(false);
    child.kill('SIGKILL');
    await ended;
    expect(await status()).toBe('interrupted');
    const events = async () => (await answer('events', '--home', home, '--json')).map((e: { kind: string }) => e.kind);
    expect(await events()).toEqual(['home.tightened']);
    const again = descent('resume', '--home', home, '--json');
    await vi.waitFor(() => expect(again.said.stderr).toMatch(/1 trial/), PATIENCE);
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(143);
    // Before its first checkpoint it has nothing to go on from, and says that too.
    expect((await events()).slice(-2)).toEqual(['stage.interrupted', 'home.tightened']);
    expect(open(home)).toEqual([]);
  });

  it('home was moved says where it is, and ends with 1', async () => {
    const folder = temporaryHome();
    const home = join(folder, 'home');
    const { said, ended } = await training(home);
    renameSync(home, join(folder, 'elsewhere'));
    expect(await ended).toBe(1);
    expect(said.stderr).toMatch(/was moved to .*elsewhere|was removed or replaced/);
    expect(existsSync(home)).toBe(false);
  });
});
