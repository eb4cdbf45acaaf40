import { describe, expect, test } from 'vitest';
import { applyText, fitText, MAX_LENGTH, MAX_VOCABULARY } from '#electron/data/preprocessing/text.ts';
import { type TextPart, textWarnings } from '#electron/data/preprocessing/text-warnings.ts';
import { TOKENISER_VERSION } from '#electron/data/preprocessing/tokenise.ts';
import { Preprocessing } from '#shared/domain/preprocessing.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { refusalOf } from './data-files.ts';

const rows = (...numbers: number[]): Int32Array => Int32Array.from(numbers);
const range = (from: number, to: number): Int32Array => Int32Array.from({ length: to - from }, (_, i) => from + i);

describe('fitText', () => {
  test('takes words that train has twice, the most frequent first, equals by code units', () => {
    const texts = ['b a c', 'C b once', 'a b d d', 'never never never'];
    const recipe = fitText(texts, rows(0, 1, 2), '/data/texts.csv');
    expect(recipe.vocabulary).toEqual(['<padding>', '<unknown>', 'b', 'a', 'c', 'd']);
    expect(recipe.tokeniser).toBe(TOKENISER_VERSION);
    expect(Preprocessing.parse(recipe)).toEqual(recipe);
  });

  test('is as long as 95 of 100 texts of train are at most', () => {
    const texts = Array.from({ length: 100 }, (_, i) => 'w '.repeat(i + 1));
    expect(fitText(texts, range(0, 100), '/data/texts.csv').length).toBe(95);
    expect(fitText(texts, range(0, 20), '/data/texts.csv').length).toBe(19);
    expect(fitText(['w w', '…', '…'], rows(0, 1, 2), '/data/texts.csv').length).toBe(2);
  });

  test('holds length and vocabulary within their limits', () => {
    expect(fitText(['w '.repeat(5000)], rows(0), '/data/texts.csv').length).toBe(MAX_LENGTH);
    const words = Array.from({ length: MAX_VOCABULARY + 500 }, (_, i) => `w${i} w${i}`);
    const recipe = fitText(words, range(0, words.length), '/data/texts.csv');
    expect(recipe.vocabulary).toHaveLength(MAX_VOCABULARY);
    expect(new Set(recipe.vocabulary).size).toBe(MAX_VOCABULARY);
    expect(
      fitText([`${'x'.repeat(101)} `.repeat(9), 'short short'], rows(0, 1), '/data/texts.csv').vocabulary.slice(2),
    ).toEqual(['short']);
  });

  test('refuses texts in which no word comes twice', async () => {
    const fitted = (async () => fitText(['one two', 'three'], rows(0, 1), '/data/texts.csv'))();
    expect((await refusalOf(fitted)).record.key).toBe('error.data.text.noWords');
  });
});

describe('applyText', () => {
  const texts = ['good film', 'good film !', 'a very good film , really', '…', '很好看 很好看'];
  const recipe = { ...fitText(texts, rows(0, 1, 4), '/data/texts.csv'), length: 4 };

  test('numbers known words, marks unknown ones, cuts and fills up', () => {
    expect(recipe.vocabulary.slice(2)).toEqual(['film', 'good', '好', '很', '看']);
    const numbers = applyText(recipe, texts, rows(2, 0, 3, 4));
    expect([...numbers]).toEqual([1, 1, 3, 2, 3, 2, 0, 0, 0, 0, 0, 0, 5, 4, 6, 5]);
  });

  test('gives new rows the same numbers after the recipe went through JSON', () => {
    const again = JSON.parse(JSON.stringify(recipe)) as typeof recipe;
    expect(applyText(again, texts, range(0, 5))).toEqual(applyText(recipe, texts, range(0, 5)));
  });

  test('has no number for words that every object has', () => {
    expect([...applyText(recipe, ['constructor __proto__ good'], rows(0))]).toEqual([1, 1, 3, 0]);
  });
});

describe('textWarnings', () => {
  const place = (row: number) => ({ file: '/a/reviews.txt', line: row + 1 });
  const warned = (texts: string[], train: Int32Array, dev: Int32Array) => {
    const recipe = fitText(texts, train, '/data/texts.csv');
    const part = (of: Int32Array): TextPart => ({ rows: of, tokens: applyText(recipe, texts, of) });
    return textWarnings({ texts, place }, recipe, { train: part(train), dev: part(dev), test: part(rows()) });
  };

  test('says nothing where there is nothing to say', () => {
    expect(warned(['a b', 'a b', 'b a'], rows(0, 1), rows(2))).toEqual([]);
    expect(warned(['a b', 'a b', 'b a'], rows(0, 1), rows())).toEqual([]);
  });

  test('tells unknown words in dev, cut texts, texts without words, each in whole sentences', () => {
    const texts = ['a b', 'a b', 'a b', 'a new word', 'b a b a b', '…', '-'];
    const found = warned(texts, rows(0, 1, 2), rows(3, 4, 5, 6));
    expect(found.map(({ reason }) => reason)).toEqual([
      { key: 'data.text.unknown', values: { percent: 25, words: 4 } },
      { key: 'data.text.cut', values: { count: 2, percent: 28.6, length: 2, limit: 512 } },
      { key: 'data.text.empty', values: { count: 2 } },
    ]);
    expect(found[1]!.examples).toEqual([
      { place: place(3), text: 'a new word' },
      { place: place(4), text: 'b a b a b' },
    ]);
    expect(found[2]!.examples.map(example => example.place.line)).toEqual([6, 7]);
    for (const { reason } of found)
      for (const language of LANGUAGES)
        expect(text(language, reason.key, reason.values)).not.toMatch(/\{\w+\}|^data\.text/);
  });

  test('a text exactly as long as the recipe is not cut', () => {
    expect(warned(['a b', 'a b', 'a a', 'b b'], rows(0, 1), rows(2, 3))).toEqual([]);
  });
});
