import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isHidden } from './hidden.ts';

/**
 * The folders directly within others that hold none of the files that are read, as absolute paths. A file set does not know of folders
 * without files.
 * @param parents within the set, `''` or `pets/train/`.
 * @param read paths within the set.
 */
export async function emptyFolders(
  root: string,
  parents: readonly string[],
  read: readonly string[],
): Promise<string[]> {
  const filled = new Set<string>();
  for (const path of read)
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) filled.add(path.slice(0, end));
  const found: string[] = [];
  for (const parent of parents)
    for (const entry of await readdir(join(root, parent), { withFileTypes: true })) {
      if (!entry.isDirectory() || isHidden(entry.name)) continue;
      if (!filled.has(parent + entry.name)) found.push(join(root, parent, entry.name));
    }
  return found.sort();
}
