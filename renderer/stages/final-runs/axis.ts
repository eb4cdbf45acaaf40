import { tickDistance } from '../../chart/scales.ts';

/** A linear axis between two ends that leave some room around what is drawn. */
export interface Axis {
  low: number;
  high: number;
  /** Where a value lies, from 0 to 1. */
  place(value: number): number;
  /** Round values between the ends. */
  ticks: number[];
}

/** Room at either end, as a share of what is drawn. */
const ROOM = 0.08;

/**
 * The axis around some values.
 * @param count about so many ticks
 */
export function axisOf(values: readonly number[], count: number, room: number = ROOM): Axis {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const span = greatest - least || Math.abs(greatest) * 0.1 || 1;
  const [low, high] = [least - room * span, greatest + room * span];
  const distance = tickDistance(high - low, count);
  const first = Math.ceil(low / distance);
  const ticks = Array.from({ length: Math.max(0, Math.floor(high / distance) - first + 1) }, (_, i) =>
    Number(((first + i) * distance).toPrecision(12)),
  );
  return { low, high, place: value => (value - low) / (high - low), ticks };
}

/** A place as SVG and CSS take it. */
export const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
