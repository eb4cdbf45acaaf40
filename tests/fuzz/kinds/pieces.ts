import { chance, pick, within } from '../draw.ts';
import { mutateText } from '../mutate/text.ts';
import { ENCODINGS } from '../seeds/encodings.ts';
import { drawTable } from '../seeds/tables.ts';
import type { Draw, Files } from '../source.ts';
import { drawChoice } from './choice.ts';

const NAMES: readonly (readonly string[])[] = [
  ['part-0001.csv', 'part-0002.csv', 'part-0003.csv'],
  ['train.csv', 'test.csv'],
  ['train.csv', 'val.csv', 'test.csv'],
  ['train-0.csv', 'train-1.csv', 'test-0.csv'],
  ['test.csv', 'train.csv', 'sample_submission.csv'],
];

/** One table in several files, its header in each or in the first alone; now and then one of them is of another table. */
export const pieces: Draw = async random => {
  const lines = drawTable(random).split('\n');
  const names = pick(random, NAMES);
  const [header = '', ...rows] = lines;
  const inEach = chance(random, 0.8);
  const each = Math.ceil(rows.length / names.length);
  const files: Files = new Map();
  for (const [i, name] of names.entries()) {
    const own = rows.slice(i * each, (i + 1) * each);
    let text = (i === 0 || inEach ? [header, ...own] : own).join('\n');
    if (chance(random, 0.06)) text = drawTable(random);
    for (let n = pick(random, [0, 0, 0, within(random, 1, 2)]); n > 0; n--) text = mutateText(random, text);
    files.set(name, pick(random, [ENCODINGS[0]!, pick(random, ENCODINGS)])(text));
  }
  return { files, open: '', choice: drawChoice(random) };
};
