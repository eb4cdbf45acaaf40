import Database from 'better-sqlite3';
import { type MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import { between, merge, type PackedBatch, pack, pieces } from './columns.ts';
import { isDamage } from './is-damage.ts';
import { fromPage, type Key, type PageRow, toPage } from './pages.ts';
import { PointsReader } from './points-reader.ts';

/** `AttemptPoints` with its batches packed. */
export interface PackedPoints {
  trialId: string;
  attempt: number;
  batches: PackedBatch[];
}

/** Batches are merged to pages of at least so many bytes, some thousand rows of the series `step`, and at most twice as many. */
export const PAGE_BYTES = 128 * 1024;

/** The sizes of so many pages are looked up at once. */
const KEYS = 128;

/** The newest rows of one series of one attempt. */
interface Tail {
  lastStep: number;
  /** Of the batches since the last page: their first step (null: none) and their bytes. */
  from: number | null;
  bytes: number;
}

const OF = 'FROM metric_batches WHERE trial_id = ? AND attempt = ? AND series = ?';

function statements(db: Database.Database) {
  return {
    startStep: db
      .prepare<[string, number], number>('SELECT start_step FROM attempts WHERE trial_id = ? AND attempt = ?')
      .pluck(),
    sizes: db.prepare<[...Key, number, number], { first_step: number; last_step: number; bytes: number }>(
      `SELECT first_step, last_step, length(data) AS bytes ${OF} AND first_step > ? ORDER BY first_step LIMIT ?`,
    ),
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
 * merged into a page, which gets an overview, so that each row is written twice at most, and no append costs more the longer a trial has
 * run.
 */
export class Points extends PointsReader {
  private readonly sql: ReturnType<typeof statements>;
  /** Of attempts that are being written, by `keyOf`. It only saves looking: what is not here is looked up. */
  private readonly tails = new Map<string, Tail>();

  constructor(db: Database.Database) {
    super(db);
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

  /** See `Store.compact`. */
  compact(trialId: string): void {
    this.forget(trialId);
    this.db
      .transaction(() => {
        for (const { attempt, before } of this.ranges(trialId)) {
          for (const series of SeriesName.options) {
            const key: Key = [trialId, attempt, series];
            if (before < Number.POSITIVE_INFINITY) {
              this.sql.removeFrom.run(...key, before);
              this.overviews.removeFrom(key, before);
            }
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
      tail = { lastStep: this.lastStep(key) ?? startStep - 1, from: null, bytes: 0 };
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
      batches = firsts.map(step => fromPage(series, this.page(key, step) as PageRow));
    } catch (error) {
      if (isDamage(error)) return;
      throw error;
    }
    for (const step of firsts) {
      this.sql.remove.run(...key, step);
      this.overviews.remove(key, step);
    }
    for (const piece of pieces(between(merge(series, batches), Number.NEGATIVE_INFINITY, before), 2 * PAGE_BYTES)) {
      const packed = pack(piece);
      if (!packed) continue;
      this.insert(key, packed);
      this.overviews.add(key, piece);
    }
  }

  private insert([trialId, attempt, series]: Key, batch: PackedBatch): void {
    this.sql.insert.run({ trialId, attempt, series, ...toPage(batch) });
  }
}
