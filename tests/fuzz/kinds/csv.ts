import { chance, pick, within } from '../draw.ts';
import { gzipped, mutateBytes } from '../mutate/bytes.ts';
import { mutateText } from '../mutate/text.ts';
import { ENCODINGS } from '../seeds/encodings.ts';
import { drawTable } from '../seeds/tables.ts';
import type { Draw } from '../source.ts';
import { drawChoice } from './choice.ts';

const NAMES = ['data.csv', 'data.csv', 'data.tsv', 'data.txt', 'data.data', 'data', 'wine.CSV'];

/** One table in one file. */
export const csv: Draw = async random => {
  let text = drawTable(random);
  for (let n = within(random, 0, 2); n > 0; n--) text = mutateText(random, text);
  let bytes = pick(random, ENCODINGS)(text);
  if (chance(random, 0.2)) bytes = mutateBytes(random, bytes);
  // What was pasted from elsewhere, in another encoding.
  if (chance(random, 0.05)) bytes = Buffer.concat([bytes, pick(random, ENCODINGS)(drawTable(random))]);
  const packed = chance(random, 0.1);
  const name = pick(random, NAMES) + (packed ? '.gz' : '');
  return {
    files: new Map([[name, packed ? gzipped(random, bytes) : bytes]]),
    open: chance(random, 0.9) ? name : '',
    choice: drawChoice(random),
  };
};
