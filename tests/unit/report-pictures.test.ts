import { describe, expect, it } from 'vitest';
import { curvesPicture } from '#shared/report/pictures/curves.ts';
import { heatMapPicture } from '#shared/report/pictures/heat-map.ts';
import { intervalsPicture } from '#shared/report/pictures/intervals.ts';
import { fitting, type Picture, type Shape } from '#shared/report/pictures/picture.ts';
import { scatterPicture } from '#shared/report/pictures/scatter.ts';
import { pictureFile } from '#shared/report/pictures/svg.ts';

const told = { title: 'A title', summary: 'What <it> shows', note: null };
const colors = { light: '#008366', dark: '#49ddc3' };

/** All shapes of a picture, those inside others too. */
const shapesOf = (shapes: readonly Shape[]): Shape[] => shapes.flatMap(one => [one, ...shapesOf(one.shapes ?? [])]);
const looking = ({ shapes }: Picture, look: Shape['looks'][number]): Shape[] =>
  shapesOf(shapes).filter(({ looks }) => looks.includes(look));
const numbers = (shapes: readonly Shape[], name: string): number[] => shapes.map(({ at }) => Number(at[name]));

describe('R3: pictures', () => {
  it('a heat map has each value in its cell, the best ones strongest, and frames as they are said', () => {
    const picture = heatMapPicture({
      ...told,
      across: 'batch size',
      down: 'momentum',
      columns: ['16', '64'],
      rows: [
        {
          name: '0.9',
          cells: [
            { value: '0.4', small: 'lowest', heat: 5, look: 'best' },
            { value: '2.1', heat: 0 },
          ],
        },
        {
          name: '0',
          cells: [
            { value: '0.5', heat: 4, look: 'equal' },
            { value: null, heat: null },
          ],
        },
      ],
    });
    const cells = looking(picture, 'cell');
    expect(cells.map(({ looks }) => looks.slice(1))).toEqual([['heat5', 'best'], ['heat0'], ['heat4', 'equal'], []]);
    const [first, right, below] = cells;
    expect(Number(right?.at.x)).toBeGreaterThan(Number(first?.at.x));
    expect(below?.at.x).toBe(first?.at.x);
    expect(Number(below?.at.y)).toBeGreaterThan(Number(first?.at.y));
    const [value] = looking(picture, 'value');
    expect(value).toMatchObject({ text: '0.4' });
    expect(Number(value?.at.x) - Number(first?.at.x)).toBeCloseTo(Number(first?.at.width) / 2);
  });

  it('intervals lie along one axis with 0 on it, runs and means in their order', () => {
    const row = { name: 'linear against no decay', told: 'worse', colors };
    const picture = intervalsPicture(
      {
        ...told,
        xLabel: 'difference',
        zero: true,
        rows: [
          { ...row, mean: 0.02, interval: { low: 0.01, high: 0.03 }, dots: [0.015, 0.025] },
          { ...row, mean: null, interval: null, dots: [-0.01] },
        ],
      },
      'en',
    );
    const [band] = looking(picture, 'band');
    const [low, high, far] = numbers(looking(picture, 'dot'), 'cx') as [number, number, number];
    const zero = Number(/^M([\d.]+)/.exec(String(looking(picture, 'zero')[0]?.at.d))?.[1]);
    const [from, width] = [Number(band?.at.x), Number(band?.at.width)];
    // Half and one and a half of the way from 0 to where the band begins.
    expect((low - zero) / (from - zero)).toBeCloseTo(1.5, 1);
    expect(far - zero).toBeCloseTo(zero - from, 0);
    expect(high).toBeLessThan(from + width);
    expect(looking(picture, 'mean').length).toBe(1);
    expect(Math.max(low, high, far)).toBeLessThan(picture.width);
  });

  it('a scatter puts large values right and up, and draws many points as one path', () => {
    const axes = { ...told, xLabel: 'true', yLabel: 'predicted', diagonal: true, colors };
    const many = scatterPicture({ ...axes, points: Array.from({ length: 1000 }, (_, i) => ({ x: i, y: i })) }, 'en');
    expect(looking(many, 'dot').length).toBe(1);
    const points = [...String(looking(many, 'dot')[0]?.at.d).matchAll(/M([\d.]+) ([\d.]+)h/g)];
    expect(points.length).toBe(1000);
    expect(Number(points.at(-1)?.[1])).toBeGreaterThan(Number(points[0]?.[1]));
    expect(Number(points.at(-1)?.[2])).toBeLessThan(Number(points[0]?.[2]));
    const few = scatterPicture(
      {
        ...axes,
        diagonal: false,
        points: [
          { x: 1, y: 1, heat: 5, look: 'best' },
          { x: 1, y: 1, heat: 1 },
        ],
      },
      'en',
    );
    // The best one is drawn last, above what lies at the same place.
    expect(looking(few, 'cell').map(({ looks }) => looks.includes('best'))).toEqual([false, true]);
  });

  it('one value alone, or none, breaks no picture', () => {
    const axes = { ...told, xLabel: 'x', yLabel: 'y', diagonal: true, colors };
    const row = { name: 'one', told: null, mean: 5, interval: null, dots: [5], colors };
    for (const picture of [
      scatterPicture({ ...axes, points: [{ x: 3, y: 3 }] }, 'en'),
      scatterPicture({ ...axes, points: [] }, 'en'),
      intervalsPicture({ ...told, xLabel: 'x', zero: false, rows: [row] }, 'en'),
      intervalsPicture({ ...told, xLabel: 'x', zero: false, rows: [{ ...row, mean: 0, dots: [0] }] }, 'en'),
      heatMapPicture({ ...told, across: 'a', down: 'b', columns: [], rows: [] }),
    ])
      expect(pictureFile(picture)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('a file of one stands for itself: well-formed, light, and nobody’s name is markup', () => {
    const line = { color: colors, dashed: false, x: [0, 10, 20], y: [2, 1, 1.5], divergedAt: 20 };
    const picture = curvesPicture(
      {
        ...{ ...told, xLabel: 'steps', yLabel: 'loss', log: true, cap: 1.8, table: null },
        lines: [
          { ...line, name: '</svg><script>alert(1)</script>' },
          { ...line, name: 'behind', color: null },
        ],
      },
      'en',
    );
    const file = pictureFile(picture);
    expect(file).not.toContain('<script');
    expect(file).toContain('&lt;script&gt;');
    expect(file).toContain('<desc>What &lt;it&gt; shows</desc>');
    const open: string[] = [];
    const markup = file.replace(/<style>[\s\S]*?<\/style>|<!--.*?-->/g, '');
    for (const [, closes, tag = '', rest = ''] of markup.matchAll(/<(\/?)([a-zA-Z]+)([^<>]*)>/g)) {
      if (closes) expect(open.pop()).toBe(tag);
      else if (!rest.endsWith('/')) open.push(tag);
    }
    expect(open).toEqual([]);
  });

  it('names are cut to what fits, a Chinese sign counting twice', () => {
    expect(fitting('short', 10)).toBe('short');
    expect(fitting('rather a long name', 8)).toBe('rather …');
    expect(fitting('学习率衰减', 6)).toBe('学习…');
  });
});
