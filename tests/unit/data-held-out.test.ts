import { describe, expect, it, test } from 'vitest';
import { type Divided, divide } from '#electron/data/divide.ts';
import type { RawDataset } from '#electron/data/raw/dataset.ts';
import { csvReader } from '#electron/data/readers/csv.ts';
import { groupsOfMembers, splitByGroup } from '#electron/data/split/by-group.ts';
import { splitByTime } from '#electron/data/split/by-time.ts';
import { divideRows } from '#electron/data/split/divide-rows.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { Random } from '#shared/method/random.ts';
import { fileSet, memoryFile } from '../tools/memory-files.ts';
import { classTarget, numberColumn, rawTable, valueTarget } from './data-raw.ts';

const random = Random.from(11);
const number = () => random.normal().toFixed(9);
const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10);

/** A CSV of so many rows, read and divided; all that is said of its parts is a sentence in each language. */
async function divided(rows: number, cells: (row: number) => Record<string, string | number>, choice: DataChoice = {}) {
  const records = Array.from({ length: rows }, (_, row) => cells(row));
  const csv = [Object.keys(records[0]!), ...records.map(record => Object.values(record))]
    .map(line => line.join(','))
    .join('\n');
  return dividedCsv(csv, choice);
}

async function dividedCsv(csv: string, choice: DataChoice = {}): Promise<Divided> {
  const source = await csvReader.open(fileSet(memoryFile('a.csv', csv)), choice);
  const answer = divide(await source!.read(() => {}), 'a.csv', () => {}, choice);
  for (const reason of [answer.report.why.split!, ...answer.report.leftOut.map(left => left.reason)])
    for (const language of LANGUAGES) expect(text(language, reason.key, reason.values)).not.toMatch(/\{\w+\}|^data\./);
  return answer;
}

const keyOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'taken',
    error => (error instanceof Refusal ? error.record.key : String(error)),
  );

function refusal(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error instanceof Refusal ? error.record : error;
  }
}

const sizes = ({ facts: { rows } }: Divided) => [rows.train, rows.dev, rows.test];
const roles = ({ report }: Divided) => Object.fromEntries(report.columns.map(({ name, role }) => [name, role]));
const why = ({ report }: Divided) => report.why.split;

describe('by time', () => {
  const series = (row: number) => ({ date: day(row), wind: number(), y: number() });

  it('is proposed where dates put the rows in order: the latest are test, those before them dev', async () => {
    const answer = await divided(200, series);
    expect(answer.facts.split).toEqual({ by: 'time', column: 'date' });
    expect(sizes(answer)).toEqual([120, 40, 40]);
    expect(why(answer)).toEqual({
      key: 'data.split.time',
      values: { columns: 'date', dev: day(120), test: day(160) },
    });
    expect(roles(answer)).toEqual({ date: 'time', wind: 'input', y: 'target' });
  });

  it('also where the newest row stands first', async () => {
    const answer = await divided(200, row => ({ ...series(row), date: day(199 - row) }));
    expect(why(answer)).toMatchObject({ key: 'data.split.time', values: { dev: day(120), test: day(160) } });
  });

  it('is offered and not proposed where the dates are in no order (of birth)', async () => {
    const answer = await divided(200, row => ({ ...series(row), date: day((row * 77) % 200) }));
    expect(answer.facts.split).toEqual({ by: 'random', column: null });
    expect(answer.report.splitWays).toEqual([{ by: 'time', column: 'date' }]);
    expect(roles(answer).date).toBe('input');
  });

  it('orders mixed rows by their dates where it is chosen, whatever their order', async () => {
    const cells = (row: number) => ({ ...series(row), date: day((row * 77) % 200) });
    const answer = await divided(200, cells, { split: { by: 'time' } });
    expect(why(answer)).toEqual({
      key: 'data.split.timeChosen',
      values: { columns: 'date', dev: day(120), test: day(160) },
    });
  });

  test.each<[string, (row: number) => Record<string, string | number>, string]>([
    [
      'months',
      row => ({ Month: `${1949 + Math.floor(row / 12)}-${String(1 + (row % 12)).padStart(2, '0')}` }),
      'Month',
    ],
    ['days with the day first', row => ({ when: day(row).split('-').reverse().join('/') }), 'when'],
    [
      'year, month and day',
      row => ({ year: +day(row).slice(0, 4), month: +day(row).slice(5, 7), day: +day(row).slice(8) }),
      'year',
    ],
    [
      'a year and the name of a month',
      row => ({ year: 1949 + Math.floor(row / 12), month: MONTHS[row % 12]! }),
      'year',
    ],
    ['years alone', row => ({ Year: 1850 + row }), 'Year'],
    ['seconds since 1970', row => ({ timestamp: 1_600_000_000 + 937 * row + (row % 7) }), 'timestamp'],
  ])('%s put the rows in order', async (_, cells, column) => {
    const answer = await divided(150, row => ({ ...cells(row), x: number(), y: number() }));
    expect(answer.facts.split).toEqual({ by: 'time', column });
    expect(sizes(answer)).toEqual([90, 30, 30]);
    expect(roles(answer)[column]).toBe('time');
  });

  it('what only reads like a year or counts hours is no time', async () => {
    const answer = await divided(150, row => ({ hours: row, age: 20 + (row % 60), x: number(), y: number() }));
    expect(answer.facts.split?.by).toBe('random');
  });

  it('a column that is all there is to learn from stays an input', async () => {
    const answer = await divided(200, row => ({ Date: day(row), Temp: number() }));
    expect(answer.facts.split).toEqual({ by: 'time', column: 'Date' });
    expect(roles(answer)).toEqual({ Date: 'input', Temp: 'target' });
  });

  it('rows of one moment stay in one part, and rows without a time are left out with a word', async () => {
    const answer = await divided(300, row => ({ ...series(row), date: row === 7 ? '' : day(Math.floor(row / 25)) }));
    expect(sizes(answer).reduce((a, b) => a + b)).toBe(299);
    expect(sizes(answer).slice(1)).toEqual([50, 50]);
    expect(answer.report.leftOut).toMatchObject([
      {
        reason: { key: 'data.leftOut.noTime', values: { column: 'date' } },
        rows: 1,
        examples: [{ place: { line: 9 } }],
      },
    ]);
  });

  it('a class that comes up later alone can’t be learnt, and is left out with a word', async () => {
    const answer = await divided(200, row => ({
      date: day(row),
      x: number(),
      label: row >= 160 && row % 3 === 0 ? 'new' : 'ab'[row % 2]!,
    }));
    expect(answer.facts.classes).toEqual(['a', 'b']);
    expect(answer.report.leftOut).toMatchObject([{ reason: { key: 'data.leftOut.untrained' }, rows: 13 }]);
  });

  it('where it would leave nothing to judge by, chance divides the rows, and says so', async () => {
    const answer = await divided(200, row => ({ date: day(row), x: number(), label: row >= 160 ? 'late' : 'early' }));
    expect(answer.facts.split).toEqual({ by: 'random', column: null });
    expect(why(answer)).toEqual({ key: 'data.split.not.time', values: { column: 'date' } });
    expect(
      await keyOf(
        divided(200, row => ({ date: day(row), x: number(), y: row >= 160 ? 1 : 0 }), {
          task: 'classification',
          split: { by: 'time' },
        }),
      ),
    ).toBe('error.data.split.oneClass');
  });

  it('any column of numbers may be named; words, the target and what is not there may not', async () => {
    const cells = (row: number) => ({ depth: (row * 37) % 200, kind: 'ab'[row % 2]!, x: number(), y: number() });
    const by = (column: string) => divided(200, cells, { target: 'y', split: { by: 'time', column } });
    expect((await by('depth')).facts.split).toEqual({ by: 'time', column: 'depth' });
    expect(await keyOf(by('kind'))).toBe('error.data.split.notTime');
    expect(await keyOf(by('y'))).toBe('error.data.split.isTarget');
    expect(await keyOf(by('z'))).toBe('error.data.csv.noSuchColumn');
    expect(await keyOf(divided(200, cells, { split: { by: 'time' } }))).toBe('error.data.split.no.time');
  });

  it('is a function of times alone, for any of them', () => {
    for (let seed = 0; seed < 200; seed++) {
      const draw = Random.from(seed);
      const times = Float64Array.from({ length: 20 + draw.below(200) }, () => draw.below(3 + draw.below(100)));
      const rows = Int32Array.from(times.keys());
      const split = splitByTime(rows, times);
      if (new Set(times).size < 3) {
        expect(split).toBeNull();
        continue;
      }
      const { train, dev, test: last } = split!;
      expect([...train, ...dev, ...last].sort((a, b) => a - b)).toEqual([...rows]);
      const latest = (part: Int32Array) => Math.max(...part.map(row => times[row]!));
      const first = (part: Int32Array) => Math.min(...part.map(row => times[row]!));
      expect(latest(train)).toBeLessThan(first(dev));
      expect(latest(dev)).toBeLessThan(first(last));
    }
  });
});

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

describe('by group', () => {
  const visit = (row: number) => ({ patient_id: `p${row % 40}`, x: number(), y: 'ab'[random.below(2)]! });

  it('is proposed where a column says whom several rows belong to, and keeps each in one part', async () => {
    const answer = await divided(400, visit);
    expect(answer.facts.split).toEqual({ by: 'group', column: 'patient_id' });
    expect(why(answer)).toEqual({ key: 'data.split.group', values: { columns: 'patient_id' } });
    expect(sizes(answer)).toEqual([240, 80, 80]);
    expect(roles(answer)).toEqual({ patient_id: 'group', x: 'input', y: 'target' });
    expect(answer.report.checks.find(({ id }) => id === 'groups')?.verdict).toBe('passes');
  });

  it('the check that finds groups mends it with a click, and random can be had again', async () => {
    const answer = await divided(400, visit, { split: { by: 'random' } });
    expect(answer.facts.split?.by).toBe('random');
    const check = answer.report.checks.find(({ id }) => id === 'groups')!;
    expect(check.verdict).toBe('warns');
    expect(check.remedy?.change).toEqual({ split: { by: 'group', column: 'patient_id' } });
    expect((await divided(400, visit, check.remedy!.change)).report.why.split?.key).toBe('data.split.groupChosen');
  });

  it('time goes before it, and the check offers it instead', async () => {
    const answer = await divided(400, row => ({ date: day(row), ...visit(row) }));
    expect(answer.facts.split).toEqual({ by: 'time', column: 'date' });
    expect(answer.report.checks.find(({ id }) => id === 'groups')?.remedy).toEqual({
      change: { split: { by: 'group', column: 'patient_id' } },
      effect: { key: 'data.check.effect.insteadOf.time', values: {} },
    });
  });

  it('of two groups only, or named wrongly, is refused by what it is', async () => {
    const cells = (row: number) => ({ sex: 'mf'[row % 2]!, ...visit(row) });
    const by = (column: string) => keyOf(divided(400, cells, { split: { by: 'group', column } }));
    expect(await by('sex')).toBe('error.data.split.fewGroups');
    expect(await keyOf(divided(400, cells, { target: 'y', split: { by: 'group', column: 'y' } }))).toBe(
      'error.data.split.isTarget',
    );
    expect(await keyOf(divided(100, row => ({ x: number(), y: 'ab'[row % 2]! }), { split: { by: 'group' } }))).toBe(
      'error.data.split.no.group',
    );
  });

  it('never divides a group, for any sizes; where each has one class, every part has each', () => {
    for (let seed = 0; seed < 100; seed++) {
      const draw = Random.from(seed);
      const rows = 60 + draw.below(300);
      const members = Int32Array.from({ length: rows }, () => draw.below(30) - 1);
      const isPure = draw.below(2) === 0;
      const target = classTarget(Array.from(members, member => 'ab'[isPure ? Math.abs(member) % 2 : draw.below(2)]!));
      const split = splitByGroup(
        target,
        Int32Array.from({ length: rows }, (_, row) => row),
        groupsOfMembers(members),
        1,
      )!;
      const partOf = new Map<number, string>();
      for (const [part, some] of Object.entries(split))
        for (const row of some) {
          const member = members[row]!;
          if (member >= 0) expect(partOf.get(member) ?? part).toBe(part);
          partOf.set(member, part);
        }
      expect([...split.train, ...split.dev, ...split.test].length).toBe(rows);
      for (const some of Object.values(split)) expect(some.length).toBeGreaterThan(0);
    }
  });
});

describe('as given', () => {
  const part = (row: number) => (row % 10 < 6 ? 'train' : row % 10 < 8 ? 'val' : 'test');
  const cells = (row: number) => ({ x: row + 0.5, y: 'ab'[random.below(2)]!, z: number(), split: part(row) });

  it('by a column of parts, which is neither target nor input', async () => {
    const answer = await divided(200, cells);
    expect(answer.facts.split).toEqual({ by: 'given', column: 'split' });
    expect(sizes(answer)).toEqual([120, 40, 40]);
    expect(roles(answer)).toEqual({ x: 'input', y: 'target', z: 'input', split: 'split' });
    expect(why(answer)).toEqual({ key: 'data.split.given', values: { columns: 'split' } });
  });

  it('a part that is not given is drawn from train', async () => {
    const withoutDev = await divided(200, row => ({ ...cells(row), split: part(row).replace('val', 'train') }));
    expect(sizes(withoutDev)).toEqual([128, 32, 40]);
    const withoutTest = await divided(200, row => ({ ...cells(row), split: part(row).replace('test', 'dev') }));
    expect(sizes(withoutTest)).toEqual([96, 80, 24]);
  });

  it('is left out also where chance divides the rows', async () => {
    const answer = await divided(200, cells, { split: { by: 'random' } });
    expect(answer.facts.split).toEqual({ by: 'random', column: null });
    expect(roles(answer)).toEqual({ x: 'input', y: 'target', z: 'input', split: 'leftOut' });
    expect(sizes(answer)).toEqual([120, 40, 40]);
  });

  it('by files or folders: rows of train that stand in dev or test, or of dev in test, are left out with a word', () => {
    const values = Array.from({ length: 60 }, (_, row) => row + Math.abs(random.normal()));
    values[3] = values[45]!;
    values[4] = values[55]!;
    values[46] = values[56]!;
    const raw = { ...rawTable(valueTarget(values), [numberColumn('x', values)]), publishedDev: 40, publishedTest: 50 };
    const answer = divide(raw, '/data');
    expect(answer.facts.split).toEqual({ by: 'given', column: null });
    expect(sizes(answer)).toEqual([38, 9, 10]);
    expect(answer.report.leftOut.map(({ reason, rows }) => [reason.key, rows])).toEqual([
      ['data.leftOut.inHeldOut', 2],
      ['data.leftOut.devInTest', 1],
    ]);
    expect(sizes(divide(raw, '/data', () => {}, { split: { by: 'random' } }))).toEqual([36, 12, 12]);
  });

  it('a test part of classes alone that train lacks is refused, not left without rows', () => {
    const labels = Array.from({ length: 60 }, (_, row) => (row < 50 ? 'ab'[row % 2]! : 'c'));
    const table = rawTable(classTarget(labels), [
      numberColumn(
        'x',
        Array.from(labels, () => random.normal()),
      ),
    ]);
    expect(refusal(() => divide({ ...table, publishedTest: 50 }, '/data'))).toMatchObject({
      key: 'error.data.split.emptyPart',
      values: { part: 'test' },
    });
  });

  it('so is a dev part of such classes where test is drawn from train', () => {
    const labels = Array.from({ length: 60 }, (_, row) => (row < 50 ? 'ab'[row % 2]! : 'c'));
    const table = rawTable(classTarget(labels), [
      numberColumn(
        'x',
        Array.from(labels, () => random.normal()),
      ),
    ]);
    expect(refusal(() => divide({ ...table, publishedDev: 50 }, '/data'))).toMatchObject({
      key: 'error.data.split.emptyPart',
      values: { part: 'dev' },
    });
  });

  it('is refused where nothing says the parts, or a column says something else', async () => {
    const plain = (row: number) => ({ kind: 'abc'[row % 3]!, x: number(), y: number() });
    expect(await keyOf(divided(100, plain, { split: { by: 'given' } }))).toBe('error.data.split.no.given');
    expect(await keyOf(divided(100, plain, { split: { by: 'given', column: 'kind' } }))).toBe(
      'error.data.split.notParts',
    );
    const train = { ...rawTable(valueTarget([1, 2, 3]), [numberColumn('x', [1, 2, 3])]) };
    expect(() => divide(train, '/data', () => {}, { split: { by: 'given' } })).toThrow(Refusal);
  });
});

describe('another seed', () => {
  const numbered = Array.from({ length: 200 }, (_, row) => row + 1.5);
  const table = rawTable(valueTarget(numbered.map(() => random.normal())), [numberColumn('x', numbered)]);
  const inTest = (raw: RawDataset, split: DataChoice['split'], seed: number) =>
    [...divideRows(raw, '/data', () => {}, split, seed).split.test].join();
  const members = Int32Array.from({ length: 200 }, (_, row) => row % 40);
  const why: Reason = { key: 'data.split.random', values: {} };

  test.each<[string, RawDataset]>([
    ['at random', table],
    ['by group', { ...table, division: { by: 'group', column: 'who', members, why } }],
    ['from train, where the source gives dev alone', { ...table, publishedDev: 150 }],
  ])('draws other rows %s', (_, raw) => {
    expect(inTest(raw, undefined, 1)).toBe(inTest(raw, undefined, 1));
    expect(inTest(raw, undefined, 2)).not.toBe(inTest(raw, undefined, 1));
  });

  it('changes nothing by time', async () => {
    const cells = (row: number) => ({ date: day(row), x: row + 0.5, y: ((row * 77) % 200) / 7 });
    const [one, two] = await Promise.all([divided(200, cells), divided(200, cells, { splitSeed: 2 })]);
    expect(two.facts).toEqual({ ...one.facts, splitSeed: 2 });
  });
});
