import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { homeOf } from '#electron/desktop/arguments.ts';
import { EVENT } from '#electron/desktop/channels.ts';
import { runDesktop } from '#electron/desktop/desktop.ts';
import type { Hosts } from '#electron/hosts/hosts.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Stage } from '#shared/domain/project.ts';
import { StandIn, type StandInWindow } from '../tools/electron-stand-in.ts';
import { FakeCore } from '../tools/fake-core.ts';
import { temporaryHome } from '../tools/home.ts';

const settings = { language: null, theme: 'system' } as const;
let home: string;
let page: string;
let api: StandIn;
let core: FakeCore;
let opened: string[];
let hosts: Hosts | null;
beforeEach(() => {
  home = join(temporaryHome(), 'kept');
  page = temporaryHome();
  writeFileSync(join(page, 'index.html'), '<!doctype html>');
  api = new StandIn();
  core = new FakeCore({ 'app.info': { settings } });
  opened = [];
  hosts = null;
});

const run = (openCore = async () => core, argv: readonly string[] = ['descent', '--home', home]) =>
  runDesktop(api, {
    argv,
    cwd: home,
    usualHome: join(home, 'usual'),
    paths: {
      page,
      preload: 'preload.cjs',
      trainerPreload: 'trainer-preload.cjs',
      reader: 'reader.js',
      predictor: 'predictor.js',
      runner: 'runner.js',
    },
    openCore: (where, given) => {
      opened.push(where);
      hosts = given;
      return openCore();
    },
  });

const mainWindow = (): StandInWindow => {
  const [window] = api.windows;
  if (!window) throw new Error('no window was opened');
  return window;
};

/** A stage's state as the core tells it; all that the desktop looks at. */
const stage = (id: string, status: Stage['status']): CoreEvent =>
  ({ type: 'stage', view: { stage: { id, status } } }) as CoreEvent;

/** Whatever was begun by an event is over. */
const settled = () => new Promise(resolve => setImmediate(() => setImmediate(resolve)));

describe('the home of a command line', () => {
  test.each([
    ['a packaged app', ['/opt/Descent/descent', '--home', '/data/x'], '/data/x'],
    ['the app’s folder first', ['electron', '.', '--home', '/data/x'], '/data/x'],
    ['Chromium’s flags before it', ['electron', '--no-sandbox', '--inspect=0', '/app', '--home', '/data/x'], '/data/x'],
    ['one word', ['descent', '--home=/data/x'], '/data/x'],
    ['a relative path', ['descent', '--home', 'x/y'], '/at/x/y'],
    ['a path upwards', ['descent', '--home=../x'], '/x'],
    ['the last one counts', ['descent', '--home', '/a', '--home', '/b'], '/b'],
    ['none', ['descent'], '/usual'],
    ['none, but a file', ['descent', '/data/rows.csv'], '/usual'],
  ])('%s', (_name, argv, expected) => {
    expect(homeOf(argv, '/at', '/usual')).toBe(expected);
  });

  test('a folder that is not named is asked for', () => {
    for (const argv of [['--home'], ['--home='], ['--home', '--no-sandbox'], ['.', '--home']])
      expect(() => homeOf(['descent', ...argv], '/at', '/usual'), argv.join(' ')).toThrow(
        'no folder is named after it',
      );
  });

  test('the usual one may be relative too', () => {
    expect(homeOf(['descent'], '/at', 'usual')).toBe('/at/usual');
  });
});

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
    expect(mainWindow().calls).toEqual(['load']);
    mainWindow().emit('ready-to-show');
    expect(mainWindow().calls).toEqual(['load', 'show']);
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

  test('hears every event of the core, as long as there is a page to hear it', async () => {
    await run();
    core.emit({ type: 'reading', source: 'sample:digits', done: 0.5 });
    const expected = { type: 'reading', source: 'sample:digits', done: 0.5 };
    expect(mainWindow().webContents.sent).toEqual([{ channel: EVENT, args: [expected] }]);
    mainWindow().webContents.crashed = true;
    core.emit({ type: 'reading', source: 'sample:digits', done: 0.7 });
    mainWindow().webContents.destroyed = true;
    core.emit({ type: 'reading', source: 'sample:digits', done: 1 });
    expect(mainWindow().webContents.sent).toHaveLength(1);
  });
});

describe('instances', () => {
  test('a second one leaves at once, without opening the core', async () => {
    api.app.alone = false;
    await run();
    expect(api.app.calls).toEqual(['quit', 'exit 0']);
    expect(opened).toEqual([]);
    expect(api.windows).toEqual([]);
  });

  test('the first one comes to front then, restored where it was minimized', async () => {
    await run();
    mainWindow().minimized = true;
    api.app.emit('second-instance');
    expect(mainWindow().calls).toEqual(['load', 'restore', 'show', 'focus']);
  });

  test('each home has its own lock', async () => {
    await run();
    expect(api.app.paths.userData).toBe(join(home, 'window'));
    expect(opened).toEqual([home]);
  });
});

describe('start', () => {
  test('a home that is in use ends the start with a sentence in the person’s language', async () => {
    api.app.locale = 'zh-CN';
    await run(async () => {
      throw new Refusal('error.internal', { detail: 'x' });
    });
    expect(api.errors[0]).toContain('Descent 内部');
    expect(api.app.calls).toContain('exit 2');
    expect(api.windows).toEqual([]);
  });

  test('so does a --home without a folder, and one that can’t be a folder: in a dialog, which there is only when Electron is ready', async () => {
    await run(undefined, ['descent', '--home']);
    const file = join(page, 'index.html');
    await run(undefined, ['descent', '--home', file]);
    expect(api.errors).toEqual([
      expect.stringContaining('no folder is named after it'),
      expect.stringMatching(/but .* is a file/),
    ]);
    expect(api.app.calls.filter(call => call.startsWith('exit'))).toEqual(['exit 2', 'exit 2']);
    expect(opened).toEqual([]);
  });

  test('a defect is shown, too, and leaves no app without a window behind', async () => {
    await run(async () => {
      throw new TypeError('a defect');
    });
    expect(api.errors[0]).toContain('a defect');
    expect(api.app.calls).toContain('exit 1');
  });

  test('a relative home starts from where the person is', async () => {
    mkdirSync(home);
    await run(undefined, ['descent', '--home', 'mine']);
    expect(opened).toEqual([join(home, 'mine')]);
    expect(api.app.paths.userData).toBe(join(home, 'mine', 'window'));
  });

  test('the menu follows the language, and loads the page anew on request', async () => {
    await run();
    expect(api.menus.at(-1)?.map(menu => menu.label)).toContain('Edit');
    core.emit({ type: 'settings', settings: { ...settings, language: 'zh-CN' } });
    expect(api.menus.at(-1)?.map(menu => menu.label)).toContain('编辑');
    const roles = api.menus.at(-1)?.flatMap(menu => menu.submenu?.map(({ role }) => role) ?? []);
    expect(roles).toContain('reload');
    expect(roles).not.toContain('toggleDevTools');
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

describe('the system’s sleep', () => {
  test('is held off from the first stage that runs to the end of the last', async () => {
    await run();
    const held = () => [...api.blockers.values()];
    expect(held()).toEqual([]);
    core.emit(stage('a', 'running'));
    core.emit(stage('b', 'running'));
    core.emit(stage('a', 'running'));
    expect(held()).toEqual(['prevent-app-suspension']);
    core.emit(stage('a', 'finished'));
    expect(held()).toEqual(['prevent-app-suspension']);
    core.emit(stage('b', 'paused'));
    expect(held()).toEqual([]);
    core.emit(stage('b', 'running'));
    expect(held()).toEqual(['prevent-app-suspension']);
  });
});

describe('quitting', () => {
  const exits = () => api.app.calls.filter(call => call.startsWith('exit'));

  test('closing the window ends the app after the core has kept everything', async () => {
    await run();
    const exited = once(api.app, 'exited');
    mainWindow().close();
    await exited;
    expect(core.closed).toBe(1);
    expect(api.app.calls.slice(-2)).toEqual(['quit', 'exit 0']);
    expect(api.questions).toEqual([]);
  });

  test('asks where trials run; a no leaves everything as it is, a yes ends it', async () => {
    await run();
    core.emit(stage('a', 'running'));
    mainWindow().close();
    expect(api.questions[0]).toMatchObject({ message: 'Trials are running. Quit all the same?', cancelId: 1 });
    api.answer(1);
    await settled();
    expect([core.closed, exits()]).toEqual([0, []]);
    expect(mainWindow().webContents.destroyed).toBe(false);
    api.app.quit();
    expect(api.questions).toHaveLength(2);
    api.answer(0);
    await settled();
    expect([core.closed, exits()]).toEqual([1, ['exit 0']]);
  });

  test('one wish that arrives twice is one; who insists on it is not asked any more', async () => {
    await run();
    core.emit(stage('a', 'running'));
    vi.useFakeTimers();
    try {
      api.app.quit();
      api.app.quit();
      expect([api.questions.length, core.closed]).toEqual([1, 0]);
      vi.advanceTimersByTime(1500);
      api.app.quit();
      await vi.advanceTimersByTimeAsync(0);
      expect([core.closed, exits()]).toEqual([1, ['exit 0']]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a core that does not end is waited for ten seconds; a second wish ends it at once', async () => {
    await run();
    core.close = () => new Promise(() => undefined);
    vi.useFakeTimers();
    try {
      api.app.quit();
      await vi.advanceTimersByTimeAsync(500);
      api.app.quit();
      expect(exits()).toEqual([]);
      await vi.advanceTimersByTimeAsync(1000);
      api.app.quit();
      expect(exits()).toEqual(['exit 0']);
      await vi.advanceTimersByTimeAsync(8500);
      expect(exits()).toEqual(['exit 0', 'exit 0']);
    } finally {
      vi.useRealTimers();
    }
  });

  test('what could not be kept is said', async () => {
    await run();
    core.close = () => Promise.reject(new Refusal('error.store.full', { path: home }));
    api.app.quit();
    await settled();
    expect(api.errors[0]).toContain('is full');
    expect(exits()).toEqual(['exit 1']);
  });

  test.each([
    ['shuts down', () => expect(api.shutDown()).toBe(true)],
    ['ends the session', () => mainWindow().emit('session-end')],
  ])('nobody is asked where the system %s', async (_name, end) => {
    await run();
    core.emit(stage('a', 'running'));
    end();
    await settled();
    expect(api.questions).toEqual([]);
    expect([core.closed, exits()]).toEqual([1, ['exit 0']]);
  });
});

describe('a page whose process is lost', () => {
  const contents = () => mainWindow().webContents;
  /** It has loaded, with the screen that was open. */
  const loaded = () => contents().emit('did-finish-load');
  const told = () => contents().sent.flatMap(({ args }) => args);

  test('is loaded again and told why; trials are not touched', async () => {
    await run();
    core.emit(stage('a', 'running'));
    const trainer = hosts?.startTrainer();
    const ended = vi.fn();
    trainer?.onExit(ended);
    loaded();
    const before = told().length;
    for (const [reason, why] of [
      ['crashed', 'crashed'],
      ['oom', 'memory'],
    ] as const) {
      contents().lose(reason);
      core.emit(stage('a', 'running'));
      await settled();
      expect(contents().calls.at(-1)).toBe('reload');
      loaded();
      expect(told().at(-1)).toEqual({ type: 'reopened', why });
    }
    expect(told().length).toBe(before + 2);
    // By the person's own wish: nothing to be told.
    contents().reload();
    loaded();
    expect(told().length).toBe(before + 2);
    expect(ended).not.toHaveBeenCalled();
    expect(core.closed).toBe(0);
  });

  test('three times within a minute, it is the person’s choice: again, or quit', async () => {
    await run();
    loaded();
    const loseThrice = async () => {
      for (let i = 0; i < 3; i++) {
        contents().lose('crashed');
        await settled();
        if (i < 2) loaded();
      }
    };
    await loseThrice();
    expect(contents().calls).toEqual(['reload', 'reload']);
    expect(api.questions[0]?.message).toContain('several times');
    api.answer(0);
    await settled();
    expect(contents().calls).toHaveLength(3);
    loaded();
    await loseThrice();
    api.answer(1);
    await settled();
    expect(core.closed).toBe(1);
  });

  test('three times in an hour is not often', async () => {
    await run();
    loaded();
    vi.useFakeTimers();
    try {
      for (let i = 0; i < 4; i++) {
        contents().lose('crashed');
        await vi.advanceTimersByTimeAsync(20 * 60_000);
        loaded();
      }
    } finally {
      vi.useRealTimers();
    }
    expect(contents().calls).toHaveLength(4);
    expect(api.questions).toEqual([]);
  });

  test('a page that can’t be loaded at all is shown to the person as that', async () => {
    const BrowserWindow = api.BrowserWindow;
    Object.defineProperty(api, 'BrowserWindow', {
      value: class extends BrowserWindow {
        override loadFailure = new Error('ERR_FAILED');
      },
    });
    await run();
    await expect.poll(() => api.questions.length).toBe(1);
    expect(mainWindow().calls).toEqual(['load', 'load', 'load', 'show']);
  });

  test('one that does not answer is loaded anew where the person wants it', async () => {
    await run();
    loaded();
    mainWindow().emit('unresponsive');
    mainWindow().emit('responsive');
    await settled();
    expect(contents().calls).toEqual([]);
    mainWindow().emit('unresponsive');
    expect(api.questions.at(-1)?.message).toContain('does not answer');
    api.answer(0); // The one that was taken back.
    api.answer(1);
    await settled();
    expect(contents().calls).toEqual(['forcefullyCrashRenderer', 'reload']);
    loaded();
    expect(told().at(-1)).toEqual({ type: 'reopened', why: 'hung' });
  });

  test('a card whose process is lost stays within reach, and neither page nor core is touched by it', async () => {
    await run();
    loaded();
    expect(api.app.calls).toContain('disableDomainBlockingFor3DAPIs');
    api.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed' });
    await settled();
    expect(contents().calls).toEqual([]);
    expect([core.closed, api.questions.length]).toEqual([0, 0]);
  });

  test('an end in good order is none of these', async () => {
    await run();
    loaded();
    contents().emit('render-process-gone', {}, { reason: 'clean-exit' });
    await settled();
    expect(contents().calls).toEqual([]);
  });
});
