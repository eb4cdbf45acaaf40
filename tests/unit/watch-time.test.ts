import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchTime } from '#electron/conductor/tuning/watch-time.ts';

describe('the watch over a stage’s time', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const fails = (error: unknown) => {
    throw error;
  };

  it('ends it once nothing is left, and sooner where less turns out to be left than was thought', async () => {
    for (const [slower, latest] of [
      [1, 10_300],
      [2, 5300],
    ] as const) {
      const began = Date.now();
      const end = vi.fn();
      // After two seconds it is known how slow things are.
      const left = async () => {
        const ran = Date.now() - began;
        return 10_000 - (ran < 2000 ? ran : slower * ran);
      };
      watchTime(left, end, fails);
      await vi.advanceTimersByTimeAsync(10_000 / slower - 1);
      expect(end).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(latest - 10_000 / slower);
      expect(end).toHaveBeenCalledTimes(1);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(end).toHaveBeenCalledTimes(1);
    }
  });

  it('does nothing once it is called off, nor where time is endless', async () => {
    const end = vi.fn();
    const off = watchTime(async () => 1000, end, fails);
    await vi.advanceTimersByTimeAsync(300);
    off();
    watchTime(async () => Number.POSITIVE_INFINITY, end, fails);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(end).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells what went wrong while it looked', async () => {
    const onDefect = vi.fn();
    watchTime(
      () => Promise.reject(new Error('gone')),
      () => {},
      onDefect,
    );
    await vi.advanceTimersByTimeAsync(1);
    expect(onDefect).toHaveBeenCalledWith(expect.objectContaining({ message: 'gone' }));
  });
});
