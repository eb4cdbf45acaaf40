import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import { MAX_FILES, MAX_FOLDER_DEPTH } from '../raw/limits.ts';
import { diskFile } from './disk-file.ts';
import { cannotRead } from './errors.ts';
import { isHidden } from './hidden.ts';
import type { StoredFile } from './stored-file.ts';

/** So many at once keep the disk busy; more only wait for one another. */
const AT_ONCE = 32;

export interface FolderOptions {
  /** Which files directly within it, by name; folders within it are not looked into then. */
  only?: (name: string) => boolean;
  /** Whether links and what is neither file nor folder are passed over; else they are refused. */
  passOver?: boolean;
}

/**
 * The files of a folder and of all folders within it, without hidden ones, in no order. A link within it is refused,
 * wherever it leads: one rule, and no file is read twice or from elsewhere.
 * @param name as a person knows it.
 * @param location where it is, free of links.
 * @throws Refusal where something in it is no file, or there is too much.
 */
export async function folderFiles(name: string, location: string, options: FolderOptions = {}): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  let folders = [''];
  let seen = 0;
  for (let depth = 0; folders.length > 0; depth++) {
    if (depth > MAX_FOLDER_DEPTH)
      throw new Refusal('error.data.files.tooDeep', { folder: join(name, folders[0]!), limit: MAX_FOLDER_DEPTH });
    const deeper: string[] = [];
    for (const folder of folders) {
      const entries = (await listed(name, location, folder)).filter(entry => !isHidden(entry.name));
      seen += entries.length;
      if (seen > MAX_FILES) throw new Refusal('error.data.tooManyFiles', { folder: name, limit: MAX_FILES });
      const wanted: string[] = [];
      for (const entry of entries) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (options.only && (entry.isDirectory() || !options.only(entry.name))) continue;
        if (entry.isDirectory()) deeper.push(path);
        else if (entry.isFile()) wanted.push(path);
        else if (!options.passOver) throw noFile(join(name, path), entry);
      }
      for (let i = 0; i < wanted.length; i += AT_ONCE)
        files.push(...(await Promise.all(wanted.slice(i, i + AT_ONCE).map(path => fileOf(name, location, path)))));
    }
    folders = deeper;
  }
  return files;
}

async function listed(name: string, location: string, folder: string): Promise<Dirent[]> {
  try {
    return await readdir(join(location, folder), { withFileTypes: true });
  } catch (error) {
    throw cannotRead(join(name, folder), error);
  }
}

async function fileOf(name: string, location: string, path: string): Promise<StoredFile> {
  const at = join(location, path);
  return diskFile(join(name, path), path, at, await statsOf(join(name, path), at));
}

async function statsOf(name: string, location: string): Promise<Stats> {
  try {
    return await lstat(location);
  } catch (error) {
    // Node reads names as UTF-8, and does not find the file again by what a name in another encoding became.
    if (name.includes('\ufffd')) throw new Refusal('error.data.files.unreadableName', { file: name });
    throw cannotRead(name, error);
  }
}

const noFile = (file: string, entry: Dirent): Refusal =>
  new Refusal(entry.isSymbolicLink() ? 'error.data.files.link' : 'error.data.files.special', { file });
