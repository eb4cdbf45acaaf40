import { chance, pick } from '../draw.ts';
import { mutateText } from '../mutate/text.ts';
import { ENCODINGS } from '../seeds/encodings.ts';
import { drawTable } from '../seeds/tables.ts';
import type { Draw, Files } from '../source.ts';
import { drawChoice } from './choice.ts';

const NAMES: readonly (readonly [inputs: string, labels: string])[] = [
  ['X.csv', 'y.csv'],
  ['X_train.csv', 'y_train.csv'],
  ['features.csv', 'labels.csv'],
  ['data.tsv', 'target.tsv'],
];
const LABELS = ['a', 'b', 'c', '0', '1', '2.5', ''];

/** A table, and its labels line by line in a file beside it, now and then with a key, too few or too many, or a second part. */
export const pairs: Draw = async random => {
  const [inputs, labels] = pick(random, NAMES);
  const files: Files = new Map();
  for (const part of chance(random, 0.2) ? ['', 'test_'] : ['']) {
    const text = drawTable(random);
    const rows = text.split('\n').length + pick(random, [0, 0, 0, 0, -1, 1, 30]);
    const kept = LABELS.slice(0, pick(random, [1, 2, 3, LABELS.length]));
    const hasKey = chance(random, 0.2);
    const lines = Array.from({ length: Math.max(0, rows) }, (_, i) => {
      const label = i === 0 && chance(random, 0.8) ? 'label' : pick(random, kept);
      return hasKey ? `${i === 0 ? 'id' : i},${label}` : label;
    }).join('\n');
    const mutated = (own: string): string => (chance(random, 0.25) ? mutateText(random, own) : own);
    files.set(part + inputs, pick(random, ENCODINGS)(mutated(text)));
    files.set(part + labels, pick(random, [ENCODINGS[0]!, pick(random, ENCODINGS)])(mutated(lines)));
  }
  return { files, open: '', choice: drawChoice(random) };
};
