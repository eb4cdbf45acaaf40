import { isTrained, type MetricBatch, type SeriesName } from '#shared/domain/metrics.ts';
import type { MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import { DevCurve } from '#shared/method/curves/dev-curve.ts';
import { LossCurve } from '#shared/method/curves/loss-curve.ts';
import { between } from '../../store/rows/columns.ts';
import type { PointsSlice, ReadOnlyStore } from '../../store/store.ts';

/** What a stage holds of one trial's points. */
export interface CurveSoFar {
  /** Null before the first point. */
  curve: LossCurve | null;
  /** Every evaluation; null before the first. */
  dev: DevCurve | null;
  /** How rows of dev did, at rungs and at the best evaluation. */
  rows: readonly MeasuredRows[];
  /** The newest evaluation, if any. */
  evaluation: { devLoss: number; devMetric: number } | null;
  /** The first step that is stored and can't be read any more: from there on the curve is not the trial's. Null: there is none. */
  damagedFrom: number | null;
}

export const NO_CURVE: Readonly<CurveSoFar> = { curve: null, dev: null, rows: [], evaluation: null, damagedFrom: null };

/** Numbers that a place of a loss curve holds at most. */
const NUMBERS_A_PLACE = 7;

/** What a trial's points take of memory, in bytes. */
export const bytesOf = ({ curve, dev, rows }: CurveSoFar): number =>
  8 * NUMBERS_A_PLACE * (curve?.held ?? 0) +
  (dev?.bytes ?? 0) +
  rows.reduce((sum, { losses, predictions }) => sum + losses.byteLength + (predictions?.byteLength ?? 0), 0);

/** Takes how rows of dev did: in place of what was known of that rung, or of the best evaluation before. */
export const withRows = (curve: CurveSoFar, rows: MeasuredRows): CurveSoFar => ({
  ...curve,
  rows: [...curve.rows.filter(one => !isReplaced(one, rows)), rows],
});

const isReplaced = (one: MeasuredRows, by: MeasuredRows): boolean =>
  one.kind === by.kind ? by.kind !== 'rung' || one.step === by.step : one.kind === 'metric' && by.kind === 'best';

/**
 * Takes further points; the curves themselves grow in place.
 * @param marks numbers of steps after which a curve's level will be asked for: the rungs of its stage's plan
 */
export function withPoints(
  { curve, dev, rows, evaluation, damagedFrom }: CurveSoFar,
  batches: readonly MetricBatch[],
  marks: readonly number[],
): CurveSoFar {
  for (const { series, steps, columns } of batches) {
    if (steps.length === 0) continue;
    if (series === 'step' && columns.loss) {
      curve ??= new LossCurve(marks);
      curve.push(steps, columns.loss);
    } else if (series === 'eval') {
      const { devLoss, devMetric } = columns;
      dev ??= new DevCurve();
      dev.push(steps, devLoss, devMetric);
      if (isTrained(steps))
        evaluation = { devLoss: devLoss?.at(-1) ?? Number.NaN, devMetric: devMetric?.at(-1) ?? Number.NaN };
    }
  }
  return { curve, dev, rows, evaluation, damagedFrom };
}

/**
 * The same from what is stored of a trial before a step.
 * @param onPoints hears of the points too
 */
export async function restoredCurve(
  store: Pick<ReadOnlyStore, 'slice' | 'devRows'>,
  trialId: string,
  marks: readonly number[],
  before?: number,
  onPoints: (points: MetricBatch) => void = () => {},
): Promise<CurveSoFar> {
  let restored: CurveSoFar = NO_CURVE;
  for (const series of ['step', 'eval'] as const) {
    for await (const { points, damaged } of inSlices(store, trialId, series, before)) {
      onPoints(points);
      restored = withPoints(restored, [points], marks);
      const [first, last] = [damaged[0], damaged.at(-1)];
      if (!first || !last) continue;
      if (series === 'step') restored = { ...restored, damagedFrom: restored.damagedFrom ?? first.from };
      // One before the newest is not the newest.
      else if ((last.to ?? Number.POSITIVE_INFINITY) > (points.steps.at(-1) ?? -1))
        restored = { ...restored, evaluation: null };
    }
  }
  const rows = (await store.devRows(trialId)).filter(({ step }) => before === undefined || step < before);
  return { ...restored, rows };
}

/** Whether a trial can go on before a step with that curve: all that comes before is there. */
export const reaches = ({ curve, damagedFrom }: CurveSoFar, step: number): boolean =>
  (curve?.count ?? 0) >= step && (damagedFrom ?? step) >= step;

/** So many rows are worked through in some milliseconds. */
const ROWS = 20_000;

/**
 * A trial's stored points of one series before a step, a slice at a time: between two slices others have their turn, and only one
 * is ever held. What is damaged is named with the slice that passes over it.
 */
export async function* inSlices(
  store: Pick<ReadOnlyStore, 'slice'>,
  trialId: string,
  series: SeriesName,
  before = Number.POSITIVE_INFINITY,
): AsyncGenerator<Pick<PointsSlice, 'points' | 'damaged'>> {
  for (let after: number | null = -1; after !== null && after < before - 1; ) {
    const slice: PointsSlice = await store.slice(trialId, series, after, ROWS);
    const points = between(slice.points, -1, before);
    const damaged = slice.damaged.filter(({ from }) => from < before);
    if (points.steps.length > 0 || damaged.length > 0) yield { points, damaged };
    after = slice.next;
  }
}
