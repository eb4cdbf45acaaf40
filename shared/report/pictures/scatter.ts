import type { Heat } from '../../domain/heat.ts';
import { formatTick } from '../../messages/numbers.ts';
import type { Language } from '../../messages/text.ts';
import {
  type Colors,
  type Look,
  type Picture,
  padded,
  path,
  place,
  type Shape,
  text,
  ticks,
  upwards,
} from './picture.ts';

/** Points over two axes. */
export interface Scatter extends Pick<Picture, 'title' | 'summary' | 'note'> {
  xLabel: string;
  yLabel: string;
  points: readonly ScatterPoint[];
  /** Of the axes; left out: round numbers between the points. */
  xTicks?: readonly { at: number; label: string }[];
  /** The line on which both axes are equal is drawn. */
  diagonal: boolean;
  /** Of all points that have no shade. */
  colors: Colors;
}

export interface ScatterPoint {
  x: number;
  y: number;
  /** Null: not known; left out: it is one of many, and small. */
  heat?: Heat | null;
  look?: Extract<Look, 'best' | 'equal'> | null;
}

const SIZE = { width: 480, height: 300 } as const;
const PLOT = { left: 58, top: 12, right: SIZE.width - 16, bottom: SIZE.height - 40 } as const;

/** Draws points: many small ones, or a few whose shade says how good they are. */
export function scatterPicture(scatter: Scatter, language: Language): Picture {
  const { points, xLabel, yLabel, xTicks, diagonal, colors, ...told } = scatter;
  const [fromX, toX] = ends(points.map(({ x }) => x));
  const [fromY, toY] = ends(points.map(({ y }) => y));
  const placeX = (value: number): number => PLOT.left + ((value - fromX) / (toX - fromX)) * (PLOT.right - PLOT.left);
  const placeY = (value: number): number => PLOT.bottom - ((value - fromY) / (toY - fromY)) * (PLOT.bottom - PLOT.top);
  const across = xTicks ?? ticks(fromX, toX, 5).map(at => ({ at, label: formatTick(at, language) }));
  const [low, high] = [Math.max(fromX, fromY), Math.min(toX, toY)];
  return {
    ...told,
    ...SIZE,
    shapes: [
      ...ticks(fromY, toY, 5).flatMap(value => [
        path(`M${PLOT.left} ${place(placeY(value))}H${PLOT.right}`, 'grid'),
        text(PLOT.left - 6, placeY(value) + 3.5, formatTick(value, language), 'tick', 'end'),
      ]),
      ...across.map(({ at, label }) => text(placeX(at), PLOT.bottom + 16, label, 'tick', 'middle')),
      path(`M${PLOT.left} ${PLOT.top}V${PLOT.bottom}H${PLOT.right}`, 'axis'),
      text(PLOT.right, SIZE.height - 6, xLabel, 'tick', 'end'),
      upwards(12, PLOT.top, yLabel),
      ...(diagonal && low < high
        ? [path(`M${place(placeX(low))} ${place(placeY(low))}L${place(placeX(high))} ${place(placeY(high))}`, 'zero')]
        : []),
      ...shades(),
      many(),
    ],
    legend: [],
    table: null,
  };

  /** The best lies above the others. */
  function shades(): Shape[] {
    const shaded = points.filter(({ heat }) => heat !== undefined);
    return [...shaded.filter(({ look }) => look !== 'best'), ...shaded.filter(({ look }) => look === 'best')].map(
      ({ x, y, heat, look }) => ({
        tag: 'circle',
        at: { cx: place(placeX(x)), cy: place(placeY(y)), r: look === 'best' ? 8 : 7 },
        looks: ['cell', ...(heat == null ? [] : [`heat${heat}` as const]), ...(look ? [look] : [])],
      }),
    );
  }

  /** One path for all, so that a thousand of them are light. */
  function many(): Shape {
    const small = points.filter(({ heat }) => heat === undefined);
    const d = small.map(({ x, y }) => `M${place(placeX(x))} ${place(placeY(y))}h.01`).join('');
    return { tag: 'g', at: {}, looks: ['line'], colors, shapes: d === '' ? [] : [path(d, 'dot')] };
  }
}

function ends(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const [low, high] = padded(Math.min(...values), Math.max(...values));
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}
