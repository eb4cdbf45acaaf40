import type { Random } from '#shared/method/random.ts';
import { paxPath, type TarEntry, tarBytes } from '../../unit/tar-bytes.ts';
import { chance, noise, pick } from '../draw.ts';
import { gzipped, mutateBytes, WILD_SIZES } from '../mutate/bytes.ts';
import type { Draw } from '../source.ts';
import { csv } from './csv.ts';
import { images } from './images.ts';
import { lines } from './lines.ts';

const WILD_NAMES = ['../x.csv', '/etc/passwd', 'C:\\x', 'a/../../x', './x.csv', 'a//b.csv', '', '/', 'x/', '..', '._x'];
const TYPES = ['SymbolicLink', 'Link', 'FIFO', 'BlockDevice', 'Directory', 'SparseFile', 'ContiguousFile'] as const;

/** One thing that is not as it should be, or an entry that says something of the next. */
function wild(random: Random, entries: TarEntry[]): void {
  const entry = pick(random, entries);
  const at = entries.indexOf(entry);
  pick(random, [
    () => Object.assign(entry, { name: pick(random, [...WILD_NAMES, ...entries.map(({ name }) => name)]) }),
    () => Object.assign(entry, { type: pick(random, TYPES) }),
    () => Object.assign(entry, { size: pick(random, WILD_SIZES) }),
    () => entries.splice(at, 0, paxPath(pick(random, [...WILD_NAMES, 'd/'.repeat(40), '中文.csv', entry.name]))),
    () => entries.splice(at, 0, { name: 'L', type: 'NextFileHasLongPath', content: pick(random, WILD_NAMES) }),
    () => entries.splice(at, 0, { name: 'g', type: 'GlobalExtendedHeader', content: noise(random, 40) }),
    () => entries.splice(at, 0, { name: 'x', type: 'ExtendedHeader', content: '20 size=99999999999\n' }),
  ])();
}

/** What another kind of source is, in a tar, gzipped or not. */
export const tar: Draw = async random => {
  const { files, choice } = await pick(random, [csv, csv, lines, images])(random);
  const entries: TarEntry[] = [...files].map(([name, content]) => ({ name, content }));
  for (let n = pick(random, [0, 0, 1, 2]); n > 0; n--) wild(random, entries);
  let bytes: Uint8Array = tarBytes(...entries);
  if (chance(random, 0.2)) bytes = mutateBytes(random, bytes);
  if (chance(random, 0.4)) bytes = gzipped(random, bytes);
  const name = pick(random, ['data.tar', 'data.tar.gz', 'data.tgz', 'data']);
  return { files: new Map([[name, bytes]]), open: name, choice };
};
