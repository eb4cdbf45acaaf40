import type { Random } from '#shared/method/random.ts';
import { type ZipEntry, zipBytes } from '../../unit/zip-bytes.ts';
import { chance, noise, pick } from '../draw.ts';
import { mutateBytes, WILD_SIZES } from '../mutate/bytes.ts';
import type { Draw } from '../source.ts';
import { csv } from './csv.ts';
import { idx } from './idx.ts';
import { images } from './images.ts';
import { lines } from './lines.ts';

/** Names that lead out of the ZIP, are none, or are there twice. */
const WILD_NAMES: readonly (string | Buffer)[] = [
  ...[
    '../x.csv',
    '/etc/passwd',
    'C:\\x',
    'a\\b.csv',
    'a/../../x',
    './x.csv',
    'a//b.csv',
    '',
    '/',
    'dir/',
    'x\0y',
    '..',
  ],
  ...[
    'a/'.repeat(40),
    'x'.repeat(65_535),
    '__MACOSX/._x',
    '.DS_Store',
    'nested.zip',
    '中文.csv',
    '\u001b[31m.csv',
    'a\nb',
  ],
  ...[Buffer.from([0xd6, 0xd0, 0xce, 0xc4]), Buffer.from([0xff, 0xfe, 0x80])],
];

/** Types of files in Unix: links, pipes, devices, folders. */
const MODES = [0o120777, 0o010644, 0o020644, 0o040755, 0o100644, 0xffff];

/** One thing in the table of contents that is not as it should be. */
function lie(random: Random, entries: readonly ZipEntry[]): Partial<ZipEntry> {
  const size = pick(random, WILD_SIZES);
  return pick(random, [
    { name: pick(random, [...WILD_NAMES, ...entries.map(({ name }) => name)]) },
    { size },
    { packedSize: size },
    { crc: random.next() },
    { offset: size },
    { method: pick(random, [0, 1, 9, 12, 14, 93, 99]) },
    { flags: pick(random, [1, 0x40, 0x800, 0x2000, 0x8, 0xffff]) },
    { mode: pick(random, MODES) },
    { content: noise(random, 50) },
    { content: '' },
  ]);
}

/** What another kind of source is, packed. */
export const zip: Draw = async random => {
  const { files, choice } = await pick(random, [csv, csv, lines, idx, images])(random);
  const entries: ZipEntry[] = [...files].map(([name, content]) => ({ name, content }));
  for (let n = pick(random, [0, 0, 0, 1, 2]); n > 0; n--) Object.assign(pick(random, entries), lie(random, entries));
  let bytes = zipBytes(entries, chance(random, 0.04) ? pick(random, [0, 1, 0xffff]) : entries.length);
  if (chance(random, 0.15)) {
    // The table of contents stands last.
    const from = pick(random, [0, Math.floor(bytes.length * 0.9), Math.max(0, bytes.length - 22)]);
    bytes = Buffer.concat([bytes.subarray(0, from), mutateBytes(random, bytes.subarray(from))]);
  }
  const name = chance(random, 0.9) ? 'data.zip' : pick(random, ['data', 'data.csv', 'data.xlsx']);
  return { files: new Map([[name, bytes]]), open: name, choice };
};
