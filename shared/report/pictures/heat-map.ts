import type { Heat } from '../../domain/heat.ts';
import { fitting, type Look, type Picture, place, type Shape, text, WIDTH } from './picture.ts';

/** A cell of a heat map. */
export interface HeatMapCell {
  /** Its figure, and a smaller line below it; null: nothing stands there. */
  value: string | null;
  small?: string | null;
  /** How good, or how much, it is among all; null: it isn't compared. */
  heat: Heat | null;
  /** `best`: the lowest; `equal`: within noise of it; `marked`: to be looked at. */
  look?: Extract<Look, 'best' | 'equal' | 'marked'> | null;
}

/** A table whose cells are coloured by how good they are. */
export interface HeatMap extends Pick<Picture, 'title' | 'summary' | 'note'> {
  /** What the columns and the rows are. */
  across: string;
  down: string;
  columns: readonly string[];
  rows: readonly { name: string; cells: readonly HeatMapCell[] }[];
}

const SIDE = 150;
const HEAD = 40;
const GAP = 2;
/** Latin signs of a name beside a row. */
const NAME_SIGNS = 20;
const SIGN_WIDTH = 7;
const WIDEST = 130;

/** Draws a heat map: figures in cells of one hue, the best outlined, what is equal to it within noise dashed. */
export function heatMapPicture({ across, down, columns, rows, ...told }: HeatMap): Picture {
  const isTall = rows.some(({ cells }) => cells.some(({ small }) => small));
  const height = isTall ? 38 : 28;
  const width = Math.min(WIDEST, (WIDTH - SIDE) / Math.max(1, columns.length));
  const signs = Math.max(2, Math.floor(width / SIGN_WIDTH));
  const shapes: Shape[] = [
    text(SIDE, 12, `${across} →`, 'tick'),
    text(SIDE - 10, HEAD - 8, `${down} ↓`, 'tick', 'end'),
    ...columns.map((name, i) => text(SIDE + (i + 0.5) * width, HEAD - 8, fitting(name, signs), 'name', 'middle')),
    ...rows.flatMap(({ name, cells }, r) => [
      text(SIDE - 10, HEAD + (r + 0.5) * height + 4, fitting(name, NAME_SIGNS), 'name', 'end'),
      ...cells.flatMap((cell, c) => cellShapes(cell, SIDE + c * width, HEAD + r * height)),
    ]),
  ];
  return { ...told, width: WIDTH, height: HEAD + rows.length * height + 4, shapes, legend: [], table: null };

  function cellShapes({ value, small, heat, look }: HeatMapCell, x: number, y: number): Shape[] {
    const looks: Look[] = ['cell', ...(heat === null ? [] : [`heat${heat}` as const]), ...(look ? [look] : [])];
    const middle = x + (width - GAP) / 2;
    return [
      {
        tag: 'rect',
        at: { x: place(x), y: place(y), width: place(width - GAP), height: height - GAP, rx: 3 },
        looks,
      },
      ...(value === null ? [] : [text(middle, y + (small ? 16 : height / 2 + 3), value, 'value', 'middle')]),
      ...(small ? [text(middle, y + 29, small, 'small', 'middle')] : []),
    ];
  }
}
