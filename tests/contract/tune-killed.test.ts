import { expect, it } from 'vitest';
import { killTunes } from '../kill/tune-kills.ts';

/** `npm run kill -- --only tune` does the same more often. */
const KILLS = 3;

it('a guided run with a budget in steps, killed at random moments, comes to the same answer', async () => {
  const { kills, faults } = await killTunes(KILLS, 1);
  expect(kills).toBe(KILLS);
  expect(faults).toEqual([]);
}, 600_000);
