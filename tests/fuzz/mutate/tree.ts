import type { Random } from '#shared/method/random.ts';
import { chance, noise, pick, within } from '../draw.ts';
import type { Files } from '../source.ts';

/** Names that any system takes and few programs expect. */
const WILD_NAMES = [
  ...['README.md', 'data.csv', 'x.png', 'y.JPG', 'z.webp', 'w.gif', 'v.tiff', 'u.svg', 't.zip', 's.gz', 'r.csv.gz'],
  ...['train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 't10k-images-idx3-ubyte', 'labels.txt', 'notes.txt'],
  ...[
    '.hidden',
    'Thumbs.db',
    '__MACOSX',
    '__proto__',
    'constructor',
    'a b',
    'ä',
    '中文.txt',
    '🙂.png',
    '{name}',
    '$t(a)',
  ],
  ...['-rf', '#', '%00', "'", 'x'.repeat(200), 'no ending', '..x', 'x.', 'e\u0301', '\u202etxt.png'],
];

const FOLDERS = ['', '', 'train/', 'test/', 'val/', 'cats/', 'pos/', 'a/b/c/', 'f/'.repeat(34), '__proto__/', 'x/y/'];

const wildPath = (random: Random): string => pick(random, FOLDERS) + pick(random, WILD_NAMES);

const CONTENTS: readonly string[] = [
  '',
  '\n',
  'a,b,class\n1,2,x\n',
  'PK\u0003\u0004',
  '\u001f\u008b',
  '\0\0\u0008\u0003',
];

/** Changes which files there are: renames, drops, empties and adds some. */
export function mutateTree(random: Random, files: Files): void {
  for (let n = within(random, 1, 4); n > 0; n--) {
    const paths = [...files.keys()];
    const path = pick(random, paths);
    const bytes = files.get(path)!;
    const other = wildPath(random);
    switch (random.below(6)) {
      case 0:
        if (paths.length > 1) files.delete(path);
        break;
      case 1:
        files.delete(path);
        put(files, other, bytes);
        break;
      case 2:
        put(files, other, bytes);
        break;
      case 3:
        files.set(path, Buffer.from(pick(random, CONTENTS), 'latin1'));
        break;
      case 4: {
        // Two files in each other's place.
        const second = pick(random, paths);
        files.set(path, files.get(second)!);
        files.set(second, bytes);
        break;
      }
      default: {
        const content = Buffer.from(pick(random, CONTENTS), 'latin1');
        put(files, other, chance(random, 0.5) ? content : noise(random, within(random, 1, 500)));
      }
    }
  }
}

/** Adds a file where no other, and no folder, is in its way. */
export function put(files: Files, path: string, bytes: Uint8Array): void {
  const blocked = [...files.keys()].some(other => other.startsWith(`${path}/`) || path.startsWith(`${other}/`));
  if (!blocked) files.set(path, bytes);
}
