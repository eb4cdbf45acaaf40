/** Runs the latest task of each key, at once where the last one is long enough ago, else when its time has come. */
export class Throttle {
  private readonly everyMs: number;
  /** Keys that ran a moment ago, each with the task that waits, if any. Later they are forgotten, tasks and all. */
  private readonly recent = new Map<string, { timer: NodeJS.Timeout; next: (() => void) | null }>();

  constructor(everyMs: number) {
    this.everyMs = everyMs;
  }

  run(key: string, task: () => void): void {
    const recent = this.recent.get(key);
    if (recent) {
      recent.next = task;
      return;
    }
    const timer = setTimeout(() => {
      const next = this.recent.get(key)?.next;
      this.recent.delete(key);
      if (next) this.run(key, next);
    }, this.everyMs);
    this.recent.set(key, { timer, next: null });
    task();
  }

  /** Runs what waits, now. */
  flush(): void {
    const waiting = [...this.recent.values()];
    this.recent.clear();
    for (const { timer, next } of waiting) {
      clearTimeout(timer);
      next?.();
    }
  }
}
