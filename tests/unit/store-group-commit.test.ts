import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GroupCommit } from '#electron/store/group-commit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('writes what comes within 100 ms together, in order', () => {
  const commits: string[][] = [];
  const group = new GroupCommit<string>(items => {
    commits.push([...items]);
    return items.map(() => null);
  });
  const done = vi.fn();
  group.add('a', done);
  group.add('b', done);
  vi.advanceTimersByTime(0);
  expect(commits).toEqual([['a', 'b']]);
  vi.advanceTimersByTime(10);
  group.add('c', done);
  vi.advanceTimersByTime(80);
  group.add('d', done);
  expect(done).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10);
  expect(commits).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(done).toHaveBeenCalledTimes(4);
  vi.advanceTimersByTime(1000);
  expect(commits.length).toBe(2);
});

it('waits no longer where the wall clock is set back, and no shorter where it is set forward', () => {
  const commits: string[][] = [];
  const group = new GroupCommit<string>(items => {
    commits.push([...items]);
    return items.map(() => null);
  });
  for (const hours of [-8, 72]) {
    const before = commits.length;
    group.add('a', () => {});
    vi.advanceTimersByTime(10);
    group.add('b', () => {});
    vi.setSystemTime(Date.now() + 3_600_000 * hours);
    group.add('c', () => {});
    vi.advanceTimersByTime(89);
    expect(commits.length).toBe(before + 1);
    vi.advanceTimersByTime(1);
    expect(commits.at(-1)).toEqual(['b', 'c']);
    vi.advanceTimersByTime(1000);
  }
});

it('flushes at once where asked, and only what waits', () => {
  const commit = vi.fn((items: readonly number[]) => items.map(() => null));
  const group = new GroupCommit<number>(commit);
  group.flush();
  expect(commit).not.toHaveBeenCalled();
  group.add(1, () => {});
  group.flush();
  vi.advanceTimersByTime(1000);
  expect(commit.mock.calls).toEqual([[[1]]]);
});

it('tells each what became of it, and all where the commit failed', () => {
  const refused = new Error('2 makes no sense');
  const full = new Error('disk full');
  let room = true;
  const group = new GroupCommit<number>(items => {
    if (!room) throw full;
    return items.map(item => (item === 2 ? refused : null));
  });
  const outcomes: unknown[] = [];
  const done = (error: unknown) => void outcomes.push(error);
  for (const item of [1, 2, 3]) group.add(item, done);
  group.flush();
  room = false;
  for (const item of [4, 5]) group.add(item, done);
  group.flush();
  expect(outcomes).toEqual([null, refused, null, full, full]);
});
