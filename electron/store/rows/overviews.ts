import type Database from 'better-sqlite3';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import { extremes, type ThinnedPoints } from '#shared/method/curves/thinned.ts';
import { pack } from './columns.ts';
import { isDamage } from './is-damage.ts';
import { fromPage, type Key, type PageRow, toPage } from './pages.ts';

/** So many neighbouring rows of a page are one bucket of its overview. */
export const BUCKET_ROWS = 64;

/**
 * A page in short, a row for each bucket: `steps` has the bucket's first one, the column `last` its last one and `rows` how many it
 * holds; of each of the page's columns there are the lowest and the highest value (what is not finite counts as the highest), the step
 * of each, and the mean of what is finite.
 */
export function overviewOf({ series, steps, columns }: MetricBatch): MetricBatch {
  const buckets = Math.ceil(steps.length / BUCKET_ROWS);
  const ranges = Array.from({ length: buckets }, (_, i) => ({
    from: i * BUCKET_ROWS,
    to: Math.min(steps.length, (i + 1) * BUCKET_ROWS),
  }));
  const short: MetricBatch = {
    series,
    steps: Float64Array.from(ranges, ({ from }) => steps[from]!),
    columns: {
      last: Float64Array.from(ranges, ({ to }) => steps[to - 1]!),
      rows: Float64Array.from(ranges, ({ from, to }) => to - from),
    },
  };
  for (const [name, values] of Object.entries(columns)) {
    const found = ranges.map(range => extremes(values, range));
    short.columns[`low.${name}`] = Float64Array.from(found, ({ low }) => values[low]!);
    short.columns[`lowStep.${name}`] = Float64Array.from(found, ({ low }) => steps[low]!);
    short.columns[`high.${name}`] = Float64Array.from(found, ({ high }) => values[high]!);
    short.columns[`highStep.${name}`] = Float64Array.from(found, ({ high }) => steps[high]!);
    short.columns[`mean.${name}`] = Float64Array.from(found, ({ level }) => level);
  }
  return short;
}

/** One column of some stretches of a trial, gathered from overviews and from points. */
export class GatheredColumn {
  count = 0;
  private points: ThinnedPoints = thinned(1024);
  private readonly column: string;

  constructor(column: string) {
    this.column = column;
  }

  /** Takes a whole page's overview. */
  addOverview({ columns }: MetricBatch): void {
    const { rows = NONE } = columns;
    const of = (figure: string) => columns[`${figure}.${this.column}`] ?? NONE;
    const [low, lowStep, high, highStep, mean] = ['low', 'lowStep', 'high', 'highStep', 'mean'].map(of);
    if (low?.length !== rows.length) return;
    for (let i = 0; i < rows.length; i++) {
      const ends = [
        { step: lowStep![i]!, value: low[i]! },
        { step: highStep![i]!, value: high![i]! },
      ].sort((a, b) => a.step - b.step);
      const kept = ends[0]!.step === ends[1]!.step ? 1 : 2;
      for (const { step, value } of ends.slice(0, kept)) this.push(step, value, mean![i]!, rows[i]! / kept);
    }
  }

  /** Takes points of the column's series. */
  addPoints({ steps, columns }: MetricBatch): void {
    const values = Object.hasOwn(columns, this.column) ? columns[this.column] : undefined;
    if (values) for (let i = 0; i < steps.length; i++) this.push(steps[i]!, values[i]!, values[i]!, 1);
  }

  /** What was gathered, the first `count` of each array. */
  get all(): ThinnedPoints {
    return this.points;
  }

  private push(step: number, value: number, level: number, span: number): void {
    if (this.count === this.points.steps.length) this.points = thinned(2 * this.count, this.points);
    const { points, count } = this;
    points.steps[count] = step;
    points.values[count] = value;
    points.level[count] = level;
    points.span[count] = span;
    this.count++;
  }
}

const NONE = new Float64Array(0);

/** Thinned points of a length that begin as others do. */
export function thinned(length: number, from?: ThinnedPoints): ThinnedPoints {
  const array = (given?: Float64Array) => {
    const made = new Float64Array(length);
    if (given) made.set(given.subarray(0, length));
    return made;
  };
  return { steps: array(from?.steps), values: array(from?.values), level: array(from?.level), span: array(from?.span) };
}

const OF = 'FROM metric_overviews WHERE trial_id = ? AND attempt = ? AND series = ?';

/** The overviews of pages: `metric_overviews`, where each stands under its page's key and goes when that goes. */
export class Overviews {
  private readonly sql;

  constructor(db: Database.Database) {
    this.sql = {
      get: db.prepare<[...Key, number], PageRow>(`SELECT * ${OF} AND first_step = ?`),
      insert: db.prepare<[PageRow & { trialId: string; attempt: number; series: string }]>(
        `INSERT INTO metric_overviews (trial_id, attempt, series, first_step, last_step, row_count, columns, data, checksum)
         VALUES (@trialId, @attempt, @series, @first_step, @last_step, @row_count, @columns, @data, @checksum)`,
      ),
      remove: db.prepare<[...Key, number]>(`DELETE ${OF} AND first_step = ?`),
      removeFrom: db.prepare<[...Key, number]>(`DELETE ${OF} AND first_step >= ?`),
    };
  }

  /** Stores what a page says in short. */
  add([trialId, attempt, series]: Key, page: MetricBatch): void {
    const packed = pack(overviewOf(page));
    if (packed) this.sql.insert.run({ trialId, attempt, series, ...toPage(packed) });
  }

  remove(key: Key, firstStep: number): void {
    this.sql.remove.run(...key, firstStep);
  }

  /** Those of pages that begin at a step or later. */
  removeFrom(key: Key, firstStep: number): void {
    this.sql.removeFrom.run(...key, firstStep);
  }

  /** The overview of the page that begins at a step, and its bytes. Null: it has none, or one that is damaged; then its points tell. */
  get(key: Key, firstStep: number): { overview: MetricBatch; last: number; bytes: number } | null {
    try {
      const row = this.sql.get.get(...key, firstStep);
      if (!row) return null;
      const overview = fromPage(key[2], row);
      const last = overview.columns.last?.at(-1);
      return last === undefined ? null : { overview, last, bytes: row.data.byteLength };
    } catch (error) {
      if (isDamage(error)) return null;
      throw error;
    }
  }
}
