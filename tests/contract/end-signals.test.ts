import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inviteToRunning } from '#electron/server/serving-note.ts';
import { lockHome } from '#electron/store/lock.ts';
import { openReadOnlyStore } from '#electron/store/open-store.ts';
import { temporaryHome } from '../tools/home.ts';

const PATIENCE = { timeout: 30_000 };
const ENV = { ...process.env, LANG: 'C' };
const CLI = ['electron/cli/main.ts', 'trial', '--data', 'sample:rings', '--lr', '0.01', '--steps', '10000000'];

/** A program of ours in a process group of its own, which is ended with the test whatever happens. */
function start(program: string, args: string[]): { child: ChildProcess; code: Promise<unknown>; said: () => string } {
  const child = spawn(program, args, { env: ENV, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // All of it has ended.
    }
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => {
      said += text;
    });
  const code = new Promise(resolve => child.once('exit', (code, signal) => resolve(code ?? signal)));
  return { child, code, said: () => said };
}

/** Another one could take the home now, and no process of the group is left. */
async function free(home: string, child: ChildProcess): Promise<void> {
  await expect.poll(() => isAlive(-child.pid!), PATIENCE).toBe(false);
  lockHome(home).release();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A Node older than the program needs, as `npm` may bring it along; null: there is none. */
function olderNode(): string | null {
  const found = ['/usr/bin/node', '/usr/local/bin/node'].filter(existsSync);
  return (
    found.find(node => Number.parseInt(execFileSync(node, ['-p', 'process.versions.node']).toString(), 10) < 24) ?? null
  );
}

describe.skipIf(process.platform === 'win32')('the server', () => {
  const serve = (home: string) => ['--home', home, '--port', '0', '--no-open', '--json'];
  const ready = (home: string) => expect.poll(() => inviteToRunning(home), PATIENCE).not.toBeNull();

  it.each([
    ['SIGINT', 0],
    ['SIGTERM', 143],
  ] as const)('ends properly at %s', async (signal, code) => {
    const home = temporaryHome();
    const server = start(process.execPath, ['electron/server/main.ts', ...serve(home)]);
    await ready(home);
    server.child.kill(signal);
    expect(await server.code).toBe(code);
    expect(existsSync(join(home, 'serving.json'))).toBe(false);
    await free(home, server.child);
  });

  it('says that its home was moved just before, ends with 1, and leaves alone what another server noted there since', async () => {
    const folder = temporaryHome();
    const home = join(folder, 'home');
    const server = start(process.execPath, ['electron/server/main.ts', ...serve(home)]);
    await ready(home);
    renameSync(home, join(folder, 'elsewhere'));
    mkdirSync(home);
    const note = JSON.stringify({ address: 'http://127.0.0.1:1', secret: 'of another one' });
    writeFileSync(join(home, 'serving.json'), note);
    server.child.kill('SIGTERM');
    expect(await server.code).toBe(1);
    expect(server.said()).toMatch(/was moved to .*elsewhere|was removed or replaced/);
    expect(readFileSync(join(home, 'serving.json'), 'utf8')).toBe(note);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('ends where npm is ended by %s', async signal => {
    const home = temporaryHome();
    const npm = start('npm', ['run', '-s', 'serve', '--', ...serve(home)]);
    await ready(home);
    npm.child.kill(signal);
    await npm.code;
    await expect.poll(() => existsSync(join(home, 'serving.json')), PATIENCE).toBe(false);
    await free(home, npm.child);
  });

  const old = olderNode();
  it.skipIf(old === null)('ends where an older Node started it and is killed', async () => {
    const home = temporaryHome();
    const starter = start(old!, ['electron/start/node24.mjs', 'electron/cli/main.ts', 'serve', ...serve(home)]);
    await ready(home);
    starter.child.kill('SIGKILL');
    await starter.code;
    await expect.poll(() => existsSync(join(home, 'serving.json')), PATIENCE).toBe(false);
    await free(home, starter.child);
  });

  it('that runs already is not started again: who tries is invited to it', async () => {
    const home = temporaryHome();
    const first = start(process.execPath, ['electron/server/main.ts', ...serve(home)]);
    await ready(home);
    const second = start(process.execPath, ['electron/cli/main.ts', 'serve', '--home', home, '--no-open']);
    expect(await second.code).toBe(0);
    const { address } = JSON.parse(first.said()) as { address: string };
    expect(second.said()).toContain(
      `Descent is running on this home already. This address lets another browser in: ${address}/#invite=`,
    );
  });
});

describe.skipIf(process.platform === 'win32')('a ladder in the terminal', () => {
  it('says so where it is stopped before anything was trained', async () => {
    const home = temporaryHome();
    const args = ['electron/cli/main.ts', 'ladder', '--data', 'sample:digits', '--home', home];
    const ladder = start(process.execPath, args);
    const prepared = join(home, 'prepared');
    await expect.poll(() => existsSync(prepared) && readdirSync(prepared).length > 0, PATIENCE).toBe(true);
    ladder.child.kill('SIGINT');
    expect(await ladder.code).toBe(130);
    expect(ladder.said()).toContain('Nothing was trained yet');
    await free(home, ladder.child);
  });
});

describe.skipIf(process.platform === 'win32')('a trial in the terminal', () => {
  it('keeps what was done where the terminal closes and nobody can be told any more', async () => {
    const home = temporaryHome();
    const trial = start(process.execPath, [...CLI, '--home', home]);
    await expect.poll(trial.said, PATIENCE).toMatch(/step [1-9]/);
    trial.child.stdout?.destroy();
    trial.child.stderr?.destroy();
    trial.child.kill('SIGHUP');
    expect(await trial.code).toBe(129);
    await free(home, trial.child);
    const store = await openReadOnlyStore(home);
    onTestFinished(() => store.close());
    const [kept] = await store.allTrials();
    expect(kept).toMatchObject({ status: 'stopped', result: { steps: expect.any(Number) } });
    expect(kept?.result?.steps).toBeGreaterThan(0);
  });
});
