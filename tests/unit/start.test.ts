import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isStale } from '#electron/start/build.ts';
import { hasDisplay } from '#electron/start/display.ts';
import { electronProgram, withWatchdog } from '#electron/start/electron-runtime.ts';
import { temporaryHome } from '../tools/home.ts';

describe('whether to build', () => {
  /** A built file of time 100 and sources of the given times. */
  async function tree(...times: number[]): Promise<[built: string, sources: string[]]> {
    const folder = temporaryHome();
    await mkdir(join(folder, 'src', 'deep'), { recursive: true });
    const built = join(folder, 'index.html');
    await writeFile(built, '');
    await utimes(built, 100, 100);
    for (const [i, time] of times.entries()) {
      const path = join(folder, 'src', 'deep', `${i}.ts`);
      await writeFile(path, '');
      await utimes(path, time, time);
    }
    return [built, [join(folder, 'src'), join(folder, 'no-such-file')]];
  }

  test('one newer source anywhere is enough', async () => {
    expect(await isStale(...(await tree(50, 101)))).toBe(true);
  });

  test('older sources are not', async () => {
    expect(await isStale(...(await tree(50, 99)))).toBe(false);
  });

  test('what was never built is', async () => {
    const [built, sources] = await tree(50);
    expect(await isStale(`${built}.missing`, sources)).toBe(true);
  });
});

test('a display: always on macOS and Windows, elsewhere where a variable names one', () => {
  expect(hasDisplay({}, 'darwin')).toBe(true);
  expect(hasDisplay({}, 'win32')).toBe(true);
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
});

test('Electron’s program is there once its note and its file are', async () => {
  const folder = temporaryHome();
  expect(electronProgram(folder)).toBeNull();
  await writeFile(join(folder, 'path.txt'), 'electron\n');
  expect(electronProgram(folder)).toBeNull();
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'dist', 'electron'), '');
  expect(electronProgram(folder)).toBe(join(folder, 'dist', 'electron'));
});

describe('fetching under a watchdog', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('ten seconds of silence end it, also where the fetch does not heed its signal', async () => {
    let aborted = false;
    const deaf = (signal: AbortSignal) => {
      signal.addEventListener('abort', () => (aborted = true));
      return new Promise<void>(() => undefined);
    };
    const refused = expect(withWatchdog(deaf, () => undefined)).rejects.toThrow('no answer for 10 s');
    await vi.advanceTimersByTimeAsync(9999);
    expect(aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(aborted).toBe(true);
    await refused;
  });

  test('every arrival starts the wait anew, and tells how far it has come', async () => {
    const shares: number[] = [];
    const slow = async (_signal: AbortSignal, onBytes: (transferred: number, total: number | null) => void) => {
      for (let i = 1; i <= 4; i++) {
        await new Promise(resolve => setTimeout(resolve, 9000));
        onBytes(i, 4);
      }
    };
    const fetched = withWatchdog(slow, share => shares.push(share));
    await vi.advanceTimersByTimeAsync(36_000);
    await fetched;
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a length that is not told is no progress, and a failure is passed on', async () => {
    const shares: number[] = [];
    const failing = async (_signal: AbortSignal, onBytes: (transferred: number, total: number | null) => void) => {
      onBytes(5, null);
      throw new Error('404');
    };
    await expect(withWatchdog(failing, share => shares.push(share))).rejects.toThrow('404');
    expect(shares).toEqual([]);
  });
});
