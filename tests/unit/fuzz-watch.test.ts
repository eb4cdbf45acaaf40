import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Watch } from '../fuzz/watch.ts';
import { temporaryFolder } from './data-files.ts';

/** Answers to 0, hangs at 1, ends itself at 2, takes memory at 3. */
const VICTIM = `
const held = [];
process.on('message', number => {
  if (number === 1) for (;;);
  if (number === 2) process.kill(process.pid, 'SIGKILL');
  if (number === 3) for (let i = 0; i < 50; i++) held.push(Buffer.alloc(2 ** 23, 1));
  const peak = process.resourceUsage().maxRSS * 1024;
  process.send({ number, ms: 1, peak, outcome: 'refused', faults: [] });
});`;

function watchOf(): Watch {
  const script = join(temporaryFolder(), 'victim.cjs');
  writeFileSync(script, VICTIM);
  const watch = new Watch({ ms: 3000, memory: 300 * 2 ** 20 }, script);
  onTestFinished(() => watch.close());
  return watch;
}

describe('the watch over fuzzed cases', () => {
  test.each([
    [1, 'no answer after 3000 ms'],
    [2, 'the process ended (SIGKILL)'],
    [3, 'MiB of memory, more than 300'],
  ])('notices what case %i does, and goes on with the next', async (number, fault) => {
    const watch = watchOf();
    const { faults } = await watch.run(number);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
    expect(await watch.run(0)).toMatchObject({ number: 0, faults: [] });
  });
});
