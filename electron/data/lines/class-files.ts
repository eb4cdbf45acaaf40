import { Refusal } from '#shared/contract/refusal.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';
import { PART, TEST, VALIDATION } from '../files/part-names.ts';
import { alikeFiles, classesByName, isDocumentation, isTextName, nameOf } from './class-names.ts';
import { severalDataSets } from './several.ts';

/** A file of texts, all of one class. */
export interface ClassFile {
  file: SourceFile;
  className: string;
  /** Whether it belongs to the test part that the source brings of its own. */
  test: boolean;
  /** Whether it belongs to its dev part. */
  validation: boolean;
}

export interface ClassFiles {
  /** Those to train on, then those of the dev part, then those of the test part. */
  files: ClassFile[];
  /** Whether a class is a file or a folder of files. */
  by: 'file' | 'folder';
  /** Whether a text is a line or a whole file. */
  unit: 'line' | 'file';
  /** Files that lie with them and are not read. */
  ignored: SourceFile[];
}

/** Below this many files a class on average, a folder's files hold a text a line; from here on they are one text each, ... */
export const DOCUMENTS_PER_CLASS = 10;
/** ... unless half of them are larger than this many bytes. */
const DOCUMENT_BYTES = 64 * 1024;

/** As many files side by side can be a class each; more are single texts whose class nothing says. */
const MAX_FILE_CLASSES = 50;

const UNLABELLED = /^unsup(ervised)?$|^unlabell?ed$/i;

interface Candidate {
  file: SourceFile;
  /** From the outermost that is not common to all. */
  folders: string[];
}

/**
 * The files of a folder or ZIP by class: a file a class (`pos.txt` and `neg.txt`, `rt-polarity.pos` and `rt-polarity.neg`) or a
 * folder a class, either also within `train/` and `test/`. Only names and sizes are looked at.
 * @returns null where the files are something else.
 * @throws Refusal where they are texts, but nothing says their classes.
 */
export function classFiles(set: FileSet): ClassFiles | null {
  const { name, files } = set;
  const texts = files.filter(file => isTextName(file.path));
  if (texts.length === 0 || texts.length * 2 < files.filter(({ path }) => !isDocumentation(path)).length) return null;
  const candidates = withoutCommonFolders(texts);
  const depth = usualDepth(candidates);
  const chosen = candidates.filter(({ folders }) => folders.length === depth && !UNLABELLED.test(folders.at(-1) ?? ''));
  const byFile = depth === 0 || (depth === 1 && chosen.every(({ folders }) => PART.test(folders[0]!)));
  const found = byFile ? filesByName(set, chosen) : filesByFolder(name, chosen, depth);
  const read = new Set(found.map(({ file }) => file));
  return {
    files: found.toSorted((a, b) => placeOf(a) - placeOf(b)),
    by: byFile ? 'file' : 'folder',
    unit: !byFile && areDocuments(found) ? 'file' : 'line',
    ignored: files.filter(file => !read.has(file)),
  };
}

function filesByName(set: FileSet, candidates: readonly Candidate[]): ClassFile[] {
  if (candidates.length > MAX_FILE_CLASSES)
    throw new Refusal('error.data.lines.noClasses', {
      folder: set.name,
      count: candidates.length,
      limit: MAX_FILE_CLASSES,
    });
  const parts = Map.groupBy(candidates, ({ folders }) => folders[0] ?? '');
  return [...parts].flatMap(([part, members]) => {
    const files = members.map(({ file }) => file);
    const classes = classesByName(files);
    if (!classes) throw unclear(set, files);
    return [...classes].map(([className, file]) => classFile(file, className, part));
  });
}

function unclear(set: FileSet, files: readonly SourceFile[]): Refusal {
  if (files.length === 1) return new Refusal('error.data.lines.alone', { file: files[0]!.name });
  const sets = alikeFiles(files);
  if (sets.length > 1) return severalDataSets(set, sets);
  const first = files.slice(0, 5).map(({ path }) => path);
  return new Refusal('error.data.lines.unclear', { folder: set.name, files: first.join(', ') });
}

function filesByFolder(name: string, candidates: readonly Candidate[], depth: number): ClassFile[] {
  const nested = candidates.find(({ folders }) => depth > 2 || (depth === 2 && !PART.test(folders[0]!)));
  if (nested) throw new Refusal('error.data.lines.nested', { folder: name, path: nested.file.path });
  return candidates.map(({ file, folders }) => classFile(file, folders.at(-1)!, depth === 2 ? folders[0]! : ''));
}

function classFile(file: SourceFile, className: string, part: string): ClassFile {
  // `train_pos.txt` beside `test_pos.txt`
  const [, before = '', after = ''] = /^([a-z]+)[-_. ](.+)$/i.exec(className) ?? [];
  if (PART.test(before)) return { file, className: after, ...partOf(before) };
  if (PART.test(className)) throw new Refusal('error.data.lines.parts', { file: file.name, name: className });
  return { file, className, ...partOf(part) };
}

const placeOf = ({ test, validation }: ClassFile): number => (test ? 2 : validation ? 1 : 0);
const partOf = (part: string) => ({ test: TEST.test(part), validation: VALIDATION.test(part) });

function areDocuments(files: readonly ClassFile[]): boolean {
  const classes = new Set(files.map(({ className, test }) => `${test} ${className}`)).size;
  const sizes = files.map(({ file }) => file.size).sort((a, b) => a - b);
  return files.length >= DOCUMENTS_PER_CLASS * classes && sizes[Math.floor(sizes.length / 2)]! <= DOCUMENT_BYTES;
}

function withoutCommonFolders(files: readonly SourceFile[]): Candidate[] {
  const candidates = files.map(file => ({ file, folders: file.path.split('/').slice(0, -1) }));
  const common = (at: number): boolean =>
    candidates.every(({ folders }) => folders[at] !== undefined && folders[at] === candidates[0]!.folders[at]);
  let from = 0;
  while (common(from)) from++;
  return candidates.map(({ file, folders }) => ({ file, folders: folders.slice(from) }));
}

/** How many folders deep most files lie. */
function usualDepth(candidates: readonly Candidate[]): number {
  const depths = Map.groupBy(candidates, ({ folders }) => folders.length);
  return [...depths].reduce((most, next) => (next[1].length > most[1].length ? next : most))[0];
}

/**
 * The files of a class each that belong to the given one: those beside it that are named alike up to their ending.
 * @throws Refusal where there are none.
 */
export async function filesBeside(set: FileSet): Promise<ClassFiles> {
  const file = set.files[0]!;
  const beside = (await set.beside()).filter(other => isTextName(other.path));
  const group = [file, ...beside.filter(other => nameOf(other).stem === nameOf(file).stem)];
  const classes = group.length > 1 ? classesByName(group) : null;
  if (!classes) {
    const others = beside.filter(other => nameOf(other).ending === nameOf(file).ending).slice(0, 5);
    if (others.length === 0) throw new Refusal('error.data.lines.alone', { file: file.name });
    const names = others.map(other => other.path).join(', ');
    throw new Refusal('error.data.lines.aloneBeside', { file: file.name, others: names });
  }
  const files = [...classes].map(([className, member]) => ({ file: member, className, ...partOf('') }));
  return { files, by: 'file', unit: 'line', ignored: [] };
}
