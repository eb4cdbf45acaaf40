import type { Box } from './label-layout.ts';
import type { Palette } from './palette.ts';
import type { ChartSeries } from './types.ts';

/** How to set a text on the canvas. Sizes in CSS pixels, places in canvas pixels. */
export interface TextStyle {
  color: string;
  align?: CanvasTextAlign;
  weight?: 400 | 500 | 600;
  size?: number;
}

/** Draws on a canvas in the chart's hand. Each method leaves the context as it was: uPlot remembers what it has set. */
export class Ink {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  /** Canvas pixels in a CSS pixel. */
  readonly ratio: number;

  constructor(context: CanvasRenderingContext2D, palette: Palette, ratio: number) {
    this.context = context;
    this.palette = palette;
    this.ratio = ratio;
  }

  /** The colour of a curve. */
  color(series: Pick<ChartSeries, 'color'>): string {
    return series.color(this.palette.theme);
  }

  #font({ weight = 500, size = 11.5 }: TextStyle): string {
    return `${weight} ${size * this.ratio}px ${this.palette.family}`;
  }

  /** Width in canvas pixels. */
  measure(text: string, style: TextStyle): number {
    this.context.save();
    this.context.font = this.#font(style);
    const { width } = this.context.measureText(text);
    this.context.restore();
    return width;
  }

  /** As much of a text as fits into a width, ending with an ellipsis where it was cut. */
  fit(text: string, style: TextStyle, width: number): string {
    if (this.measure(text, style) <= width) return text;
    let length = text.length;
    while (length > 0 && this.measure(`${text.slice(0, length)}…`, style) > width) length--;
    return length === 0 ? '' : `${text.slice(0, length).trimEnd()}…`;
  }

  /** Text around the height `y`, with a rim of the surface's colour so that it can be read on lines. */
  text(text: string, x: number, y: number, style: TextStyle): void {
    const c = this.context;
    c.save();
    c.setLineDash([]);
    c.font = this.#font(style);
    c.textAlign = style.align ?? 'left';
    c.textBaseline = 'middle';
    c.lineJoin = 'round';
    c.lineWidth = 3 * this.ratio;
    c.strokeStyle = this.palette.color.surface;
    c.strokeText(text, x, y);
    c.fillStyle = style.color;
    c.fillText(text, x, y);
    c.restore();
  }

  /** A line through points; `dash` in CSS pixels. */
  line(points: readonly (readonly [number, number])[], color: string, width = 1, dash: readonly number[] = []): void {
    const c = this.context;
    c.save();
    c.setLineDash(dash.map(d => d * this.ratio));
    c.strokeStyle = color;
    c.lineWidth = width * this.ratio;
    c.beginPath();
    for (const [i, [x, y]] of points.entries()) i === 0 ? c.moveTo(x, y) : c.lineTo(x, y);
    c.stroke();
    c.restore();
  }

  /** The area that points lie around, filled; `share`: how opaque. */
  area(points: readonly (readonly [number, number])[], color: string, share = 1): void {
    const c = this.context;
    c.save();
    c.globalAlpha = share;
    c.fillStyle = color;
    c.beginPath();
    for (const [i, [x, y]] of points.entries()) i === 0 ? c.moveTo(x, y) : c.lineTo(x, y);
    c.closePath();
    c.fill();
    c.restore();
  }

  /** A filled shape with round ends and a thin outline, a little wider than what it is for. */
  pill({ left, top, width, height }: Box, color: string, outline: string): void {
    const c = this.context;
    const around = 6 * this.ratio;
    c.save();
    c.fillStyle = color;
    c.beginPath();
    c.roundRect(left - around, top, width + 2 * around, height, height / 2);
    c.fill();
    c.strokeStyle = outline;
    c.lineWidth = this.ratio;
    c.stroke();
    c.restore();
  }

  /** The sign that warns, a triangle with an exclamation mark, in a square of that size whose left upper corner is given. */
  warningSign(left: number, top: number, size: number, color: string): void {
    const [middle, bottom] = [left + size / 2, top + size];
    this.line(
      [
        [middle, top],
        [left + size, bottom],
        [left, bottom],
        [middle, top],
        [left + size, bottom],
      ],
      color,
      1.25,
    );
    this.line(
      [
        [middle, top + 0.38 * size],
        [middle, top + 0.68 * size],
      ],
      color,
      1.25,
    );
    this.dot(middle, top + 0.83 * size, 0.75, color);
  }

  dot(x: number, y: number, radius: number, color: string): void {
    const c = this.context;
    c.save();
    c.fillStyle = color;
    c.beginPath();
    c.arc(x, y, radius * this.ratio, 0, 2 * Math.PI);
    c.fill();
    c.restore();
  }

  /** A ring with the surface's colour inside. */
  ring(x: number, y: number, radius: number, color: string): void {
    this.dot(x, y, radius, this.palette.color.surface);
    const c = this.context;
    c.save();
    c.setLineDash([]);
    c.strokeStyle = color;
    c.lineWidth = 2 * this.ratio;
    c.beginPath();
    c.arc(x, y, radius * this.ratio, 0, 2 * Math.PI);
    c.stroke();
    c.restore();
  }

  /** ✕, rimmed like text. */
  cross(x: number, y: number, radius: number, color: string): void {
    const r = radius * this.ratio;
    for (const [width, stroke] of [
      [5, this.palette.color.surface],
      [2, color],
    ] as const) {
      this.line(
        [
          [x - r, y - r],
          [x + r, y + r],
        ],
        stroke,
        width,
      );
      this.line(
        [
          [x + r, y - r],
          [x - r, y + r],
        ],
        stroke,
        width,
      );
    }
  }
}
