import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EventLog } from '#electron/conductor/projects/event-log.ts';
import { Refusal } from '#shared/contract/refusal.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A log on a store that takes nothing while it is full. */
function logged() {
  const disk = { full: true, kinds: [] as string[] };
  const log = new EventLog({
    recordEvent: async kind => {
      if (disk.full) throw new Refusal('error.store.full', { path: '/x', detail: 'test' });
      disk.kinds.push(kind);
    },
  });
  return { disk, log };
}

it('what a full disk did not take is written down in its order once there is room', async () => {
  const { disk, log } = logged();
  log.record('store.failed', { detail: 'one' });
  log.record('checkpoint.failed', { step: 10 });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(disk.kinds).toEqual([]);
  disk.full = false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(disk.kinds).toEqual(['store.failed', 'checkpoint.failed']);
});

it('what waits is tried once more at the end', async () => {
  const { disk, log } = logged();
  log.record('store.failed', {});
  await vi.advanceTimersByTimeAsync(1);
  disk.full = false;
  await log.close();
  expect(disk.kinds).toEqual(['store.failed']);
});

it('the same thing is written down once in a while', async () => {
  const { disk, log } = logged();
  disk.full = false;
  for (let step = 0; step < 5; step++) log.record('checkpoint.failed', { step });
  await log.close();
  expect(disk.kinds).toEqual(['checkpoint.failed']);
});
