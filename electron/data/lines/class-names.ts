import type { SourceFile } from '../files/file-set.ts';

/** Files that hold something else than a text a line, by their endings. */
const OTHER_FORMATS =
  /\.(csv|tsv|tab|data|names|jsonl?|xml|html?|md|pdf|docx?|xlsx?|parquet|np[yz]|zip|bz2|xz|7z|tar|png|jpe?g|gif|bmp|webp|tiff?|svg|feat|vocab|py|ipynb|sh|bat|js|ts|cpp|java|rb|php|sql|ya?ml|toml|ini|cfg|css|pkl|pickle|bin|pt|h5|mat|db)$|ubyte$/i;
const DOCUMENTATION =
  /readme|licen[cs]e|changelog|stop[-_ ]?words?|^(?:requirements|vocabulary|features|classes|labels|mapping)\.txt$/i;

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a file says something about data rather than holds some, by its name. */
export const isDocumentation = (path: string): boolean => DOCUMENTATION.test(baseName(path));

/** Whether a file may hold texts, by its name. */
export const isTextName = (path: string): boolean => !OTHER_FORMATS.test(path) && !isDocumentation(path);

/** `rt-polarity.pos` has the stem `rt-polarity` and the ending `pos`. */
export function nameOf({ path }: Pick<SourceFile, 'path'>): { stem: string; ending: string } {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? { stem: name.slice(0, dot), ending: name.slice(dot + 1) } : { stem: name, ending: '' };
}

/**
 * Files of a class each, by class: the endings of those that have one stem (`rt-polarity.pos`), else the stems of those that
 * have one ending (`pos.txt`), without what all begin with (`reviews-pos.txt`).
 * @returns null where that gives not one answer.
 */
export function classesByName(files: readonly SourceFile[]): Map<string, SourceFile> | null {
  const alike = groups(files, 'stem');
  if (alike.length > 0) return alike.length === 1 ? byName(alike[0]!, 'ending') : null;
  const sameEnding = groups(files, 'ending');
  if (sameEnding.length !== 1) return null;
  const common = commonBeginning(sameEnding[0]!.map(file => nameOf(file).stem));
  return byName(sameEnding[0]!, 'stem', common);
}

/** Of two and more files each. */
function groups<F extends Pick<SourceFile, 'path'>>(files: readonly F[], key: 'stem' | 'ending'): F[][] {
  return [...Map.groupBy(files, file => nameOf(file)[key]).values()].filter(group => group.length > 1);
}

const byName = (files: readonly SourceFile[], key: 'stem' | 'ending', from = 0): Map<string, SourceFile> =>
  new Map(files.map(file => [nameOf(file)[key].slice(from) || nameOf(file).stem, file]));

/** How many characters all begin with, up to a separator, so that something is left of each. */
function commonBeginning(stems: readonly string[]): number {
  const [first = ''] = stems;
  let length = 0;
  for (let i = 0; i < first.length; i++) {
    if (!stems.every(stem => stem.length > i + 1 && stem[i] === first[i])) break;
    if (/[-_. ]/.test(first[i]!)) length = i + 1;
  }
  return length;
}

/** The data sets of a file a class among files that lie side by side, by what they are called up to their endings. */
export function alikeFiles<F extends Pick<SourceFile, 'path'>>(files: readonly F[]): F[][] {
  return groups(
    files.filter(({ path }) => !path.includes('/') && isTextName(path)),
    'stem',
  );
}
