import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import { diskFile } from './disk-file.ts';
import { cannotRead } from './errors.ts';
import type { FileSet, SourceFile } from './file-set.ts';
import { folderFiles } from './folder.ts';
import { isPacked, MAGIC_BYTES, refuseOtherFormat } from './other-formats.ts';
import { sourceFile, withoutGz } from './source-file.ts';
import type { Archive, StoredFile } from './stored-file.ts';
import { isTar, openTar } from './tar.ts';
import { isZip, openZip } from './zip.ts';

/** How addresses begin, those of files too. */
const URL_SCHEME = /^[a-z][a-z\d+.-]+:\/\//i;

/**
 * What a path stands for: a file, a folder with all folders in it, a ZIP or tar (none within it is opened), or (with `*` in
 * the last part) some files of a folder. The path itself may be a link. Of a file that is there plain and gzipped, the plain one counts.
 * @param path a relative one counts from the working folder.
 * @throws Refusal where there is no such thing, it is empty, or not safe or too large to read.
 */
export async function openFiles(path: string): Promise<FileSet> {
  if (URL_SCHEME.test(path)) throw new Refusal('error.data.files.url', { path });
  const name = resolve(path);
  const found = await whatIsAt(name);
  if (!found) return patternSet(name);
  if (found.stats.isDirectory()) return folderSet(name, found.location);
  if (!found.stats.isFile()) throw new Refusal('error.data.files.special', { file: name });
  const stored = diskFile(name, basename(name), found.location, found.stats);
  const file = sourceFile(stored);
  const beginning = await beginningOf(file);
  refuseOtherFormat(name, beginning);
  if (isZip(beginning) || /\.zip$/i.test(name)) return archiveSet(name, await openZip(name, found.location));
  if (isTar(beginning)) return archiveSet(name, await openTar(stored, found.location));
  return singleFile(file, found.location);
}

interface Place {
  /** The path, free of links. */
  location: string;
  stats: Stats;
}

/** @returns null where nothing has that name, but it may be a pattern. */
async function whatIsAt(name: string): Promise<Place | null> {
  try {
    const location = await realpath(name);
    return { location, stats: await stat(location) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (basename(name).includes('*') && (code === 'ENOENT' || code === 'EINVAL')) return null;
    throw cannotRead(name, error);
  }
}

/** @throws Refusal where a file has no content, or none that can be read. */
async function beginningOf(file: SourceFile): Promise<Uint8Array> {
  const beginning = await file.beginning(MAGIC_BYTES);
  if (beginning.length > 0) return beginning;
  // Nothing, or damage; the latter says what it is.
  for await (const piece of file.stream()) return piece;
  throw new Refusal('error.data.files.empty', { file: file.name });
}

function singleFile(file: SourceFile, location: string): FileSet {
  const beside = async () => {
    const folder = dirname(location);
    const stored = await folderFiles(folder, folder, { only: () => true, passOver: true });
    return plainFirst(stored).filter(({ path }) => path !== withoutGz(basename(location)));
  };
  return { name: file.name, kind: 'file', files: [file], beside, close: async () => {} };
}

async function archiveSet(name: string, { files, close }: Archive): Promise<FileSet> {
  try {
    return { ...severalFiles(name, plainFirst(files)), kind: 'archive', close };
  } catch (error) {
    await close();
    throw error;
  }
}

const folderSet = async (name: string, location: string): Promise<FileSet> =>
  severalFiles(name, plainFirst(await folderFiles(name, location)));

/** @throws Refusal where there are none, or only such as would have to be unpacked first. */
function severalFiles(name: string, files: readonly SourceFile[]): FileSet {
  if (files.length === 0) throw new Refusal('error.data.files.emptyFolder', { folder: name });
  if (files.every(({ path }) => isPacked(path)))
    throw new Refusal('error.data.files.onlyPacked', { folder: name, example: files[0]!.path });
  return { name, kind: 'folder', files, beside: async () => [], close: async () => {} };
}

async function patternSet(name: string): Promise<FileSet> {
  const folder = dirname(name);
  const found = await whatIsAt(folder);
  if (!found?.stats.isDirectory()) throw new Refusal('error.data.notFound', { path: folder });
  const matches = matcher(basename(name));
  const files = await folderFiles(folder, found.location, {
    only: other => matches(other) || matches(withoutGz(other)),
  });
  if (files.length === 0) throw new Refusal('error.data.files.noMatch', { pattern: basename(name), folder });
  return severalFiles(name, plainFirst(files));
}

/** In the order of their paths; of one that is there plain and gzipped, the plain one. */
function plainFirst(stored: readonly StoredFile[]): SourceFile[] {
  const files = new Map<string, StoredFile>();
  for (const file of stored) {
    const path = withoutGz(file.path);
    if (file.path === path || !files.has(path)) files.set(path, file);
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => sourceFile(file));
}

/**
 * Whether names match a pattern in which each `*` stands for any characters, and everything else for itself. In linear
 * time, however many stars there are.
 */
function matcher(pattern: string): (name: string) => boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return name => name === pattern;
  return name => {
    if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
    let from = first.length;
    for (const part of others) {
      const at = name.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return from <= name.length - last.length;
  };
}
