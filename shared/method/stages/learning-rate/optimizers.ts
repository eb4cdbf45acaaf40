import type { LadderAnswer } from '../../../domain/answer.ts';
import type { StagePlan } from '../../../domain/project.ts';
import { meanLoss, meanRows, pairedDifference } from '../../curves/dev-rows.ts';
import { metricBestOf } from '../../curves/evaluations.ts';
import { sameSettings } from '../../fixed-hyperparameters.ts';
import { devLevel } from '../dev-level.ts';
import { ASSUMED_SEED_ERROR, ERRORS } from '../noise.ts';
import type { StageRecord } from '../stage-definition.ts';
import { isRepeated, rateOf } from './candidates.ts';

/** A ladder that has ended, with what it says. */
export interface TunedLadder {
  plan: StagePlan;
  record: StageRecord;
  answer: LadderAnswer;
}

/** How the best candidates of two ladders compare that differ by their optimizer. */
export interface OptimizerComparison {
  /** Dev loss of the one at its best evaluation, and of the other, over the rows that both were evaluated on. */
  devLoss: number;
  otherDevLoss: number;
  /** Two standard errors of their difference, over rows and seeds; null: rows weren't kept, so it is not known. */
  noise: number | null;
  verdict: 'better' | 'worse' | 'noise' | 'unknown';
}

/** Whether two ladders train the same but for their optimizer, and as long: what makes them comparable beside their data. */
export const differsByOptimizer = ({ base }: StagePlan, { base: other }: StagePlan): boolean =>
  base.optimizer !== other.optimizer &&
  base.steps === other.steps &&
  sameSettings({ ...other, optimizer: base.optimizer, momentum: base.momentum }, base);

/**
 * Compares what two ladders recommend at their best evaluations, paired by row. The race of tuned optimizers, with equal seeds, is stage 2's
 * [S3]; this says only whether another one is worth it.
 * @returns null where one of them recommends nothing
 */
export function compareOptimizers(one: TunedLadder, other: TunedLadder): OptimizerComparison | null {
  const [a, b] = [bestOf(one), bestOf(other)];
  if (a === null || b === null) return null;
  const losses = { devLoss: a.loss, otherDevLoss: b.loss };
  if (!a.rows || !b.rows || a.rows.length !== b.rows.length) return { ...losses, noise: null, verdict: 'unknown' };
  const { mean, error } = pairedDifference(a.rows, b.rows);
  // The best candidates' seeds differ from the other optimizer's, so no pairing takes their part away.
  const noise = ERRORS * Math.hypot(error, ASSUMED_SEED_ERROR * Math.min(a.loss, b.loss));
  return { ...losses, noise, verdict: Math.abs(mean) <= noise ? 'noise' : mean < 0 ? 'better' : 'worse' };
}

/** Of the recommended rate: its dev loss by row at the best evaluations of its seeds, and the mean. */
function bestOf({ record, answer: { best } }: TunedLadder): { loss: number; rows: Float32Array | null } | null {
  if (best === null) return null;
  const trials = record.trials.filter(one => rateOf(one) === best.learningRate);
  const found = trials.flatMap(one => {
    const level = one.curve && devLevel({ ...one, curve: one.curve });
    if (!level) return [];
    // A second seed may have been cut off before its low point.
    if (isRepeated(one) && one.trial.status !== 'finished') return [];
    const at = metricBestOf(one.rows)?.at ?? level.steps[level.at];
    const rows = one.rows.find(({ step }) => step === at)?.losses ?? null;
    return [{ rows, loss: level.smoothed[level.at] as number }];
  });
  const rows = found.flatMap(one => (one.rows ? [one.rows] : []));
  const mean = rows.length > 0 ? meanRows(rows) : null;
  const loss = mean ? meanLoss(mean) : found.reduce((sum, one) => sum + one.loss, 0) / found.length;
  return found.length === 0 ? null : { loss, rows: mean };
}
