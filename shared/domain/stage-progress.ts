import { z } from 'zod';
import { Figure } from './metrics.ts';

/** How far a stage has come, whatever its kind. */
export const StageProgress = z.object({
  /** Trials still queued, running or waiting. */
  open: z.number().int(),
  /** Steps done over steps planned, 0 to 1; what pruning spares counts as done. */
  done: Figure,
  /** Optimizer steps that were done, and that all trials would take to their ends. */
  stepsUsed: z.number().int(),
  stepsFull: z.number().int(),
  /** Steps that each trial has on record, by its id. */
  stepsOf: z.record(z.string(), z.number().int()),
});
export type StageProgress = z.infer<typeof StageProgress>;
