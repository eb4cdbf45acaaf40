import Database from 'better-sqlite3';
import { Refusal } from '#shared/contract/refusal.ts';
import { type MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import { between, first, merge, type PackedBatch, pack, pieces } from './columns.ts';
import { isDamage } from './damage.ts';
import { DamagedPage, fromPage, type PageRow, toPage } from './pages.ts';
import type { PointsSlice } from './store.ts';

/** `AttemptPoints` with its batches packed. */
export interface PackedPoints {
  trialId: string;
  attempt: number;
  batches: PackedBatch[];
}

/** Batches are merged to pages of at least so many bytes, some thousand rows of the series `step`, and at most twice as many. */
export const PAGE_BYTES = 128 * 1024;

/** So many keys are looked up at once. */
const KEYS = 128;

/** The newest rows of one series of one attempt. */
interface Tail {
  lastStep: number;
  /** Of the batches since the last page: their first step (null: none) and their bytes. */
  from: number | null;
  bytes: number;
}

/** Where one page stands, and which of its steps count. */
interface Place {
  attempt: number;
  firstStep: number;
  /** The page ends before the next one begins, so here at the latest; Infinity where there is none. */
  end: number;
  /** From this step on a later attempt has taken over. */
  before: number;
}

type Key = [trialId: string, attempt: number, series: SeriesName];

const OF = 'FROM metric_batches WHERE trial_id = ? AND attempt = ? AND series = ?';

function statements(db: Database.Database) {
  return {
    startStep: db
      .prepare<[string, number], number>('SELECT start_step FROM attempts WHERE trial_id = ? AND attempt = ?')
      .pluck(),
    attempts: db.prepare<[string], { attempt: number; start_step: number }>(
      'SELECT attempt, start_step FROM attempts WHERE trial_id = ? ORDER BY attempt DESC',
    ),
    lastStep: db.prepare<Key, number>(`SELECT last_step ${OF} ORDER BY first_step DESC LIMIT 1`).pluck(),
    firstUpTo: db
      .prepare<[...Key, number], number>(`SELECT first_step ${OF} AND first_step <= ? ORDER BY first_step DESC LIMIT 1`)
      .pluck(),
    firsts: db
      .prepare<[...Key, number, number, number], number>(
        `SELECT first_step ${OF} AND first_step >= ? AND first_step < ? ORDER BY first_step LIMIT ?`,
      )
      .pluck(),
    sizes: db.prepare<[...Key, number, number], { first_step: number; last_step: number; bytes: number }>(
      `SELECT first_step, last_step, length(data) AS bytes ${OF} AND first_step > ? ORDER BY first_step LIMIT ?`,
    ),
    page: db.prepare<[...Key, number], PageRow>(`SELECT * ${OF} AND first_step = ?`),
    insert: db.prepare<[PageRow & { trialId: string; attempt: number; series: SeriesName }]>(
      `INSERT INTO metric_batches (trial_id, attempt, series, first_step, last_step, row_count, columns, data, checksum)
       VALUES (@trialId, @attempt, @series, @first_step, @last_step, @row_count, @columns, @data, @checksum)`,
    ),
    remove: db.prepare<[...Key, number]>(`DELETE ${OF} AND first_step = ?`),
    removeFrom: db.prepare<[...Key, number]>(`DELETE ${OF} AND first_step >= ?`),
  };
}

/**
 * The numbers of trials: `metric_batches`. Batches are written as they come; where enough of them stand at the end of a series they are
 * merged into a page, so that each row is written twice at most, and no append and no read costs more the longer a trial has run.
 */
export class Points {
  private readonly db: Database.Database;
  private readonly sql: ReturnType<typeof statements>;
  /** Of attempts that are being written, by `keyOf`. It only saves looking: what is not here is looked up. */
  private readonly tails = new Map<string, Tail>();

  constructor(db: Database.Database) {
    this.db = db;
    this.sql = statements(db);
  }

  /**
   * Writes all of it in one transaction. A call that makes no sense (an attempt that was never begun, steps that don't
   * follow) is left out and its error stands in its place; what hinders all of them is thrown, and nothing is written.
   */
  appendAll(calls: readonly PackedPoints[]): (Error | null)[] {
    const append = this.db.transaction((points: PackedPoints) => this.append(points));
    try {
      return this.db
        .transaction(() =>
          calls.map(points => {
            try {
              append(points);
              return null;
            } catch (error) {
              this.forget(points.trialId);
              if (error instanceof Database.SqliteError || !(error instanceof Error)) throw error;
              return error;
            }
          }),
        )
        .immediate();
    } catch (error) {
      for (const { trialId } of calls) this.forget(trialId);
      throw error;
    }
  }

  /**
   * See `Store.points`.
   * @throws Refusal that names the first steps that can't be read
   */
  read(trialId: string, series: SeriesName, afterStep: number): MetricBatch {
    const { points, damaged } = this.slice(trialId, series, afterStep, Number.POSITIVE_INFINITY);
    if (!damaged[0]) return points;
    const { from, to, detail } = damaged[0];
    throw new Refusal('error.store.damagedPoints', {
      path: this.db.name,
      trial: trialId,
      series,
      from,
      to: to ?? '…',
      detail,
    });
  }

  /** See `Store.slice`. */
  slice(trialId: string, series: SeriesName, afterStep: number, limit: number): PointsSlice {
    const batches: MetricBatch[] = [];
    const damaged: PointsSlice['damaged'] = [];
    let room = limit;
    let reached = afterStep;
    const all = (next: number | null): PointsSlice => ({ points: merge(series, batches), damaged, next });
    const broken = (from: number, to: number | null, error: unknown) => {
      const before = damaged.at(-1);
      if (before && (before.to ?? Number.POSITIVE_INFINITY) >= from - 1) before.to = to;
      else damaged.push({ series, from, to, detail: (error as Error).message });
      reached = to ?? reached;
    };
    try {
      for (const place of this.places(trialId, series, afterStep)) {
        if (room <= 0) return all(reached);
        let row: PageRow | undefined;
        let page: MetricBatch;
        try {
          row = this.sql.page.get(trialId, place.attempt, series, place.firstStep);
          if (!row) throw new DamagedPage('it is not there');
          page = fromPage(series, row);
        } catch (error) {
          if (!isDamage(error)) throw error;
          const to = Math.min(place.end, row?.last_step ?? Number.POSITIVE_INFINITY);
          if (to > afterStep) broken(Math.max(place.firstStep, reached + 1), Number.isFinite(to) ? to : null, error);
          continue;
        }
        const wanted = between(page, afterStep, place.before);
        const taken = first(wanted, room);
        if (taken.steps.length === 0) continue;
        batches.push(taken);
        room -= taken.steps.length;
        reached = taken.steps.at(-1)!;
        if (taken.steps.length < wanted.steps.length) return all(reached);
      }
    } catch (error) {
      // The index itself: nobody can say which pages there are.
      if (!isDamage(error)) throw error;
      broken(reached + 1, null, error);
    }
    return all(null);
  }

  /** See `Store.compact`. */
  compact(trialId: string): void {
    this.forget(trialId);
    this.db
      .transaction(() => {
        for (const { attempt, before } of this.ranges(trialId)) {
          for (const series of SeriesName.options) {
            const key: Key = [trialId, attempt, series];
            if (before < Number.POSITIVE_INFINITY) this.sql.removeFrom.run(...key, before);
            this.gather(key, before);
          }
        }
      })
      .immediate();
  }

  /** For an attempt that is over: nothing more is kept of it here. */
  forget(trialId: string): void {
    for (const key of this.tails.keys()) if (key.startsWith(`${trialId}/`)) this.tails.delete(key);
  }

  private append({ trialId, attempt, batches }: PackedPoints): void {
    const where = `Attempt ${attempt} of trial ${trialId}`;
    const startStep = this.sql.startStep.get(trialId, attempt);
    if (startStep === undefined) throw new Error(`${where} was never begun`);
    for (const batch of batches) {
      const key: Key = [trialId, attempt, batch.series];
      const tail = this.tailOf(key, startStep);
      if (batch.firstStep <= tail.lastStep) {
        throw new Error(
          `${where} is past step ${tail.lastStep} (${batch.series}); step ${batch.firstStep} can't follow`,
        );
      }
      this.insert(key, batch);
      tail.lastStep = batch.lastStep;
      tail.from ??= batch.firstStep;
      tail.bytes += batch.data.byteLength;
      if (tail.bytes < PAGE_BYTES) continue;
      this.rewrite(key, [...this.firsts(key, tail.from, Number.POSITIVE_INFINITY)], Number.POSITIVE_INFINITY);
      tail.from = null;
      tail.bytes = 0;
    }
  }

  private tailOf(key: Key, startStep: number): Tail {
    const name = key.join('/');
    let tail = this.tails.get(name);
    if (!tail) {
      tail = { lastStep: this.sql.lastStep.get(...key) ?? startStep - 1, from: null, bytes: 0 };
      this.tails.set(name, tail);
    }
    return tail;
  }

  /** Merges what is smaller than a page, divides what is larger, and cuts off what a later attempt has replaced. */
  private gather(key: Key, before: number): void {
    let run: number[] = [];
    let bytes = 0;
    const close = () => {
      if (run.length > 1) this.rewrite(key, run, before);
      run = [];
      bytes = 0;
    };
    let after = Number.NEGATIVE_INFINITY;
    for (;;) {
      const rows = this.sql.sizes.all(...key, after, KEYS);
      for (const { first_step, last_step, bytes: size } of rows) {
        after = first_step;
        const fits = last_step < before && size <= 2 * PAGE_BYTES;
        if (!fits || size >= PAGE_BYTES) close();
        if (!fits) this.rewrite(key, [first_step], before);
        else if (size < PAGE_BYTES) {
          run.push(first_step);
          bytes += size;
          if (bytes >= PAGE_BYTES) close();
        }
      }
      if (rows.length < KEYS) break;
    }
    close();
  }

  /** Writes the rows of some neighbouring pages before a step anew, in pages of the right size. What can't be read stays as it is. */
  private rewrite(key: Key, firsts: readonly number[], before: number): void {
    const [, , series] = key;
    let batches: MetricBatch[];
    try {
      batches = firsts.map(step => fromPage(series, this.sql.page.get(...key, step) as PageRow));
    } catch (error) {
      if (isDamage(error)) return;
      throw error;
    }
    for (const step of firsts) this.sql.remove.run(...key, step);
    for (const piece of pieces(between(merge(series, batches), Number.NEGATIVE_INFINITY, before), 2 * PAGE_BYTES)) {
      const packed = pack(piece);
      if (packed) this.insert(key, packed);
    }
  }

  private insert([trialId, attempt, series]: Key, batch: PackedBatch): void {
    this.sql.insert.run({ trialId, attempt, series, ...toPage(batch) });
  }

  /** A trial's attempts in the order of the steps that a reader sees of them, each up to where a later one took over. */
  private ranges(trialId: string): { attempt: number; before: number }[] {
    let before = Number.POSITIVE_INFINITY;
    return this.sql.attempts
      .all(trialId)
      .map(({ attempt, start_step }) => {
        const range = { attempt, before };
        before = Math.min(before, start_step);
        return range;
      })
      .reverse();
  }

  /** The pages that hold steps after a step, in step order. */
  private *places(trialId: string, series: SeriesName, afterStep: number): Generator<Place> {
    for (const { attempt, before } of this.ranges(trialId)) {
      const key: Key = [trialId, attempt, series];
      const from = this.sql.firstUpTo.get(...key, afterStep) ?? afterStep;
      let held: number | null = null;
      for (const firstStep of this.firsts(key, from, before)) {
        if (held !== null) yield { attempt, firstStep: held, end: firstStep - 1, before };
        held = firstStep;
      }
      if (held !== null) yield { attempt, firstStep: held, end: before - 1, before };
    }
  }

  /** First steps of an attempt's pages from one step on and before another. */
  private *firsts(key: Key, from: number, before: number): Generator<number> {
    for (let at = from; ; ) {
      const some = this.sql.firsts.all(...key, at, before, KEYS);
      yield* some;
      if (some.length < KEYS) return;
      at = some.at(-1)! + 0.5; // Steps are whole numbers, so this is the next one.
    }
  }
}
