import { HEATS } from '../../domain/heat.ts';
import { escaped } from '../escaped.ts';
import { type Picture, path, type Shape, signsOf, text as textShape } from './picture.ts';
import { LIGHT } from './tokens.ts';

/**
 * Looks of all pictures, as rules of a style sheet. `--h0` to `--h5`, `--ink`, `--ink-2`, `--ink-3`, `--line-1`, `--surface`, `--behind` and `--warn` are set
 * by what they stand in, and so is `--c`, of a line's own `--l` or `--d`.
 */
export const PICTURE_STYLE = `
.picture path{fill:none}
.picture .grid{stroke:var(--line-1)}
.picture .axis{stroke:var(--ink-3)}
.picture .zero{stroke:var(--ink-3);stroke-dasharray:4 3}
.picture text{fill:var(--ink);font-size:12px}
.picture .tick{fill:var(--ink-2);font-size:11px}
.picture .small{fill:var(--ink-2);font-size:10.5px}
.picture .middle{text-anchor:middle}
.picture .end{text-anchor:end}
.line{--c:var(--l)}
.behind{--c:var(--behind)}
.picture :is(.line,.behind) path,.legend path{fill:none;stroke:var(--c);stroke-width:1.8;stroke-linejoin:round}
.picture .behind path{stroke-width:1}
.picture .line .dashed{stroke-dasharray:5 3}
.picture .ring{fill:var(--surface);stroke:var(--c);stroke-width:1.8}
.picture .line .mean{stroke-width:3}
.picture .band{fill:var(--c);opacity:.16}
.picture circle.dot{fill:var(--c);stroke:var(--surface);stroke-width:1}
.picture path.dot{stroke-width:4.5;stroke-linecap:round;opacity:.5}
.picture .cell{fill:none;stroke:var(--line-1)}
.picture .best{stroke:var(--ink);stroke-width:2}
.picture .equal{stroke:var(--ink-2);stroke-width:1.5;stroke-dasharray:4 3}
.picture .marked{stroke:var(--warn);stroke-width:2}
${HEATS.map(heat => `.picture .heat${heat}{fill:var(--h${heat})}`).join('\n')}
`.trim();

/** A picture as an element of an HTML file. */
export function pictureElement(picture: Picture): string {
  const { width, height, summary, shapes } = picture;
  const label = escaped(summary);
  return `<svg class="picture" viewBox="0 0 ${width} ${height}" style="max-width:${width}px" role="img" aria-label="${label}">${shapes.map(shape => shapeElement(shape)).join('')}</svg>`;
}

function shapeElement({ tag, at, looks, colors, text, shapes }: Shape): string {
  const attributes = [
    ...(looks.length > 0 ? [` class="${looks.join(' ')}"`] : []),
    ...(colors ? [` style="--l:${colors.light};--d:${colors.dark}"`] : []),
    ...Object.entries(at).map(([name, value]) => ` ${name}="${value}"`),
  ].join('');
  if (text === undefined && !shapes) return `<${tag}${attributes}/>`;
  const inner = text === undefined ? (shapes ?? []).map(shape => shapeElement(shape)).join('') : escaped(text);
  return `<${tag}${attributes}>${inner}</${tag}>`;
}

/** Stands in each of our pictures’ files, by which a file is known to be one that may be written anew. */
export const SVG_MARK = '<!-- Descent report -->';

const KEY = { row: 20, width: 16, gap: 6, sign: 6.5, between: 16 } as const;

/** A picture as a file of its own, with its legend: on light ground, whatever it is shown on, since what shows it doesn't tell. */
export function pictureFile(picture: Picture): string {
  const { width, height, title, summary, shapes } = picture;
  const keys = legendShapes(picture);
  const whole = height + keys.rows * KEY.row;
  const inner = [...shapes, ...keys.shapes].map(shape => shapeElement(shape)).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}" role="img">
${SVG_MARK}
<title>${escaped(title)}</title>
<desc>${escaped(summary)}</desc>
<style>.picture{${LIGHT};font-family:system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums}
${PICTURE_STYLE}</style>
<rect width="100%" height="100%" style="fill:var(--surface)"/>
${inner}
</svg>
`;
}

/** The legend below a picture, as many entries beside each other as there is room for. */
function legendShapes({ legend, width, height }: Picture): { rows: number; shapes: Shape[] } {
  const shapes: Shape[] = [];
  let [x, row] = [KEY.between, 0];
  for (const { name, colors } of legend) {
    const wide = KEY.width + KEY.gap + signsOf(name) * KEY.sign + KEY.between;
    if (x + wide > width && x > KEY.between) [x, row] = [KEY.between, row + 1];
    const middle = height + row * KEY.row + KEY.row / 2;
    shapes.push({
      tag: 'g',
      at: {},
      looks: [colors ? 'line' : 'behind'],
      ...(colors && { colors }),
      shapes: [
        path(`M${Math.round(x)} ${middle}h${KEY.width}`),
        textShape(x + KEY.width + KEY.gap, middle + 4, name, 'name'),
      ],
    });
    x += wide;
  }
  return { rows: legend.length === 0 ? 0 : row + 1, shapes };
}
