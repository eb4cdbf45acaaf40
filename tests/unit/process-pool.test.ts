import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Child } from '#electron/hosts/hosts.ts';
import { ProcessPool } from '#electron/hosts/process-pool.ts';

class Trainer implements Child {
  killed = false;
  /** Whether its end comes some time after it was killed, as of a process. */
  slowly = false;
  readonly heard: unknown[] = [];
  say: (message: unknown) => void = () => {};
  exit: (detail: string, killed?: boolean) => void = () => {};
  send(message: unknown): void {
    this.heard.push(message);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.say = listener;
  }
  onExit(listener: (detail: string, killed?: boolean) => void): void {
    this.exit = listener;
  }
  kill(): void {
    if (this.killed) return;
    this.killed = true;
    if (!this.slowly) this.exit('SIGKILL');
  }
}

let trainers: Trainer[];
let pool: ProcessPool;

beforeEach(() => {
  vi.useFakeTimers();
  trainers = [];
  pool = new ProcessPool(() => {
    const trainer = new Trainer();
    trainers.push(trainer);
    return trainer;
  }, 1000);
});
afterEach(() => void vi.useRealTimers());

/** Runs a task in a lent trainer to its end. */
function task(answer: Record<string, unknown>, trialId: string | null = null): Trainer {
  const lent = pool.lend(trialId);
  lent.onMessage(() => {});
  lent.send('task');
  const trainer = trainers.find(({ heard }) => heard.at(-1) === 'task') as Trainer;
  trainer.say({ type: 'ended', ...answer });
  lent.kill();
  trainer.heard.push('done');
  return trainer;
}

test('who says that it is free serves the next task; who does not is ended', () => {
  const first = task({ free: true });
  expect(task({ free: false })).toBe(first);
  expect(first.killed).toBe(true);
  expect(task({ free: true })).not.toBe(first);
  expect(trainers).toHaveLength(2);
});

test('each has one task at a time, and one that is ended before its answer is killed', () => {
  const [one, other] = [pool.lend(), pool.lend()];
  expect(trainers).toHaveLength(2);
  one.kill();
  expect(trainers.map(({ killed }) => killed)).toEqual([true, false]);
  other.kill();
  expect(trainers[1]?.killed).toBe(true);
});

test('after its end a task neither reaches the trainer nor hears of it', () => {
  const heard: unknown[] = [];
  const lent = pool.lend();
  lent.onMessage(message => heard.push(message));
  trainers[0]?.say({ type: 'ended', free: true });
  lent.kill();
  const next = pool.lend();
  lent.send('stop');
  lent.kill();
  trainers[0]?.say({ type: 'metrics' });
  expect(trainers[0]).toMatchObject({ killed: false, heard: [] });
  expect(heard).toEqual([{ type: 'ended', free: true }]);
  next.kill();
});

test('a trial goes on where it waits; where that one is busy, it is told to forget it', () => {
  const keeper = task({ free: true, kept: true, steps: 7 }, 'a');
  const busy = pool.lend();
  const elsewhere = pool.lend('a');
  expect(elsewhere.keptStep).toBeNull();
  expect(keeper.heard.at(-1)).toEqual({ type: 'forget', trialId: 'a' });
  busy.kill();
  elsewhere.kill();

  task({ free: true }, null);
  const second = task({ free: true, kept: true, steps: 9 }, 'b');
  pool.warm(2);
  const back = pool.lend('b');
  expect(back.keptStep).toBe(9);
  back.send('task');
  expect(second.heard.at(-1)).toBe('task');
});

test('another trial goes where the fewest wait', () => {
  const keeper = task({ free: true, kept: true, steps: 7 }, 'a');
  pool.warm(2);
  expect(task({ free: true })).not.toBe(keeper);
});

test('what waits in a process that is lost is lost with it', () => {
  const keeper = task({ free: true, kept: true, steps: 7 }, 'a');
  keeper.kill();
  expect(pool.lend('a').keptStep).toBeNull();
});

test('an idle one ends after a while; one that is lent does not', () => {
  pool.warm(1);
  const lent = pool.lend();
  vi.advanceTimersByTime(5000);
  expect(trainers[0]?.killed).toBe(false);
  trainers[0]?.say({ type: 'ended', free: true });
  lent.kill();
  vi.advanceTimersByTime(999);
  expect(trainers[0]?.killed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(trainers[0]?.killed).toBe(true);
});

test.each(['its time is over', 'the pool is closed'])('one that is being ended since %s is lent to nobody', why => {
  pool.warm(1);
  const [idle] = trainers;
  if (idle) idle.slowly = true;
  if (why === 'the pool is closed') pool.close();
  else vi.advanceTimersByTime(1000);
  expect(idle?.killed).toBe(true);
  pool.lend().send('task');
  expect(idle?.heard).toEqual([]);
  expect(trainers[1]?.heard).toEqual(['task']);
});

test('closing ends the idle ones, and the lent ones once they are given back', () => {
  pool.warm(2);
  const lent = pool.lend();
  pool.close();
  const [a, b] = trainers.map(({ killed }) => killed);
  expect([a, b].filter(Boolean)).toHaveLength(1);
  const busy = trainers.find(({ killed }) => !killed);
  lent.onMessage(() => {});
  busy?.say({ type: 'ended', free: true });
  lent.kill();
  expect(trainers.every(({ killed }) => killed)).toBe(true);
  pool.warm(1);
  expect(trainers).toHaveLength(2);
});

test('what idle ones take of memory, without what waits in them, is the next trial’s', () => {
  const lent = pool.lend();
  lent.onMessage(() => {});
  trainers[0]?.say({ type: 'metrics', memoryBytes: 500, keptBytes: 200 });
  expect(pool.idleBytes).toBe(0);
  trainers[0]?.say({ type: 'ended', free: true });
  lent.kill();
  expect(pool.idleBytes).toBe(300);
});
