import type { RecordedColumn } from '#shared/domain/metrics.ts';

/** A curve's points; only the first `count` entries of each array are points, in step order. */
export interface CurvePoints {
  count: number;
  steps: Float64Array;
  values: Float64Array;
  /** Of a curve that is thinned out: how many rows each point stands for, and their mean. */
  span?: Float64Array;
  level?: Float64Array;
  /** Steps from one row to the next; left out: 1. */
  every?: number;
}

/** Where a chart reads its points. They live outside React, in typed arrays that grow. */
export interface CurveSource {
  /** What is known of one column of a trial; null: nothing, or nobody holds it. */
  points(trialId: string, column: RecordedColumn): CurvePoints | null;
  /** Whether all that was stored of a held column has come: what is not known then is not there. */
  isRead(trialId: string, column: RecordedColumn): boolean;
  /** Hears of new points, and of columns that have been read, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /**
   * Has columns read and kept up to date until the returned function is called.
   * @param trialId of one trial; left out: of all
   */
  hold(columns: readonly RecordedColumn[], trialId?: string | null): () => void;
}
