/** What is known of a script's optimizer, as `descent.watch` tells it. */
export type OptimizerSort = 'sgd' | 'momentum' | 'adaptive';

/** ‖Δw‖/‖w‖ over the first hundred steps at the best rates that were measured, the middle of all networks (the built-in probe's study) [B7]. */
const TARGETS: Readonly<Record<OptimizerSort, number>> = { sgd: 1.8e-2, momentum: 5e-3, adaptive: 4.5e-3 };
/** Where it isn't told which optimizer it is: between those of momentum and Adam, on the safe side of plain SGD's. */
const TARGET = 5e-3;

/** Ratios of steps that train well, whatever the optimizer [B7]. */
export const BAND = { low: 2e-3, high: 2e-2 } as const;
/** A round changes the rate by no more than this [B3]. */
const MOST_CHANGE = 100;
/** A rate that a round changes by less is settled. */
const SETTLED = 1.5;
/** So many rounds at most: each is a start of the script. */
export const ROUNDS = 4;

/** The ratio that is aimed at. */
export const targetOf = (sort: OptimizerSort | null): number => (sort === null ? TARGET : TARGETS[sort]);

/** The rate at which the ratio would be the target, were it proportional to the rate [B3]; two digits, as a person writes one. */
export function nextRate(rate: number, ratio: number, target: number): number {
  const factor = Math.min(MOST_CHANGE, Math.max(1 / MOST_CHANGE, target / ratio));
  return Number((rate * factor).toPrecision(2));
}

/** Whether a further round would change hardly anything. */
export const isSettled = (rate: number, next: number): boolean => Math.max(rate / next, next / rate) <= SETTLED;

/** The middle of some ratios; NaN: none is positive and finite. */
export function medianRatio(ratios: readonly number[]): number {
  const sorted = ratios.filter(ratio => ratio > 0 && Number.isFinite(ratio)).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** What a short run shows of a rate: whether its loss falls, stays, or grows [B6]. */
export type ShortRun = 'falls' | 'flat' | 'diverges';

/** Reads a short run by the means of its first and its last quarter, beside how much the losses jump. */
export function shortRun(losses: readonly number[]): ShortRun {
  if (losses.length === 0 || losses.some(loss => !Number.isFinite(loss))) return 'diverges';
  const quarter = Math.max(1, losses.length >> 2);
  const [first, last] = [losses.slice(0, quarter), losses.slice(-quarter)].map(meanOf) as [number, number];
  const jumps = losses.slice(1).map((loss, i) => Math.abs(loss - (losses[i] as number)));
  // The mean of a quarter of losses that jump so much is off by about this.
  const noise = jumps.length === 0 ? 0 : meanOf(jumps) / Math.sqrt(quarter);
  if (last > first + 2 * noise) return 'diverges';
  return last < first - 2 * noise ? 'falls' : 'flat';
}

/** The rate whose short run ended lowest; null: all of them diverge. */
export function lowestRate(runs: readonly { rate: number; losses: readonly number[] }[]): number | null {
  const fair = runs.filter(({ losses }) => shortRun(losses) !== 'diverges');
  const count = Math.min(...fair.map(({ losses }) => losses.length));
  const quarter = Math.max(1, count >> 2);
  const levels = fair.map(({ rate, losses }) => ({ rate, level: meanOf(losses.slice(count - quarter, count)) }));
  return levels.sort((a, b) => a.level - b.level)[0]?.rate ?? null;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
