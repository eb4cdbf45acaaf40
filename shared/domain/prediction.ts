import { z } from 'zod';
import { Place } from './data-report.ts';
import { Figure } from './metrics.ts';
import { Reason } from './reason.ts';

/** Which trained network is carried away: of the final runs, of the accepted configuration, or one that a person named. */
export const TrainedBy = z.enum(['finalRuns', 'accepted', 'person']);
export type TrainedBy = z.infer<typeof TrainedBy>;

/** A row that could not be predicted, and why. */
export const BadRow = z.object({ place: Place, reason: Reason });
export type BadRow = z.infer<typeof BadRow>;

/** How the predictions agree with the target, where the new rows have it. */
export const PredictionScore = z.object({
  /** The project's own; an RMSE is in the target's own unit. */
  metric: z.enum(['accuracy', 'macroF1', 'rmse']),
  value: Figure,
  /** Rows that have it and were predicted. */
  rows: z.number().int(),
  /** Of these, the rows that stand just so in train, and in dev, which chose: for them the figure is none of a fresh row. */
  seen: z.object({ train: z.number().int(), dev: z.number().int() }),
});
export type PredictionScore = z.infer<typeof PredictionScore>;

/** What came of a trained network's predictions for the rows of a file. */
export const Prediction = z.object({
  /** Of the file that holds all rows with their predictions. */
  id: z.string(),
  source: z.string(),
  trialId: z.string(),
  by: TrainedBy,
  /** Rows found, those that could not be predicted among them. */
  rows: z.number().int(),
  bad: z.number().int(),
  /** The first of those. */
  badRows: z.array(BadRow),
  /** Names of the CSV's columns: those of the rows, then the prediction's. */
  columns: z.array(z.string()),
  /** Of `columns`, the first that is the prediction's. */
  predictedFrom: z.number().int(),
  /** The first rows of the CSV. */
  head: z.array(z.array(z.string())),
  /** What a person should know of how the rows were taken: columns passed over, unknown categories, filled gaps. */
  notes: z.array(Reason),
  score: PredictionScore.nullable(),
  /** Of the CSV. */
  bytes: z.number(),
});
export type Prediction = z.infer<typeof Prediction>;
