import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { readCommand } from '#electron/hosts/command/examine.ts';
import { look } from '#electron/hosts/command/look.ts';
import type { Child } from '#electron/hosts/hosts.ts';
import { refusalOf } from './data-files.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'descent-command-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('a look that is stopped while it begins is stopped all the same', async () => {
  const told: unknown[] = [];
  let exit = (_detail: string): void => {};
  const child: Child = {
    send(message) {
      told.push(message);
      if ((message as { type: string }).type === 'stop') exit('stopped');
    },
    onMessage() {},
    onExit(listener) {
      exit = listener;
    },
    kill() {},
  };
  const stop = new AbortController();
  const enough = null;
  const looking = look(
    { template: [[{ text: 'x' }]], folder: '.', values: {}, said: {}, enough },
    { start: () => child, signal: stop.signal },
  );
  stop.abort();
  expect((await refusalOf(looking)).record.key).toBe('error.question.stopped');
  expect(told).toContainEqual({ type: 'stop' });
});

it('a program is a file, found by its absolute path', () => {
  const folder = temporaryFolder();
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  mkdirSync(join(first, 'trainer'), { recursive: true });
  mkdirSync(second);
  writeFileSync(join(second, 'trainer'), '');
  chmodSync(join(second, 'trainer'), 0o755);
  vi.stubEnv('PATH', ['', first, second].join(delimiter));
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(readCommand(['trainer', '--lr', '1'], folder).argv[0]).toBe(join(second, 'trainer'));
  expect(() => readCommand(['./first', '--lr', '1'], folder)).toThrow();
});

it('settings are read from a file only', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'settings.yaml'));
  expect(readCommand([process.execPath, '--config', 'settings.yaml'], folder).inFile).toEqual([]);
  writeFileSync(join(folder, 'some.yaml'), 'lr: 0.1\n');
  expect(readCommand([process.execPath, '--config', 'some.yaml'], folder).inFile).toMatchObject([{ written: '0.1' }]);
});
