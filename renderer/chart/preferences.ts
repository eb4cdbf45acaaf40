import { RANKING_WEIGHT } from '#shared/method/loss-curve.ts';

/** How a person likes their charts. */
export interface Preferences {
  /** By recorded series, whether its value axis is a logarithmic one, where it was chosen. */
  log: Readonly<Record<string, boolean>>;
  /** Smoothing weight, 0 to `STRONGEST_SMOOTHING`. */
  weight: number;
}

export const STRONGEST_SMOOTHING = 0.999;
const KEY = 'descent.chart';

/** What was chosen last in this browser, else the defaults. */
export function readPreferences(): Preferences {
  try {
    const { log, weight } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
    return {
      log: Object.fromEntries(Object.entries(log ?? {}).filter(([, chosen]) => typeof chosen === 'boolean')),
      weight: typeof weight === 'number' && weight >= 0 && weight <= STRONGEST_SMOOTHING ? weight : RANKING_WEIGHT,
    };
  } catch {
    return { log: {}, weight: RANKING_WEIGHT };
  }
}

/** Keeps a choice for the next chart; where the browser keeps nothing, it holds for this one. */
export function keepPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage is full or forbidden.
  }
}
