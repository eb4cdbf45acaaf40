import { formatTick } from '../../messages/numbers.ts';
import type { Language } from '../../messages/text.ts';
import { type Colors, fitting, type Picture, padded, path, place, type Shape, text, ticks, WIDTH } from './picture.ts';

/** A mean with its interval, and the single runs that it is of. */
export interface IntervalRow {
  name: string;
  /** What is said of it, at its right; null: nothing. */
  told: string | null;
  mean: number | null;
  /** Null: there is none. */
  interval: { low: number; high: number } | null;
  dots: readonly number[];
  colors: Colors;
}

/** Means and intervals below one another, over one axis. */
export interface Intervals extends Pick<Picture, 'title' | 'summary' | 'note'> {
  rows: readonly IntervalRow[];
  xLabel: string;
  /** Whether 0 is drawn, as of differences: an interval that holds it tells nothing apart. */
  zero: boolean;
}

const SIDE = 16;
const END = 170;
const TOP = 4;
/** A name, then what is drawn of it. */
const NAME = 18;
const DRAWN = 24;
const ROW = NAME + DRAWN + 4;
/** Latin signs of a name, and of what is said at its right. */
const NAME_SIGNS = 76;
const TOLD_SIGNS = 25;

/** Draws intervals as bands, means as ticks on them and single runs as dots. */
export function intervalsPicture({ rows, xLabel, zero, ...told }: Intervals, language: Language): Picture {
  const values = rows.flatMap(({ mean, interval, dots }) => [
    ...dots,
    ...(mean === null ? [] : [mean]),
    ...(interval ? [interval.low, interval.high] : []),
  ]);
  const all = (zero ? [...values, 0] : values).filter(Number.isFinite);
  const [from, to] = all.length === 0 ? [0, 1] : padded(Math.min(...all), Math.max(...all));
  const [left, right] = [SIDE, WIDTH - END];
  const bottom = TOP + rows.length * ROW;
  const x = (value: number): number => left + ((value - from) / (to - from)) * (right - left);
  return {
    ...told,
    width: WIDTH,
    height: bottom + 36,
    shapes: [
      ...ticks(from, to, 5).flatMap(value => [
        path(`M${place(x(value))} ${TOP}V${bottom}`, 'grid'),
        text(x(value), bottom + 15, formatTick(value, language), 'tick', 'middle'),
      ]),
      ...(zero ? [path(`M${place(x(0))} ${TOP}V${bottom}`, 'zero')] : []),
      text(right, bottom + 31, xLabel, 'tick', 'end'),
      ...rows.flatMap((row, i) => rowShapes(row, TOP + i * ROW)),
    ],
    legend: [],
    table: null,
  };

  function rowShapes({ name, told, mean, interval, dots, colors }: IntervalRow, y: number): Shape[] {
    const top = y + NAME;
    const middle = top + DRAWN / 2;
    const band: Shape[] = interval
      ? [
          {
            tag: 'rect',
            at: {
              x: place(x(interval.low)),
              y: top,
              width: Math.max(1, place(x(interval.high) - x(interval.low))),
              height: DRAWN,
              rx: 3,
            },
            looks: ['band'],
          },
        ]
      : [];
    const drawn: Shape = {
      tag: 'g',
      at: {},
      looks: ['line'],
      colors,
      shapes: [
        ...band,
        ...(mean === null ? [] : [path(`M${place(x(mean))} ${top - 1}V${top + DRAWN + 1}`, 'mean')]),
        ...dots.map(
          (value): Shape => ({ tag: 'circle', at: { cx: place(x(value)), cy: middle, r: 3.5 }, looks: ['dot'] }),
        ),
      ],
    };
    return [
      text(SIDE, y + 13, fitting(name, NAME_SIGNS), 'name'),
      drawn,
      ...(told === null ? [] : [text(right + 10, middle + 4, fitting(told, TOLD_SIGNS), 'tick')]),
    ];
  }
}
