import { describe, expect, test } from 'vitest';
import { type Divided, divide } from '#electron/data/divide.ts';
import type { RawDataset } from '#electron/data/raw/dataset.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { DataReport } from '#shared/domain/data-report.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { Random } from '#shared/method/random.ts';
import { categoryColumn, classTarget, numberColumn, rawImages, rawTable, rawTexts, valueTarget } from './data-raw.ts';

const random = Random.from(1);
const numbers = (count: number) => Array.from({ length: count }, () => random.normal());
const names = (counts: Record<string, number>) =>
  Object.entries(counts).flatMap(([name, n]) => Array<string>(n).fill(name));
const table = (labels: string[]) => rawTable(classTarget(labels), [numberColumn('x', numbers(labels.length))]);

/** Divides, and checks that everything said is a whole sentence in every language. */
function divided(raw: RawDataset): Divided {
  const answer = divide(raw, '/data/rows.csv');
  const { report } = answer;
  expect(DataReport.parse(report)).toEqual(report);
  const said = [
    ...report.leftOut.map(({ reason }) => reason),
    ...report.warnings.map(({ reason }) => reason),
    ...report.columns.flatMap(({ note }) => note ?? []),
    report.why.metric,
    report.why.batchSize,
  ];
  for (const { key, values } of said)
    for (const language of LANGUAGES) {
      const sentence = text(language, key, values);
      expect(sentence).not.toBe(key);
      expect(sentence).not.toMatch(/\{\w+\}/);
    }
  return answer;
}

function refusalOf(raw: RawDataset): Refusal {
  try {
    divide(raw, '/data/rows.csv');
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('expected a refusal, got an answer');
}

const warningKeys = ({ report }: Divided) => report.warnings.map(({ reason }) => reason.key);
const sizes = ({ facts: { rows } }: Divided) => [rows.train, rows.dev, rows.test];

describe('divide: classes', () => {
  test('counts, metric, batch size, bar and floor', () => {
    const { facts, report } = divided(table(names({ cat: 600, dog: 200 })));
    expect(facts).toMatchObject({
      kind: 'table',
      task: 'classification',
      classes: ['cat', 'dog'],
      classCounts: [600, 200],
      rows: { train: 480, dev: 160, test: 160 },
      metric: 'macroF1',
      batchSize: 32,
      features: 1,
    });
    // 3 of 4 are cats: −(0.75 ln 0.75 + 0.25 ln 0.25), in dev as in train, give or take a group of near-duplicates; F1 of cats is 2 · 120 / (160 + 120), of dogs 0.
    expect(Math.abs(facts.entropy! - 0.562335)).toBeLessThan(0.01);
    expect(Math.abs(facts.floor.loss - 0.562335)).toBeLessThan(0.01);
    expect(Math.abs(facts.floor.metric - 120 / 140 / 2)).toBeLessThan(0.01);
    expect(report.imbalance).toBe(3);
    expect(report.rowsRead).toBe(800);
  });

  test('one with too few examples is left out with a word, and the others are numbered anew', () => {
    const labels = names({ cat: 50, yeti: 2, dog: 50 });
    const { facts, report, splits } = divided(table(labels));
    expect(facts.classes).toEqual(['cat', 'dog']);
    expect(facts.classCounts).toEqual([50, 50]);
    expect([...new Set(splits.train.labels)].sort()).toEqual([0, 1]);
    expect(report.leftOut).toMatchObject([
      {
        reason: { values: { names: 'yeti', needed: 3 } },
        rows: 2,
        examples: [{ place: { line: 52 } }, { place: { line: 53 } }],
      },
    ]);
    expect(report.rowsRead).toBe(102);
  });

  test('whose rows are all copies of one has one example', () => {
    const labels = names({ cat: 50, dog: 50, yeti: 40 });
    const x = [...numbers(100), ...Array<number>(40).fill(77)];
    const raw = rawTable(classTarget(labels), [numberColumn('x', x)]);
    expect(divided(raw).facts.classes).toEqual(['cat', 'dog']);
  });

  test('of which less than two are left are refused', () => {
    const { record } = refusalOf(table(names({ cat: 50, yeti: 2, dog: 1 })));
    expect(record).toMatchObject({
      key: 'error.data.classesTooSmall',
      values: { count: 2, names: 'yeti, dog', needed: 3 },
    });
    expect(refusalOf(table(names({ cat: 50 }))).record).toMatchObject({
      key: 'error.data.oneClass',
      values: { name: 'cat' },
    });
  });

  test('every row has the label that it had', () => {
    for (let seed = 0; seed < 20; seed++) {
      const draw = Random.from(seed);
      const rows = 60 + draw.below(200);
      const labels = Array.from({ length: rows }, () => `class ${draw.below(5) * draw.below(2)}`);
      const pixels = Uint8Array.from({ length: rows * 64 }, () => draw.below(256));
      const { facts, splits } = divided(rawImages(classTarget(labels), 8, 8, pixels));
      const labelOf = new Map(labels.map((label, row) => [pixels.subarray(row * 64, row * 64 + 64).join(), label]));
      for (const { rows: count, inputs, labels: found } of Object.values(splits))
        for (let i = 0; i < count; i++)
          expect(facts.classes[found[i]!]).toBe(labelOf.get(inputs.subarray(i * 64, i * 64 + 64).join()));
    }
  });
});

describe('divide: near-duplicates', () => {
  test('are never on both sides, and are counted', () => {
    const draw = Random.from(8);
    const originals = Array.from({ length: 400 }, () =>
      Array.from({ length: 12 }, () => `w${draw.below(300)}`).join(' '),
    );
    const texts = [...originals, ...originals.slice(0, 150).map(line => `${line.toUpperCase()}!`)];
    const labels = texts.map((_, i) => (i % 2 ? 'a' : 'b'));
    const { report, splits } = divided(rawTexts(classTarget(labels), texts));
    expect(report.duplicates).toEqual({ rows: 300, groups: 150 });
    const seen = new Map<string, string>();
    for (const [name, { rows, inputs }] of Object.entries(splits))
      for (let i = 0; i < rows; i++) {
        const tokens = inputs
          .subarray((i * inputs.length) / rows, ((i + 1) * inputs.length) / rows)
          .join()
          .replace(/(,0)+$/, '');
        // The copies end in ! alone.
        const words = tokens.split(',').slice(0, 12).join();
        expect(seen.get(words) ?? name).toBe(name);
        seen.set(words, name);
      }
  });

  test('with different labels are warned of, with both places', () => {
    const x = numbers(100);
    const labels = names({ a: 50, b: 50 });
    const raw = rawTable(classTarget([...labels, 'b']), [numberColumn('x', [...x, x[3]!])]);
    const { report } = divided(raw);
    const warning = report.warnings.find(({ reason }) => reason.key === 'data.warning.disagreeing');
    expect(warning).toMatchObject({ reason: { values: { count: 1 } }, examples: [{ place: { line: 102 } }] });
    expect(warning!.examples[0]!.text).toContain('5: a');
  });

  test('of coarse columns are no copies, which is said', () => {
    const labels = names({ a: 50, b: 50 });
    const cells = labels.map((_, i) => ['x', 'y', 'z'][i % 3]!);
    const answer = divided(rawTable(classTarget(labels), [categoryColumn('kind', cells)]));
    expect(warningKeys(answer)).toContain('data.warning.coarse');
    expect(sizes(answer)).toEqual([60, 20, 20]);
    expect(answer.report.duplicates).toEqual({ rows: 0, groups: 0 });
  });
});

describe('divide: a published test part', () => {
  const withTest = (raw: RawDataset, publishedTest: number) => ({ ...raw, publishedTest });

  test('stays the test part', () => {
    const labels = [...names({ a: 45, b: 45 }), ...names({ a: 20, b: 5 })];
    const answer = divided(withTest(table(labels), 90));
    expect(sizes(answer)).toEqual([72, 18, 25]);
    expect([...answer.splits.test.labels]).toEqual([...Array(20).fill(0), ...Array(5).fill(1)]);
    expect(answer.report.warnings[0]?.reason).toEqual({ key: 'data.warning.publishedTest', values: { count: 25 } });
  });

  test('loses no row to its copies in train: those are left out with a word', () => {
    const labels = [...names({ a: 45, b: 45 }), 'a', 'b'];
    const x = [...numbers(90), 5, 6];
    x[10] = 5;
    x[60] = 6;
    const raw = withTest(rawTable(classTarget(labels), [numberColumn('x', x)]), 90);
    const { facts, report } = divided(raw);
    expect(facts.rows.test).toBe(2);
    expect(facts.rows.train + facts.rows.dev).toBe(88);
    expect(report.leftOut).toMatchObject([
      { reason: { key: 'data.leftOut.inTest' }, rows: 2, examples: [{ place: { line: 12 } }, { place: { line: 62 } }] },
    ]);
  });

  test('with a class that is nowhere else loses that class', () => {
    const labels = [...names({ a: 45, b: 45 }), 'a', 'b', 'c', 'c'];
    const { facts, report } = divided(withTest(table(labels), 90));
    expect(facts.classes).toEqual(['a', 'b']);
    expect(facts.rows.test).toBe(2);
    expect(report.leftOut).toMatchObject([{ reason: { values: { names: 'c', needed: 2 } }, rows: 2 }]);
  });
});

describe('divide: regression', () => {
  const values = numbers(500).map(value => 100 + 20 * value);
  const raw = rawTable(valueTarget(values), [numberColumn('x', numbers(500))]);

  test('the target is standardised by train, and the floor is the mean', () => {
    const { facts, report, splits } = divided(raw);
    const { train, dev } = splits;
    const mean = (list: ArrayLike<number>) => Array.from(list).reduce((a, b) => a + b, 0) / list.length;
    expect(mean(train.labels)).toBeCloseTo(0, 5);
    expect(mean(Array.from(train.labels, value => value * value))).toBeCloseTo(1, 5);
    const { mean: center, std, devVariance } = facts.targetScale!;
    expect(center).toBeCloseTo(100, -1);
    const devMean = mean(dev.labels);
    expect(devVariance).toBeCloseTo(mean(Array.from(dev.labels, value => (value - devMean) ** 2)), 10);
    expect(facts.floor.loss).toBeCloseTo(mean(Array.from(dev.labels, value => value * value)), 10);
    expect(facts.floor.metric).toBeCloseTo(std * Math.sqrt(facts.floor.loss), 10);
    expect(facts).toMatchObject({ metric: 'rmse', classes: [], classCounts: [], entropy: null });
    expect(report.imbalance).toBeNull();
  });

  test('a target of one value is refused', () => {
    const flat = rawTable(valueTarget(Array(50).fill(3)), [numberColumn('x', numbers(50))]);
    expect(refusalOf(flat).record).toMatchObject({
      key: 'error.data.constantTarget',
      values: { target: 'value', value: 3 },
    });
  });

  test('too few rows are refused', () => {
    const two = rawTable(valueTarget([1, 2]), [numberColumn('x', [1, 2])]);
    expect(refusalOf(two).record).toMatchObject({ key: 'error.data.tooFewRows', values: { count: 2, needed: 3 } });
  });
});

describe('divide: what is odd', () => {
  const labels = names({ a: 50, b: 50 });

  test('columns without news for train are left out with a word', () => {
    const inputs = [
      numberColumn('x', numbers(100)),
      categoryColumn(
        'id',
        labels.map((_, i) => `id ${i}`),
      ),
    ];
    const { report, facts } = divided(rawTable(classTarget(labels), inputs));
    expect(facts.features).toBe(1);
    expect(report.columns).toMatchObject([
      { name: 'x', role: 'input', features: 1 },
      { name: 'id', role: 'leftOut', features: 0, note: { key: 'data.column.constantInTrain' } },
    ]);
  });

  test('hashed columns say so', () => {
    const labels = names({ a: 200, b: 200 });
    const many = labels.map((_, i) => `c${i % 40}`);
    const inputs = [numberColumn('x', numbers(400)), categoryColumn('c', many)];
    const { report } = divided(rawTable(classTarget(labels), inputs));
    expect(report.columns[1]).toMatchObject({
      features: 64,
      note: { key: 'data.column.hashed', values: { buckets: 64 } },
    });
  });

  test('columns with gaps say what these count as', () => {
    const x = [...numbers(99), Number.NaN];
    const gaps = (one: number) => labels.map((_, i) => (i % one === 0 ? '' : `c${i % 3}`));
    const inputs = [
      numberColumn('x', x),
      categoryColumn('often', gaps(5)),
      categoryColumn('once', gaps(1000)),
      numberColumn('full', numbers(100).reverse()),
    ];
    const { report, preprocessing } = divided(rawTable(classTarget(labels), inputs));
    if (preprocessing.kind !== 'table' || !('fill' in preprocessing.columns[0]!)) throw new Error('no numbers');
    const median = String(Number(preprocessing.columns[0].fill.toPrecision(5)));
    expect(report.columns.map(({ note }) => note)).toEqual([
      { key: 'data.column.gapsMedian', values: { count: 1, value: median } },
      { key: 'data.column.gapsCategory', values: { count: 20 } },
      { key: 'data.column.gapsUnknown', values: { count: 1 } },
      null,
    ]);
  });

  test('nothing to learn from is refused', () => {
    const inputs = [
      categoryColumn(
        'id',
        labels.map((_, i) => `id ${i}`),
      ),
    ];
    expect(refusalOf(rawTable(classTarget(labels), inputs)).record.key).toBe('error.data.noInputs');
  });

  test('categories that train doesn’t know are counted, with examples', () => {
    const cells = labels.map((_, i) => (i < 90 ? 'known' : `rare ${i}`));
    const inputs = [numberColumn('x', numbers(100)), categoryColumn('c', cells)];
    const { report } = divided(rawTable(classTarget(labels), inputs));
    const warning = report.warnings.find(({ reason }) => reason.key === 'data.warning.unknownCategories');
    expect(warning!.reason.values).toMatchObject({ columns: 'c' });
    expect(warning!.examples.length).toBe(Math.min(5, Number(warning!.reason.values.count)));
    expect(warning!.examples[0]!.text).toMatch(/^c: rare \d+$/);
  });

  test('numbers that are held at a bound are counted, with what they count as', () => {
    const x = numbers(100);
    x[7] = 1e6;
    const { report } = divided(rawTable(classTarget(labels), [numberColumn('x', x)]));
    const warning = report.warnings.find(({ reason }) => reason.key === 'data.warning.held');
    expect(warning).toMatchObject({
      reason: { values: { count: 1, columns: 'x' } },
      examples: [{ place: { line: 9 } }],
    });
    expect(warning!.examples[0]!.text).toMatch(/^x: 1000000 → [23]\d\.\d+$/);
  });

  test('columns that are mostly empty, and a small dev part', () => {
    const holes = labels.map((_, i) => (i % 3 ? Number.NaN : i));
    const inputs = [numberColumn('x', numbers(100)), numberColumn('holes', holes)];
    const keys = warningKeys(divided(rawTable(classTarget(labels), inputs)));
    expect(keys).toEqual(['data.warning.smallDev', 'data.warning.mostlyMissing']);
  });

  test('the same rows give the same answer', () => {
    const raw = table(labels);
    expect(divide(raw, 'a')).toEqual(divide(raw, 'a'));
  });
});

describe('divide: sizes', () => {
  test('rows that become too large are refused, saying how many would do', () => {
    const rows = 500_000;
    const labels = Int32Array.from({ length: rows }, (_, i) => i % 2);
    const target = { name: 'y', task: 'classification' as const, classes: ['a', 'b'], labels };
    const categories = Array.from({ length: 32 }, (_, i) => `c${i}`);
    const columns = Array.from({ length: 10 }, (_, k) => {
      const codes = Int32Array.from(labels, (_, i) => (i >>> (5 * (k % 4))) % 32);
      return { name: `c${k}`, type: 'category' as const, categories, codes };
    });
    const { record } = refusalOf(rawTable(target, columns));
    const values = { features: 8 * 32 + 2 * 16, limit: 512, rows };
    expect(record).toMatchObject({ key: 'error.data.preparedTableTooLarge', values });
    expect(record.values.most).toBe(Math.floor((512 * 2 ** 20) / (288 * 4)));
  });
});
