import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildProgram } from '#electron/start/build-program.ts';
import { PROGRAM } from './built-module.ts';

/**
 * Builds the program once for all tests, as it is for a person: its processes start several times as fast as from the sources, and tests
 * start many. Returns what takes it away again.
 */
export default async function setup(): Promise<() => void> {
  if (process.env[PROGRAM]) return () => {};
  const notes = mkdtempSync(join(tmpdir(), 'descent-built-'));
  const program = await buildProgram(resolve('out'), join(notes, 'program.json'));
  process.env[PROGRAM] = program;
  // As the start of the program does it.
  process.env.NODE_COMPILE_CACHE ??= join(notes, 'compiled');
  return () => {
    for (const folder of [program, notes]) rmSync(folder, { recursive: true, force: true });
  };
}
