import { existsSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { divide } from '#electron/data/divide.ts';
import { openSource } from '#electron/data/open-source.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { withChange } from '#shared/domain/data-choice.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';

const CASES = '../shared/cases';

/** What comes of a source in one line: kind, target, classes or task, and numbers a row; or the key of its refusal. */
async function outcome(path: string, choice: DataChoice = {}): Promise<string> {
  try {
    const source = await openSource(`${CASES}/${path}`, choice);
    onTestFinished(() => source.close());
    const raw = await source.read(() => {});
    const { facts, report } = divide(raw, path);
    const warned = report.warnings.map(({ reason }) => reason.key).filter(key => !key.includes('smallDev'));
    return [facts.kind, facts.target, facts.classes.length || facts.task, facts.features, ...warned].join(' ');
  } catch (error) {
    if (error instanceof Refusal) return error.record.key;
    throw error;
  }
}

describe.skipIf(!existsSync(CASES))(`inputs that make every figure wrong (skipped where ${CASES} is missing)`, () => {
  test.each<[string, DataChoice, string[]]>([
    ['02-sentinel-in-target/air.csv', {}, ['missingCode ah t h']],
    ['12-target-copied-in-a-column/pets.csv', {}, ['leak is_dog is_cat']],
    ['19-heavy-tailed-target/ln.csv', {}, ['heavyTail y']],
    ['23-pixel-columns/train.csv', {}, ['pixels']],
  ])('%s is warned of, and not once it is mended', async (path, choice, expected) => {
    const warned = async (choice: DataChoice) => {
      const source = await openSource(`${CASES}/${path}`, choice);
      onTestFinished(() => source.close());
      const { report } = divide(await source.read(() => {}), path, () => {}, choice);
      return report.checks.filter(({ verdict }) => verdict !== 'passes');
    };
    const found = await warned(choice);
    expect(found.map(({ id, columns }) => [id, ...columns].join(' '))).toEqual(expected);
    const mended = found.reduce((before, { remedy }) => withChange(before, remedy!.change), choice);
    expect(await warned(mended)).toEqual([]);
  });
});

describe.skipIf(!existsSync(CASES))(`inputs that were misread (skipped where ${CASES} is missing)`, () => {
  test.each<[string, string]>([
    [
      '01-guessed-target-refused/avengers.csv',
      'table death1 2 43 data.warning.mostlyMissing data.warning.unknownCategories',
    ],
    ['01-guessed-target-refused/sentiment140-like.csv', 'text column 1 2 17'],
    ['03-text-and-label-files/pos-neg-beside-lists', 'text  2 12 data.lines.ignored'],
    ['03-text-and-label-files/us_trial', 'text  20 10'],
    ['04-uci-har', 'error.data.lines.numbers'],
    ['05-split-folders-as-classes/intel', 'images  2 3072 data.warning.publishedTest'],
    ['06-bit-depth/12bit-in-16bit-png', 'images  2 1024 data.images.stretched'],
    ['06-bit-depth/white-on-transparent', 'images  2 1024 data.images.onBlack'],
    ['07-unnamed-index-column/unnamed.csv', 'table label 3 3 data.csv.unnamed'],
    ['08-label-first-without-header/mnist_train.csv', 'table column 1 10 55 data.warning.held'],
    ['09-numbers-in-one-cell/embeddings.csv', 'error.data.csv.lists'],
    ['13-encodings/ru-cp1251-282.csv', 'table ךכאסס 2 3 data.encoding.unsure'],
    ['13-encodings/ja-euc_jp-108.csv', 'table 冯蔡 2 3 data.encoding.unsure'],
    ['13-encodings/ja-sjis-200-rows.csv', 'table 結果 2 3 data.encoding.unsure'],
    ['14-small-vocabulary-near-duplicates/dna.csv', 'text class 2 60'],
    ['15-number-header-with-gap/selected.csv', 'table label 2 5'],
    ['16-comment-makes-it-text/AB.csv', 'table price regression 14'],
    ['16-comment-makes-it-text/survey.csv', 'table rating 2 8'],
    ['17-backslash-quotes/spark.csv', 'text label 2 13 data.csv.quotesBackslash'],
    ['18-numbers-with-signs/ledger.csv', 'table revenue regression 7'],
    ['18-numbers-with-signs/players.csv', 'table sex 2 2'],
    ['18-numbers-with-signs/trips.csv', 'table mode 2 3'],
    ['20-formats-without-their-sentence/train.ft.txt', 'text  2 18'],
    ['20-formats-without-their-sentence/heart_scale', 'table  2 13'],
    ['20-formats-without-their-sentence/ratings.dat', 'error.data.files.doubleColon'],
    ['20-formats-without-their-sentence/git-lfs-pointer.csv', 'error.data.files.pointer'],
    ['20-formats-without-their-sentence/questions.csv', 'error.data.csv.tags'],
    ['20-formats-without-their-sentence/images-with-labels-csv', 'images  2 3072'],
    ['20-formats-without-their-sentence/class-in-file-name', 'images  2 3072'],
    ['21-semicolon-entity-in-quotes/reviews.csv', 'text column 1 2 20'],
    [
      '22-sentences-that-are-false/planets.csv',
      'table year regression 13 data.warning.mostlyMissing data.warning.held',
    ],
    ['22-sentences-that-are-false/car.data', 'table column 7 4 21 data.csv.mixed data.csv.mixed'],
    ['22-sentences-that-are-false/minus-one-and-one.csv', 'table dpriv 3 9 data.warning.held'],
    ['22-sentences-that-are-false/brain.csv', 'table column 5 regression 3 data.csv.notNumbersInMany'],
    ['22-sentences-that-are-false/test-folder-in-other-case', 'images  2 3072 data.warning.publishedTest'],
  ])('%s', async (path, expected) => {
    expect(await outcome(path)).toBe(expected);
  });
});
