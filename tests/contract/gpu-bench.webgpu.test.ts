import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryHome } from '../tools/home.ts';
import { cardIsThere } from './card.ts';

/** What is looked at of `GpuResults`. */
interface Results {
  webgpu: { name: string };
  steps: Record<string, { name: string; ms: number; parameters: number }[]>;
  agreement: { ofTolerance: number }[];
  crowded: { trials: number; stepsPerSecond: number }[];
  fits: { processBytesEach: number }[];
  lost: { wentOnAt: number };
  leftOut: string[];
}

it.skipIf(!cardIsThere)(
  'the bench for a graphics card runs, in small, on one in software',
  async () => {
    const folder = temporaryHome();
    const command = ['tests/bench/main.ts', 'gpu', '--check', `--to=${folder}`];
    await promisify(execFile)(process.execPath, command, { maxBuffer: 2 ** 24 });
    const results = JSON.parse(readFileSync(join(folder, 'gpu.json'), 'utf8')) as Results;
    const { steps, agreement, crowded, lost, leftOut } = results;
    expect(results.webgpu.name).not.toBe('');
    const parameters = steps.wasm?.map(line => line.parameters);
    expect(parameters).toHaveLength(4);
    for (const lines of Object.values(steps)) {
      for (const { ms } of lines) expect(ms).toBeGreaterThan(0);
      // PyTorch's side, where it is installed, has the same networks.
      expect(lines.map(line => line.parameters)).toEqual(parameters);
    }
    expect(steps.webgpu).toHaveLength(4);
    expect(agreement).toHaveLength(4);
    for (const { ofTolerance } of agreement) expect(ofTolerance).toBeLessThanOrEqual(1);
    expect(crowded.map(({ trials }) => trials)).toEqual([1, 2]);
    expect(lost).toEqual({
      lost: 'failed: reason.failed.deviceLost',
      wentOnAt: expect.any(Number),
      end: 'finished',
      sameNumbers: true,
    });
    expect(lost.wentOnAt).toBeGreaterThan(0);
    // What can't be had here is said, and nothing else is missing.
    expect(leftOut.filter(line => !/^(steps on cuda|cuda|PyTorch)/.test(line))).toEqual([]);
    const page = readFileSync(join(folder, 'gpu.md'), 'utf8');
    expect(page).toContain('its figures mean nothing');
    expect(page).toContain('| network | wasm, ms | webgpu, ms |');
  },
  600_000,
);
