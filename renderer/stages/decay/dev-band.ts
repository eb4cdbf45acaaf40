import { smoothedEvaluations } from '#shared/method/curves/evaluations.ts';
import { indexAfter } from '../../chart/decimate.ts';

/** What one run measured on dev, in step order. */
export interface DevPoints {
  steps: readonly number[];
  values: readonly number[];
}

/** Some runs that differ in their seed alone, as one band: at each step their mean, and from which to which value they reach. */
export interface DevBand {
  steps: number[];
  mean: number[];
  low: number[];
  high: number[];
}

/** The runs' smoothed evaluations at the steps at which all of them that came so far were evaluated. That of step 0 says nothing of a schedule. */
export function devBand(runs: readonly DevPoints[]): DevBand {
  const at = new Map<number, number[]>();
  for (const { steps, values } of runs) {
    const smoothed = smoothedEvaluations(Float64Array.from(values));
    for (const [i, step] of steps.entries()) {
      const value = smoothed[i] as number;
      if (step > 0 && Number.isFinite(value)) at.set(step, [...(at.get(step) ?? []), value]);
    }
  }
  const ends = runs.map(({ steps }) => steps.at(-1) ?? 0);
  const steps = [...at.keys()]
    // A step that only some of the runs have come to would make the mean jump.
    .filter(step => at.get(step)?.length === ends.filter(end => end >= step).length)
    .sort((a, b) => a - b);
  const of = (take: (values: number[]) => number) => steps.map(step => take(at.get(step) ?? []));
  return {
    steps,
    mean: of(values => values.reduce((sum, value) => sum + value, 0) / values.length),
    low: of(values => Math.min(...values)),
    high: of(values => Math.max(...values)),
  };
}

/** A band's mean at its evaluation at or before a step; null: there is none. */
export function valueAt({ steps, mean }: DevBand, step: number): number | null {
  return mean[indexAfter(steps, steps.length, step) - 1] ?? null;
}

/** So many evaluations of a band as there are pixels, at most: it has no spikes that one could miss. */
export function thinned(band: DevBand, width: number): DevBand {
  const every = Math.floor(band.steps.length / Math.max(1, width));
  if (every < 2) return band;
  const last = band.steps.length - 1;
  const some = (values: readonly number[]) => values.filter((_, i) => i % every === 0 || i === last);
  return { steps: some(band.steps), mean: some(band.mean), low: some(band.low), high: some(band.high) };
}

/** The first steps take so large a share of a curve's height that what follows would be flat: from this share of T on it is shown. */
const SHOWN_FROM = 0.2;

/**
 * From which to which value the axis reaches so that the bands are seen from a fifth of all steps on; `cropped`: they begin outside.
 * @param most no value can be larger; null: any can
 */
export function shownRange(
  bands: readonly DevBand[],
  steps: number,
  most: number | null,
): { low: number; high: number; cropped: boolean } | null {
  const [all, late]: [number[], number[]] = [[], []];
  for (const band of bands)
    for (const [i, step] of band.steps.entries()) {
      const ends = [band.low[i] as number, band.high[i] as number];
      all.push(...ends);
      if (step >= SHOWN_FROM * steps) late.push(...ends);
    }
  const shown = late.length > 0 ? late : all;
  if (shown.length === 0) return null;
  // As many as there are evaluations, which may be one a step.
  const least = shown.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const greatest = shown.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  const pad = Math.max((greatest - least) * 0.12, Math.abs(greatest) * 1e-3, 1e-9);
  const [low, high] = [least - pad, Math.min(greatest + pad, most ?? Number.POSITIVE_INFINITY)];
  return { low, high, cropped: all.some(value => value < low || value > high) };
}
