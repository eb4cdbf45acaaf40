import { fork } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isHeld, lockHome, readLockInfo } from '#electron/store/lock.ts';
import { temporaryHome } from '../tools/home.ts';

function lockedBy(home: string): ReturnType<typeof lockHome> {
  const lock = lockHome(home);
  onTestFinished(() => lock.release());
  return lock;
}

const refusal = (key: string, values = {}) =>
  expect.objectContaining({ record: { key, values: expect.objectContaining(values) } });

it('makes a home for its owner alone', () => {
  const home = join(temporaryHome(), 'a', 'b');
  lockedBy(home);
  expect(statSync(home).isDirectory()).toBe(true);
  if (process.platform !== 'win32') expect(statSync(home).mode & 0o777).toBe(0o700);
});

it('refuses a second core and names the first', () => {
  const home = temporaryHome();
  const lock = lockedBy(home);
  expect(isHeld(home)).toBe(true);
  expect(() => lockHome(home)).toThrow(refusal('error.home.locked', { home, pid: process.pid }));
  lock.updateInfo({ address: 'http://127.0.0.1:4000/' });
  expect(() => lockHome(home)).toThrow(refusal('error.home.lockedAt', { home, address: 'http://127.0.0.1:4000/' }));
  expect(readLockInfo(home)).toEqual({ pid: process.pid, address: 'http://127.0.0.1:4000/' });
  if (process.platform !== 'win32') expect(statSync(join(home, 'lock.json')).mode & 0o777).toBe(0o600);
});

it('is free again after release, which may be called twice', () => {
  const home = temporaryHome();
  expect(isHeld(home)).toBe(false);
  const first = lockedBy(home);
  first.release();
  expect(isHeld(home)).toBe(false);
  expect(readLockInfo(home)).toBeNull();
  lockedBy(home);
  first.release();
  expect(() => lockHome(home)).toThrow(refusal('error.home.locked'));
  expect(readLockInfo(home)).toEqual({ pid: process.pid });
});

it('holds between processes and ends with the holder, however that ends', async () => {
  const home = temporaryHome();
  const holder = fork(join(import.meta.dirname, 'store-lock-holder.ts'), [home], { execArgv: ['--expose-gc'] });
  onTestFinished(() => void holder.kill('SIGKILL'));
  await new Promise(resolve => holder.once('message', resolve));
  expect(isHeld(home)).toBe(true);
  expect(() => lockHome(home)).toThrow(refusal('error.home.locked', { pid: holder.pid }));
  holder.kill('SIGKILL');
  await new Promise(resolve => holder.once('exit', resolve));
  expect(isHeld(home)).toBe(false);
  lockedBy(home);
  expect(readLockInfo(home)).toEqual({ pid: process.pid });
});

it('is refused where the home is a file', () => {
  const file = join(temporaryHome(), 'file');
  writeFileSync(file, 'mine');
  expect(() => lockHome(file)).toThrow(refusal('error.home.notFolder', { path: file }));
  expect(() => lockHome(join(file, 'below'))).toThrow(refusal('error.home.notFolder'));
});

it('reads nothing from what is no lock info', () => {
  const home = temporaryHome();
  writeFileSync(join(home, 'lock.json'), '{"pid": "many"');
  expect(readLockInfo(home)).toBeNull();
  writeFileSync(join(home, 'lock.json'), '{"pid": "many"}');
  expect(readLockInfo(home)).toBeNull();
});
