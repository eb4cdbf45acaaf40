import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '#electron/start/build.ts';
import { temporaryHome } from '../tools/home.ts';

/*
 * What `electron-vite` built from `desktop/main.ts`, with the real core, run as Electron runs it. Only Electron itself is missing.
 */

interface Said {
  errors: string[];
  userData: string;
  info: { output: { home: string; version: string } };
  page: number;
  trainer: number;
  exit: number;
}

/** Runs it in a folder with a program's arguments. */
async function desktop(cwd: string, ...args: string[]): Promise<Said> {
  const script = resolve('tests/contract/built-desktop.ts');
  const { DESCENT_HOME: _, ...env } = process.env;
  const command = [script, resolve('out/main/desktop.js'), ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd, env });
  return JSON.parse(stdout) as Said;
}

beforeAll(() => ensureBuilt(() => undefined));

describe('the built desktop', () => {
  test.each([
    ['packaged', ['--home', 'mine']],
    ['as npm start runs it', [resolve('.'), '--home=mine']],
    ['with Chromium’s flags', ['--no-sandbox', resolve('.'), '--home', 'mine']],
  ])('%s opens its window on the home that was named, and ends', async (_name, args) => {
    const cwd = temporaryHome();
    const said = await desktop(cwd, ...args);
    expect(said.errors).toEqual([]);
    expect(said.userData).toBe(join(cwd, 'mine', 'window'));
    expect(said.info.output.home).toBe(join(cwd, 'mine'));
    expect([said.page, said.trainer, said.exit]).toEqual([200, 200, 0]);
  });

  test('says in a dialog why it can’t start', async () => {
    const cwd = temporaryHome();
    writeFileSync(join(cwd, 'file'), '');
    expect((await desktop(cwd, '--home', 'file')).errors).toEqual([expect.stringContaining('is a file')]);
    expect((await desktop(cwd, '--home')).errors).toEqual([expect.stringContaining('no folder is named after it')]);
  });
});
