import type { Random } from '#shared/method/random.ts';
import { chance, pick, within } from '../draw.ts';
import { gzipped, mutateBytes } from '../mutate/bytes.ts';
import { mutateText } from '../mutate/text.ts';
import { sentence } from '../seeds/sentences.ts';
import type { Draw, Files } from '../source.ts';
import { drawChoice } from './choice.ts';

type Make = (random: Random, row: number) => unknown;

const VALUES: readonly Make[] = [
  random => within(random, -5, 5),
  random => random.normal(),
  (_, row) => row,
  random => pick(random, ['red', 'green', '', 'NA', null]),
  random => sentence(random),
  random => chance(random, 0.5),
  (_, row) => `20${10 + (row % 90)}-0${1 + (row % 9)}-1${row % 10}`,
  random => [random.normal(), 1],
  random => ({ a: within(random, 0, 3), b: { c: { d: { e: { f: 1 } } } } }),
  random => pick(random, ['train', 'dev', 'test']),
  () => null,
];
const NAMES = [
  'class',
  'label',
  'y',
  'height',
  'note',
  'id',
  'split',
  'patient_id',
  '__proto__',
  'a.b',
  '',
  'toString',
];

/** Records of the same names in nearly all rows, now and then with one more, or one that is none. */
function records(random: Random): unknown[] {
  const columns = Array.from(
    { length: within(random, 1, 7) },
    () => [pick(random, NAMES), pick(random, VALUES)] as const,
  );
  const isRough = chance(random, 0.2);
  return Array.from({ length: pick(random, [within(random, 0, 19), within(random, 20, 200), 3000]) }, (_, row) => {
    if (isRough && chance(random, 0.02)) return pick(random, [null, 3, 'x', [], {}, [1, 2]]);
    const cells = columns.map(([name, make]) => [name, make(random, row)] as const);
    return Object.fromEntries(isRough ? cells.filter(() => chance(random, 0.9)) : cells);
  });
}

function written(random: Random): string {
  const rows = records(random);
  switch (within(random, 0, 3)) {
    case 0:
      return JSON.stringify(rows);
    case 1:
      return JSON.stringify(rows, null, 2);
    case 2:
      return JSON.stringify({ version: 1, data: rows });
    default:
      return rows.map(row => JSON.stringify(row)).join(pick(random, ['\n', '\r\n', '\n\n']));
  }
}

/** JSON Lines and lists of objects, also in parts. */
export const json: Draw = async random => {
  const files: Files = new Map();
  const names = pick(random, [
    ['a.json'],
    ['a.jsonl'],
    ['data.txt'],
    ['train.jsonl', 'test.jsonl'],
    ['train.json', 'dev.json', 'test.json'],
  ]);
  for (const name of names) {
    let text = written(random);
    if (chance(random, 0.3)) text = mutateText(random, text);
    let bytes: Buffer = Buffer.from(chance(random, 0.1) ? `\ufeff${text}` : text);
    if (chance(random, 0.15)) bytes = Buffer.from(mutateBytes(random, bytes));
    if (chance(random, 0.05)) files.set(`${name}.gz`, gzipped(random, bytes));
    else files.set(name, bytes);
  }
  const [first] = files.keys();
  return { files, open: names.length === 1 ? first! : '', choice: drawChoice(random) };
};
