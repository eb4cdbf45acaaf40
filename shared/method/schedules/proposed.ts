import type { Schedule } from '../../domain/schedule.ts';

/** fastText's interval: the rate is recomputed so often; it is not sensitive [D1]. */
export const LAZY: Extract<Schedule, { kind: 'linear' }> = { kind: 'linear', interval: 100 };

/** How much a drop takes at first: it meets D4 at once [D5]. */
export const HALF = 0.5;
/** So many periods lie between start and end, so that the rate ends at about a 64th [D5]. */
const PERIODS = 5;

/** Where decay starts: a little before the step at which the dev metric peaked without it [D3]. */
export const startBefore = (peak: number): number => Math.round(0.9 * peak);

/** The period that is proposed at first for a decay from some step of T on [D5]. */
export const proposedPeriod = (start: number, steps: number): number =>
  Math.max(1, Math.round((steps - start) / PERIODS));

/** The classic schedule that is proposed at first [D5], for a dev metric that peaked at some step of T. */
export function proposedClassic(peak: number, steps: number): Extract<Schedule, { kind: 'exponential' }> {
  const start = startBefore(peak);
  return { kind: 'exponential', start, rate: HALF, period: proposedPeriod(start, steps) };
}
