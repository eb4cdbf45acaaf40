import type { SourceFile } from '../files/file-set.ts';

/** An image and the folder that names its class. */
export interface LabelledImage {
  file: SourceFile;
  label: string;
}

/** Images by the folders that they lie in, each list in the order of the files. */
export interface ClassFolders {
  /** With those of a folder for validation: Descent draws its dev part itself. */
  train: LabelledImage[];
  /** Of a folder for tests beside the one to train on. */
  test: LabelledImage[];
  /** In no folder of a class. */
  unlabelled: SourceFile[];
  /** In folders beside those for training and tests. */
  beside: SourceFile[];
  /** Those of `train` and `test` that lie in a folder within that of their class. */
  nested: SourceFile[];
  /** Those of `train` that come from a folder for validation. */
  validation: SourceFile[];
  /** The folders whose folders are the classes, `''` or `pets/train/`. */
  parents: string[];
}

type Split = 'train' | 'validation' | 'test';

/**
 * Understands a folder a class (`cats/1.png`), also below folders named train, test, val and the like, and below one
 * folder that holds everything, as many ZIPs have it.
 */
export function classFolders(images: readonly SourceFile[]): ClassFolders {
  const found: ClassFolders = {
    train: [],
    test: [],
    unlabelled: [],
    beside: [],
    nested: [],
    validation: [],
    parents: [],
  };
  const depth = commonDepth(images, 0);
  const bySplit = Map.groupBy(images, ({ path }) => splitOf(partsOf(path).at(depth)!));
  if (!isDivided(bySplit, depth)) {
    sortIn(found, images, depth, 'train');
    return found;
  }
  for (const [split, files] of bySplit) {
    if (split === null) found.beside.push(...files);
    else sortIn(found, files, commonDepth(files, depth + 1), split);
  }
  return found;
}

function sortIn(found: ClassFolders, images: readonly SourceFile[], depth: number, split: Split): void {
  found.parents.push(
    ...new Set(images.map(({ path }) => `${partsOf(path).slice(0, depth).join('/')}/`.replace(/^\/$/, ''))),
  );
  for (const file of images) {
    const parts = partsOf(file.path).slice(depth);
    if (parts.length < 2) {
      found.unlabelled.push(file);
      continue;
    }
    if (parts.length > 2) found.nested.push(file);
    if (split === 'validation') found.validation.push(file);
    found[split === 'test' ? 'test' : 'train'].push({ file, label: parts[0]! });
  }
}

/** How many of the outer folders hold everything and name no class, as there are further folders within. */
function commonDepth(images: readonly SourceFile[], from: number): number {
  let depth = from;
  const shared = (at: number) => new Set(images.map(({ path }) => partsOf(path)[at])).size === 1;
  while (shared(depth) && images.some(({ path }) => partsOf(path).length > depth + 2)) depth++;
  return depth;
}

/** Whether folders at that depth divide the images: one to train on, with classes inside, and another. */
function isDivided(bySplit: ReadonlyMap<Split | null, readonly SourceFile[]>, depth: number): boolean {
  const train = bySplit.get('train') ?? [];
  const inClasses = train.filter(({ path }) => partsOf(path).length > depth + 2);
  return (bySplit.has('test') || bySplit.has('validation')) && inClasses.length > train.length / 2;
}

function splitOf(folder: string): Split | null {
  if (/^train(ing)?([-_ ]?(set|data|images))?$/i.test(folder)) return 'train';
  if (/^test(ing)?([-_ ]?(set|data|images))?$/i.test(folder)) return 'test';
  return /^(val|valid|validation|dev)([-_ ]?(set|data|images))?$/i.test(folder) ? 'validation' : null;
}

const partsOf = (path: string): string[] => path.split('/');
