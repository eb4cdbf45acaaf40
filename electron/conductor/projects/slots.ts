import pLimit, { type LimitFunction } from 'p-limit';
import { Refusal } from '#shared/contract/refusal.ts';

/** What takes a process of its own, and much memory. */
export type Work = 'reading' | 'asking';

/** How many of a kind run at once, and how many more may wait for their turn. */
const MOST: Record<Work, { atOnce: number; waiting: number }> = {
  reading: { atOnce: 2, waiting: 16 },
  asking: { atOnce: 2, waiting: 8 },
};

/** Bounds what the core does at once beside training, however many ask for it. */
export class Slots {
  private readonly limits: Record<Work, LimitFunction> = {
    reading: pLimit(MOST.reading.atOnce),
    asking: pLimit(MOST.asking.atOnce),
  };

  /**
   * Does a task when its turn comes.
   * @param gone aborted where nobody wants it any more: then it is not begun
   * @throws Refusal where too many wait already.
   */
  run<T>(work: Work, task: () => Promise<T>, gone?: AbortSignal): Promise<T> {
    const limit = this.limits[work];
    const { atOnce, waiting } = MOST[work];
    if (limit.activeCount + limit.pendingCount >= atOnce + waiting)
      return Promise.reject(new Refusal(`error.busy.${work}`, { count: atOnce + waiting }));
    return limit(() => {
      gone?.throwIfAborted();
      return task();
    });
  }
}
