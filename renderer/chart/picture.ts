import { Ink } from './ink.ts';
import type { Palette } from './palette.ts';

/** A name of the picture's legend. */
export interface PictureName {
  text: string;
  color: string;
  dashed: boolean;
}

/** Heights above the plot in CSS pixels: the title's middle, the legend's, the plot's top. */
const TITLE = 20;
const LEGEND = 42;
const TOP = 56;
const MARGIN = 14;

/** The plot with its title and a legend above it, as a canvas of its own; `ratio`: canvas pixels in a CSS pixel. */
export function picture(
  plot: HTMLCanvasElement,
  title: string,
  names: readonly PictureName[],
  pill: { text: string; x: number } | null,
  palette: Palette,
  ratio: number,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = plot.width;
  const context = canvas.getContext('2d');
  if (context === null) return plot;
  const style = { color: palette.color['ink-2'], size: 12 };
  const rows = layRows(names, new Ink(context, palette, ratio), canvas.width, style, ratio);
  const extra = (Math.max(0, ...rows.map(r => r.row)) * 18 + TOP) * ratio;
  // Setting a size clears the canvas and its context.
  canvas.height = plot.height + extra;
  const ink = new Ink(context, palette, ratio);
  context.fillStyle = palette.color.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  ink.text(title, MARGIN * ratio, TITLE * ratio, { color: palette.color.ink, weight: 600, size: 13 });
  for (const { name, x, row } of rows) {
    const y = (LEGEND + 18 * row) * ratio;
    ink.line(
      [
        [x, y],
        [x + 14 * ratio, y],
      ],
      name.color,
      2.5,
      name.dashed ? [4, 2] : [],
    );
    ink.text(name.text, x + 20 * ratio, y, style);
  }
  context.drawImage(plot, 0, extra);
  if (pill !== null) drawPill(ink, pill.text, pill.x * ratio, extra + 16 * ratio, canvas.width);
  return canvas;
}

function layRows(
  names: readonly PictureName[],
  ink: Ink,
  width: number,
  style: { color: string; size: number },
  ratio: number,
) {
  let x = MARGIN * ratio;
  let row = 0;
  return names.map(name => {
    const length = ink.measure(name.text, style) + 38 * ratio;
    if (x + length > width && x > MARGIN * ratio) {
      x = MARGIN * ratio;
      row++;
    }
    const place = { name, x, row };
    x += length;
    return place;
  });
}

/** On the page the pill is an element, so the canvas has none. */
function drawPill(ink: Ink, text: string, x: number, y: number, width: number): void {
  const { context, palette, ratio } = ink;
  const length = ink.measure(text, { color: '' }) + 20 * ratio;
  const left = Math.min(Math.max(0, x - length / 2), width - length);
  context.fillStyle = palette.color.ink;
  context.beginPath();
  context.roundRect(left, y - 10 * ratio, length, 20 * ratio, 10 * ratio);
  context.fill();
  context.font = `500 ${11.5 * ratio}px ${palette.family}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = palette.color['on-ink'];
  context.fillText(text, left + length / 2, y);
}
