import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readData } from '#electron/data/client.ts';
import { prepare } from '#electron/data/prepare.ts';
import { openPrepared } from '#electron/data/prepared.ts';
import type { FromReader } from '#electron/data/protocol.ts';
import type { Child } from '#electron/hosts/hosts.ts';
import { nodeHosts, startNodeChild } from '#electron/hosts/node/node-hosts.ts';
import { parentPort } from '#electron/hosts/parent-port.ts';
import { refusalOf, temporaryFolder } from '../unit/data-files.ts';

/** A child whose part the test plays. */
function playedChild() {
  const events = new EventEmitter();
  const sent: unknown[] = [];
  let killed = 0;
  const child: Child = {
    send: message => void sent.push(message),
    onMessage: listener => void events.on('message', listener),
    onExit: listener => void events.once('exit', listener),
    kill: () => void killed++,
  };
  return {
    child,
    sent,
    say: (m: unknown) => events.emit('message', m),
    exit: (d: string) => events.emit('exit', d),
    killed: () => killed,
  };
}

describe('the reader process', () => {
  test('prepares the sample with progress and is gone afterwards', async () => {
    const home = temporaryFolder();
    const reader = nodeHosts().startReader();
    const exited = new Promise<string>(resolve => reader.onExit(resolve));
    const progress: number[] = [];
    const { dataset, report } = await readData(reader, 'sample:digits', {}, home, done => progress.push(done));
    expect((await openPrepared(dataset.file)).digest).toBe(dataset.digest);
    expect(report.rowsRead).toBe(8000);
    expect(progress.length).toBeGreaterThan(0);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    await exited;
  });

  test('two at once for the same source leave one whole file', async () => {
    const home = temporaryFolder();
    const read = () => readData(nodeHosts().startReader(), 'sample:digits', {}, home);
    const [a, b] = await Promise.all([read(), read()]);
    expect(a).toEqual(b);
    expect((await openPrepared(a.dataset.file)).digest).toBe(a.dataset.digest);
    expect(readdirSync(join(home, 'prepared'))).toHaveLength(2);
  });

  test("hands a refusal over with its key and values, and the source's full path", async () => {
    const path = join(temporaryFolder(), 'nothing');
    const { record } = await refusalOf(readData(nodeHosts().startReader(), path, {}, temporaryFolder()));
    expect(record).toEqual({ key: 'error.data.notFound', values: { path } });
  });

  test('M9: prepares one fold of the data where that is asked for', async () => {
    const home = temporaryFolder();
    const read = async (fold: number | null) =>
      (await readData(nodeHosts().startReader(), 'sample:rings', {}, home, undefined, undefined, fold)).dataset;
    const [whole, fold] = [await read(null), await read(2)];
    const { train, dev } = whole.facts.rows;
    expect(fold.facts.rows).toEqual({ train: (4 * (train + dev)) / 5, dev: (train + dev) / 5, test: 0 });
    expect([fold.facts.fold, fold.file === whole.file]).toEqual([2, false]);
  });

  test('never holds the event loop of the one who asks', async () => {
    /** Microseconds of this thread, however busy the machine is with others. */
    const work = async (task: () => Promise<unknown>): Promise<number> => {
      const before = process.threadCpuUsage();
      await task();
      const { user, system } = process.threadCpuUsage(before);
      return user + system;
    };
    // Drawing the sample takes several hundred milliseconds of computing, here or somewhere else.
    const here = await work(() => prepare('sample:digits', {}, temporaryFolder(), () => {}));
    const asked = await work(() => readData(nodeHosts().startReader(), 'sample:digits', {}, temporaryFolder()));
    expect(asked).toBeLessThan(here / 2);
  });

  test('ends at once where the core goes away, in the middle of its work', async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'prepared'));
    const reader = fork('electron/data/entry.ts', { serialization: 'advanced', execArgv: [] });
    const ended = new Promise(resolve => reader.once('exit', resolve));
    reader.once('message', () => reader.disconnect());
    reader.send({ type: 'prepare', source: 'sample:digits', choice: {}, home });
    expect(await ended).toBe(0);
    expect(readdirSync(join(home, 'prepared')).filter(name => !name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('readData', () => {
  test('asks once, and takes the answer', async () => {
    const home = temporaryFolder();
    const prepared = await readData(nodeHosts().startReader(), 'sample:digits', {}, home);
    const { child, sent, say, killed } = playedChild();
    const answer = readData(child, 'sample:digits', { task: 'classification' }, home);
    const choice = { task: 'classification' };
    expect(sent).toEqual([{ type: 'prepare', source: 'sample:digits', choice, fold: null, home }]);
    say({ type: 'prepared', ...prepared, free: false } satisfies FromReader);
    expect(await answer).toEqual(prepared);
    expect(killed()).toBe(1);
  });

  test('a reader that dies is a refusal with the reason', async () => {
    const { child, exit, killed } = playedChild();
    const answer = refusalOf(readData(child, '/data', {}, '/home'));
    exit('SIGKILL');
    expect((await answer).record).toEqual({
      key: 'error.data.readerLost',
      values: { source: '/data', detail: 'SIGKILL' },
    });
    expect(killed()).toBe(1);
  });

  test.each([
    ['its heap', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
    ['a module', 'TypeError: no such thing'],
  ])('of what a dying reader wrote about %s, the refusal has the line that says what happened', async (_of, line) => {
    const { child, exit } = playedChild();
    const answer = refusalOf(readData(child, '/data', {}, '/home'));
    exit(`<--- Last few GCs --->\n[1:0x4] 639 ms: Mark-Compact\n${line}\n----- Native stack trace -----\n 1: 0x931db0`);
    expect((await answer).record.values.detail).toBe(line);
  });

  test('a real reader whose heap is too small is a refusal that says so', async () => {
    const reader = startNodeChild(new URL('../../electron/data/entry.ts', import.meta.url), [
      '--max-old-space-size=12',
    ]);
    const { record } = await refusalOf(readData(reader, 'sample:digits', {}, temporaryFolder()));
    expect(record.key).toBe('error.data.readerLost');
    expect(record.values.detail).toContain('out of memory');
  });

  test('a real reader that is killed in the middle is a refusal, and leaves no prepared file', async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'prepared'));
    const reader = nodeHosts().startReader();
    const answer = refusalOf(readData(reader, 'sample:digits', {}, home, () => reader.kill()));
    expect((await answer).record.key).toBe('error.data.readerLost');
    expect(readdirSync(join(home, 'prepared'))).toEqual([]);
  });

  test.each([[null], ['hello'], [{ type: 'prepared', dataset: {} }], [{ type: 'unheard of' }]])(
    'a message that is none of the protocol (%j) is a refusal, not a wrong answer',
    async message => {
      const { child, say, killed } = playedChild();
      const answer = refusalOf(readData(child, '/data', {}, '/home'));
      say(message);
      expect((await answer).record.key).toBe('error.data.readerLost');
      expect(killed()).toBe(1);
    },
  );
});

describe('the port in an Electron utility process', () => {
  afterEach(() => {
    Reflect.deleteProperty(process, 'parentPort');
  });

  test("speaks over Electron's parentPort and takes the data out of its events", () => {
    const posted: unknown[] = [];
    const electron = Object.assign(new EventEmitter(), { postMessage: (m: unknown) => posted.push(m) });
    Object.assign(process, { parentPort: electron });
    const port = parentPort();
    const heard: unknown[] = [];
    port.onMessage(message => heard.push(message));
    electron.emit('message', { data: { type: 'prepare' }, ports: [] });
    port.send({ type: 'progress', done: 0.5 });
    expect(heard).toEqual([{ type: 'prepare' }]);
    expect(posted).toEqual([{ type: 'progress', done: 0.5 }]);
  });
});
