import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { findDialect } from '#electron/data/csv/dialect.ts';
import { hasHeader, uniqueNames } from '#electron/data/csv/header.ts';
import { MAX_ROW_CHARACTERS } from '#electron/data/csv/limits.ts';
import { BrokenRow, type CsvRecord, type Dialect, recordsOf } from '#electron/data/csv/records.ts';

const COMMA: Dialect = { separator: ',', quotes: 'strict', skip: 0 };

/** The records of a text that comes in pieces of so many characters. */
async function records(text: string, dialect: Dialect = COMMA, length = text.length || 1): Promise<CsvRecord[]> {
  async function* pieces(): AsyncGenerator<string> {
    for (let i = 0; i < text.length; i += length) yield text.slice(i, i + length);
  }
  const all: CsvRecord[] = [];
  for await (const batch of recordsOf(pieces(), dialect)) all.push(...batch);
  return all;
}

const broken = (text: string, dialect?: Dialect): Promise<unknown> =>
  records(text, dialect).then(
    () => null,
    error => (error instanceof BrokenRow ? [error.problem, error.line, error.column] : error),
  );

describe('records of a CSV', () => {
  it('have the line that they begin in, past quoted line breaks and blank lines', async () => {
    const text = 'a,b\n1,"two\nlines, and\nthree"\n\n2,x\n3,"y ""z"""';
    const expected = [
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1', 'two\nlines, and\nthree'] },
      { line: 6, fields: ['2', 'x'] },
      { line: 7, fields: ['3', 'y "z"'] },
    ];
    for (const length of [1, 2, 3, 1000]) expect(await records(text, COMMA, length)).toEqual(expected);
  });

  it('of another width than the first are no errors, which would cost fifty times the work', async () => {
    const errors = vi.spyOn(Error, 'captureStackTrace');
    onTestFinished(() => errors.mockRestore());
    expect(await records(`a title\n${'1.25,7,x\n'.repeat(100)}`, COMMA)).toHaveLength(101);
    expect(errors).not.toHaveBeenCalled();
    // Where there is one, it is seen.
    expect(await broken('a,b\n1,"x', COMMA)).toEqual(['unclosed', 2, 2]);
    expect(errors).toHaveBeenCalled();
  });

  it.each(['\n', '\r\n', '\r'])('end with %j, in pieces of any length', async end => {
    const text = ['a,b', '1,"x', 'y"', '2,z', ''].join(end);
    const expected = [
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1', 'x\ny'] },
      { line: 4, fields: ['2', 'z'] },
    ];
    for (const length of [1, 2, 3, 1000]) expect(await records(text, COMMA, length)).toEqual(expected);
  });

  it('begin after the lines that are skipped, and keep their line numbers', async () => {
    for (const length of [1, 1000])
      expect(await records('# a\r\n# b\r\nx,y\r\n1,2\r\n', { ...COMMA, skip: 2 }, length)).toEqual([
        { line: 3, fields: ['x', 'y'] },
        { line: 4, fields: ['1', '2'] },
      ]);
  });

  it('say where a quote is never closed, and where one stands in a field', async () => {
    expect(await broken('a,b\n1,2\n3,"4\n5,6\n')).toEqual(['unclosed', 3, 2]);
    expect(await broken('a,b\n1,2\n3,4" long\n')).toEqual(['inside', 3, 2]);
    expect(await broken('a,b\n1,2\n"3" x,4\n')).toEqual(['inside', 3, 1]);
  });

  it('read quotes within a field laxly, but never over lines', async () => {
    const lax: Dialect = { ...COMMA, quotes: 'lax' };
    expect((await records('a,b\n3,4" long\n"5" x,6\n', lax)).map(({ fields }) => fields)).toEqual([
      ['a', 'b'],
      ['3', '4" long'],
      ['"5" x', '6'],
    ]);
    expect(await broken('a,b\n"1,2\n"3" x,4\n', lax)).toEqual(['unclosed', 2, 1]);
  });

  it('may have quotes that are characters like any other', async () => {
    expect(await records('"x\t1\ny"\t2\n', { separator: '\t', quotes: 'none', skip: 0 })).toEqual([
      { line: 1, fields: ['"x', '1'] },
      { line: 2, fields: ['y"', '2'] },
    ]);
  });

  it('are not longer than the limit', async () => {
    expect(await broken(`a,b\n1,"${'x\n'.repeat(MAX_ROW_CHARACTERS)}"\n`)).toEqual(['tooLong', 2, 2]);
    expect(await broken(`a,b\n1,${'x'.repeat(2 * MAX_ROW_CHARACTERS)}\n`)).toEqual(['tooLong', 2, 2]);
  });
});

describe('the dialect of a table', () => {
  const found = async (text: string) => {
    const layout = await findDialect(text);
    return layout && { ...layout.dialect, width: layout.width, first: layout.sample[0]!.line };
  };

  it.each([
    [',', 'a,b,c\n1,2,3\n4,5,6\n'],
    [';', 'a;b;c\n1;2;3\n4;5;6\n'],
    ['\t', 'a\tb\tc\n1\t2\t3\n4\t5\t6\n'],
    ['|', 'a|b|c\n1|2|3\n4|5|6\n'],
    [';', '1,5;2,5;3,5\n4,1;5,2;6,3\n'],
    [';', 'a;b;c\n1,5;2,5;3,5\n4,1;5,2;6,3\n'],
    [',', 'a,b,c\n"x;y;z","1;2;3","4;5"\n"x","1;2;3","4"\n'],
    [',', 'a,b,c\n"x,y","1,2",3\n"p,q","1,3",4\n'],
  ])('has %j between fields: %j', async (separator, text) => {
    expect(await found(text)).toEqual({ separator, quotes: 'strict', skip: 0, width: 3, first: 1 });
  });

  it('is what Excel says in its first line', async () => {
    expect(await found('sep=;\r\na;b\r\n1;2\r\n')).toMatchObject({ separator: ';', skip: 1, width: 2, first: 2 });
  });

  it('begins after comments and a title', async () => {
    const text =
      'Measurements of 2024\n# with, one, comma too many, you see\na,b,c\n1,2,3\n4,5,6\n7,8,9\n1,1,1\n2,2,2\n3,3,3\n4,4,4\n5,5,5\n';
    expect(await found(text)).toMatchObject({ separator: ',', skip: 2, width: 3, first: 3 });
  });

  it('takes quotes for characters where only that makes rows alike', async () => {
    const rows = ['"it was good\t1', 'she said "no\t0', '"a film\t1', 'bad"\t0', 'good\t1'];
    expect(await found(`text\tlabel\n${rows.join('\n')}\n`)).toMatchObject({ separator: '\t', quotes: 'none' });
  });

  it('is none of sentences', async () => {
    expect(
      await found('a dull, long film\ngood\nsharp, funny, warm, and kind\nno, never\nwhat a waste, really, of time\n'),
    ).toBe(null);
    expect(await found('one\ntwo\nthree\n')).toBe(null);
    expect(await found('')).toBe(null);
  });
});

describe('the header of a table', () => {
  const below = (rows: string[][]): CsvRecord[] => rows.map((fields, i) => ({ line: i + 2, fields }));
  const repeated = (rows: string[][]): CsvRecord[] => below(Array.from({ length: 4 }, () => rows).flat());

  it.each<[string, string[], string[][]]>([
    ['words over numbers', ['a', 'b'], [['1', '2']]],
    [
      'words over numbers and words',
      ['height', 'name'],
      [
        ['1.8', 'Ann'],
        ['1.7', 'Bo'],
      ],
    ],
    [
      'an empty name over numbers',
      ['', 'a'],
      [
        ['1', '2'],
        ['2', '3'],
      ],
    ],
    ['numbers that count', ['0', '1', '2'], [['5.1', '3.5', '1.4']]],
    [
      'words over words that repeat',
      ['text', 'label'],
      [
        ['good film', 'pos'],
        ['bad film', 'neg'],
      ],
    ],
    [
      'a word over texts',
      ['review', 'reply'],
      [
        ['one two three four five six', 'a b c d e f'],
        ['and so on it goes here', 'g h i j k l'],
      ],
    ],
    [
      'words over numbers with gaps',
      ['a', 'b'],
      [
        ['?', 'x'],
        ['2', 'y'],
        ['3', 'x'],
      ],
    ],
  ])('is %s', (_, first, rows) => {
    expect(hasHeader(first, repeated(rows))).toBe(true);
  });

  it.each<[string, string[], string[][]]>([
    [
      'numbers over numbers',
      ['5.1', '3.5', 'setosa'],
      [
        ['4.9', '3.0', 'setosa'],
        ['7.0', '3.2', 'versicolor'],
      ],
    ],
    [
      'letters that all occur again',
      ['p', 'x'],
      [
        ['e', 'x'],
        ['p', 'y'],
      ],
    ],
    [
      'the same word twice',
      ['x', 'x'],
      [
        ['e', 'x'],
        ['p', 'y'],
      ],
    ],
    [
      'a gap over numbers',
      ['?', 'x'],
      [
        ['1', 'y'],
        ['2', 'x'],
      ],
    ],
  ])('is not %s', (_, first, rows) => {
    expect(hasHeader(first, repeated(rows))).toBe(false);
  });

  it('gives names that are all different', () => {
    expect(uniqueNames(['age', '', 'age', ' age ', 'age 2'], 5)).toEqual({
      names: ['age', 'column 2', 'age 3', 'age 4', 'age 2'],
      unnamed: [1],
      repeated: [2, 3],
    });
    expect(uniqueNames(null, 2).names).toEqual(['column 1', 'column 2']);
  });
});
