import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocket as NodeSocket } from 'ws';
import { runDesktop } from '#electron/desktop/desktop.ts';
import { startServer } from '#electron/server/server.ts';
import { DesktopTransport } from '#renderer/client/desktop-transport.ts';
import { SocketTransport } from '#renderer/client/socket-transport.ts';
import type { Connection, PageEvent, Transport } from '#renderer/client/transport.ts';
import type { DesktopBridge } from '#shared/contract/bridge.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { SOCKET_PATH } from '#shared/contract/wire.ts';
import { StandIn, type StandInContents } from '../tools/electron-stand-in.ts';
import { FakeCore } from '../tools/fake-core.ts';

/** What the preload script finds in a window: Electron's bridge and messages, standing in. */
const renderer = vi.hoisted(() => ({
  world: {} as Record<string, unknown>,
  invoke: async (..._message: unknown[]): Promise<unknown> => undefined,
  contents: null as StandInContents | null,
}));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: unknown) => Object.assign(renderer.world, { [name]: api }) },
  ipcRenderer: {
    invoke: (...message: unknown[]) => renderer.invoke(...message),
    on: (channel: string, hear: (event: unknown, message: unknown) => void) => renderer.contents?.on(channel, hear),
    off: (channel: string, hear: (event: unknown, message: unknown) => void) => renderer.contents?.off(channel, hear),
  },
  webUtils: { getPathForFile: (file: File) => `/dropped/${file.name}` },
}));

interface Shell {
  /** The page's side. */
  transport: Transport;
  /** The other side. */
  core: FakeCore;
  /** Ends the shell and starts it again, as after a crash; null where the two sides can't be parted. */
  restart: (() => Promise<void>) | null;
  close(): Promise<void>;
}

const settings = { language: 'zh-CN', theme: 'dark' } as const;
const answers = { 'settings.set': settings, 'projects.list': [], 'app.info': { settings } };

async function server(): Promise<Shell> {
  const home = await mkdtemp(join(tmpdir(), 'descent-shells-'));
  await writeFile(join(home, 'index.html'), '');
  const core = new FakeCore(answers);
  const start = (port: number) => startServer({ core, home, page: home, port });
  let running = await start(0);
  const { address } = running;
  let { secret } = running;
  let invite = (): void => {};
  let last: NodeSocket | null = null;
  const transport = new SocketTransport({
    open: () => {
      last = new NodeSocket(`${address.replace('http', 'ws')}${SOCKET_PATH}`, { headers: { Origin: address } });
      last.on('error', () => undefined);
      return last as unknown as WebSocket;
    },
    access: {
      hello: () => ({ secret }),
      taken: () => undefined,
      refused: () => 'over',
      onInvitation: listener => {
        invite = listener;
      },
    },
  });
  return {
    transport,
    core,
    restart: async () => {
      await running.close();
      running = await start(Number(new URL(address).port));
      // The session ended with the server that it belonged to; the person opens the new address in the same tab.
      await new Promise<void>(resolve => {
        transport.onConnection(connection => connection === 'over' && resolve());
      });
      ({ secret } = running);
      invite();
    },
    close: async () => {
      // The page is gone for good: it must not come back.
      if (last) last.onclose = null;
      last?.terminate();
      await running.close();
      await rm(home, { recursive: true });
    },
  };
}

async function desktop(): Promise<Shell> {
  const page = await mkdtemp(join(tmpdir(), 'descent-shells-'));
  const core = new FakeCore(answers);
  const api = new StandIn();
  const paths = { page, preload: '', trainerPreload: '', reader: '', predictor: '', runner: '' };
  await runDesktop(api, { argv: ['descent'], cwd: page, usualHome: page, paths, openCore: async () => core });
  const contents = api.windows[0]?.webContents;
  if (!contents) throw new Error('no window was opened');
  contents.on('sent', (channel: string, ...args: unknown[]) => contents.emit(channel, {}, ...args));
  renderer.contents = contents;
  renderer.invoke = (channel, ...args) => api.invoke({ url: 'app://descent/', parent: null }, String(channel), ...args);
  vi.resetModules();
  await import('#electron/desktop/preload.ts');
  return {
    transport: new DesktopTransport(renderer.world.descent as DesktopBridge),
    core,
    restart: null,
    close: () => rm(page, { recursive: true }),
  };
}

describe.each([
  ['server', server],
  ['desktop', desktop],
])('the contract through the %s', (_name, open) => {
  let shell: Shell;
  afterEach(() => shell.close());

  /** Opens the shell and waits until the page's side is connected. */
  async function connected(): Promise<Shell> {
    shell = await open();
    await becomes('open');
    return shell;
  }
  const becomes = (wanted: Connection) =>
    new Promise<void>(resolve => {
      shell.transport.onConnection(connection => connection === wanted && resolve());
    });

  test('a request arrives with its input, and its answer comes back', async () => {
    const { transport, core } = await connected();
    expect(await transport.ask('settings.set', { theme: 'dark' })).toEqual(settings);
    expect(core.asked.at(-1)).toEqual({ name: 'settings.set', input: { theme: 'dark' } });
  });

  test('requests side by side get each its own answer', async () => {
    const { transport } = await connected();
    const both = await Promise.all([transport.ask('projects.list', {}), transport.ask('settings.set', {})]);
    expect(both).toEqual([[], settings]);
  });

  test('a refusal is one on the other side too, key and values', async () => {
    const { transport } = await connected();
    const refused = await transport.ask('trials.list', {}).catch(error => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused.record).toEqual({ key: 'error.request.invalid', values: { detail: 'trials.list' } });
  });

  test('a request that is not of the contract is refused, not lost', async () => {
    const { transport } = await connected();
    await expect(transport.ask('no.such' as never, {} as never)).rejects.toBeInstanceOf(Refusal);
  });

  test('events arrive in order, typed arrays and numbers that are none as they are, until unheard', async () => {
    const { transport, core } = await connected();
    const heard: PageEvent[] = [];
    const forget = transport.onEvent(event => heard.push(event));
    const columns = { devLoss: Float64Array.of(0.5, Number.NaN, Number.POSITIVE_INFINITY) };
    const batches = [{ series: 'eval' as const, steps: Float64Array.of(0, 100, 200), columns }];
    const events: CoreEvent[] = [
      { type: 'metrics', stageId: 's', trialId: 't', attempt: 1, batches },
      { type: 'reading', source: 'sample:digits', done: 0.5 },
      { type: 'settings', settings },
    ];
    for (const event of events) core.emit(event);
    await expect.poll(() => heard).toEqual(events);
    forget();
    core.emit({ type: 'settings', settings });
    await transport.ask('projects.list', {});
    expect(heard).toHaveLength(events.length);
  });

  test('after the other side was gone and the page was let in again, it is answered', async ({ skip }) => {
    const { restart, transport } = await connected();
    if (restart === null) return skip('page and core end together');
    const lost = becomes('lost');
    await restart();
    await lost;
    await becomes('open');
    expect(await transport.ask('projects.list', {})).toEqual([]);
  });
});

test('the desktop tells where a dropped file lies', async () => {
  const shell = await desktop();
  const bridge = renderer.world.descent as DesktopBridge;
  expect(bridge.pathOf(new File([], 'wine.csv'))).toBe('/dropped/wine.csv');
  await shell.close();
});
