/** Runs the latest task of each key, at once where the last one is long enough ago, else when its time has come. */
export class Throttle {
  private readonly everyMs: number;
  private readonly keys = new Map<string, { last: number; timer: NodeJS.Timeout | null; task: () => void }>();

  constructor(everyMs: number) {
    this.everyMs = everyMs;
  }

  run(key: string, task: () => void): void {
    const entry = this.keys.get(key) ?? { last: Number.NEGATIVE_INFINITY, timer: null, task };
    this.keys.set(key, entry);
    entry.task = task;
    if (entry.timer) return;
    const fire = () => {
      entry.timer = null;
      entry.last = Date.now();
      entry.task();
    };
    const wait = entry.last + this.everyMs - Date.now();
    if (wait <= 0) fire();
    else entry.timer = setTimeout(fire, wait);
  }

  /** Runs what waits, now. */
  flush(): void {
    for (const entry of this.keys.values()) {
      if (!entry.timer) continue;
      clearTimeout(entry.timer);
      entry.timer = null;
      entry.task();
    }
  }
}
