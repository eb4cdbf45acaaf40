import { isTrained, type MetricBatch } from '#shared/domain/metrics.ts';
import { LossCurve } from '#shared/method/loss-curve.ts';
import { inSlices } from './in-slices.ts';

/** What a stage holds of one trial's points. */
export interface CurveSoFar {
  /** Null before the first point. */
  curve: LossCurve | null;
  /** The newest evaluation, if any. */
  evaluation: { devLoss: number; devMetric: number } | null;
}

export const NO_CURVE: Readonly<CurveSoFar> = { curve: null, evaluation: null };

/** Takes further points; the curve itself grows in place. */
export function withPoints({ curve, evaluation }: CurveSoFar, batches: readonly MetricBatch[]): CurveSoFar {
  for (const { series, steps, columns } of batches) {
    if (steps.length === 0) continue;
    if (series === 'step' && columns.loss) {
      curve ??= new LossCurve();
      curve.push(steps, columns.loss);
    } else if (series === 'eval' && isTrained(steps)) {
      const { devLoss, devMetric } = columns;
      evaluation = { devLoss: devLoss?.at(-1) ?? Number.NaN, devMetric: devMetric?.at(-1) ?? Number.NaN };
    }
  }
  return { curve, evaluation };
}

/** The same from points that were stored before; a million of them at once would hold the core up. */
export async function restoredCurve(batches: readonly MetricBatch[]): Promise<CurveSoFar> {
  let restored: CurveSoFar = NO_CURVE;
  for await (const slice of inSlices(batches)) restored = withPoints(restored, [slice]);
  return restored;
}
