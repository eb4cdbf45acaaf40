import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Runs `descent` with `--json` in a home of its own and returns its answer. */
export async function descent(args: readonly string[]): Promise<Record<string, unknown>> {
  const home = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  try {
    const command = ['electron/cli/main.ts', ...args, '--home', home, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, command, { maxBuffer: 2 ** 28 });
    return JSON.parse(stdout);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
