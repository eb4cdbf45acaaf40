import { describe, expect, test } from 'vitest';
import { ASK } from '#electron/desktop/channels.ts';
import type { Frame } from '#electron/desktop/electron-api.ts';
import { answerPage } from '#electron/desktop/ipc.ts';
import { placeOf } from '#electron/desktop/origins.ts';
import { confine, denyPermissions } from '#electron/desktop/security.ts';
import { StandIn, StandInContents } from '../tools/electron-stand-in.ts';
import { FakeCore } from '../tools/fake-core.ts';

/** Addresses that a check by substring or prefix would take for ours. */
const FOREIGN = [
  'app://descent.evil/',
  'app://descentevil/',
  'app://evil/descent',
  'app://evil/?app://descent/',
  'app://evil/#app://descent/',
  'app://descent:8080/',
  'app://descent@evil/',
  'app://user@descent/',
  'app://user:word@descent/',
  'app:descent',
  'app:///descent/',
  'application://descent/',
  'https://descent/',
  'https://app/descent',
  'http://localhost/',
  'file:///etc/passwd',
  'file://descent/',
  'javascript:alert(1)//app://descent/',
  'data:text/html,app://descent/',
  'about:blank',
  'blob:app://descent/0',
  ' ',
  '',
];

describe('whose address it is', () => {
  test.each(FOREIGN)('%s is not ours', address => expect(placeOf(address)).toBeNull());

  test('the page and the trainer window are told apart', () => {
    expect(placeOf('app://descent/')).toBe('page');
    expect(placeOf('app://descent/assets/a.js?b#c')).toBe('page');
    expect(placeOf('app://trainer/prepared/1')).toBe('trainer');
  });
});

describe('windows stay where they are', () => {
  const contents = new StandInContents();
  confine(contents);

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s', event => {
    for (const url of FOREIGN) expect(contents.prevented(event, url), url).toBe(true);
    expect(contents.prevented(event, 'app://descent/')).toBe(false);
  });

  test('no window is opened and no webview attached', () => {
    expect(contents.openHandler?.()).toEqual({ action: 'deny' });
    expect(contents.prevented('will-attach-webview')).toBe(true);
  });

  test('every permission is denied, but for the page to put text on the clipboard', () => {
    const api = new StandIn();
    denyPermissions(api.permissions());
    for (const ask of [api.requestPermission, api.checkPermission]) {
      for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'unknown'])
        expect(ask(permission, 'app://descent/'), permission).toBe(false);
      for (const address of [...FOREIGN, 'app://trainer/'])
        expect(ask('clipboard-sanitized-write', address), address).toBe(false);
      expect(ask('clipboard-sanitized-write', 'app://descent/')).toBe(true);
    }
    expect(api.checkDevice()).toBe(false);
  });
});

describe('messages of the page', () => {
  const page: Frame = { url: 'app://descent/', parent: null };
  const core = new FakeCore({ 'projects.list': [], 'trials.list': new Error('a defect') });
  const api = new StandIn();
  answerPage(api.ipcMain, core);

  test('the page is answered', async () => {
    expect(await api.invoke(page, ASK, 'projects.list', {})).toEqual({ output: [] });
  });

  test('a refusal and a defect come back as records', async () => {
    expect(await api.invoke(page, ASK, 'no.such', {})).toMatchObject({ refusal: { values: { detail: 'no.such' } } });
    expect(await api.invoke(page, ASK, 'trials.list', {})).toMatchObject({ refusal: { key: 'error.internal' } });
  });

  test('anybody else is refused, and the core hears nothing of it', async () => {
    const before = core.asked.length;
    const strangers: (Frame | null)[] = [
      null,
      { url: 'app://trainer/', parent: null },
      { url: 'app://descent/', parent: page },
      ...FOREIGN.map(url => ({ url, parent: null })),
    ];
    for (const frame of strangers)
      await expect(api.invoke(frame, ASK, 'projects.list', {}), frame?.url ?? 'no frame').rejects.toThrow('refused');
    expect(core.asked.length).toBe(before);
  });

  test('a message of another shape is refused with a record', async () => {
    const before = core.asked.length;
    for (const args of [[], [1, {}], [null, {}], [['projects.list'], {}], ['x'.repeat(101), {}], ['a', {}, 'b']])
      expect(await api.invoke(page, ASK, ...args)).toMatchObject({ refusal: { key: 'error.request.invalid' } });
    expect(core.asked.length).toBe(before);
  });
});
