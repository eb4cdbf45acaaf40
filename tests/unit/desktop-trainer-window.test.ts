import { once } from 'node:events';
import { beforeEach, describe, expect, test } from 'vitest';
import { PreparedFiles } from '#electron/desktop/prepared-files.ts';
import { relay, type TrainerWorker } from '#electron/desktop/relay.ts';
import { TrainerWindow } from '#electron/desktop/trainer-window.ts';
import type { Child } from '#electron/hosts/hosts.ts';
import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import { StandIn, type StandInPort } from '../tools/electron-stand-in.ts';

let api: StandIn;
let files: PreparedFiles;
let trainers: TrainerWindow<StandInPort>;
beforeEach(() => {
  api = new StandIn();
  api.app.becomeReady();
  files = new PreparedFiles();
  trainers = new TrainerWindow(api, 'trainer-preload.cjs', files);
});

/** Starts a trainer and waits for the window's end of its port. */
async function start(): Promise<{ child: Child; port: StandInPort; exited: Promise<string> }> {
  const child = trainers.startTrainer();
  const exited = new Promise<string>(resolve => child.onExit(resolve));
  const contents = api.windows.at(-1)?.webContents;
  if (!contents) throw new Error('no window was opened');
  const known = contents.ports.length;
  if (known === 0) await once(contents, 'ports');
  else while (contents.ports.length === known) await once(contents, 'ports');
  const port = contents.ports.at(-1);
  if (!port) throw new Error('no port arrived');
  return { child, port, exited };
}

const received = (port: StandInPort): Promise<unknown> =>
  new Promise(resolve => {
    port.on('message', ({ data }) => resolve(data));
    port.start();
  });

describe('the hidden window', () => {
  test('is never shown, sandboxed, not throttled, and one for all trainers', async () => {
    await start();
    await start();
    expect(api.windows).toHaveLength(1);
    const [window] = api.windows;
    expect(window?.url).toBe('app://trainer/');
    expect(window?.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, backgroundThrottling: false },
    });
  });

  test.each([
    ['train', { checkpoint: Uint8Array.of(1, 2, 3), until: 5 }],
    ['prepare', {}],
    ['probe', {}],
  ])('a trainer is told a URL where the core names a path, and the rest word by word: %s', async (type, rest) => {
    const { child, port } = await start();
    const heard = received(port);
    const hyperparameters = { ...DEFAULT_HYPERPARAMETERS, learningRate: 0.1 };
    const message = { type, hyperparameters, backend: 'wasm', preparedFile: '/home/x/prepared.bin', ...rest };
    child.send(message);
    expect(await heard).toEqual({ ...message, preparedFile: files.urlOf('/home/x/prepared.bin') });
    const stopping = received(port);
    child.send({ type: 'stop' });
    expect(await stopping).toEqual({ type: 'stop' });
  });

  test('what a trainer says arrives, typed arrays as they are, and then its end', async () => {
    const { child, port, exited } = await start();
    const message = new Promise(resolve => child.onMessage(resolve));
    port.postMessage({ message: { type: 'x', column: Float64Array.of(1, Number.NaN) } });
    port.postMessage({ exit: 'exit code 0' });
    expect(await message).toEqual({ type: 'x', column: Float64Array.of(1, Number.NaN) });
    expect(await exited).toBe('exit code 0');
  });

  test('killing closes the port and tells the end once', async () => {
    const { child, port, exited } = await start();
    const closed = new Promise<void>(resolve => port.on('close', () => resolve()));
    child.kill();
    child.kill();
    expect(await exited).toBe('killed');
    await closed;
  });

  test('a trainer killed before the window was there never reaches it', async () => {
    const child = trainers.startTrainer();
    child.kill();
    await new Promise(resolve => setImmediate(resolve));
    expect(api.windows[0]?.webContents.ports).toEqual([]);
  });

  test('where its process is lost, all trainers end, and the next one opens a new window', async () => {
    for (const [index, reason, killed] of [
      [0, 'oom', true],
      [1, 'crashed', false],
    ] as const) {
      const started = [await start(), await start()];
      const exits = started.map(({ child }) => new Promise(resolve => child.onExit((...exit) => resolve(exit))));
      api.windows[index]?.webContents.emit('render-process-gone', {}, { reason });
      expect(await Promise.all(exits)).toEqual([
        [reason, killed],
        [reason, killed],
      ]);
    }
    await start();
    expect(api.windows).toHaveLength(3);
  });

  test('nonsense over a port ends that trainer', async () => {
    const { port, exited } = await start();
    port.postMessage(5);
    expect(await exited).toContain('Invalid');
  });
});

describe('the relay in the window', () => {
  class Worker implements TrainerWorker {
    readonly heard: unknown[] = [];
    terminated = 0;
    onmessage: ((event: MessageEvent) => void) | null = null;
    onerror: ((event: ErrorEvent) => void) | null = null;

    postMessage(message: unknown): void {
      this.heard.push(message);
    }

    terminate(): void {
      this.terminated++;
    }

    say(data: unknown): void {
      this.onmessage?.({ data } as MessageEvent);
    }
  }

  const tie = () => {
    const worker = new Worker();
    const { port1, port2 } = new MessageChannel();
    relay(worker, port2);
    const said: unknown[] = [];
    port1.addEventListener('message', ({ data }) => said.push(data));
    port1.start();
    return { worker, port: port1, said, closed: once(port1, 'close') };
  };

  test('passes messages both ways, and ends after the last one', async () => {
    const { worker, port, said, closed } = tie();
    port.postMessage({ type: 'stop' });
    await expect.poll(() => worker.heard).toEqual([{ type: 'stop' }]);
    worker.say({ type: 'log', line: 'a' });
    worker.say({ type: 'ended' });
    await closed;
    expect(said).toEqual([
      { message: { type: 'log', line: 'a' } },
      { message: { type: 'ended' } },
      { exit: 'exit code 0' },
    ]);
    expect(worker.terminated).toBeGreaterThan(0);
  });

  test('keeps a worker that is free for another task', async () => {
    const { worker, port, said } = tie();
    worker.say({ type: 'ended', free: true });
    port.postMessage({ type: 'train' });
    await expect.poll(() => worker.heard).toEqual([{ type: 'train' }]);
    expect(worker.terminated).toBe(0);
    expect(said).toEqual([{ message: { type: 'ended', free: true } }]);
    port.close();
  });

  test('a worker that fails ends with its reason', async () => {
    const { worker, said, closed } = tie();
    worker.onerror?.({ message: 'no such script' } as ErrorEvent);
    await closed;
    expect(said).toEqual([{ exit: 'no such script' }]);
  });

  test('a port that is closed ends the worker', async () => {
    const { worker, port } = tie();
    port.close();
    await expect.poll(() => worker.terminated).toBeGreaterThan(0);
  });
});
