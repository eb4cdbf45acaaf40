import { RANKING_WEIGHT } from '#shared/method/curves/loss-curve.ts';
import type { SeriesLine } from './recorded-series.ts';

/** How a person likes their charts. */
export interface Preferences {
  /** By recorded series, whether its value axis is a logarithmic one, where it was chosen. */
  log: Readonly<Record<string, boolean>>;
  /** Smoothing weights, 0 to `STRONGEST_SMOOTHING`: of what is measured at every step, and of what is measured at evaluations. */
  weights: Weights;
}

/** A smoothing weight for each way in which lines are drawn. */
export type Weights = Readonly<Record<SeriesLine['drawn'], number>>;

export const STRONGEST_SMOOTHING = 0.999;
/** An evaluation is the mean of many rows: it is shown as it was measured, until a person wants it otherwise. */
const WEIGHTS: Weights = { line: RANKING_WEIGHT, points: 0 };
const KEY = 'descent.chart';

/** What was chosen last in this browser, else the defaults. */
export function readPreferences(): Preferences {
  try {
    const { log, weights } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
    return {
      log: Object.fromEntries(Object.entries(log ?? {}).filter(([, chosen]) => typeof chosen === 'boolean')),
      weights: { line: weightOf(weights?.line, WEIGHTS.line), points: weightOf(weights?.points, WEIGHTS.points) },
    };
  } catch {
    return { log: {}, weights: WEIGHTS };
  }
}

const weightOf = (kept: unknown, otherwise: number): number =>
  typeof kept === 'number' && kept >= 0 && kept <= STRONGEST_SMOOTHING ? kept : otherwise;

/** Keeps a choice for the next chart; where the browser keeps nothing, it holds for this one. */
export function keepPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage is full or forbidden.
  }
}
