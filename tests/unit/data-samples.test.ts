import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RawDataset } from '#electron/data/raw/dataset.ts';
import { drawRegression, REGRESSION_NOISE } from '#electron/data/samples/regression.ts';
import { drawRings } from '#electron/data/samples/rings.ts';
import { openSample, sampleDigest, sampleNames } from '#electron/data/samples/samples.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { refusalOf } from './data-files.ts';

async function read(name: string, choice: DataChoice = {}): Promise<RawDataset> {
  const source = openSample(name, choice);
  if (!source) throw new Error(`${name} is no sample`);
  return source.read(() => {});
}
const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

describe('all samples', () => {
  test('are known by name, and other names are paths', () => {
    expect(sampleNames()).toEqual(['sample:digits', 'sample:reviews', 'sample:rings', 'sample:regression']);
    expect(openSample('rings')).toBeNull();
  });

  test('one that there is not is refused with those that there are', async () => {
    for (const name of ['sample:', 'sample:nothing', 'sample:toString']) {
      const { record } = await refusalOf(Promise.resolve().then(() => openSample(name)));
      expect(record.key).toBe('error.data.noSuchSample');
      expect(record.values.samples).toContain('sample:rings');
    }
  });

  test('have digests of their own', () => {
    expect(new Set(sampleNames().map(sampleDigest)).size).toBe(sampleNames().length);
  });

  test.each(sampleNames())('%s is understood without a word of warning, and says why in every language', async name => {
    const data = await read(name);
    expect(data.leftOut).toEqual([]);
    expect(data.warnings).toEqual([]);
    expect(data.layout).toMatchObject({ files: 0, bytes: 0 });
    expect(data.place(0).file).toBe(name);
    for (const { key, values } of Object.values(data.why))
      for (const language of LANGUAGES) expect(text(language, key, values)).not.toMatch(/^[\w.]+$|\{\w+\}/);
  });
});

// Who changes a sample on purpose raises its version in readers/sample.ts and notes the new digest here.
test.each([
  ['rings', drawRings, '465e1a4146d68bfe42432559a0800db0e22e2cc24f0d693c3d210ee044e80590'],
  ['regression', drawRegression, '49c256c03d3930d60ed76e350762502def0a9147e58378eccc395d32bcffe728'],
])('sample:%s: the seed decides every byte, and they never change unnoticed', (_, draw, digest) => {
  expect(sha256(draw(1))).toBe(digest);
  expect(sha256(draw(2))).not.toBe(digest);
});

describe('sample:digits', () => {
  test('are images with their digits as classes', async () => {
    const data = await read('sample:digits');
    if (data.kind !== 'images' || data.target.task !== 'classification') throw new Error('expected classes of images');
    expect(data).toMatchObject({ rows: 8000, height: 16, width: 16, channels: 1, scale: 1 / 128 });
    expect(data.target.classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    if (data.preview.kind !== 'images') throw new Error('expected a preview of images');
    expect(data.preview.images[7]).toEqual({
      label: String(data.target.labels[7]),
      pixels: Buffer.from(data.pixels.subarray(7 * 256, 8 * 256)).toString('base64'),
    });
  });

  test('are nothing else', async () => {
    expect((await refusalOf(read('sample:digits', { kind: 'text' }))).record.key).toBe('error.data.sample.fixed');
    expect((await refusalOf(read('sample:digits', { drop: ['x'] }))).record.key).toBe('error.data.sample.fixed');
    expect((await refusalOf(read('sample:digits', { target: 'x' }))).record.key).toBe('error.data.images.noColumns');
  });
});

describe('sample:reviews', () => {
  test('are texts, for or against', async () => {
    const data = await read('sample:reviews');
    if (data.kind !== 'text' || data.target.task !== 'classification') throw new Error('expected classes of texts');
    expect(data.texts).toHaveLength(data.rows);
    expect(data.target.labels).toHaveLength(data.rows);
    expect(data.target.classes).toEqual(['negative', 'positive']);
  });

  test.each<DataChoice>([{ kind: 'table' }, { target: 'x' }, { task: 'regression' }])(
    'are nothing else: %o',
    async choice => {
      expect((await refusalOf(read('sample:reviews', choice))).record.key).toBe('error.data.sample.fixed');
    },
  );
});

/** Rows of a CSV without quotes, by column. */
function cells(csv: string): Record<string, string>[] {
  const [head, ...lines] = csv
    .trimEnd()
    .split('\n')
    .map(line => line.split(','));
  return lines.map(line => Object.fromEntries(head!.map((name, i) => [name, line[i]!])));
}
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
/** Pearson's correlation. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const products = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  return products(a, ma, b, mb) / Math.sqrt(products(a, ma, a, ma) * products(b, mb, b, mb));
}

test.each(['sample:rings', 'sample:regression'])('%s is a table and nothing else', async name => {
  expect((await refusalOf(read(name, { kind: 'text' }))).record.key).toBe('error.data.sample.fixed');
  expect((await refusalOf(read(name, { encoding: 'utf-8' }))).record.key).toBe('error.data.sample.fixed');
});

describe('sample:rings', () => {
  const rows = cells(drawRings(1));
  const column = (name: string) => rows.map(row => Number(row[name]));

  test('is a table with three classes about equally often', async () => {
    const data = await read('sample:rings');
    if (data.kind !== 'table' || data.target.task !== 'classification') throw new Error('expected classes of a table');
    expect(data.target.name).toBe('ring');
    expect(data.target.classes.toSorted()).toEqual(['inner', 'middle', 'outer']);
    expect(data.inputs.map(({ name, type }) => [name, type])).toEqual([
      ['horizontal', 'number'],
      ['vertical', 'number'],
      ['temperature', 'number'],
      ['detector', 'category'],
    ]);
    for (const name of data.target.classes)
      expect(Math.abs(rows.filter(row => row.ring === name).length - 1333)).toBeLessThan(120);
  });

  test('no number alone tells a class, while the distance from the middle does', () => {
    const inner = rows.map(row => Number(row.ring === 'inner'));
    const outer = rows.map(row => Number(row.ring === 'outer'));
    for (const name of ['horizontal', 'vertical', 'temperature'])
      for (const ring of [inner, outer]) expect(Math.abs(correlation(column(name), ring))).toBeLessThan(0.05);
    const distance = column('horizontal').map((x, i) => Math.hypot(x, Number(rows[i]!.vertical)));
    expect(correlation(distance, outer)).toBeGreaterThan(0.7);
    expect(correlation(distance, inner)).toBeLessThan(-0.7);
  });

  test('the detector matters a little', () => {
    const distances = (detector: string) =>
      mean(
        rows
          .filter(row => row.detector === detector)
          .map(row => Math.hypot(Number(row.horizontal), Number(row.vertical))),
      );
    expect(distances('north') / distances('south')).toBeCloseTo(0.85, 1);
    expect(distances('east') / distances('south')).toBeCloseTo(1.15, 1);
  });
});

describe('sample:regression', () => {
  const rows = cells(drawRegression(1));

  test('is a table with a number to predict and some missing cells', async () => {
    const data = await read('sample:regression');
    if (data.kind !== 'table' || data.target.task !== 'regression') throw new Error('expected numbers of a table');
    expect(data.target.name).toBe('strength');
    expect(data.target.values).toHaveLength(4000);
    const missing = Object.fromEntries(data.columns.map(column => [column.name, column.missing]));
    expect(missing).toMatchObject({ cement: 0, water: 0, age: 0, curing: 0, strength: 0 });
    expect(missing.temperature! / 4000).toBeCloseTo(0.04, 2);
    expect(missing.fly_ash! / 4000).toBeCloseTo(0.02, 2);
  });

  test('strength follows the law of water and cement', () => {
    const old = rows.filter(row => Number(row.age) > 60);
    const ratios = old.map(row => Number(row.water) / (Number(row.cement) + 0.4 * Number(row.fly_ash)));
    const logStrengths = old.map(row => Math.log(Number(row.strength)));
    expect(correlation(ratios, logStrengths)).toBeLessThan(-0.8);
  });

  test('its columns act together: the same step of age counts for more with more cement', () => {
    const strengthOf = (lean: boolean, young: boolean) =>
      mean(
        rows
          .filter(row => Number(row.water) / Number(row.cement) > 0.6 === lean && Number(row.age) < 4 === young)
          .map(row => Number(row.strength)),
      );
    const gain = (lean: boolean) => strengthOf(lean, false) - strengthOf(lean, true);
    expect(gain(false)).toBeGreaterThan(1.5 * gain(true));
  });

  test('the noise that is stated is small beside what can be explained', () => {
    const strengths = rows.map(row => Number(row.strength));
    const variance = mean(strengths.map(value => value ** 2)) - mean(strengths) ** 2;
    expect(1 - REGRESSION_NOISE ** 2 / variance).toBeGreaterThan(0.98);
  });
});
