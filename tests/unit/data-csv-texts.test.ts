import { describe, expect, it } from 'vitest';
import { AB, column, readTable, readText, refused, table } from './data-csv-tables.ts';

describe('texts in a table', () => {
  const SENTENCES = [
    'a film that one would like to see again',
    'too long, and not funny enough for me',
    'I slept well',
  ];
  const CHINESE = ['这部电影非常好看值得再看一遍', '太长了而且一点也不好笑', '我睡得很香什么也不记得'];
  const reviews = (sentences: string[]) =>
    table('id,review,stars,label', 60, i => `${i},"${sentences[i % 3]} ${i}",${i % 5},${AB(i)}`);

  it('are the input alone, of words or of a script without spaces', async () => {
    for (const sentences of [SENTENCES, CHINESE]) {
      const data = await readText(reviews(sentences));
      if (data.kind !== 'text') throw new Error('no text');
      expect(data.texts[1]).toBe(`${sentences[1]} 1`);
      expect(data.columns.map(({ role, note }) => [role, note?.key.split('.').at(-1) ?? null])).toEqual([
        ['leftOut', 'consecutive'],
        ['input', null],
        ['leftOut', 'besideText'],
        ['target', null],
      ]);
      expect(data.preview).toMatchObject({ kind: 'texts', rows: { length: 20 } });
    }
  });

  it('may be several, joined by a line break; rows without any are left out', async () => {
    const data = await readText(
      table('question,answer,y', 60, i =>
        i === 5
          ? `,,${AB(i)}`
          : `why is it so long in number ${i},,${AB(i)}`.replace(',,', `,because of the many words ${i},`),
      ),
    );
    if (data.kind !== 'text') throw new Error('no text');
    expect(data.texts[0]).toBe('why is it so long in number 0\nbecause of the many words 0');
    expect([data.rows, data.leftOut]).toMatchObject([59, [{ reason: { key: 'data.csv.withoutText' }, rows: 1 }]]);
  });

  it('give way to a table where a person says so, or where they are names', async () => {
    const forced = await readTable(reviews(SENTENCES), { kind: 'table' });
    expect(forced.inputs.map(({ name }) => name)).toEqual(['stars']);
    const names = await readTable(table('name,age,y', 60, i => `"Braund, Mr. Owen ${i}",${i % 40},${AB(i)}`));
    expect(names.inputs.map(({ name }) => name)).toEqual(['age']);
    expect(column(names, 'name').note?.key).toBe('data.csv.leftOut.textInTable');
  });

  it('are refused as texts where there are none', async () => {
    const content = table('x,z,y', 60, i => `${i / 7},${i % 3},${AB(i)}`);
    expect(await refused(content, { kind: 'text' })).toMatchObject({ key: 'error.data.csv.noText' });
  });
});
