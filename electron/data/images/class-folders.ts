import type { SourceFile } from '../files/file-set.ts';

/** An image and the folder that names its class. */
export interface LabelledImage {
  file: SourceFile;
  label: string;
}

/** Images by the folders that they lie in, each list in the order of the files. */
export interface ClassFolders {
  /** With those of a folder for validation, the dev part. */
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
  /** Folders that would be classes, but hold the same folders inside; empty where they don't. */
  variants: string[];
}

type Split = 'train' | 'validation' | 'test';

/**
 * Understands a folder a class (`cats/1.png`), also below folders named train, test, val and the like (`seg_train`), and below one
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
    variants: [],
  };
  const depth = commonDepth(images, 0);
  const bySplit = Map.groupBy(images, ({ path }) => splitOf(partsOf(path).at(depth)!));
  if (!isDivided(bySplit, depth)) {
    if (!sortInWithin(found, images, depth)) {
      sortIn(found, images, depth, 'train');
      found.variants = variantsOf(images, depth);
    }
    return found;
  }
  for (const [split, files] of bySplit) {
    if (split === null) found.beside.push(...files);
    else sortIn(found, files, commonDepth(files, depth + 1), split);
  }
  nameAlike(found);
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

/** Gives test images the class of those to train on where only capitals tell them apart: `Test/Cat` beside `train/cat`. */
function nameAlike({ train, test }: ClassFolders): void {
  const classes = new Set(train.map(({ label }) => label));
  const byLower = Map.groupBy(classes, label => label.toLowerCase());
  for (const image of test) {
    const alike = byLower.get(image.label.toLowerCase());
    if (!classes.has(image.label) && alike?.length === 1) image.label = alike[0]!;
  }
}

/** Sorts images in whose folders of classes are divided, `cats/train/1.png`; false where they are not. */
function sortInWithin(found: ClassFolders, images: readonly SourceFile[], depth: number): boolean {
  const bySplit = Map.groupBy(images, ({ path }) =>
    splitOf(
      partsOf(path)
        .slice(0, -1)
        .at(depth + 1) ?? '',
    ),
  );
  if (!bySplit.has('train') || bySplit.size < 2 || bySplit.has(null)) return false;
  for (const [split, files] of bySplit) sortIn(found, files, depth, split!);
  found.nested = [];
  return true;
}

/** Share of their folders that two folders must have in common for them to be variants of the same images. */
const SAME = 0.5;

/** The folders at that depth if they rather are parts or variants of one data set than classes: the same two and more folders lie in each. */
function variantsOf(images: readonly SourceFile[], depth: number): string[] {
  const inside = new Map<string, Set<string>>();
  for (const { path } of images) {
    const [outer, inner] = partsOf(path).slice(0, -1).slice(depth);
    if (outer === undefined) continue;
    const folders = inside.get(outer) ?? new Set();
    if (inner !== undefined) folders.add(inner.toLowerCase());
    inside.set(outer, folders);
  }
  const [first, ...others] = [...inside.values()].filter(folders => folders.size > 1);
  if (!first || others.length === 0 || others.length + 1 < SAME * inside.size) return [];
  const isSame = (folders: Set<string>): boolean => {
    const shared = [...folders].filter(folder => first.has(folder)).length;
    return shared >= SAME * (folders.size + first.size - shared);
  };
  return others.every(isSame) ? [...inside.keys()] : [];
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
  if (/^(?:.+[-_ ])?train(ing)?([-_ ]?(set|data|images|\d+))?$/i.test(folder)) return 'train';
  if (/^(?:.+[-_ ])?test(ing)?([-_ ]?(set|data|images|\d+))?$/i.test(folder)) return 'test';
  return /^(?:.+[-_ ])?(val|valid|validation|dev)([-_ ]?(set|data|images|\d+))?$/i.test(folder) ? 'validation' : null;
}

const partsOf = (path: string): string[] => path.split('/');
