/** One line of a chart. */
export interface ChartLine {
  name: string;
  /** `#rrggbb` in the light and in the dark theme; null: one of many that only stand behind. */
  color: { light: string; dark: string } | null;
  /** A second run of the same. */
  dashed: boolean;
  x: readonly number[];
  y: readonly number[];
  /** The step at which it diverged; null: it didn't. */
  divergedAt: number | null;
}

/** Curves, as a report draws them. */
export interface Chart {
  title: string;
  xLabel: string;
  yLabel: string;
  log: boolean;
  /** What lies above is cut off; null: nothing does. */
  cap: number | null;
  lines: readonly ChartLine[];
  /** What the lines say, for who can't see them. */
  summary: string;
  /** Below the chart. */
  note: string;
  /** In numbers: a row a line, the values at some steps. */
  table: { caption: string; columns: readonly string[]; rows: readonly (readonly string[])[] };
}

/** A tick of an axis: where, in the picture's own units, and what it says. */
export interface Tick {
  at: number;
  label: number;
}

/** A chart with everything in its place, in the units of a picture of `WIDTH` by `HEIGHT`. */
export interface ChartLayout {
  plot: { left: number; top: number; right: number; bottom: number };
  x: readonly Tick[];
  y: readonly Tick[];
  /** In the order of the chart's lines: the path, where its lowest point is, and where it diverged. */
  lines: readonly { path: string; lowest: Point | null; diverged: Point | null }[];
}
interface Point {
  x: number;
  y: number;
}

export const WIDTH = 720;
export const HEIGHT = 300;
const PLOT = { left: 58, top: 12, right: WIDTH - 24, bottom: HEIGHT - 40 } as const;

/** Places the lines of a chart. Every renderer draws this, so the picture is the same in a file and on the page. */
export function chartLayout({ lines, log, cap }: Chart): ChartLayout {
  const finite = lines.flatMap(({ y }) => y.filter(value => Number.isFinite(value) && (!log || value > 0)));
  const most = Math.max(...lines.flatMap(({ x }) => x), 1);
  const high = Math.min(cap ?? Number.POSITIVE_INFINITY, Math.max(...finite));
  const [from, to] = finite.length === 0 ? [0.1, 1] : padded(Math.min(...finite), high, log);
  const placeX = (value: number): number => PLOT.left + (value / most) * (PLOT.right - PLOT.left);
  const scale = (value: number): number => (log ? Math.log(value) : value);
  const placeY = (value: number): number =>
    PLOT.bottom - ((scale(value) - scale(from)) / (scale(to) - scale(from))) * (PLOT.bottom - PLOT.top);
  const isDrawn = (value: number): boolean => Number.isFinite(value) && (!log || value > 0);
  return {
    plot: PLOT,
    x: ticks(0, most, 6).map(label => ({ at: placeX(label), label })),
    y: (log ? logTicks(from, to) : ticks(from, to, 5)).map(label => ({ at: placeY(label), label })),
    lines: lines.map(({ x, y, divergedAt }) => {
      const points = x.flatMap((at, i) => (isDrawn(y[i]!) ? [{ x: placeX(at), y: placeY(y[i]!), value: y[i]! }] : []));
      const lowest = points.reduce<(typeof points)[number] | null>(
        (found, one) => (found && found.value <= one.value ? found : one),
        null,
      );
      return {
        path: points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(''),
        lowest: lowest && { x: lowest.x, y: lowest.y },
        diverged: divergedAt === null ? null : { x: placeX(divergedAt), y: PLOT.top + 6 },
      };
    }),
  };
}

/** A little room at both ends; two ends that are one are pulled apart. */
function padded(low: number, high: number, log: boolean): [number, number] {
  if (log) {
    const room = Math.max(1.03, (high / low) ** 0.05);
    return [low / room, high * room];
  }
  const room = Math.max(0.05 * (high - low), 1e-9 * Math.abs(high), Number.MIN_VALUE);
  return [low - room, high + room];
}

/** About so many round numbers from one value to another. */
function ticks(from: number, to: number, count: number): number[] {
  const step = roundStep((to - from) / count);
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

const roundStep = (step: number): number => {
  const power = 10 ** Math.floor(Math.log10(step));
  return power * ([1, 2, 5, 10].find(factor => factor * power >= step) ?? 10);
};

/** Powers of ten; where fewer than three lie inside, 1, 2 and 5 times them; where fewer than three do, round numbers. */
function logTicks(from: number, to: number): number[] {
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
