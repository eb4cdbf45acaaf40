import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { expect, it } from 'vitest';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { checkpointFile } from '#electron/store/checkpoint-files.ts';
import { openStore } from '#electron/store/open-store.ts';
import { temporaryName } from '#electron/store/temporary-name.ts';
import { temporaryHome } from '../tools/home.ts';
import { aProject, aStage, aTrial } from './store-fixtures.ts';

/** Opens and closes a core on a home: what it finds is swept. */
async function startOnce(home: string): Promise<void> {
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  await core.close();
}

function put(path: string, content = 'x'): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** As nobody wrote to it for two hours. */
function old(path: string): string {
  const then = Date.now() / 1000 - 7200;
  utimesSync(path, then, then);
  return path;
}

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise(resolve => child.once('close', resolve));
  return child.pid ?? 0;
}

it('what killed processes left is swept at the start, and nothing else', async () => {
  const home = temporaryHome();
  const at = (...path: string[]) => join(home, ...path);
  const [dead, drop, used] = [await deadPid(), uuid(), uuid()];
  const source = put(at('dropped', used, 'a.csv'));
  const project = aProject({ source });
  const stage = aStage(project, { status: 'interrupted' });
  const open = aTrial(stage, { status: 'interrupted' });
  const ended = aTrial(stage, { status: 'finished', position: 1 });
  const store = await openStore(home);
  await store.saveProject(project);
  await store.saveStage(stage, [open, ended]);
  const done = aStage(project, { status: 'finished' });
  const trunk = aTrial(done, { status: 'finished' });
  await store.saveStage(done, [trunk]);
  await store.close();

  const left = [
    put(at('prepared', `a.descent.${dead}-${uuid()}.tmp`)),
    put(at('prepared', `a.descent.sha256.${dead}-${uuid()}.tmp`)),
    // Of a version whose names told nothing of the writer.
    old(put(at('prepared', `b.descent.${uuid()}.tmp`))),
    old(put(at('prepared', 'c.descent'))),
    old(put(at('prepared', 'd.descent.sha256'))),
    put(checkpointFile(home, ended.id)),
    put(checkpointFile(home, uuid())),
    put(checkpointFile(home, trunk.id, 40)),
    put(checkpointFile(home, uuid(), 40)),
    put(`${checkpointFile(home, open.id)}.tmp`),
    put(at('dropped', drop, 'deep', 'half.csv')),
    put(at('backups', `x.db.${dead}-${uuid()}.tmp`)),
    put(at('backups', `x.db.${dead}-${uuid()}.tmp-wal`)),
    put(at(`descent.db.${dead}-${uuid()}.tmp`)),
    put(at('logs', `.${dead}.check`)),
    put(at('lock.json.new')),
    put(at('open.html')),
  ];
  const kept = [
    source,
    put(at('prepared', 'e.descent')),
    put(at('prepared', 'e.descent.sha256')),
    // Another process may be writing these just now.
    put(temporaryName(at('prepared', 'f.descent')).replace(`.${process.pid}-`, `.${process.ppid}-`)),
    put(at('prepared', `g.descent.${uuid()}.tmp`)),
    put(at('prepared', 'h.descent')),
    put(checkpointFile(home, open.id)),
    // Its stage may yet let others branch off it.
    put(checkpointFile(home, ended.id, 40)),
    // Descent makes no such names: somebody else's.
    put(at('checkpoints', 'notes.txt')),
    put(at('prepared', 'notes.txt')),
    put(at('dropped', 'mine', 'a.csv')),
    put(at('backups', 'x.db')),
    put(at('logs', `${open.id}.log`)),
    put(at('logs', 'my.check')),
    put(at('backups', 'y.tmp')),
    put(at('notes.tmp')),
    put(at(`mine.${dead}-${uuid()}.tmp`)),
  ];
  await startOnce(home);
  expect(left.filter(path => existsSync(path))).toEqual([]);
  expect(kept.filter(path => !existsSync(path))).toEqual([]);
  expect(existsSync(at('dropped', drop))).toBe(false);
  await startOnce(home);
  const after = await openStore(home);
  // A drop is one, with all that is in it; `lock.json.new` became the lock's own. Where nothing was left, nothing is told.
  expect((await after.events(null)).filter(({ kind }) => kind === 'leftovers.swept')).toMatchObject([
    { detail: { count: left.length - 1 } },
  ]);
  await after.close();
});

it('a reader that is killed while it writes leaves nothing after the next start', async () => {
  const home = temporaryHome();
  const folder = join(home, 'prepared');
  for (const round of [1, 2, 3]) {
    const victim = ['tests/contract/reader-victim.ts', join(folder, `${round}.descent`)];
    const child = spawn(process.execPath, victim, { stdio: ['ignore', 'inherit', 'inherit'] });
    const signal = await new Promise(resolve => child.once('close', (_code, by) => resolve(by)));
    expect(signal).toBe('SIGKILL');
  }
  const left = readdirSync(folder);
  expect(left.filter(name => name.endsWith('.tmp'))).toHaveLength(3);
  expect(left.some(name => statSync(join(folder, name)).size > 0)).toBe(true);
  await startOnce(home);
  expect(readdirSync(folder)).toEqual([]);
});

it('a server that is killed in the middle of a drop leaves nothing of it after the next start', async () => {
  const home = temporaryHome();
  const started = uuid();
  put(join(home, 'dropped', started, 'half.csv'), 'a,b\n1,');
  put(join(home, 'open.html'), '<meta http-equiv="refresh" content="0;url=http://127.0.0.1/?token=secret">');
  await startOnce(home);
  expect(readdirSync(join(home, 'dropped'))).toEqual([]);
  expect(readdirSync(home).filter(name => readFileIfFile(join(home, name)).includes('token='))).toEqual([]);
});

function readFileIfFile(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
