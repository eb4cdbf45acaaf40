import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AwakeClock, type ClockEvent, WorkedTime } from '#electron/conductor/trials/awake-clock.ts';

const HOUR = 3_600_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** A machine whose clocks the test moves. */
function machine(monotonicSleeps = false) {
  const at = { monotonic: 5000, sinceBoot: 90_000, processor: 100, wall: 1_700_000_000_000 };
  const told: ClockEvent[] = [];
  const clock = new AwakeClock(event => told.push(event), {
    monotonic: () => at.monotonic,
    monotonicSleeps,
    sinceBoot: () => at.sinceBoot,
    processor: () => at.processor,
    wall: () => at.wall,
  });
  const pass = (ms: number, of: readonly (keyof typeof at)[]) => {
    for (const name of of) at[name] += ms;
  };
  return {
    clock,
    told,
    at,
    /** Awake, with a beat each second. */
    run: (ms: number) => {
      for (let left = ms; left > 0; left -= 1000) {
        pass(Math.min(1000, left), ['monotonic', 'sinceBoot', 'wall']);
        vi.advanceTimersByTime(1000);
      }
    },
    /** Asleep, where the monotonic clock goes on meanwhile. */
    sleepCounted: (ms: number) => pass(ms, ['monotonic', 'sinceBoot', 'wall']),
    /** Asleep, where it stands still, as on Linux. */
    sleepUncounted: (ms: number) => pass(ms, ['sinceBoot', 'wall']),
    /** Awake and computing, so that no beat comes. */
    compute: (ms: number) => pass(ms, ['monotonic', 'sinceBoot', 'wall', 'processor']),
  };
}

describe('the clock of what is awake', () => {
  it.each(['sleepCounted', 'sleepUncounted'] as const)(
    'stands still while the machine sleeps (%s), and tells of it',
    how => {
      const { clock, told, run, [how]: sleep } = machine();
      const before = clock.now();
      run(5000);
      sleep(8 * HOUR);
      run(5000);
      const passed = clock.now() - before;
      expect(passed).toBeGreaterThanOrEqual(10_000);
      // Where within a beat it fell asleep can't be told.
      expect(passed).toBeLessThanOrEqual(12_000);
      expect(told).toMatchObject([{ kind: 'machine.slept' }]);
      expect(Math.abs((told[0]?.ms ?? 0) - 8 * HOUR)).toBeLessThanOrEqual(1000);
    },
  );

  it('takes a program that was held up for no sleeping machine where it is known to be none', () => {
    const { clock, told, run, sleepCounted, sleepUncounted } = machine(true);
    const before = clock.now();
    sleepCounted(60_000); // Stopped by hand, or waiting for a disk.
    run(1000);
    expect(clock.now() - before).toBe(61_000);
    expect(told).toEqual([]);
    sleepUncounted(60_000);
    run(1000);
    expect(clock.now() - before).toBe(62_000);
    expect(told).toEqual([{ kind: 'machine.slept', ms: 60_000 }]);
  });

  it('is right at once after waking, also before the heart beats', () => {
    const { clock, run, sleepCounted } = machine();
    run(1000);
    const before = clock.now();
    sleepCounted(8 * HOUR);
    expect(clock.now() - before).toBeLessThanOrEqual(2000);
    expect(clock.slept).toBeGreaterThan(7 * HOUR);
  });

  it('takes a busy program for no sleeping machine', () => {
    const { clock, told, run, compute } = machine();
    const before = clock.now();
    compute(60_000);
    run(1000);
    expect(clock.now() - before).toBe(61_000);
    expect(told).toEqual([]);
  });

  it.each([-8 * HOUR, 72 * HOUR])('goes on evenly while the wall clock is set by %d ms, and tells of it', ms => {
    const { clock, told, at, run } = machine();
    const before = clock.now();
    run(3000);
    at.wall += ms;
    run(3000);
    expect(clock.now() - before).toBe(6000);
    expect(told).toEqual([{ kind: 'clock.moved', ms }]);
  });

  it('takes a wall clock that follows a time server for no event', () => {
    const { told, at, run } = machine();
    for (let i = 0; i < 20; i++) {
      at.wall += 200;
      run(1000);
    }
    expect(told).toEqual([]);
  });
});

describe('the time that a trainer worked', () => {
  it('is that of its own clock, whenever its reports come', () => {
    const { clock, compute } = machine();
    const worked = new WorkedTime(clock);
    expect(worked.report(100)).toBeNull();
    expect(worked.report(200)).toBe(100);
    compute(185_000); // The core did not come to listen; then all comes at once.
    expect([300, 400, 500].map(at => worked.report(at))).toEqual([100, 100, 100]);
    expect(worked.report(185_500)).toBe(185_000);
  });

  it('does not hold what the machine slept', () => {
    const { clock, run, sleepCounted } = machine();
    const worked = new WorkedTime(clock);
    worked.report(0);
    run(1000);
    sleepCounted(8 * HOUR);
    const ms = worked.report(1000 + 8 * HOUR) ?? Number.NaN;
    expect(ms).toBeGreaterThanOrEqual(1000);
    expect(ms).toBeLessThanOrEqual(2000);
    expect(worked.report(1100 + 8 * HOUR)).toBe(100);
  });

  it('does not hold it either where a report was under way when the machine fell asleep', () => {
    const { clock, run, sleepCounted } = machine();
    const worked = new WorkedTime(clock);
    worked.report(0);
    run(1000);
    sleepCounted(8 * HOUR);
    expect(worked.report(900)).toBe(900); // Sent before, heard after.
    expect(worked.report(1000 + 8 * HOUR)).toBeLessThanOrEqual(2000);
  });

  it('is never less than nothing, and is measured here where a trainer tells no time', () => {
    const worked = new WorkedTime(machine().clock);
    worked.report(500);
    expect(worked.report(400)).toBe(0);
    const untold = new WorkedTime(machine().clock);
    expect(untold.report(null)).toBeNull();
    expect(untold.report(null)).toBeGreaterThanOrEqual(0);
  });
});
