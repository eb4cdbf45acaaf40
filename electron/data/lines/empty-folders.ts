import { Refusal } from '#shared/contract/refusal.ts';
import type { DataWarning } from '#shared/domain/data-report.ts';
import { emptyFolders } from '../files/empty-folders.ts';
import type { FileSet } from '../files/file-set.ts';
import { namesOf } from '../raw/row-text.ts';
import type { ClassFiles } from './class-files.ts';

const EXAMPLES = 5;

/**
 * Refuses a folder of which all files lie in one folder and others beside that are empty: these were to be classes.
 * @throws Refusal
 */
export async function refuseOneFolder({ name, kind, files }: FileSet): Promise<void> {
  if (kind !== 'folder') return;
  const paths = files.map(({ path }) => path);
  const parts = paths[0]!.split('/').slice(0, -1);
  let parent = '';
  for (const part of parts) {
    const folder = `${parent}${part}/`;
    if (!paths.every(path => path.startsWith(folder))) return;
    const empty = await emptyFolders(name, [parent], paths);
    if (empty.length > 0)
      throw new Refusal('error.data.lines.oneFolder', {
        folder: name,
        name: folder.slice(0, -1),
        count: empty.length,
        empty: namesOf(empty),
      });
    parent = folder;
  }
}

/** Names the folders beside those of the classes that hold no file. */
export async function withoutTexts({ name, kind, files }: FileSet, found: ClassFiles): Promise<DataWarning[]> {
  if (kind !== 'folder' || found.by !== 'folder') return [];
  const parents = new Set(found.files.map(({ file }) => file.path.replace(/[^/]*\/[^/]*$/, '')));
  const empty = await emptyFolders(
    name,
    [...parents],
    files.map(({ path }) => path),
  );
  if (empty.length === 0) return [];
  const examples = empty.slice(0, EXAMPLES).map(file => ({ place: { file, line: null }, text: '' }));
  return [{ reason: { key: 'data.lines.emptyFolders', values: { count: empty.length } }, examples }];
}
