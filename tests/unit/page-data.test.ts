import { describe, expect, it } from 'vitest';
import type { Translate } from '#renderer/app/context.ts';
import { barsOf, columnValues } from '#renderer/data/column-values.ts';
import { floorWords } from '#renderer/data/Evaluation.tsx';
import { DETECTED, encodingsOf, withEncoding } from '#renderer/data/encoding-choices.ts';
import { layoutWords } from '#renderer/data/layout-words.ts';
import { rgbaOf } from '#renderer/data/PixelImage.tsx';
import {
  kindsOf,
  rolesOf,
  targetsOf,
  waysOf,
  withKind,
  withRole,
  withTarget,
  withTask,
  withWay,
} from '#renderer/data/prediction-choices.ts';
import { formatFileSize, formatRatio, formatValue } from '#renderer/format.ts';
import { dataFacts, projectName } from '#renderer/names.ts';
import type { ColumnReport, Layout } from '#shared/domain/data-report.ts';
import { TextEncoding } from '#shared/domain/dataset.ts';
import { encodingName } from '#shared/domain/encoding-name.ts';
import { text } from '#shared/messages/text.ts';
import { someFacts } from '../tools/prepared-facts.ts';

const t: Translate = (key, ...values) => text('en', key, ...values);
const zh: Translate = (key, ...values) => text('zh-CN', key, ...values);

const column = (changes: Partial<ColumnReport> = {}): ColumnReport => ({
  name: 'alcohol',
  type: 'number',
  role: 'input',
  note: null,
  missing: 0,
  distinct: 3,
  features: 1,
  range: null,
  top: [],
  ...changes,
});
const layout: Layout = { files: 1, bytes: 10, encoding: null, separator: ';', decimal: ',', header: true };

describe('the line about a data set', () => {
  const rows = { train: 8000, dev: 1000, test: 1000 };
  it.each([
    [{ rows }, '10,000 images, 2 classes'],
    [{ rows, kind: 'text', image: null }, '10,000 texts, 2 classes'],
    [{ rows, kind: 'table', image: null, features: 11 }, '10,000 rows, 11 features, 2 classes'],
    [{ rows, task: 'regression', target: 'quality', classes: [] }, '10,000 rows, regression of quality'],
    [{ rows, task: 'regression', target: null, classes: [] }, '10,000 rows, regression'],
  ] as const)('%o', (facts, line) => {
    const changes = { ...facts, ...('classes' in facts ? { classes: [] } : {}) } as Parameters<typeof someFacts>[0];
    // A number and its noun stay on one line.
    expect(dataFacts(someFacts(changes), t, 'en').replaceAll('\u00a0', ' ')).toBe(line);
  });

  it('names samples in the person’s language, and files by themselves', () => {
    expect(projectName({ source: 'sample:rings', name: 'sample:rings' }, t)).toBe('Rings sample');
    expect(projectName({ source: 'sample:rings', name: 'sample:rings' }, zh)).toBe('圆环示例');
    expect(projectName({ source: '/data/wine.csv', name: 'wine.csv' }, t)).toBe('wine.csv');
  });
});

describe('what stands in a column', () => {
  it('is a range, for dates of days', () => {
    const range = { min: 0.08, median: 3.8, mean: 4, max: 1005 };
    expect(columnValues(column({ range }), t, 'en')).toBe('0.08 to 1,005, median 3.8');
    const days = { min: 0, median: 19_000, mean: 19_000, max: 20_000 };
    expect(columnValues(column({ type: 'date', range: days }), t, 'en')).toBe(
      '1970\u201101\u201101 to 2024\u201110\u201104, median 2022\u201101\u201108',
    );
  });

  it('is the most frequent values, long ones shortened', () => {
    const top = [
      { value: 'red', rows: 1599 },
      { value: 'a grape from the northern valley', rows: 2 },
    ];
    expect(columnValues(column({ top }), t, 'en')).toBe('red (1,599), a grape from the northe… (2)');
  });
});

it('says how a CSV is written, and nothing where there is no such thing', () => {
  expect(layoutWords(layout, t)).toBe('separator semicolon, decimal sign “,”, column names in the first line');
  expect(layoutWords({ ...layout, separator: '\t', decimal: '.', header: false }, t)).toBe(
    'separator tab, no line of column names',
  );
  expect(layoutWords({ ...layout, separator: null, decimal: null, header: null }, t)).toBe('');
});

describe('what a person may choose', () => {
  const facts = someFacts({ format: 'csv', kind: 'table' });
  const columns = [column({ name: 'a' }), column({ name: 'b', role: 'target' })];

  it('is a column by its name, or by its number where the file names none', () => {
    expect(targetsOf(facts, columns, layout).map(({ target }) => target)).toEqual(['a', 'b']);
    expect(targetsOf(facts, columns, { ...layout, header: false }).map(({ target }) => target)).toEqual(['1', '2']);
    expect(targetsOf(someFacts(), [], layout)).toEqual([]);
  });

  it('lets the task be found out anew for another target, and keeps the rest', () => {
    const choice = { kind: 'table', target: 'a', task: 'regression' } as const;
    expect(withTarget(choice, columns, 'b')).toEqual({ kind: 'table', target: 'b' });
    expect(withTask(choice, 'classification')).toEqual({ ...choice, task: 'classification' });
    expect(withKind(choice, 'text')).toEqual({ ...choice, kind: 'text' });
  });
});

describe('what a person may choose of columns', () => {
  const wine = ['pH', 'quality', 'alcohol'].map(name => column({ name }));
  const dropped = column({ role: 'leftOut', note: { key: 'data.csv.leftOut.dropped', values: {} } });

  it('is the role of an input and of one that they left out, by name or by number', () => {
    const ofNumbers = ['input', 'target', 'leftOut', 'time', 'group'];
    expect(rolesOf(column())).toEqual(ofNumbers);
    expect(rolesOf(dropped)).toEqual(ofNumbers);
    expect(rolesOf(column({ type: 'date' }))).toEqual(['input', 'target', 'leftOut', 'time']);
    expect(rolesOf(column({ type: 'text' }))).toEqual(['input', 'target', 'leftOut', 'text']);
    expect(rolesOf(column({ role: 'target' }))).toEqual([]);
    const id = column({ role: 'leftOut', type: 'category', note: { key: 'data.csv.leftOut.id', values: {} } });
    expect(rolesOf(id)).toEqual(['leftOut', 'group']);
    expect(withRole({}, wine, 2, 'leftOut')).toEqual({ drop: ['alcohol'] });
    expect(withRole({ drop: ['3', 'pH'] }, wine, 2, 'input')).toEqual({ drop: ['pH'] });
    expect(withRole({ drop: ['alcohol'], task: 'regression' }, wine, 2, 'target')).toEqual({ target: 'alcohol' });
  });

  it('is also that a column divides the rows, or does so no more', () => {
    expect(withRole({ drop: ['pH'] }, wine, 0, 'group')).toEqual({ split: { by: 'group', column: 'pH' } });
    const divided = wine.map((other, i) => (i === 0 ? { ...other, role: 'group' as const } : other));
    const choice = { split: { by: 'group' as const, column: 'pH' } };
    expect(withRole(choice, divided, 0, 'input')).toEqual({ split: { by: 'random' } });
    expect(withRole(choice, divided, 0, 'leftOut')).toEqual({ split: { by: 'random' }, drop: ['pH'] });
    expect(withRole(choice, divided, 2, 'leftOut')).toEqual({ ...choice, drop: ['alcohol'] });
    expect(withTarget(choice, divided, 'pH')).toEqual({ target: 'pH' });
    expect(withWay(choice, { by: 'time', column: null })).toEqual({ split: { by: 'time' } });
    expect(waysOf(someFacts({ split: { by: 'random', column: null } }), { splitWays: [] })).toEqual([
      { by: 'random', column: null },
    ]);
  });

  it('is no target that stays left out, whatever the choice calls it; a name comes before a number', () => {
    for (const said of ['3', 'ALCOHOL', 'alcohol']) {
      expect(withRole({ drop: [said, 'pH'] }, wine, 2, 'target')).toEqual({ target: 'alcohol', drop: ['pH'] });
      expect(withTarget({ drop: [said] }, wine, '3')).toEqual({ target: '3' });
    }
    const pixels = ['label', '1', '2'].map(name => column({ name }));
    expect(withRole({ drop: ['1', '2'] }, pixels, 1, 'input')).toEqual({ drop: ['2'] });
  });

  it('lets the logarithm go with another target or task: it may have none', () => {
    expect(withTarget({ logTarget: true, drop: ['pH'] }, wine, 'quality')).toEqual({ target: 'quality', drop: ['pH'] });
    expect(withTask({ logTarget: true }, 'classification')).toEqual({ task: 'classification' });
  });

  it('is images where the columns are pixels', () => {
    const facts = someFacts({ format: 'csv', kind: 'table' });
    const pixels = { id: 'pixels', verdict: 'warns', remedy: null } as const;
    expect(kindsOf(facts, { checks: [] })).toEqual(['table', 'text']);
    expect(
      kindsOf(facts, {
        checks: [{ ...pixels, columns: [], examples: [], reason: { key: 'data.check.pixels.grey', values: {} } }],
      }),
    ).toContain('images');
    expect(kindsOf(someFacts({ format: 'csv', kind: 'images' }), { checks: [] })).toContain('images');
    expect(kindsOf(someFacts({ format: 'idx' }), { checks: [] })).toEqual(['images']);
  });
});

describe('the encoding that a person may choose', () => {
  it('is the detected one, or any that can be said', () => {
    const found = encodingsOf({ name: 'windows-1251', bom: false }, {}, t);
    expect(found.map(({ label }) => label)).toEqual([
      'Windows-1251 (detected)',
      ...TextEncoding.options.map(encodingName),
    ]);
    expect(found.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Shift_JIS', 'EUC-JP', 'Windows-1251', 'KOI8-R']),
    );
    const chosen = { name: 'gb18030', bom: false, detected: 'windows-1251' };
    expect(encodingsOf(chosen, { encoding: 'gb18030' }, t)[0]!.label).toBe('Windows-1251 (detected)');
    const same = { name: 'gb18030', bom: false };
    expect(encodingsOf(same, { encoding: 'gb18030' }, t)[0]!.label).toBe('As Descent detects');
  });

  it('is said, or left to Descent again', () => {
    expect(withEncoding({ target: 'a' }, 'gb18030')).toEqual({ target: 'a', encoding: 'gb18030' });
    expect(withEncoding({ target: 'a', encoding: 'gb18030' }, DETECTED)).toEqual({ target: 'a' });
  });
});

describe('the bar', () => {
  it('is the largest class and the class frequencies', () => {
    expect(floorWords(someFacts(), t, 'en')).toBe(
      'Always saying “one”: Accuracy 50.0 %. Answering with the class frequencies: loss 0.700. Their entropy in train is 0.680 nats.',
    );
  });

  it('is the mean for a number', () => {
    const facts = someFacts({
      task: 'regression',
      classes: [],
      classCounts: [],
      entropy: null,
      metric: 'rmse',
      targetScale: { mean: 5.5, std: 2, devVariance: 1.1 },
      floor: { loss: 1.1, metric: 2.1 },
    });
    expect(floorWords(facts, t, 'en')).toContain('Always saying the mean, 5.5: RMSE 2.1');
  });
});

describe('an image', () => {
  it('is grey, grey with opacity, in colour, or in colour with opacity', () => {
    expect([...rgbaOf(Uint8Array.of(7, 9), 1)]).toEqual([7, 7, 7, 255, 9, 9, 9, 255]);
    expect([...rgbaOf(Uint8Array.of(7, 9), 2)]).toEqual([7, 7, 7, 9]);
    expect([...rgbaOf(Uint8Array.of(1, 2, 3), 3)]).toEqual([1, 2, 3, 255]);
    expect([...rgbaOf(Uint8Array.of(1, 2, 3, 4), 4)]).toEqual([1, 2, 3, 4]);
  });
});

it('writes values as data has them, sizes as file managers do, and how many times', () => {
  expect([0, 6, 3.8, 1005, -0.25, 12345.678, 8.2e-5].map(value => formatValue(value, 'en'))).toEqual([
    '0',
    '6',
    '3.8',
    '1,005',
    '−0.25',
    '12,345.68',
    '8.2e−5',
  ]);
  expect([0, 999, 1000, 1440, 264_426, 1.5e9].map(formatFileSize)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '1.4 kB',
    '264 kB',
    '1.5 GB',
  ]);
  expect([1, 1.27, 439.6].map(ratio => formatRatio(ratio, 'en'))).toEqual(['1', '1.3', '440']);
});

describe('the bars of a column', () => {
  it('are its histogram, or its most frequent values where some come again', () => {
    const top = (rows: readonly number[]) => rows.map((count, i) => ({ value: String(i), rows: count }));
    expect(barsOf(column({ histogram: [1, 2, 3], top: top([3, 2]) }))).toEqual([1, 2, 3]);
    expect(barsOf(column({ type: 'category', top: top([3, 2]) }))).toEqual([3, 2]);
    expect(barsOf(column({ type: 'category', top: top([1, 1, 1]) }))).toBeNull();
    expect(barsOf(column({ type: 'text', top: top([3, 2]) }))).toBeNull();
  });
});
