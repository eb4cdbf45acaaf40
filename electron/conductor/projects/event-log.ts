import { Refusal } from '#shared/contract/refusal.ts';
import type { EventDetail, EventKind } from '#shared/domain/logged-event.ts';
import type { Store } from '../../store/store.ts';

/** What could not be written down yet is tried again this often: a full disk is the very thing to be told of. */
const AGAIN_MS = 10_000;
/** So much of it is kept meanwhile. */
const MOST_WAITING = 100;
/** The same thing is written down once in so long: a disk that is full fails every trial, many times. */
const SAME_MS = 600_000;

interface Waiting {
  kind: EventKind;
  detail: EventDetail;
  projectId: string | null;
}

/** Writes down what happened, for a person who asks later; what fails to be written waits until it can be. Never throws. */
export class EventLog {
  private readonly store: Pick<Store, 'recordEvent'>;
  private readonly waiting: Waiting[] = [];
  /** When each thing was last told of, in ms of a clock that nobody sets. */
  private readonly told = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(store: Pick<Store, 'recordEvent'>) {
    this.store = store;
  }

  /** @param projectId null: it happened to the home or the machine */
  record(kind: EventKind, detail: EventDetail, projectId: string | null = null): void {
    // A state that could not be written is another step each time.
    const what = JSON.stringify([kind, { ...detail, step: null }, projectId]);
    const now = performance.now();
    for (const [key, at] of this.told) if (now - at >= SAME_MS) this.told.delete(key);
    if (this.told.has(what)) return;
    this.told.set(what, now);
    if (this.waiting.length === MOST_WAITING) this.waiting.shift();
    this.waiting.push({ kind, detail, projectId });
    void this.write();
  }

  /** Tries once more; what can't be written then is lost. */
  async close(): Promise<void> {
    await this.write();
    clearTimeout(this.timer);
  }

  private write(): Promise<void> {
    this.writing = this.writing.then(async () => {
      clearTimeout(this.timer);
      for (let next = this.waiting[0]; next; next = this.waiting[0]) {
        try {
          await this.store.recordEvent(next.kind, next.detail, next.projectId);
          this.waiting.splice(this.waiting.indexOf(next), 1);
        } catch {
          this.timer = setTimeout(() => void this.write(), AGAIN_MS).unref();
          return;
        }
      }
    });
    return this.writing;
  }
}

/** An error as an event is told with it. */
export function reasonOf(error: Error): EventDetail {
  if (error instanceof Refusal) return { ...error.record.values, reasonKey: error.record.key };
  return { reasonKey: 'error.internal', detail: error.message };
}
