import { describe, expect, it } from 'vitest';
import { divide } from '#electron/data/divide.ts';
import { csvReader } from '#electron/data/readers/csv.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { Random } from '#shared/method/random.ts';
import { fileSet, memoryFile } from '../tools/memory-files.ts';

const random = Random.from(4);
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

async function divided(header: string, rows: readonly string[], choice: DataChoice = {}) {
  const source = await csvReader.open(fileSet(memoryFile('a.csv', [header, ...rows].join('\n'))), choice);
  return divide(await source!.read(() => {}), 'a.csv', () => {}, choice);
}

const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10);
const table = Array.from({ length: 120 }, (_, i) => `${(random.normal() * 3).toFixed(3)},${['a', 'b', 'c'][i % 3]}`);

describe('what a report draws', () => {
  it('how a column of numbers is spread, without its gaps', async () => {
    const { report } = await divided('size,label', [...table, ',a', ',b', ',c']);
    const [size, label] = report.columns;
    expect(sum(size!.histogram!)).toBe(120);
    expect(size!.histogram!.filter(count => count > 0).length).toBeGreaterThan(5);
    expect(label!.histogram).toBeUndefined();
  });

  it('rows of each class in each part', async () => {
    const { report, facts } = await divided('size,label', table);
    expect(report.classRows!.map(sum)).toEqual(facts.classCounts);
    expect([0, 1, 2].map(part => sum(report.classRows!.map(counts => counts[part]!)))).toEqual(
      Object.values(facts.rows),
    );
    expect(report.partBars).toBeUndefined();
  });

  it('the parts over the time that divides them: none stands before one that comes later', async () => {
    const rows = Array.from(
      { length: 200 },
      (_, i) => `${day(i)},${random.normal().toFixed(4)},${random.normal().toFixed(4)}`,
    );
    const { report, facts } = await divided('date,wind,y', rows);
    const bars = report.partBars!;
    expect(bars).toMatchObject({ by: 'time', name: 'date', areDays: true, to: bars.from + 199 });
    const inPart = [0, 1, 2].map(part => bars.counts.map(counts => counts[part]!));
    expect(inPart.map(sum)).toEqual(Object.values(facts.rows));
    const last = inPart.map(counts => counts.findLastIndex(count => count > 0));
    const first = inPart.map(counts => counts.findIndex(count => count > 0));
    expect(first[1]).toBeGreaterThanOrEqual(last[0]!);
    expect(first[2]).toBeGreaterThanOrEqual(last[1]!);
  });

  it('the parts over a number that is to be predicted', async () => {
    const rows = Array.from({ length: 200 }, () => `${random.normal().toFixed(4)},${random.normal().toFixed(4)}`);
    const { report, facts } = await divided('x,y', rows, { target: 'y' });
    expect(report.partBars).toMatchObject({ by: 'target', name: 'y', areDays: false });
    expect(sum(report.partBars!.counts.flat())).toBe(sum(Object.values(facts.rows)));
  });
});

describe('what of a preview counts as something else', () => {
  const first = (rows: readonly string[]) => [
    ...rows,
    ...table.map((row, i) => `${row.split(',')[0]},${i % 5},${'ab'[i % 2]}`),
  ];
  const marksOf = async (rows: readonly string[], choice?: DataChoice) => {
    const { report } = await divided('size,count,label', first(rows), choice);
    return report.preview.kind === 'rows' ? (report.preview.marks ?? []) : [];
  };

  it('nothing where all is written plainly', async () => {
    expect(await marksOf(['1.5,2,a', '-0.25,3,b'])).toEqual([]);
  });

  it('a gap is filled, a value far out is clipped', async () => {
    const [gap, far] = await marksOf([',2,a', '4000,3,b']);
    expect(gap).toMatchObject({ row: 0, column: 0, change: 'filled' });
    expect(Math.abs(Number(gap!.value))).toBeLessThan(3);
    expect(far).toMatchObject({ row: 1, column: 0, change: 'clipped' });
    expect(Number(far!.value)).toBeLessThan(4000);
  });

  it('what the person says stands for “no value” is filled', async () => {
    expect(await marksOf(['1,4,a', '2,3,b'], { missing: [{ value: '4', column: 'count' }] })).toContainEqual({
      row: 0,
      column: 1,
      change: 'filled',
      value: expect.stringMatching(/^[0-3]$/),
    });
  });

  it('a number that is written in another way, and a day', async () => {
    const rows = Array.from({ length: 60 }, (_, i) =>
      `${i + 1}/04/2012,"1,${100 + i}.5",${'ab'[i % 2]}`.replace(/^(\d+)/, n => String((Number(n) % 28) + 1)),
    );
    const { report } = await divided('on,price,label', rows);
    const marks = report.preview.kind === 'rows' ? report.preview.marks : [];
    expect(marks).toContainEqual({ row: 0, column: 0, change: 'read', value: '2012-04-02' });
    expect(marks).toContainEqual({ row: 0, column: 1, change: 'read', value: '1100.5' });
  });
});
