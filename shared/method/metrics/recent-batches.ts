/** The rows of one batch as a classifier judged them: class numbers, `[rows]` each. */
export interface JudgedBatch {
  labels: readonly number[];
  predictions: readonly number[];
}

/** Fewer rows than that say little about F1: a rare class may not occur in a batch at all. */
export const RECENT_ROWS = 512;

/**
 * The batches that a figure of training is pooled over [M1]: the newest one and as many of those before it as it takes
 * to hold `RECENT_ROWS` rows together; fewer only while so many were not seen yet. Plain data, so that it can stand in
 * a checkpoint.
 * @param recent what the last call gave; [] before the first batch
 */
export function withBatch(recent: readonly JudgedBatch[], batch: JudgedBatch): JudgedBatch[] {
  let first = recent.length;
  let rows = batch.labels.length;
  while (first > 0 && rows < RECENT_ROWS) {
    first--;
    rows += recent[first]?.labels.length ?? 0;
  }
  return [...recent.slice(first), batch];
}
