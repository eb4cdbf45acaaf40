import type { CoreEvent } from '#shared/contract/events.ts';
import type { Ask } from '#shared/contract/requests.ts';
import { LAYER_EVERY, type RecordedColumn } from '#shared/domain/metrics.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { CurveSource } from './curve-source.ts';
import { CurveStore } from './curve-store.ts';
import { Listeners } from './listeners.ts';

/** One column that somebody shows, of all trials of the stage or of one. */
interface Held {
  column: RecordedColumn;
  trialId: string | null;
  store: CurveStore;
  holders: number;
  isRead: boolean;
  /** Something may be stored that is not here. */
  wanted: boolean;
  /** While it is being read. */
  reading: Promise<void> | null;
}

const keyOf = ({ series, column }: RecordedColumn, trialId: string | null): string =>
  [series, column, trialId].join('\n');

/**
 * The recorded columns of a stage's trials, each as long as somebody holds it: read from the core, kept up to date by its events, and let
 * go with its last holder. What nobody shows takes no memory here, and nothing is read for it.
 */
export class StageCurves implements CurveSource {
  readonly #stageId: string;
  readonly #ask: Ask;
  readonly #trials: () => readonly Trial[];
  readonly #held = new Map<string, Held>();
  readonly #changes = new Listeners<void>();

  /** @param trials the stage's trials as they are known now */
  constructor(stageId: string, ask: Ask, trials: () => readonly Trial[]) {
    this.#stageId = stageId;
    this.#ask = ask;
    this.#trials = trials;
  }

  points(trialId: string, column: RecordedColumn): ReturnType<CurveStore['points']> {
    return this.#find(trialId, column)?.store.points(trialId) ?? null;
  }

  isRead(trialId: string, column: RecordedColumn): boolean {
    return this.#find(trialId, column)?.isRead ?? false;
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.add(listener);
  }

  hold(columns: readonly RecordedColumn[], trialId: string | null = null): () => void {
    const held = columns.map(column => this.#take(column, trialId));
    let done = false;
    return () => {
      if (done) return;
      done = true;
      for (const one of held) one.holders--;
      // Who changes from one choice to the next holds some of both.
      queueMicrotask(() => {
        for (const [key, { holders }] of this.#held) if (holders === 0) this.#held.delete(key);
      });
    };
  }

  /** Resolves when all that is held is read, as far as it is stored now. Rejects where the core can't be reached. */
  async read(): Promise<void> {
    await Promise.all([...this.#held.values()].map(held => this.#read(held)));
  }

  /** Takes new points. */
  hear({ trialId, attempt, batches }: Extract<CoreEvent, { type: 'metrics' }>): void {
    for (const held of this.#held.values()) {
      if (held.trialId !== null && held.trialId !== trialId) continue;
      if (held.store.add(trialId, attempt, batches)) void this.#readQuietly(held);
    }
  }

  #find(trialId: string, column: RecordedColumn): Held | undefined {
    return this.#held.get(keyOf(column, null)) ?? this.#held.get(keyOf(column, trialId));
  }

  #take(column: RecordedColumn, trialId: string | null): Held {
    const key = keyOf(column, trialId);
    const known = this.#held.get(key);
    if (known) {
      known.holders++;
      return known;
    }
    const store = new CurveStore(column, id => this.#stepsApart(column, id));
    const held: Held = { column, trialId, store, holders: 1, isRead: false, wanted: true, reading: null };
    this.#held.set(key, held);
    store.subscribe(() => this.#changes.tell());
    void this.#readQuietly(held);
    return held;
  }

  #stepsApart({ series }: RecordedColumn, trialId: string): number {
    if (series === 'step') return 1;
    if (series === 'layer') return LAYER_EVERY;
    return this.#trials().find(({ id }) => id === trialId)?.hyperparameters.evalEvery ?? 1;
  }

  /** What can't be read now is read when the connection is back. */
  #readQuietly(held: Held): Promise<void> {
    return this.#read(held).catch(() => undefined);
  }

  /** Reads what is missing of a column: one read at a time, and once more if it was wanted meanwhile. */
  #read(held: Held): Promise<void> {
    held.wanted = true;
    held.reading ??= this.#readAll(held).finally(() => {
      held.reading = null;
    });
    return held.reading;
  }

  async #readAll(held: Held): Promise<void> {
    const { column, trialId, store } = held;
    const of = trialId === null ? {} : { trialId };
    while (held.wanted && held.holders > 0) {
      held.wanted = false;
      const cursors = store.cursors(this.#trials().map(({ id }) => id));
      const pieces = await this.#ask('curves.read', { stageId: this.#stageId, cursors, column, overview: true, ...of });
      for (const piece of pieces) {
        store.take(piece);
        // An answer holds so much at most.
        if (piece.next !== null) held.wanted = true;
      }
    }
    if (held.isRead || held.wanted) return;
    held.isRead = true;
    this.#changes.tell();
  }
}
