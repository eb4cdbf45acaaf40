import { describe, expect, it, test } from 'vitest';
import { drift } from '#electron/data/checks/drift.ts';
import { farValues } from '#electron/data/checks/missing-code.ts';
import { classParts, duplicateParts } from '#electron/data/checks/parts.ts';
import { divide } from '#electron/data/divide.ts';
import { openSource } from '#electron/data/open-source.ts';
import { csvReader } from '#electron/data/readers/csv.ts';
import { openSample, sampleNames } from '#electron/data/samples/samples.ts';
import type { Split } from '#electron/data/split/split.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataCheck, DataCheckId } from '#shared/domain/data-report.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { hasMessage, LANGUAGES, text } from '#shared/messages/text.ts';
import { Random } from '#shared/method/random.ts';
import { checksOf } from '../bench/data-checks/data-checks.ts';
import { cleanTable } from '../bench/data-checks/tables.ts';
import { fileSet, memoryFile } from '../tools/memory-files.ts';
import { AB, readTable, refused, table } from './data-csv-tables.ts';
import { folderWith } from './data-files.ts';
import { categoryColumn, classTarget, numberColumn, rawTable, valueTarget } from './data-raw.ts';

const random = Random.from(7);
const numbers = (count: number, scale = 1) => Array.from({ length: count }, () => scale * random.normal());
const fixed = (value: number) => value.toFixed(3);

/** A CSV read and divided; every sentence of its checks is one in each language. */
async function divided(csv: string, choice: DataChoice = {}) {
  const source = await csvReader.open(fileSet(memoryFile('a.csv', csv)), choice);
  const answer = divide(await source!.read(() => {}), 'a.csv', () => {}, choice);
  for (const { reason, remedy } of answer.report.checks)
    for (const { key, values } of [reason, ...(remedy ? [remedy.effect] : [])]) {
      expect(hasMessage(key), key).toBe(true);
      for (const language of LANGUAGES) expect(text(language, key, values)).not.toMatch(/\{\w+\}/);
    }
  return answer;
}

const checkOf = (checks: readonly DataCheck[], id: DataCheckId) => checks.find(check => check.id === id);

async function warned(csv: string, choice?: DataChoice) {
  const { report } = await divided(csv, choice);
  return report.checks.filter(({ verdict }) => verdict !== 'passes');
}

/** The key of what dividing a CSV is refused by. */
async function refusal(csv: string, choice: DataChoice): Promise<string> {
  const error = await divided(csv, choice).then(
    () => null,
    e => e,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('not refused');
  return error.record.key;
}

const csv = (columns: Record<string, readonly (string | number)[]>): string => {
  const names = Object.keys(columns);
  return [names, ...columns[names[0]!]!.map((_, row) => names.map(name => columns[name]![row]))]
    .map(cells => cells.join(','))
    .join('\n');
};

describe('a code for “missing”', () => {
  const rest = Array.from({ length: 40 }, (_, i) => 1 + i / 20);
  const found = (...values: number[]) => farValues(Float64Array.from(values)).map(({ value, rows }) => [value, rows]);

  it('is a far value that repeats, at either end, also two beside each other', () => {
    expect(found(...rest, -200, -200, -200)).toEqual([[-200, 3]]);
    expect(found(...rest, 9999, 9999, 9999, 9999)).toEqual([[9999, 4]]);
    expect(found(...rest, 8888, 9999, 9999, 9999, 8888, 8888)).toEqual([
      [9999, 3],
      [8888, 3],
    ]);
    expect(found(...rest, -999, -999, -999, 9999, 9999, 9999)).toEqual([
      [-999, 3],
      [9999, 3],
    ]);
  });

  it('is neither a slip that does not repeat, nor a cap, nor one of many zeros, nor one of a few grades', () => {
    expect(found(...rest, -200, -200)).toEqual([]);
    expect(found(...rest, 3, 3, 3, 3, 3, 3)).toEqual([]);
    expect(found(...rest.map(x => 100 * x), 0, 0, 0, 0, 0)).toEqual([]);
    expect(found(1, 1, 1, 2, 2, 2, 5, 5, 5, 5)).toEqual([]);
    expect(found(0, 1, 1, 0, 20, 20, 20)).toEqual([]);
    expect(found(Number.NaN, Number.NaN, Number.NaN)).toEqual([]);
    expect(found()).toEqual([]);
  });

  it('is all nines or very far where the others are few grades, or the only number below zero', () => {
    expect(found(1, 1, 2, 2, 3, 3, 9, 9, 9)).toEqual([[9, 3]]);
    expect(found(0, 1, 1, 0, -200, -200, -200)).toEqual([[-200, 3]]);
    expect(found(...rest.map(x => 1000 * x), -99, -99, -99)).toEqual([[-99, 3]]);
  });

  const air = csv({
    t: Array.from({ length: 60 }, (_, i) => (i % 10 === 3 ? '-200.0' : fixed(10 + (i % 17)))),
    h: Array.from({ length: 60 }, (_, i) => fixed(30 + (i % 13))),
    ah: Array.from({ length: 60 }, (_, i) => (i % 12 === 5 ? '-200' : fixed(1 + (i % 23) / 10))),
  });

  it('is pointed at in target and inputs together, with its rows and what taking it as missing does', async () => {
    const { report } = await divided(air);
    const [check] = report.checks.filter(({ verdict }) => verdict !== 'passes');
    expect(report.warnings.map(({ reason }) => reason.key)).not.toContain('data.warning.held');
    expect(check).toMatchObject({
      id: 'missingCode',
      columns: ['ah', 't'],
      reason: { values: { value: '-200', cells: 11 } },
      remedy: {
        change: {
          missing: [
            { value: '-200', column: 'ah' },
            { value: '-200', column: 't' },
          ],
        },
        effect: { key: 'data.check.missingCode.effectTarget', values: { count: 5 } },
      },
    });
    expect(check!.examples[0]).toEqual({
      place: { file: expect.stringContaining('a.csv'), line: 7 },
      text: 'ah: -200',
    });
  });

  it('is missing where the person says so: rows without a target are left out, gaps of inputs are filled', async () => {
    const { facts, report } = await divided(air, { missing: [{ value: '-200' }] });
    expect(checkOf(report.checks, 'missingCode')!.verdict).toBe('passes');
    expect(facts.rows.train + facts.rows.dev + facts.rows.test).toBe(55);
    expect(report.leftOut).toMatchObject([{ reason: { key: 'data.csv.unlabelled' }, rows: 5 }]);
    expect(report.columns.map(({ name, missing }) => [name, missing])).toEqual([
      ['t', 6],
      ['h', 0],
      ['ah', 5],
    ]);
    expect(report.columns[2]!.range!.min).toBeGreaterThanOrEqual(1);
  });

  it('counts in one column alone where that is said, by its name or number', async () => {
    for (const column of ['t', '1']) {
      const { report } = await divided(air, { missing: [{ value: '-200.00', column }] });
      expect(report.columns.map(({ missing }) => missing)).toEqual([6, 0, 0]);
      expect(checkOf(report.checks, 'missingCode')).toMatchObject({ verdict: 'warns', columns: ['ah'] });
    }
    expect(await refused(air, { missing: [{ value: '-200', column: 'x' }] })).toMatchObject({
      key: 'error.data.csv.noSuchColumn',
    });
  });

  it('makes a column of words one of numbers, with decimal commas too', async () => {
    const content = table(
      'a;b;y',
      60,
      i => `${i % 9 === 2 ? 'unknown' : i},5;${i % 7 === 1 ? '-99,90' : `${i % 5},2`};${AB(i)}`,
    );
    const read = await readTable(content, { missing: [{ value: 'unknown,5' }, { value: '-99,9', column: 'b' }] });
    expect(read.columns.map(({ type, missing }) => [type, missing])).toEqual([
      ['number', 7],
      ['number', 9],
      ['category', 0],
    ]);
  });

  it('that no cell holds is said', async () => {
    const { warnings } = await readTable(air, { missing: [{ value: '-20', column: 't' }, { value: '-200' }] });
    expect(warnings.map(({ reason }) => reason)).toEqual([
      { key: 'data.csv.missingUnused', values: { count: 1, said: 't=-20' } },
    ]);
  });
});

describe('columns that the person leaves out', () => {
  const content = table('a,b,c', 60, i => [i / 7, (i * 7) % 13, AB(i)].join(','));

  it('are no inputs, whether they are called by name or number, and are not guessed as the target', async () => {
    for (const name of ['b', '2', ' B ']) {
      const { inputs, columns } = await readTable(content, { drop: [name] });
      expect(inputs.map(input => input.name)).toEqual(['a']);
      expect(columns[1]).toMatchObject({ role: 'leftOut', note: { key: 'data.csv.leftOut.dropped' } });
    }
    expect((await readTable(content, { drop: ['c'] })).target.name).toBe('b');
  });

  it('are refused of data that has none', async () => {
    const sentences = (word: string) => Array.from({ length: 30 }, (_, i) => `a ${word} day number ${i}`).join('\n');
    const folder = folderWith({ 'good.txt': sentences('good'), 'bad.txt': sentences('bad') });
    const error = await openSource(folder, { missing: [{ value: '-9' }] }).catch((e: unknown) => e);
    expect(error).toMatchObject({ record: { key: 'error.data.columnsOnly' } });
    const source = await openSource(folder, { drop: [] });
    await source.close();
  });

  it('are refused where they don’t exist, or are the target', async () => {
    expect(await refused(content, { drop: ['d'] })).toMatchObject({ key: 'error.data.csv.noSuchColumn' });
    expect(await refused(content, { drop: ['3'], target: 'c' })).toMatchObject({ key: 'error.data.csv.targetDropped' });
    expect(await refused(content, { drop: ['a', 'b'] })).toMatchObject({ key: 'error.data.csv.noInputs' });
  });
});

describe('a column that tells the target alone', () => {
  const rows = 300;
  const labels = Array.from({ length: rows }, () => (random.uniform() < 0.4 ? 'yes' : 'no'));
  const x = numbers(rows).map(fixed);

  it('in other words', async () => {
    const [check, ...more] = await warned(
      csv({ x, alive: labels.map(l => (l === 'yes' ? 'lives' : 'died')), survived: labels }),
    );
    expect(more).toEqual([]);
    expect(check).toMatchObject({
      id: 'leak',
      columns: ['alive'],
      reason: { values: { name: 'alive', target: 'survived', percent: 100 } },
      remedy: { change: { drop: ['alive'] }, effect: { values: { count: 1 } } },
    });
  });

  it('by a threshold, by which cells are empty, and not one that helps to guess it only', async () => {
    const points = numbers(rows);
    const high = points.map(value => (value > 0.5 ? 'high' : 'low'));
    expect((await warned(csv({ x, points: points.map(fixed), high }))).map(({ columns }) => columns)).toEqual([
      ['points'],
    ]);
    const date = labels.map((l, i) => (l === 'yes' ? String(i % 17) : ''));
    expect((await warned(csv({ x, date, died: labels }))).map(({ columns }) => columns)).toEqual([['date']]);
    const near = points.map(value => (value + 0.15 * random.normal() > 0.5 ? 'high' : 'low'));
    expect(await warned(csv({ x, points: points.map(fixed), near }))).toEqual([]);
  });

  it('as the same quantity in another unit, and not as one that goes with it', async () => {
    const celsius = numbers(rows, 10);
    const target = celsius.map(fixed);
    const fahrenheit = celsius.map(value => fixed(32 + 1.8 * value));
    expect((await warned(csv({ x, fahrenheit, target }))).map(({ columns }) => columns)).toEqual([['fahrenheit']]);
    const near = celsius.map(value => fixed(value + 2 * random.normal()));
    expect(await warned(csv({ x, near, target }))).toEqual([]);
  });

  it('is not said of what chance can do: few rows, or a class of a few', async () => {
    const rare = Array.from({ length: 200 }, (_, i) => (i % 50 === 7 ? 'rare' : 'usual'));
    const flag = rare.map(l => (l === 'rare' ? 'on' : 'off'));
    expect((await warned(csv({ x: x.slice(0, 200), flag, rare }))).map(({ id }) => id)).toEqual([]);
    const few = rawTable(classTarget(labels.slice(0, 25)), [categoryColumn('same', labels.slice(0, 25))]);
    expect(checkOf(divide(few, 'few.csv').report.checks, 'leak')).toMatchObject({
      verdict: 'passes',
      reason: { key: 'data.check.leak.tooFew' },
    });
  });

  it('together with others: the other kinds of a thing, the parts of a total', async () => {
    const kinds = labels.map(() => random.below(3));
    const is = (kind: number) => kinds.map(k => (k === kind ? 1 : 0));
    const [kindsCheck] = await warned(csv({ x, is_cat: is(0), is_dog: is(1), is_bird: is(2) }));
    expect(kindsCheck).toMatchObject({ id: 'leak', reason: { key: 'data.check.leak.together' } });
    expect([...kindsCheck!.columns].sort()).toEqual(['is_cat', 'is_dog']);
    const casual = labels.map(() => random.below(100));
    const registered = labels.map(() => random.below(300));
    const total = casual.map((a, i) => a + registered[i]!);
    const [totalCheck] = await warned(csv({ x, casual, registered, total }));
    expect([...totalCheck!.columns].sort()).toEqual(['casual', 'registered']);
  });

  it('because the rows are in its order', async () => {
    const clock = Array.from({ length: rows }, (_, i) => fixed(i + random.uniform() / 2));
    const rising = clock.map(time => fixed(Number(time) / rows + 0.05 * random.normal()));
    expect(await warned(csv({ x, clock, rising }))).toMatchObject([{ id: 'order', columns: ['clock'] }]);
    expect(await warned(csv({ clock, x }))).toEqual([]);
  });
});

describe('a heavy tail of the target', () => {
  const z = numbers(400);
  const x = z.map(fixed);
  const heavy = csv({ x, y: z.map(value => (1000 * Math.exp(2 * value)).toFixed(2)) });

  it('is told with a row, and its logarithm offered; what is not heavy is not', async () => {
    expect(await warned(heavy)).toMatchObject([
      { id: 'leak' },
      { id: 'heavyTail', remedy: { change: { logTarget: true } } },
    ]);
    expect(await warned(csv({ x: numbers(400).map(fixed), y: z.map(v => fixed(Math.exp(v / 4))) }))).toEqual([]);
  });

  it('is not denied where its logarithm is of no use', async () => {
    const amounts = z.map((value, i) => (i % 3 === 0 ? '0' : (1000 * Math.exp(1.1 * value)).toFixed(2)));
    const { report } = await divided(csv({ x: numbers(400).map(fixed), amounts }), {});
    expect(checkOf(report.checks, 'heavyTail')).toMatchObject({
      verdict: 'passes',
      reason: { key: 'data.check.heavyTail.stays' },
    });
  });

  it('the logarithm is learnt where the person says so, and the bar is told in the target’s own unit', async () => {
    const { facts, report, splits } = await divided(heavy, { logTarget: true });
    expect(checkOf(report.checks, 'heavyTail')).toMatchObject({ verdict: 'passes' });
    const { mean, std, log, devVariance } = facts.targetScale!;
    expect(log).toBe(true);
    expect([mean, std]).toEqual([expect.closeTo(Math.log(1000), 0), expect.closeTo(2, 0)]);
    expect(devVariance).toBeLessThan(3);
    const own = [...splits.dev.labels].map(label => Math.exp(mean + std * label));
    const errors = own.map(value => (value - Math.exp(mean)) ** 2);
    expect(facts.floor.metric).toBeCloseTo(Math.sqrt(errors.reduce((a, b) => a + b) / errors.length), 0);
  });

  it('has no logarithm where a value is not positive, nor where there are classes', async () => {
    const zero = csv({ x, y: z.map((value, i) => (i === 7 ? '0' : fixed(Math.exp(value)))) });
    expect(await refusal(zero, { logTarget: true })).toBe('error.data.logTarget.notPositive');
    expect(await refusal(csv({ x, y: z.map(value => (value > 0 ? 'a' : 'b')) }), { logTarget: true })).toBe(
      'error.data.logTarget.classes',
    );
  });
});

describe('rows that belong together', () => {
  const people = (count: number) => Array.from({ length: 240 }, () => `P${100 + random.below(count)}`);
  const x = numbers(240).map(fixed);
  const y = x.map(() => (random.uniform() < 0.5 ? 'a' : 'b'));

  it('are warned of where a column names whose they are', async () => {
    for (const patient_id of [people(40), people(8)])
      expect(await warned(csv({ x, patient_id, y }), { split: { by: 'random' } })).toMatchObject([
        { id: 'groups', columns: ['patient_id'] },
      ]);
    expect(
      await warned(csv({ x, deviceId: people(60).map(p => p.slice(1)), y }), { split: { by: 'random' } }),
    ).toMatchObject([{ id: 'groups' }]);
  });

  it('a few kinds of a thing are no groups, whatever they are called', async () => {
    expect(await warned(csv({ x, region_id: people(6), colour: people(50), y }))).toEqual([]);
  });
});

describe('the parts', () => {
  const parts = (train: number[], dev: number[], test: number[] = []): Split => ({
    train: Int32Array.from(train),
    dev: Int32Array.from(dev),
    test: Int32Array.from(test),
  });
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  const single = (rows: number) => Int32Array.from({ length: rows }, (_, row) => row);

  it('a class without a row in dev is warned of, one without a row in train stops', () => {
    const target = classTarget(['a', 'a', 'b', 'b', 'c', 'c']);
    const raw = rawTable(target, [numberColumn('x', [1, 2, 3, 4, 5, 6])]);
    const check = (split: Split) =>
      classParts({ raw, target, split, groups: single(6), logTarget: false, way: { by: 'random', column: null } })[0]!;
    expect(check(parts([0, 2, 4], [1, 3, 5])).verdict).toBe('passes');
    expect(check(parts([0, 2, 4, 5], [1, 3]))).toMatchObject({ verdict: 'warns', reason: { values: { names: 'c' } } });
    expect(check(parts([0, 2], [1, 3, 4, 5]))).toMatchObject({ verdict: 'stops', reason: { values: { names: 'c' } } });
  });

  it('rows that stand in two parts are warned of with their places', () => {
    const target = valueTarget([1, 2, 3, 4]);
    const raw = rawTable(target, [numberColumn('x', [1, 2, 1, 4])]);
    const check = (split: Split) =>
      duplicateParts({
        raw,
        target,
        split,
        groups: Int32Array.of(0, 1, 0, 3),
        logTarget: false,
        way: { by: 'random', column: null },
      })[0]!;
    expect(check(parts([0, 2], [1, 3])).verdict).toBe('passes');
    expect(check(parts([0, 1], [2, 3]))).toMatchObject({
      verdict: 'warns',
      reason: { values: { count: 1 } },
      examples: [{ place: { line: 4 } }],
    });
  });

  it('dev that differs from train by more than chance is warned of, by numbers, categories and gaps', () => {
    const rows = 600;
    const isDev = (row: number) => row >= 500;
    const target = classTarget(range(0, rows).map(row => (row % 2 ? 'a' : 'b')));
    const raw = rawTable(target, [
      numberColumn('same', numbers(rows)),
      numberColumn(
        'moved',
        numbers(rows).map((value, row) => value + (isDev(row) ? 1 : 0)),
      ),
      numberColumn(
        'gaps',
        numbers(rows).map((value, row) => (isDev(row) && row % 2 ? Number.NaN : value)),
      ),
      categoryColumn(
        'kind',
        range(0, rows).map(row => (isDev(row) ? 'k' : 'l') + random.below(3)),
      ),
    ]);
    const check = (dev: number[], train: number[]) =>
      drift({
        raw,
        target,
        split: parts(train, dev),
        groups: single(rows),
        logTarget: false,
        way: { by: 'random', column: null },
      })[0]!;
    const later = drift({
      raw,
      target,
      split: parts(range(0, 500), range(500, 600)),
      groups: single(rows),
      logTarget: false,
      way: { by: 'time', column: 'moved' },
    })[0]!;
    // What time orders differs by intent.
    expect(later).toMatchObject({ columns: ['gaps', 'kind'], reason: { key: 'data.check.drift.later' } });
    expect(check(range(500, 600), range(0, 500))).toMatchObject({
      verdict: 'warns',
      columns: ['moved', 'gaps', 'kind'],
    });
    const mixed = single(rows);
    random.shuffle(mixed);
    expect(check([...mixed.slice(0, 100)], [...mixed.slice(100)]).verdict).toBe('passes');
  });
});

test('clean tables are not warned of', async () => {
  const found: [number, string][] = [];
  for (let seed = 1; seed <= 40; seed++)
    for (const { id, verdict } of await checksOf(cleanTable(seed))) if (verdict !== 'passes') found.push([seed, id]);
  expect(found).toEqual([]);
});

test.each(sampleNames())('%s is not warned of', async name => {
  const { report } = divide(await openSample(name)!.read(() => {}), name);
  expect(report.checks.filter(({ verdict }) => verdict !== 'passes')).toEqual([]);
});

describe('columns that are pixels', () => {
  const side = 8;
  /** A slope of grey, each one another; the border is 0. */
  const image = (i: number, most = 255) =>
    Array.from({ length: side * side }, (_, p) => {
      const [x, y] = [p % side, Math.floor(p / side)];
      const isBorder = x === 0 || y === 0;
      return isBorder ? 0 : Math.floor((most * (x * (i % 8) + y * Math.floor(i / 8) + 12)) / (side * 14));
    });
  const names = Array.from({ length: side * side }, (_, i) => `v${i}`);
  const grey = [['label', ...names], ...Array.from({ length: 40 }, (_, i) => [AB(i), ...image(i)])]
    .map(row => row.join(','))
    .join('\n');

  it('are offered as images, and read as such where the person says so', async () => {
    expect(checkOf(await warned(grey), 'pixels')).toMatchObject({
      reason: { values: { height: 8, width: 8 } },
      remedy: { change: { kind: 'images' } },
    });
    const { facts, splits, report } = await divided(grey, { kind: 'images' });
    expect(facts).toMatchObject({ kind: 'images', image: [8, 8, 1], features: 64, classes: ['a', 'b'] });
    expect(checkOf(report.checks, 'pixels')).toBeUndefined();
    expect(report.preview).toMatchObject({ kind: 'images', height: 8, width: 8 });
    expect(splits.train.inputs).toBeInstanceOf(Uint8Array);
    const pixels = [...splits.train.inputs.subarray(0, 64)];
    expect(Array.from({ length: 40 }, (_, i) => image(i))).toContainEqual(pixels);
  });

  it('of 0 to 16 are spread to 255; of three planes the colours of a pixel come together', async () => {
    const dim = [['label', ...names], ...Array.from({ length: 40 }, (_, i) => [AB(i), ...image(i, 16)])];
    const { splits } = await divided(dim.map(row => row.join(',')).join('\n'), { kind: 'images' });
    expect(Math.max(...splits.train.inputs)).toBe(255);
    const planes = (i: number) => [image(i), image(i).map(v => 255 - v), image(i).map(v => v >> 1)];
    const colour = Array.from({ length: 40 }, (_, i) => [AB(i), ...planes(i).flat()].join(','));
    const content = [['label', ...Array.from({ length: 192 }, (_, i) => `p${i}`)].join(','), ...colour].join('\n');
    const read = await divided(content, { kind: 'images' });
    expect(read.facts.image).toEqual([8, 8, 3]);
    const first = [...read.splits.train.inputs.subarray(0, 192)];
    const together = (i: number) => image(i).flatMap((_, p) => planes(i).map(plane => plane[p]!));
    expect(Array.from({ length: 40 }, (_, i) => together(i))).toContainEqual(first);
  });

  it('are refused as images where they are no square, and not offered where neighbours are unlike', async () => {
    const wide = [['label', ...names, 'more'], ...Array.from({ length: 40 }, (_, i) => [AB(i), ...image(i), i % 7])];
    const content = wide.map(row => row.join(',')).join('\n');
    expect(await refused(content, { kind: 'images' })).toMatchObject({ key: 'error.data.csv.noPixels' });
    expect((await divided(content, { kind: 'images', drop: ['more'] })).facts.image).toEqual([8, 8, 1]);
    const noise = [
      ['label', ...names],
      ...Array.from({ length: 40 }, (_, i) => [AB(i), ...names.map(() => random.below(256))]),
    ];
    expect(checkOf(await warned(noise.map(row => row.join(',')).join('\n')), 'pixels')).toBeUndefined();
  });
});

describe('zeros that stand for “missing”', () => {
  const measure = (from: number) =>
    Array.from({ length: 300 }, () => from + Math.round(Math.abs(from * random.normal())));
  const y = Array.from({ length: 300 }, () => (random.uniform() < 0.5 ? 'a' : 'b'));
  const unmeasured = (row: number) => row % 9 === 0;
  const gappy = (values: number[], isGap: (row: number) => boolean) =>
    values.map((value, row) => (isGap(row) ? 0 : value));
  const codes = async (columns: Record<string, (string | number)[]>) =>
    (await warned(csv(columns))).filter(({ id }) => id === 'missingCode');

  it('are seen where several measurements lack together, with all their columns', async () => {
    const pressure = gappy(measure(60), unmeasured);
    const insulin = gappy(measure(40), row => unmeasured(row) || row % 5 === 0);
    expect(await codes({ pressure, insulin, other: measure(50), y })).toMatchObject([
      { columns: ['pressure', 'insulin'], reason: { key: 'data.check.missingCode.zeros' } },
    ]);
  });

  it('are what they say in one column, in several by chance, and where small numbers come near them', async () => {
    expect(await codes({ garage: gappy(measure(60), unmeasured), other: measure(50), y })).toEqual([]);
    const [a, b] = [0.15, 0.2].map(share => gappy(measure(60), () => random.uniform() < share));
    expect(await codes({ a: a!, b: b!, y })).toEqual([]);
    const rain = numbers(300, 3).map((value, row) => (unmeasured(row) ? 0 : Math.abs(value).toFixed(1)));
    expect(await codes({ rain, snow: rain.map(value => Number(value) * 2), y })).toEqual([]);
  });
});
