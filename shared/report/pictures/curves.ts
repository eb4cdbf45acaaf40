import { formatCount, formatTick } from '../../messages/numbers.ts';
import { type Language, text as message } from '../../messages/text.ts';
import {
  type Colors,
  logTicks,
  type Picture,
  padded,
  path,
  place,
  type Shape,
  text,
  ticks,
  upwards,
  WIDTH,
} from './picture.ts';

/** One line of a chart. */
export interface ChartLine {
  name: string;
  /** Null: one of many that only stand behind. */
  color: Colors | null;
  /** A second run of the same. */
  dashed: boolean;
  x: readonly number[];
  y: readonly number[];
  /** The step at which it diverged; null: it didn't. */
  divergedAt: number | null;
}

/** Curves, before they have their places. */
export interface Chart extends Pick<Picture, 'title' | 'summary' | 'note' | 'table'> {
  xLabel: string;
  yLabel: string;
  log: boolean;
  /** What lies above is cut off; null: nothing does. */
  cap: number | null;
  lines: readonly ChartLine[];
}

const HEIGHT = 300;
const PLOT = { left: 58, top: 12, right: WIDTH - 24, bottom: HEIGHT - 40 } as const;

/** Draws curves, each with a ring at its lowest point and a cross where it diverged. */
export function curvesPicture(chart: Chart, language: Language): Picture {
  const { lines, log, cap, xLabel, yLabel, ...told } = chart;
  const isDrawn = (value: number): boolean => Number.isFinite(value) && (!log || value > 0);
  const drawn = lines.flatMap(({ y }) => y.filter(isDrawn));
  const most = Math.max(...lines.flatMap(({ x }) => x), 1);
  const high = Math.min(cap ?? Number.POSITIVE_INFINITY, Math.max(...drawn));
  const [from, to] = drawn.length === 0 ? [0.1, 1] : padded(Math.min(...drawn), high, log);
  const placeX = (value: number): number => PLOT.left + (value / most) * (PLOT.right - PLOT.left);
  const scale = (value: number): number => (log ? Math.log(value) : value);
  const placeY = (value: number): number =>
    PLOT.bottom - ((scale(value) - scale(from)) / (scale(to) - scale(from))) * (PLOT.bottom - PLOT.top);
  return {
    ...told,
    width: WIDTH,
    height: HEIGHT,
    shapes: [
      ...(log ? logTicks(from, to) : ticks(from, to, 5)).flatMap(label => [
        path(`M${PLOT.left} ${place(placeY(label))}H${PLOT.right}`, 'grid'),
        text(PLOT.left - 6, placeY(label) + 3.5, formatTick(label, language), 'tick', 'end'),
      ]),
      ...ticks(0, most, 6).map(label =>
        text(placeX(label), PLOT.bottom + 16, formatCount(label, language), 'tick', 'middle'),
      ),
      path(`M${PLOT.left} ${PLOT.top}V${PLOT.bottom}H${PLOT.right}`, 'axis'),
      text(PLOT.right, HEIGHT - 6, xLabel, 'tick', 'end'),
      upwards(12, PLOT.top, yLabel),
      ...lines.map(drawnLine),
    ],
    legend: legendOf(lines, language),
  };

  function drawnLine({ x, y, color, dashed, divergedAt }: ChartLine): Shape {
    const points = x.flatMap((at, i) => (isDrawn(y[i]!) ? [{ x: placeX(at), y: placeY(y[i]!), value: y[i]! }] : []));
    const lowest = points.reduce<(typeof points)[number] | null>(
      (found, one) => (found && found.value <= one.value ? found : one),
      null,
    );
    const d = points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
    const [width, height] = [PLOT.right - PLOT.left, PLOT.bottom - PLOT.top];
    // An inner one cuts off what lies outside of the plot.
    const plot: Shape = {
      tag: 'svg',
      at: { x: PLOT.left, y: PLOT.top, width, height, viewBox: `${PLOT.left} ${PLOT.top} ${width} ${height}` },
      looks: [],
      shapes: [path(d, ...(dashed ? (['dashed'] as const) : []))],
    };
    const ring: Shape[] =
      lowest && color
        ? [{ tag: 'circle', at: { cx: place(lowest.x), cy: place(lowest.y), r: 3.5 }, looks: ['ring'] }]
        : [];
    const cross =
      divergedAt === null ? [] : [path(`M${place(placeX(divergedAt) - 4)} ${PLOT.top + 2}l8 8m0-8l-8 8`, 'cross')];
    return {
      tag: 'g',
      at: {},
      looks: [color ? 'line' : 'behind'],
      ...(color && { colors: color }),
      shapes: [plot, ...ring, ...cross],
    };
  }
}

/** Each name once; those that only stand behind together. */
function legendOf(lines: readonly ChartLine[], language: Language): Picture['legend'] {
  const strong = lines.filter(({ color, dashed }) => color !== null && !dashed);
  const behind = new Set(lines.filter(({ color }) => color === null).map(({ name }) => name)).size;
  return [
    ...strong.map(({ name, color }) => ({ name, colors: color })),
    ...(behind > 0 ? [{ name: message(language, 'report.chart.others', { count: behind }), colors: null }] : []),
  ];
}
