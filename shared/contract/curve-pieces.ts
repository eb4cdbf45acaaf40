import { z } from 'zod';
import { Column, MetricBatch, SeriesName } from '../domain/metrics.ts';

/** A trial's points after a step, as far as they are stored. */
export const Cursor = z.object({ trialId: z.string(), attempt: z.number().int(), afterStep: z.number() });
export type Cursor = z.infer<typeof Cursor>;

/**
 * One recorded column from one step to another (inclusive) in short: of neighbouring rows the lowest and the highest, each at its own step,
 * with their mean (`level`) and how many they were (`span`, shared between the two). What is not finite counts as the highest.
 */
export const CurveOverview = z.object({
  from: z.number(),
  to: z.number(),
  steps: Column,
  values: Column,
  level: Column,
  span: Column,
});
export type CurveOverview = z.infer<typeof CurveOverview>;

/** Some of a trial's stored points. */
export const CurvePiece = z.object({
  trialId: z.string(),
  attempt: z.number().int(),
  /** At most one of each series. */
  batches: z.array(MetricBatch),
  /** In place of points, where the reader takes it. */
  overview: CurveOverview.optional(),
  /** Steps without points here since those can't be read any more; `to` null: all from there on. */
  damaged: z.array(z.object({ series: SeriesName, from: z.number(), to: z.number().nullable() })),
  /** There are more after the step `next`; null: these were the last. */
  next: z.number().nullable(),
});
export type CurvePiece = z.infer<typeof CurvePiece>;
