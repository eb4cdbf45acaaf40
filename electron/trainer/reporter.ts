import { EVAL_COLUMNS, type MetricBatch, type SeriesName, STEP_COLUMNS } from '#shared/domain/metrics.ts';

/** Rows are sent at most this often. */
const INTERVAL_MS = 100;

/** How a reporter tells the time and how far ahead of the disk it may be. */
export interface ReporterOptions {
  /** In ms; left out: the process's own clock. */
  now?: () => number;
  /** So many sent batches may be uncommitted; null or left out: any number. */
  mostAhead?: number | null;
}

/** Gathers a trial's points by column and sends them in batches, at most every 100 ms, each point once. */
export class Reporter {
  private readonly send: (batches: MetricBatch[]) => void;
  private readonly now: () => number;
  private readonly mostAhead: number;
  private sent = 0;
  private kept = 0;
  private onRoom: () => void = () => {};
  private readonly series: Record<SeriesName, Series>;
  private sentAt = Number.NEGATIVE_INFINITY;

  /** @param parameters the names of the `layer` series' columns */
  constructor(
    parameters: readonly string[],
    send: (batches: MetricBatch[]) => void,
    { now = () => performance.now(), mostAhead = null }: ReporterOptions = {},
  ) {
    this.send = send;
    this.now = now;
    this.mostAhead = mostAhead ?? Number.POSITIVE_INFINITY;
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
    this.sent++;
    this.sentAt = this.now();
  }

  /** Takes note that so many of what was sent are on disk. */
  committed(sent: number): void {
    this.kept = sent;
    if (!this.isAhead) this.onRoom();
  }

  /** Whether as much is on its way as may be: nothing more should be measured now. */
  get isAhead(): boolean {
    return this.sent - this.kept >= this.mostAhead;
  }

  /** Resolves once it is not ahead any more, or the signal says to stop. */
  room(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      if (!this.isAhead || signal.aborted) return resolve();
      this.onRoom = () => {
        signal.removeEventListener('abort', this.onRoom);
        resolve();
      };
      signal.addEventListener('abort', this.onRoom);
    });
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
