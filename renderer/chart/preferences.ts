import { RANKING_WEIGHT } from '#shared/method/curves/loss-curve.ts';

/** How a person likes their loss charts. */
export interface Preferences {
  log: boolean;
  /** Smoothing weight, 0 to `STRONGEST_SMOOTHING`. */
  weight: number;
}

export const STRONGEST_SMOOTHING = 0.999;
const DEFAULTS: Preferences = { log: true, weight: RANKING_WEIGHT };
const KEY = 'descent.loss-chart';

/** What was chosen last in this browser, else the defaults. */
export function readPreferences(): Preferences {
  try {
    const { log, weight } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
    return {
      log: typeof log === 'boolean' ? log : DEFAULTS.log,
      weight: typeof weight === 'number' && weight >= 0 && weight <= STRONGEST_SMOOTHING ? weight : DEFAULTS.weight,
    };
  } catch {
    return DEFAULTS;
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
