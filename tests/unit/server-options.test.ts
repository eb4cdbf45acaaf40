import { readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeRedirect } from '#electron/server/open-browser.ts';
import { parseServeOptions } from '#electron/server/options.ts';
import { languageOf, terminalLanguage } from '#shared/messages/language.ts';
import { temporaryHome } from '../tools/home.ts';

describe('the command line of the server', () => {
  test('flags, in both spellings', () => {
    expect(parseServeOptions(['--home', '/h', '--port', '0', '--no-open', '--json'])).toEqual({
      home: '/h',
      port: 0,
      allow: [],
      open: false,
      json: true,
      help: false,
    });
    expect(parseServeOptions(['--home=/h', '--port=65535'])).toMatchObject({ home: '/h', port: 65_535, open: true });
  });

  test('further folders, each whole', () => {
    const { allow } = parseServeOptions(['--allow', '/data', '--allow=~/sets', '--allow', 'here']);
    expect(allow).toEqual(['/data', join(homedir(), 'sets'), resolve('here')]);
  });

  test('without a port, it is the server’s to choose', () => {
    expect(parseServeOptions([]).port).toBeNull();
  });

  test.each(['-1', '65536', '80a', '', '1.5', '0x50', ' 80', '99999999999'])('no port: “%s”', port => {
    expect(() => parseServeOptions([`--port=${port}`])).toThrow(/The port must be a whole number/);
  });

  test.each([['--wrong'], ['stray'], ['--port'], ['--json=yes']])('not understood: %s', (...args) => {
    expect(() => parseServeOptions(args)).toThrow(/was not understood/);
  });
});

describe.skipIf(process.platform === 'win32')('the redirect file', () => {
  const address = 'http://127.0.0.1:4270/#invite=secret';

  test('leads to the address, and only its owner can read it', async () => {
    const path = await writeRedirect(temporaryHome(), address);
    expect(await readFile(path, 'utf8')).toContain(`content="0;url=${address}"`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('replaces what lies in its place instead of writing into it', async () => {
    const home = temporaryHome();
    const elsewhere = join(home, 'elsewhere');
    await writeFile(elsewhere, 'untouched', { mode: 0o644 });
    await symlink(elsewhere, join(home, 'open.html'));
    const path = await writeRedirect(home, address);
    expect(await readFile(elsewhere, 'utf8')).toBe('untouched');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

describe('the language', () => {
  test.each(['zh', 'zh-CN', 'zh-Hans-CN', 'zh_CN.UTF-8', 'zh-TW;q=0.9,en', 'ZH-cn'])('%s is Chinese', preference =>
    expect(languageOf(preference)).toBe('zh-CN'),
  );

  test.each([undefined, '', 'en-US,zh;q=0.5', 'C.UTF-8', 'zha', 'de_DE'])('%s is English', preference =>
    expect(languageOf(preference)).toBe('en'),
  );

  test('a terminal’s variables count in POSIX’s order, empty ones not', () => {
    expect(terminalLanguage({ LC_ALL: 'en_GB.UTF-8', LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(terminalLanguage({ LC_ALL: '', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en_GB' })).toBe('zh-CN');
    expect(terminalLanguage({})).toBe('en');
  });
});
