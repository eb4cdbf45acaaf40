import { describe, expect, it } from 'vitest';
import { csvReader } from '#electron/data/readers/csv.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { fileSet, memoryFile } from '../tools/memory-files.ts';
import { AB, read, refused, table } from './data-csv-tables.ts';

describe('a file that is no table, or no use', () => {
  const opened = (name: string, content: string | Uint8Array, choice: DataChoice = {}) =>
    csvReader.open(fileSet(memoryFile(name, content)), choice);

  it('is left to other readers', async () => {
    const sentences = [
      'a dull, long film',
      'good',
      'sharp, funny, and kind',
      'no, never',
      'what a waste, really, of time',
    ];
    expect(await opened('a.txt', sentences.join('\n'))).toBe(null);
    expect(
      await opened('a.pos', Array.from({ length: 40 }, (_, i) => `one ${i}, two three four five`).join('\n')),
    ).toBe(null);
    expect(await opened('a.txt', 'one\ntwo\n')).toBe(null);
    expect(
      await opened(
        'a.bin',
        Uint8Array.from({ length: 5000 }, (_, i) => (i * 37) % 256),
      ),
    ).toBe(null);
    expect(await opened('a.txt', '')).toBe(null);
    expect(await opened('a.csv', 'x,y\n1,2\n', { kind: 'images' })).toBe(null);
  });

  it('is refused with what was detected where it is a table only in another encoding than was chosen', async () => {
    const rows = table('größe,y', 40, i => `${i / 7},${AB(i)}`);
    const reason = await refused(rows, { encoding: 'utf-16le' });
    expect(reason).toMatchObject({
      key: 'error.data.encoding.notAsChosen',
      values: { encoding: 'UTF-16LE', detected: 'UTF-8' },
    });
    const garbled = await read(fileSet(memoryFile('a.txt', rows)), { encoding: 'windows-1252' });
    expect(garbled.columns[0]!.name).toBe('grÃ¶ÃŸe');
    expect(garbled.layout.encoding).toEqual({ name: 'windows-1252', bom: false, detected: 'utf-8' });
    expect(garbled.warnings.map(({ reason }) => reason.key)).toEqual(['data.encoding.chosen']);
    // Also where no name promises a table.
    const latin = Buffer.from(rows, 'latin1');
    expect((await refused(latin, { encoding: 'utf-8' }, 'a.txt')).key).toBe('error.data.encoding.invalidAsChosen');
  });

  it.each<[string, string, string]>([
    ['empty', '', 'error.data.csv.empty'],
    ['only blank lines', '\n\n', 'error.data.csv.empty'],
    ['one column', 'y\na\nb\na\n', 'error.data.csv.oneColumn'],
    ['only a header', 'x,y\n', 'error.data.csv.noRows'],
    ['few rows', table('x,y', 5, i => `${i / 2},${AB(i)}`), 'error.data.csv.tooFewRows'],
    [
      'commas between fields and in numbers',
      table('x,z,y', 60, i => `${i % 7},${10 + i},${i % 3},0${i % 10},${AB(i)}`),
      'error.data.csv.decimalCommas',
    ],
    [
      'the same where some numbers are whole',
      table('x,z,y', 60, i => `${i % 7}${i % 3 ? `,${10 + i}` : ''},${i % 3}${i % 2 ? ',05' : ''},${AB(i)}`),
      'error.data.csv.decimalCommas',
    ],
    [
      'the same in one column, whose whole parts could be R’s names of rows',
      table('x,y', 60, i => `${(i * 37) % 101},${10 + i},${AB(i)}`),
      'error.data.csv.decimalCommas',
    ],
    ['a header too short', table('a,b', 60, i => `${i / 7},${i % 3},${i % 2},${AB(i)}`), 'error.data.csv.headerWidth'],
    [
      'too many columns',
      table(Array.from({ length: 10_001 }, (_, i) => `c${i}`).join(), 2, () => '1,'.repeat(10_000) + 1),
      'error.data.csv.tooManyColumns',
    ],
    [
      'a separator within quotes of another kind',
      table('a,b,y', 60, i => `“x, ${i % 4}”,${i % 3},${AB(i)}`),
      'error.data.csv.headerWidth',
    ],
  ])('is refused: %s', async (_, content, key) => {
    expect(await refused(content)).toMatchObject({ key, values: { file: '/data/a.csv' } });
  });

  it('is refused with the first row of too many or too few fields where these are many', async () => {
    const content = table('a,b,y', 60, i => `${i / 7},${i % 3},${AB(i)}${i % 3 === 1 ? ',7' : ''}`);
    expect(await refused(content)).toMatchObject({
      key: 'error.data.csv.ragged',
      values: { file: '/data/a.csv', line: 3, fields: 4, expected: 3, ragged: 20 },
    });
  });

  it('is refused where it has one row longer than the limit', async () => {
    const content = table('x,z,y', 60, i => `${i / 7},${i === 30 ? 'z'.repeat(1_100_000) : i % 3},${AB(i)}`);
    expect(await refused(content)).toMatchObject({ key: 'error.data.csv.rowTooLong', values: { line: 32 } });
    expect(await refused('x,'.repeat(1_100_000))).toMatchObject({ key: 'error.data.csv.tooManyColumns' });
    expect(await refused('x'.repeat(1_100_000))).toMatchObject({
      key: 'error.data.csv.rowTooLong',
      values: { line: 1 },
    });
  });

  it('is one of several in a folder: refused, unless it alone is a table', async () => {
    const good = table('x,z,y', 30, i => `${i / 7},${i % 3},${AB(i)}`);
    const several = csvReader.open(fileSet(memoryFile('a.csv', good), memoryFile('b/c.tsv', good)), {});
    await expect(several).rejects.toMatchObject({
      record: { key: 'error.data.csv.several', values: { files: 'a.csv, b/c.tsv' } },
    });
    const alone = await read(fileSet(memoryFile('README.md', '# hello'), memoryFile('a.csv', good)));
    expect([alone.rows, alone.warnings[0]?.reason.key]).toEqual([30, 'data.otherFiles']);
    const images = fileSet(memoryFile('labels.csv', good), memoryFile('cat/1.png', 'x'), memoryFile('dog/1.png', 'x'));
    expect(await csvReader.open(images, {})).toBe(null);
  });
});
