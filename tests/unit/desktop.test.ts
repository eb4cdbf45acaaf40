import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Hosts } from '#electron/conductor/hosts.ts';
import { EVENT } from '#electron/desktop/channels.ts';
import { runDesktop } from '#electron/desktop/desktop.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { StandIn, type StandInWindow } from '../tools/electron-stand-in.ts';
import { FakeCore } from '../tools/fake-core.ts';

const settings = { language: null, theme: 'system' } as const;
let page: string;
let api: StandIn;
let core: FakeCore;
let hosts: Hosts | null;
beforeEach(async () => {
  page = await mkdtemp(join(tmpdir(), 'descent-desktop-'));
  await writeFile(join(page, 'index.html'), '<!doctype html>');
  api = new StandIn();
  core = new FakeCore({ 'app.info': { settings } });
  hosts = null;
});
afterEach(() => rm(page, { recursive: true }));

const run = (openCore = async () => core) =>
  runDesktop(api, {
    home: '/home/of/descent',
    paths: { page, preload: 'preload.cjs', trainerPreload: 'trainer-preload.cjs', reader: 'reader.js' },
    openCore: given => {
      hosts = given;
      return openCore();
    },
  });

const mainWindow = (): StandInWindow => {
  const [window] = api.windows;
  if (!window) throw new Error('no window was opened');
  return window;
};

describe('the window', () => {
  test('is sandboxed, isolated, without Node, and loads the page by the app’s own scheme', async () => {
    await run();
    expect(mainWindow().url).toBe('app://descent/');
    expect(mainWindow().options.webPreferences).toMatchObject({
      preload: 'preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
    });
    expect(api.app.calls).toContain('enableSandbox');
    expect(api.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ]);
    expect(api.protocols.has('app')).toBe(true);
    expect(api.requestPermission('media', 'app://descent/')).toBe(false);
  });

  test('is shown when there is something to see', async () => {
    await run();
    expect(mainWindow().calls).toEqual([]);
    mainWindow().emit('ready-to-show');
    expect(mainWindow().calls).toEqual(['show']);
  });

  test('cannot be led away, whoever opened it', async () => {
    await run();
    hosts?.startTrainer();
    expect(api.windows).toHaveLength(2);
    for (const { webContents } of api.windows) {
      expect(webContents.prevented('will-navigate', 'app://descent.evil/')).toBe(true);
      expect(webContents.openHandler?.()).toEqual({ action: 'deny' });
    }
  });

  test('hears every event of the core', async () => {
    await run();
    core.emit({ type: 'reading', source: 'sample:digits', done: 0.5 });
    const expected = { type: 'reading', source: 'sample:digits', done: 0.5 };
    expect(mainWindow().webContents.sent).toEqual([{ channel: EVENT, args: [expected] }]);
    mainWindow().webContents.destroyed = true;
    core.emit({ type: 'reading', source: 'sample:digits', done: 1 });
    expect(mainWindow().webContents.sent).toHaveLength(1);
  });
});

describe('instances', () => {
  test('a second one leaves at once, without opening the core', async () => {
    api.app.alone = false;
    await run();
    expect(api.app.calls).toEqual(['quit']);
    expect(hosts).toBeNull();
    expect(api.windows).toEqual([]);
  });

  test('the first one comes to front then, restored where it was minimized', async () => {
    await run();
    mainWindow().minimized = true;
    api.app.emit('second-instance');
    expect(mainWindow().calls).toEqual(['restore', 'show', 'focus']);
  });

  test('each home has its own lock', async () => {
    await run();
    expect(api.app.paths.userData).toBe(join('/home/of/descent', 'window'));
  });
});

describe('start and end', () => {
  test('a home that is in use ends the start with a sentence in the person’s language', async () => {
    api.app.locale = 'zh-CN';
    await run(async () => {
      throw new Refusal('error.internal', { detail: 'x' });
    });
    expect(api.errors[0]).toContain('Descent 内部');
    expect(api.app.calls).toContain('exit 2');
    expect(api.windows).toEqual([]);
  });

  test('closing the window ends the app after the core has kept everything', async () => {
    await run();
    const exited = once(api.app, 'exited');
    mainWindow().emit('closed');
    await exited;
    expect(core.closed).toBe(1);
    expect(api.app.calls.slice(-2)).toEqual(['quit', 'exit 0']);
  });

  test('the menu follows the language', async () => {
    await run();
    expect(api.menus.at(-1)?.map(menu => menu.label)).toContain('Edit');
    core.emit({ type: 'settings', settings: { ...settings, language: 'zh-CN' } });
    expect(api.menus.at(-1)?.map(menu => menu.label)).toContain('编辑');
  });

  test('the reader runs as a utility process', async () => {
    await run();
    const messages: unknown[] = [];
    const exits: string[] = [];
    const reader = hosts?.startReader();
    reader?.onMessage(message => messages.push(message));
    reader?.onExit(detail => exits.push(detail));
    expect(api.forked).toEqual(['reader.js']);
    const helper = api.helper as unknown as { emit(event: string, value: unknown): void };
    helper.emit('message', { type: 'progress', done: 0.5 });
    helper.emit('exit', 3);
    expect(messages).toEqual([{ type: 'progress', done: 0.5 }]);
    expect(exits).toEqual(['exit code 3']);
  });
});
