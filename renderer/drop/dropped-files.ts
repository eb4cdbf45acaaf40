import { MAX_DROP_BYTES, MAX_DROP_FILE_BYTES, MAX_DROP_FILES } from '#shared/contract/drop.ts';
import { Refusal } from '#shared/contract/refusal.ts';

/** One file of a drop, with its place in it: `pets/cats/1.png`. */
export interface DroppedFile {
  path: string;
  file: File;
}

const MIB = 2 ** 20;

/** What was dropped, as far as it must be asked for before the event is over. */
export const entriesOf = ({ items }: DataTransfer): (FileSystemEntry | File)[] =>
  [...items].filter(item => item.kind === 'file').flatMap(item => item.webkitGetAsEntry() ?? item.getAsFile() ?? []);

/**
 * Every file of a drop with all that is in its folders, in the order of their names; hidden ones are left out. Several
 * things become one folder, named after what their names have in common.
 * @throws Refusal where there is none, or more than a drop may hold.
 */
export async function droppedFiles(entries: readonly (FileSystemEntry | File)[]): Promise<DroppedFile[]> {
  const files: DroppedFile[] = [];
  const folder = entries.length > 1 ? `${commonName(entries.map(entry => entry.name))}/` : '';
  let bytes = 0;
  for (const entry of byName(entries)) {
    for await (const found of filesIn(entry, folder)) {
      if (files.length === MAX_DROP_FILES) throw new Refusal('error.drop.tooManyFiles', { limit: MAX_DROP_FILES });
      if (found.file.size > MAX_DROP_FILE_BYTES)
        throw new Refusal('error.drop.fileTooLarge', { file: found.path, limit: MAX_DROP_FILE_BYTES / MIB });
      bytes += found.file.size;
      if (bytes > MAX_DROP_BYTES) throw new Refusal('error.drop.tooLarge', { limit: MAX_DROP_BYTES / MIB });
      files.push(found);
    }
  }
  if (files.length === 0) throw new Refusal('error.drop.nothing');
  return files;
}

/** `rt-polarity` for `rt-polarity.neg` and `rt-polarity.pos`. */
export function commonName(names: readonly string[]): string {
  const [first = '', ...others] = names;
  let length = first.length;
  for (const name of others) while (!name.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length).replace(/[^\p{L}\p{N}]+$/u, '') || 'dropped';
}

const byName = <T extends { name: string }>(entries: readonly T[]): T[] =>
  [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

async function* filesIn(entry: FileSystemEntry | File, folder: string): AsyncGenerator<DroppedFile> {
  const path = folder + entry.name;
  if (entry instanceof File) yield { path, file: entry };
  else if (entry.name.startsWith('.')) return;
  else if (isFile(entry)) yield { path, file: await fileOf(entry, path) };
  else if (isFolder(entry)) {
    for (const inside of byName(await entriesIn(entry, path))) yield* filesIn(inside, `${path}/`);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const unreadable = (file: string): Refusal => new Refusal('error.drop.unreadable', { file });

const fileOf = (entry: FileSystemFileEntry, path: string): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, () => reject(unreadable(path))));

/** A browser hands over a hundred entries at a time, and none at the end. */
async function entriesIn(folder: FileSystemDirectoryEntry, path: string): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, () => reject(unreadable(path))),
    );
    if (some.length === 0) return all;
    all.push(...some);
    if (all.length > MAX_DROP_FILES) throw new Refusal('error.drop.tooManyFiles', { limit: MAX_DROP_FILES });
  }
}
