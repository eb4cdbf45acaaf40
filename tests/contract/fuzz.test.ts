import { afterAll, describe, expect, test } from 'vitest';
import { KINDS, kindOf } from '../fuzz/cases.ts';
import { judge } from '../fuzz/judge.ts';
import { REGRESSIONS } from '../fuzz/regressions.ts';
import { LIMITS, Watch } from '../fuzz/watch.ts';

/** The same each time, so that nothing fails that did not before; `npm run fuzz -- --from N` goes where nobody was yet. */
const FROM = 0;
const SECONDS = 20;

describe('sources that were once handled wrongly', () => {
  test.each(REGRESSIONS)('$name', { timeout: LIMITS.ms }, async ({ source }) => {
    expect((await judge(source)).faults).toEqual([]);
  });
});

describe(`${SECONDS} seconds of mutated sources, from case ${FROM} on`, () => {
  const watch = new Watch();
  afterAll(() => watch.close());

  test('are prepared well or refused with a sentence', { timeout: 4 * SECONDS * 1000 }, async () => {
    const outcomes = new Set<string>();
    const failed: string[] = [];
    const until = Date.now() + SECONDS * 1000;
    for (let number = FROM; Date.now() < until || number < FROM + KINDS.length; number++) {
      const { outcome, faults } = await watch.run(number);
      outcomes.add(outcome);
      if (faults.length > 0) failed.push(`case ${number} (${kindOf(number)}): ${faults.join('; ')}`);
    }
    expect(failed).toEqual([]);
    expect([...outcomes].sort()).toEqual(['prepared', 'refused']);
  });
});
