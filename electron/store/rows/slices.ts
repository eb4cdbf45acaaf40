import type { MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import type { ThinnedPoints } from '#shared/method/curves/thinned.ts';

/** Some points of one attempt of a trial. */
export interface AttemptPoints {
  trialId: string;
  attempt: number;
  batches: MetricBatch[];
}

/** Steps that are stored and can't be read any more. */
export interface DamagedSteps {
  series: SeriesName;
  from: number;
  /** The last one; null: all from there on. */
  to: number | null;
  /** What is wrong, as far as it can be told. */
  detail: string;
}

/** Some points of one series, as far as they can be read. */
export interface PointsSlice {
  points: MetricBatch;
  /** Among or after these points, in step order. */
  damaged: DamagedSteps[];
  /** The step after which the next slice begins; null: there is no more. */
  next: number | null;
}

/** The training loss of a segment of a trial in short. */
export interface ColumnOverview {
  /** The segment, both steps included. */
  from: number;
  to: number;
  points: ThinnedPoints;
  /** Among or after these steps, in step order. */
  damaged: DamagedSteps[];
  /** The step after which there is more; null: there is no more. */
  next: number | null;
}
