import { z } from 'zod';

/**
 * The three series of a trial. Rows of one series share their columns and each row belongs to one step:
 * - `step`, every step: `loss`, `batchMetric`, `learningRate`, `stepMs`, `updateRatio` (B1; before the update of that step: loss and metric,
 *   macro-F1 over the recent batches together);
 * - `layer`, every tenth step: one column a parameter, its own update ratio (B4; NaN while the parameter is zero);
 * - `eval`, at evaluations: `devLoss`, `devMetric`. The row of step s was measured on the weights before update s;
 *   the last row has step = T (all updates done).
 */
export const SeriesName = z.enum(['step', 'layer', 'eval']);
export type SeriesName = z.infer<typeof SeriesName>;

export const STEP_COLUMNS = ['loss', 'batchMetric', 'learningRate', 'stepMs', 'updateRatio'] as const;
export const EVAL_COLUMNS = ['devLoss', 'devMetric'] as const;
/** The `layer` series has a row every so many steps. */
export const LAYER_EVERY = 10;

/** One recorded figure of a trial: a column of one of its series. */
export const RecordedColumn = z.object({ series: SeriesName, column: z.string().min(1).max(200) });
export type RecordedColumn = z.infer<typeof RecordedColumn>;

export const TRAINING_LOSS: RecordedColumn = { series: 'step', column: 'loss' };

/** A measured number: unlike `z.number()` it may be NaN or infinite, as a diverged loss is. */
export const Figure = z.custom<number>(value => typeof value === 'number', 'not a number');

/** A number that was computed or measured, as far as that could be done; null, and for a reader NaN and infinities too: not known. */
export const Known = z.preprocess(
  value => (typeof value === 'number' && !Number.isFinite(value) ? null : value),
  z.number().nullable(),
);

/** The same for one who computes it. */
export const known = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);

/** The values of one column, a row each. */
export const Column = z.instanceof(Float64Array);

/**
 * Some consecutive rows of one series, by column. `steps` is strictly increasing; every column has its length.
 * Non-finite values are values like any other.
 */
export const MetricBatch = z
  .object({ series: SeriesName, steps: Column, columns: z.record(z.string(), Column) })
  .refine(b => Object.values(b.columns).every(c => c.length === b.steps.length), 'columns differ in length');
export type MetricBatch = z.infer<typeof MetricBatch>;

/** Which figure beside the loss evaluates a trial, and which direction is better (M1). */
export const MetricName = z.enum(['accuracy', 'macroF1', 'rmse', 'r2']);
export type MetricName = z.infer<typeof MetricName>;

/** The metric of a trial; `none`: a person's command tells no such figure. */
export const TrialMetric = z.enum([...MetricName.options, 'none']);
export type TrialMetric = z.infer<typeof TrialMetric>;

/** An evaluation that is a trial's best one although its dev loss is not the lowest: the metric is better there beyond noise. */
export const MetricBest = z.object({
  /** Updates done. */
  at: z.number().int(),
  devLoss: Figure,
  metric: Figure,
});
export type MetricBest = z.infer<typeof MetricBest>;

/**
 * Whether the last of these evaluations says something of its trial: that of step 0 is the untrained network's, the same for all, and
 * beside further steps it would look as if it were theirs.
 */
export const isTrained = (evaluatedAt: Float64Array): boolean => (evaluatedAt.at(-1) ?? 0) > 0;
