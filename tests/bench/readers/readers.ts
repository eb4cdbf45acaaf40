import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSource } from '#electron/data/open-source.ts';
import { prepare } from '#electron/data/prepare.ts';
import { median } from '../median.ts';
import { BYTES, SOURCES } from './sources.ts';
import { sweep } from './sweep.ts';

const TURNS = 3;

/**
 * What reading costs beyond its bytes: each kind of source of about the same size, read (found, understood, its rows in memory) and
 * prepared whole, as multiples of reading and looking at every byte once; and the sweep over tables of known truth.
 */
export async function readers(): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  try {
    const kinds: Record<string, unknown> = {};
    for (const [name, write] of Object.entries(SOURCES)) {
      const source = await write(join(folder, name));
      const [bytes, read, prepared]: [number[], number[], number[]] = [[], [], []];
      for (let turn = 0; turn < TURNS; turn++) {
        bytes.push(await seconds(async () => everyByte(source)));
        read.push(await seconds(() => readOnce(source)));
        const home = join(folder, `home-${name}-${turn}`);
        mkdirSync(home);
        prepared.push(await seconds(() => prepare(source, {}, home, () => {})));
      }
      kinds[name] = {
        readOverBytes: median(read) / median(bytes),
        preparedOverBytes: median(prepared) / median(bytes),
      };
      rmSync(join(folder, name), { recursive: true, force: true });
    }
    return { mib: BYTES / 2 ** 20, kinds, sweep: await sweep(), habits: await sweep(undefined, true) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readOnce(path: string): Promise<void> {
  const source = await openSource(path, {});
  try {
    await source.read(() => {});
  } finally {
    await source.close();
  }
}

/** Reads files whole and looks at every byte, so that nothing is left out. */
function everyByte(path: string): number {
  let sum = 0;
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  for (const file of files) for (const byte of readFileSync(join(file.parentPath, file.name))) sum += byte;
  return sum;
}

async function seconds(act: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await act();
  return (performance.now() - from) / 1000;
}
