import { EVAL_COLUMNS, type MetricBatch, type SeriesName, STEP_COLUMNS } from '#shared/domain/metrics.ts';

/** Rows are sent at most this often. */
const INTERVAL_MS = 100;

/** Gathers a trial's points by column and sends them in batches, at most every 100 ms, each point once. */
export class Reporter {
  private readonly send: (batches: MetricBatch[]) => void;
  private readonly now: () => number;
  private readonly series: Record<SeriesName, Series>;
  private sentAt = Number.NEGATIVE_INFINITY;

  /** @param parameters the names of the `layer` series' columns */
  constructor(
    parameters: readonly string[],
    send: (batches: MetricBatch[]) => void,
    now: () => number = () => performance.now(),
  ) {
    this.send = send;
    this.now = now;
    this.series = {
      step: new Series('step', STEP_COLUMNS),
      layer: new Series('layer', parameters),
      eval: new Series('eval', EVAL_COLUMNS),
    };
  }

  /** Adds a row; its values stand in the order of the series' columns. */
  add(series: SeriesName, step: number, row: readonly number[]): void {
    this.series[series].add(step, row);
  }

  /** Sends what was gathered, if the last time is long enough ago. */
  sendIfDue(): void {
    if (this.now() - this.sentAt >= INTERVAL_MS) this.sendAll();
  }

  /** Sends what was gathered. */
  sendAll(): void {
    const batches = Object.values(this.series).flatMap(series => series.take());
    if (batches.length === 0) return;
    this.send(batches);
    this.sentAt = this.now();
  }
}

class Series {
  private readonly name: SeriesName;
  private readonly columns: readonly string[];
  private steps: number[] = [];
  private rows: (readonly number[])[] = [];

  constructor(name: SeriesName, columns: readonly string[]) {
    this.name = name;
    this.columns = columns;
  }

  add(step: number, row: readonly number[]): void {
    this.steps.push(step);
    this.rows.push(row);
  }

  /** The rows since the last call as one batch, or none. */
  take(): MetricBatch[] {
    const { name, steps, rows } = this;
    if (steps.length === 0) return [];
    this.steps = [];
    this.rows = [];
    const columns = this.columns.map((column, c) => [column, Float64Array.from(rows, row => row[c] ?? Number.NaN)]);
    return [{ series: name, steps: Float64Array.from(steps), columns: Object.fromEntries(columns) }];
  }
}
