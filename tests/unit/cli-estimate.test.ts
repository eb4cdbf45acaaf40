import { expect, it } from 'vitest';
import { estimateLines } from '#electron/cli/before-ladder.ts';

const extended = { why: 'extended', trials: 2, steps: 1200, ms: 90_000 } as const;
const estimate = { trials: 6, steps: 1800, stepsFull: 3600, ms: 61_000, mayAdd: [extended] };

it('the terminal says before a ladder what it costs, and what may come on top', () => {
  const [cost, more, ...rest] = estimateLines(estimate).split('\n');
  expect(cost).toMatch(/^6 trials, about 1,?800 steps in all.*, about 61 s$/);
  expect(more).toMatch(
    /up to 2 more candidates if the best lies at an end or all diverge: 1,?200 more steps, about 1 min 30 s$/,
  );
  expect(rest).toEqual([]);
  const unmeasured = { ...estimate, ms: null, mayAdd: [{ ...extended, trials: 1, steps: 600, ms: null }] };
  expect(estimateLines(unmeasured)).toMatch(/up to 1 more candidate if .* diverge: 600 more steps$/);
  expect(estimateLines({ ...estimate, mayAdd: [] })).not.toContain('\n');
});
