/** How long the first of a group waits for others at most, in ms. */
const GROUP_MS = 100;

/**
 * Gathers what many want written, so that one durable transaction serves them all: at most one each 100 ms, and none is
 * waited for where the last one is longer ago than that.
 */
export class GroupCommit<T> {
  private readonly commit: (items: readonly T[]) => (unknown | null)[];
  private waiting: { item: T; done: (error: unknown | null) => void }[] = [];
  private timer: NodeJS.Timeout | undefined;
  private lastAt = Number.NEGATIVE_INFINITY;

  /** `commit` writes all items or throws; it returns an error for each that could not be part of it, else null. */
  constructor(commit: (items: readonly T[]) => (unknown | null)[]) {
    this.commit = commit;
  }

  /** `done` is called after the commit, with what went wrong or null. */
  add(item: T, done: (error: unknown | null) => void): void {
    this.waiting.push({ item, done });
    this.timer ??= setTimeout(() => this.flush(), Math.max(0, this.lastAt + GROUP_MS - performance.now()));
  }

  /** Commits at once what waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const group = this.waiting;
    if (group.length === 0) return;
    this.waiting = [];
    this.lastAt = performance.now();
    for (const [index, error] of this.outcome(group.map(({ item }) => item)).entries()) group[index]?.done(error);
  }

  private outcome(items: readonly T[]): (unknown | null)[] {
    try {
      return this.commit(items);
    } catch (error) {
      return items.map(() => error);
    }
  }
}
