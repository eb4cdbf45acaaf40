import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Throttle } from '#electron/conductor/throttle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([0, -8, 72])('runs the latest task each so often, also where the wall clock is set by %i hours', hours => {
  const throttle = new Throttle(250);
  const ran: number[] = [];
  const ask = (task: number) => throttle.run('stage', () => ran.push(task));
  ask(1);
  ask(2);
  vi.setSystemTime(Date.now() + 3_600_000 * hours);
  ask(3);
  expect(ran).toEqual([1]);
  vi.advanceTimersByTime(249);
  expect(ran).toEqual([1]);
  vi.advanceTimersByTime(1);
  expect(ran).toEqual([1, 3]);
  vi.advanceTimersByTime(1000);
  ask(4);
  expect(ran).toEqual([1, 3, 4]);
});
