import type { Heat } from '../../domain/heat.ts';

/* What pictures of a report are made of: few enough kinds of shapes that a file, a page and Markdown draw the same ones. */

/** How a shape looks. What each means is said once in `style.ts`, and on the page by its own style sheet. */
export type Look =
  | 'grid'
  | 'axis'
  | 'zero'
  | 'tick'
  | 'middle'
  | 'end'
  | 'name'
  | 'value'
  | 'small'
  | 'line'
  | 'behind'
  | 'dashed'
  | 'ring'
  | 'cross'
  | 'cell'
  | `heat${Heat}`
  | 'best'
  | 'equal'
  | 'marked'
  | 'band'
  | 'mean'
  | 'dot';

/** `#rrggbb` in the light and in the dark theme. */
export interface Colors {
  light: string;
  dark: string;
}

/** One shape with what is in it. */
export interface Shape {
  tag: 'g' | 'svg' | 'path' | 'rect' | 'circle' | 'text';
  /** Attributes by their names in SVG. */
  at: Readonly<Record<string, string | number>>;
  looks: readonly Look[];
  /** Of it and of what is in it; left out: as its look has it. */
  colors?: Colors;
  text?: string;
  shapes?: readonly Shape[];
}

/** A picture with everything in its place, in its own units. */
export interface Picture {
  title: string;
  /** What it shows, for who can't see it. */
  summary: string;
  /** Below it; null: nothing needs to be said. */
  note: string | null;
  width: number;
  height: number;
  shapes: readonly Shape[];
  /** What its colours mean, where names don't stand beside what is drawn. `colors` null: what only stands behind. */
  legend: readonly { name: string; colors: Colors | null }[];
  /** In numbers, where no other table has them; null: one does. */
  table: { caption: string; columns: readonly string[]; rows: readonly (readonly string[])[] } | null;
}

/** The width of all of them; their height is their own. */
export const WIDTH = 720;

/** A coordinate, short. */
export const place = (value: number): number => Number(value.toFixed(1));

export const path = (d: string, ...looks: Look[]): Shape => ({ tag: 'path', at: { d }, looks });

export const text = (x: number, y: number, told: string, ...looks: Look[]): Shape => ({
  tag: 'text',
  at: { x: place(x), y: place(y) },
  looks,
  text: told,
});

/** A text that reads upwards beside an axis, and ends at the given place. */
export const upwards = (x: number, y: number, told: string): Shape => ({
  tag: 'text',
  at: { transform: `translate(${x} ${y}) rotate(-90)` },
  looks: ['tick', 'end'],
  text: told,
});

/** How wide a sign mostly is, in Latin ones. */
const wideness = (sign: string): number => (sign > '\u2e80' ? 2 : 1);

/** How wide a text mostly is, in Latin signs. */
export const signsOf = (told: string): number => [...told].reduce((sum, sign) => sum + wideness(sign), 0);

/** So much of a name that it is no wider than so many Latin signs. */
export function fitting(name: string, most: number): string {
  if (signsOf(name) <= most) return name;
  let room = most - 1;
  const signs = [...name];
  const kept = signs.findIndex(sign => {
    room -= wideness(sign);
    return room < 0;
  });
  return `${signs.slice(0, Math.max(1, kept)).join('')}…`;
}

/** About so many round numbers from one value to another. */
export function ticks(from: number, to: number, count: number): number[] {
  const step = roundStep((to - from) / count);
  if (!(step > 0)) return [from];
  const first = Math.ceil(from / step - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(to / step + 1e-9) - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

const roundStep = (step: number): number => {
  const power = 10 ** Math.floor(Math.log10(step));
  return power * ([1, 2, 5, 10].find(factor => factor * power >= step * (1 - 1e-9)) ?? 10);
};

/** Powers of ten; where fewer than three lie inside, 1, 2 and 5 times them; where fewer than three do, round numbers. */
export function logTicks(from: number, to: number): number[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(to)) - Math.floor(Math.log10(from)) + 1 },
    (_, i) => 10 ** (Math.floor(Math.log10(from)) + i),
  );
  const inside = (values: readonly number[]): number[] =>
    values.map(value => Number(value.toPrecision(12))).filter(value => value >= from && value <= to);
  const few = inside(powers);
  if (few.length >= 3) return few;
  const more = inside(powers.flatMap(power => [power, 2 * power, 5 * power]));
  return more.length >= 3 ? more : ticks(from, to, 5);
}

/** A little room at both ends; two ends that are one are pulled apart. */
export function padded(low: number, high: number, log = false): [number, number] {
  if (log) {
    const room = Math.max(1.03, (high / low) ** 0.05);
    return [low / room, high * room];
  }
  const room = Math.max(0.05 * (high - low), 1e-9 * Math.abs(high), Number.MIN_VALUE);
  return [low - room, high + room];
}
