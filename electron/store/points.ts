import Database from 'better-sqlite3';
import { Refusal } from '#shared/contract/refusal.ts';
import { type MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import { between, blob, join, merge, type PackedBatch, pack, split } from './columns.ts';
import { buildPyramid } from './pyramid.ts';
import type { PyramidLevel } from './store.ts';

/** `AttemptPoints` with its batches packed. */
export interface PackedPoints {
  trialId: string;
  attempt: number;
  batches: PackedBatch[];
}

interface BatchRow {
  row_count: number;
  columns: string;
  data: Buffer;
}

/** The numbers of trials: `metric_batches` and `metric_pyramids`. */
export class Points {
  private readonly db: Database.Database;

  constructor(db: Database.Database) {
    this.db = db;
  }

  /**
   * Writes all of it in one transaction. A call that makes no sense (an attempt that was never begun, steps that don't
   * follow) is left out and its error stands in its place; what hinders all of them is thrown, and nothing is written.
   */
  appendAll(calls: readonly PackedPoints[]): (Error | null)[] {
    const append = this.db.transaction((points: PackedPoints) => this.append(points));
    return this.db
      .transaction(() =>
        calls.map(points => {
          try {
            append(points);
            return null;
          } catch (error) {
            if (error instanceof Database.SqliteError || !(error instanceof Error)) throw error;
            return error;
          }
        }),
      )
      .immediate();
  }

  /** See `Store.points`. */
  read(trialId: string, series: SeriesName, afterStep: number): MetricBatch {
    const attempts = this.db
      .prepare<[string], { attempt: number; start_step: number }>(
        'SELECT attempt, start_step FROM attempts WHERE trial_id = ? ORDER BY attempt DESC',
      )
      .all(trialId);
    const rows = this.db.prepare<[string, number, string, number, number], BatchRow>(
      `SELECT row_count, columns, data FROM metric_batches
       WHERE trial_id = ? AND attempt = ? AND series = ? AND last_step > ? AND first_step < ? ORDER BY first_step DESC`,
    );
    const newestFirst: MetricBatch[] = [];
    let before = Number.POSITIVE_INFINITY;
    for (const { attempt, start_step } of attempts) {
      for (const row of rows.iterate(trialId, attempt, series, afterStep, before)) {
        newestFirst.push(between(this.batch(series, row), afterStep, before));
      }
      before = Math.min(before, start_step);
    }
    return merge(series, newestFirst.reverse());
  }

  /** See `Store.compact`. */
  compact(trialId: string): void {
    this.db
      .transaction(() => {
        const attempt = this.db
          .prepare<[string], number | null>('SELECT max(attempt) FROM attempts WHERE trial_id = ?')
          .pluck()
          .get(trialId);
        this.dropPyramids(trialId);
        for (const series of SeriesName.options) {
          const batch = this.read(trialId, series, Number.NEGATIVE_INFINITY);
          this.db.prepare('DELETE FROM metric_batches WHERE trial_id = ? AND series = ?').run(trialId, series);
          const packed = pack(batch);
          if (!packed || !attempt) continue;
          this.insertBatch(trialId, attempt, packed);
          this.insertPyramids(trialId, batch);
        }
      })
      .immediate();
  }

  /** See `Store.pyramid`. */
  pyramid(trialId: string, series: SeriesName, column: string): PyramidLevel[] {
    return this.db
      .prepare<[string, string, string], { bucket: number; row_count: number; data: Buffer }>(
        `SELECT bucket, row_count, data FROM metric_pyramids
         WHERE trial_id = ? AND series = ? AND column_name = ? ORDER BY bucket`,
      )
      .all(trialId, series, column)
      .map(({ bucket, row_count, data }) => {
        const [steps, min, max] = this.split(data, 3, row_count);
        return { bucket, steps: steps!, min: min!, max: max! };
      });
  }

  /** For a trial whose curves are about to change again. */
  dropPyramids(trialId: string): void {
    this.db.prepare('DELETE FROM metric_pyramids WHERE trial_id = ?').run(trialId);
  }

  private append({ trialId, attempt, batches }: PackedPoints): void {
    const where = `Attempt ${attempt} of trial ${trialId}`;
    const startStep = this.db
      .prepare<[string, number], number>('SELECT start_step FROM attempts WHERE trial_id = ? AND attempt = ?')
      .pluck()
      .get(trialId, attempt);
    if (startStep === undefined) throw new Error(`${where} was never begun`);
    const lastStep = this.db
      .prepare<[string, number, string], number | null>(
        'SELECT max(last_step) FROM metric_batches WHERE trial_id = ? AND attempt = ? AND series = ?',
      )
      .pluck();
    for (const batch of batches) {
      const stored = lastStep.get(trialId, attempt, batch.series) ?? startStep - 1;
      if (batch.firstStep <= stored) {
        throw new Error(`${where} is past step ${stored} (${batch.series}); step ${batch.firstStep} can't follow`);
      }
      this.insertBatch(trialId, attempt, batch);
    }
  }

  private insertBatch(trialId: string, attempt: number, batch: PackedBatch): void {
    this.db
      .prepare(
        `INSERT INTO metric_batches (trial_id, attempt, series, first_step, last_step, row_count, columns, data)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        trialId,
        attempt,
        batch.series,
        batch.firstStep,
        batch.lastStep,
        batch.steps,
        JSON.stringify(batch.names),
        blob(batch.data),
      );
  }

  private insertPyramids(trialId: string, { series, steps, columns }: MetricBatch): void {
    const insert = this.db.prepare(
      `INSERT INTO metric_pyramids (trial_id, series, column_name, bucket, row_count, data) VALUES (?, ?, ?, ?, ?, ?)`,
    );
    for (const [name, column] of Object.entries(columns)) {
      for (const { bucket, steps: first, min, max } of buildPyramid(steps, column)) {
        insert.run(trialId, series, name, bucket, first.length, blob(join([first, min, max], first.length)));
      }
    }
  }

  private batch(series: SeriesName, { row_count, columns, data }: BatchRow): MetricBatch {
    const names = JSON.parse(columns) as string[];
    const [steps, ...values] = this.split(data, names.length + 1, row_count);
    return { series, steps: steps!, columns: Object.fromEntries(names.map((name, index) => [name, values[index]!])) };
  }

  private split(data: Buffer, arrays: number, length: number): Float64Array<ArrayBuffer>[] {
    try {
      return split(data, arrays, length);
    } catch (error) {
      throw new Refusal('error.store.damaged', { path: this.db.name, detail: (error as Error).message });
    }
  }
}
