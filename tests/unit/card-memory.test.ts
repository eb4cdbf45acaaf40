import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CardMemory, freeCardMemory } from '#electron/conductor/trials/gpu-memory.ts';
import { temporaryFolder } from './data-files.ts';

const GIB = 2 ** 30;

/** A card whose driver says what it is told to. */
function card(free: number | null) {
  const driver = { free, asked: 0, changes: 0 };
  const memory = new CardMemory(
    () => driver.changes++,
    async () => {
      driver.asked++;
      return driver.free;
    },
  );
  return { driver, memory };
}

describe('trials on one card', () => {
  it('start one by one until it is known what the first takes, then as many as fit', async () => {
    const { driver, memory } = card(8 * GIB);
    expect(memory.hasRoom()).toBe(true);
    memory.started();
    expect(memory.hasRoom()).toBe(false);
    await setImmediate();
    expect(memory.hasRoom()).toBe(false);
    driver.free = 5 * GIB;
    await memory.measure();
    expect(memory.hasRoom()).toBe(true);
    memory.started();
    driver.free = 2 * GIB;
    await memory.measure();
    expect(memory.hasRoom()).toBe(false);
    driver.free = 5 * GIB;
    memory.ended();
    await setImmediate();
    expect(memory.hasRoom()).toBe(true);
    expect(driver.changes).toBe(4);
  });

  it('remember the most that one took', async () => {
    const { driver, memory } = card(8 * GIB);
    memory.started();
    await setImmediate();
    driver.free = 3 * GIB;
    await memory.measure();
    driver.free = 7 * GIB;
    await memory.measure();
    // It may grow to 5 GiB again.
    expect(memory.hasRoom()).toBe(false);
  });

  it('are not held back where the driver doesn’t tell', async () => {
    const { driver, memory } = card(null);
    memory.started();
    await setImmediate();
    expect(memory.hasRoom()).toBe(true);
    await memory.measure();
    expect(driver.asked).toBe(1);
  });
});

describe.skipIf(process.platform === 'win32')('the driver', () => {
  /** Puts a program of that name and text before all others. */
  function driverSays(script: string): void {
    const folder = temporaryFolder();
    const file = join(folder, 'nvidia-smi');
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    const before = process.env.PATH;
    process.env.PATH = folder + delimiter + before;
    onTestFinished(() => {
      process.env.PATH = before;
    });
  }

  it('is asked for the free memory of the first card', async () => {
    driverSays('[ "$1" = --query-gpu=memory.free ] && echo 8123 && echo 100');
    expect(await freeCardMemory()).toBe(8123 * 2 ** 20);
  });

  it('doesn’t tell where it fails, or says something else', async () => {
    driverSays('echo "No devices were found"; exit 6');
    expect(await freeCardMemory()).toBeNull();
    driverSays('echo "[N/A]"');
    expect(await freeCardMemory()).toBeNull();
  });
});
