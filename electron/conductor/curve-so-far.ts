import { isTrained, type MetricBatch } from '#shared/domain/metrics.ts';
import { LossCurve } from '#shared/method/loss-curve.ts';
import type { ReadOnlyStore } from '../store/store.ts';
import { inSlices } from './in-slices.ts';

/** What a stage holds of one trial's points. */
export interface CurveSoFar {
  /** Null before the first point. */
  curve: LossCurve | null;
  /** The newest evaluation, if any. */
  evaluation: { devLoss: number; devMetric: number } | null;
}

export const NO_CURVE: Readonly<CurveSoFar> = { curve: null, evaluation: null };

/**
 * Takes further points; the curve itself grows in place.
 * @param marks numbers of steps after which a curve's level will be asked for: the barriers of its stage's plan
 */
export function withPoints(
  { curve, evaluation }: CurveSoFar,
  batches: readonly MetricBatch[],
  marks: readonly number[],
): CurveSoFar {
  for (const { series, steps, columns } of batches) {
    if (steps.length === 0) continue;
    if (series === 'step' && columns.loss) {
      curve ??= new LossCurve(marks);
      curve.push(steps, columns.loss);
    } else if (series === 'eval' && isTrained(steps)) {
      const { devLoss, devMetric } = columns;
      evaluation = { devLoss: devLoss?.at(-1) ?? Number.NaN, devMetric: devMetric?.at(-1) ?? Number.NaN };
    }
  }
  return { curve, evaluation };
}

/** The same from what is stored of a trial. */
export async function restoredCurve(
  store: Pick<ReadOnlyStore, 'slice'>,
  trialId: string,
  marks: readonly number[],
): Promise<CurveSoFar> {
  let restored: CurveSoFar = NO_CURVE;
  for (const series of ['step', 'eval'] as const)
    for await (const slice of inSlices(store, trialId, series)) restored = withPoints(restored, [slice], marks);
  return restored;
}
