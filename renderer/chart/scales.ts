import type { Language } from '#shared/messages/text.ts';
import { scientific } from '../format.ts';

/** From and to, `to` larger. */
export type Range = readonly [number, number];

/** The nearest 1, 2 or 5 times a power of ten at or below a positive value. */
function floor125(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const lead = value / power;
  return clean((lead >= 5 - 1e-9 ? 5 : lead >= 2 - 1e-9 ? 2 : 1) * power);
}

function ceil125(value: number): number {
  const below = floor125(value);
  if (below >= value * (1 - 1e-9)) return below;
  return floor125(below * 2.5);
}

/** A power of ten times a small number without the dust of floating point: 0.2, not 0.20000000000000001. */
const clean = (value: number): number => Number(value.toPrecision(12));

/** A round distance of ticks: about `count` of them in `span`. */
export const tickDistance = (span: number, count: number): number => ceil125(span / count);

/** What to leave free above the highest curve, as a factor on a log axis, for the marks at the top of the plot. */
const HEADROOM = { plain: 1.6, diverged: 3 };

/** Below this a log axis ends: a loss of 0 has no place on it. */
const LOWEST_LOG = 1e-12;

/**
 * The loss axis around curves between `low` and `high`, its ends rounded outwards so that it rarely changes while
 * curves grow. On a log axis both ends are positive, whatever the losses are.
 */
export function valueRange(low: number, high: number, options: { log: boolean; diverged: boolean }): Range {
  if (options.log) {
    const top = Math.max(high, LOWEST_LOG * 10);
    const bottom = Math.min(Math.max(low, LOWEST_LOG), top);
    return [floor125(bottom * 0.95), ceil125(top * (options.diverged ? HEADROOM.diverged : HEADROOM.plain))];
  }
  const bottom = Math.min(low, 0);
  const span = Math.max(high - bottom, 1e-12) * (options.diverged ? 1.3 : 1.12);
  const distance = tickDistance(span, 5);
  return [clean(Math.floor(bottom / distance) * distance), clean(Math.ceil((bottom + span) / distance) * distance)];
}

/** The axis around what curves are after their start, its ends rounded outwards so that it rarely changes while they grow. */
export function croppedRange(low: number, high: number, log: boolean): Range {
  if (log) {
    const bottom = Math.max(low, LOWEST_LOG);
    return closeTicks(Math.log10(bottom), Math.log10(Math.max(high, bottom * 1.01)), 4).map(e => 10 ** e) as [
      number,
      number,
    ];
  }
  return closeTicks(low, Math.max(high, low + 1e-12), 4);
}

function closeTicks(low: number, high: number, count: number): [number, number] {
  const distance = tickDistance((high - low) * 1.1, count);
  return [clean(Math.floor(low / distance) * distance), clean(Math.ceil(high / distance) * distance)];
}

/** The loss axis of a zoomed view: close around what it shows. */
export function closeRange(low: number, high: number, log: boolean): Range {
  if (log) {
    const top = Math.max(high, LOWEST_LOG * 10);
    const bottom = Math.min(Math.max(low, LOWEST_LOG), top);
    const pad = Math.min(Math.max((top / bottom) ** 0.08, 1.02), 10);
    return [bottom / pad, top * pad];
  }
  const pad = Math.max((high - low) * 0.08, Math.abs(high) * 0.01, 1e-12);
  return [low - pad, high + pad];
}

/** Ticks of the loss axis: those with a number, and further lines between them. */
export interface Ticks {
  labelled: number[];
  faint: number[];
}

function linearTicks([from, to]: Range, count: number): number[] {
  const distance = tickDistance(to - from, count);
  const ticks: number[] = [];
  for (let i = Math.ceil(from / distance - 1e-9); i * distance <= to + distance * 1e-9; i++)
    ticks.push(clean(i * distance));
  return ticks;
}

/** Ticks for a range; `count` is about how many numbers find room. */
export function valueTicks(range: Range, log: boolean, count: number): Ticks {
  if (!log) return { labelled: linearTicks(range, count), faint: [] };
  const [from, to] = range;
  const decades = Math.log10(to / from);
  if (decades < 0.7) return { labelled: linearTicks(range, count), faint: [] };
  const within = (value: number): boolean => value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9);
  const powers: number[] = [];
  for (let e = Math.floor(Math.log10(from)); e <= Math.ceil(Math.log10(to)); e++) powers.push(clean(10 ** e));
  const every = Math.ceil(decades / Math.max(1, count));
  const labelled = powers.filter((_, i) => i % every === 0);
  // With few decades the numbers between them help: 1, 2, 5.
  const between = decades * 3 <= count ? [2, 5] : [];
  const all = [...labelled, ...powers.flatMap(p => between.map(m => clean(m * p)))]
    .filter(within)
    .sort((a, b) => a - b);
  const faint = powers.flatMap(p => [1, 2, 3, 4, 5, 6, 7, 8, 9].map(m => clean(m * p)));
  return { labelled: all, faint: every > 1 ? [] : faint.filter(v => within(v) && !all.includes(v)) };
}

/** Round distances of the ticks of the x axis. */
const PLACE_DISTANCES = Array.from({ length: 18 }, (_, e) => [1, 2, 5].map(m => Number(`${m}e${e - 6}`))).flat();

/** How far apart the ticks of the x axis may be; where it counts, there is nothing between two whole numbers. */
export const placeDistances = (counts: boolean): number[] =>
  PLACE_DISTANCES.filter(distance => !counts || distance >= 1);

/** Most significant digits of a tick’s number: even neighbours of the closest view, which differ by 0.2 %, are told apart. */
const TICK_DIGITS = 4;

/** The number at a tick of the value axis, without trailing zeros. */
export function tickLabel(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e5)) return scientific(value, TICK_DIGITS);
  return value.toLocaleString(language, { maximumSignificantDigits: TICK_DIGITS }).replace('-', '−');
}
