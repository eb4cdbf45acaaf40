import type { SeenSchedule } from '../domain/own-command.ts';

/** Rates that are this near to each other are the same one, written with fewer digits. */
const SAME = 1e-3;
/** So many are needed to say that it stays as it is. */
const FEWEST = 5;

/**
 * What a logged learning rate does: one that is ever another one than at its start follows a schedule, be it a warm-up or a decay.
 * @param rates in the order of their steps; those that aren't finite are none
 * @returns undefined where too few were logged to say
 */
export function scheduleIn(rates: readonly number[]): SeenSchedule | undefined {
  const logged = rates.filter(rate => Number.isFinite(rate));
  const [first] = logged;
  if (first === undefined || logged.length < FEWEST) return undefined;
  return logged.every(rate => Math.abs(rate - first) <= SAME * Math.abs(first)) ? 'constant' : 'changes';
}
