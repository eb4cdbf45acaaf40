import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Project } from '#shared/domain/project.ts';
import { checkpointsOf } from './checkpoint-files.ts';
import type { ProjectFootprint } from './deletion.ts';
import { commandsFolder, databaseFile, droppedFolder, preparedFolder } from './home.ts';
import type { ReadOnlyStore } from './store.ts';
import { logFileOf } from './trial-log.ts';

/** Ends the name of the file that holds a prepared file's digest. */
const DIGEST_END = '.sha256';

/**
 * The files of a home that are there for one project alone: its prepared data and what was dropped for it, where no other project uses
 * them, and checkpoints, logs and the folders of runs of its trials. Only places inside the home are named, whatever a record says.
 * @param others every other project
 */
export async function projectFiles(
  home: string,
  { source, dataDigest, trialIds }: ProjectFootprint,
  others: readonly Project[],
): Promise<string[]> {
  const ofTrials = [
    ...(await checkpointsOf(home, trialIds)),
    ...trialIds.flatMap(id => [logFileOf(home, id), join(commandsFolder(home), id)]),
  ];
  const prepared =
    dataDigest === null || others.some(other => other.dataDigest === dataDigest)
      ? []
      : await preparedFiles(home, dataDigest);
  const drop = dropOf(home, source);
  const isShared = drop === null || others.some(other => dropOf(home, other.source) === drop);
  return [...ofTrials, ...prepared, ...(isShared ? [] : [join(droppedFolder(home), drop)])];
}

/** The drop that a source lies in: the name of its folder; null: it lies elsewhere. */
export function dropOf(home: string, source: string): string | null {
  const [first = '', ...rest] = relative(droppedFolder(home), source).split(sep);
  return rest.length > 0 && first !== '' && first !== '..' ? first : null;
}

/**
 * What a project takes up: bytes of its files and of its curves in the database, and the number of its trials.
 * @throws Refusal where there is none of that id
 */
export async function projectSize(
  home: string,
  store: ReadOnlyStore,
  { id, name }: Project,
): Promise<{ name: string; trials: number; bytes: number }> {
  const footprint = await store.footprint(id);
  if (!footprint) throw new Refusal('error.project.unknown', { id });
  const others = (await store.projects()).filter(other => other.id !== id);
  const sizes = await Promise.all((await projectFiles(home, footprint, others)).map(sizeOf));
  const inDatabase = Math.min(footprint.bytes, await sizeOf(databaseFile(home)));
  return { name, trials: footprint.trialIds.length, bytes: sizes.reduce((a, b) => a + b, inDatabase) };
}

/** Removes files and folders. Where that fails, the rest goes all the same. @returns the bytes they had */
export async function removeFiles(paths: readonly string[]): Promise<number> {
  let freed = 0;
  for (const path of paths) {
    const bytes = await sizeOf(path);
    const gone = await rm(path, { recursive: true, force: true }).then(
      () => true,
      () => false,
    );
    if (gone) freed += bytes;
  }
  return freed;
}

/** Bytes of a file, or of all files below a folder; 0: it is not there. */
export async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) return found?.size ?? 0;
  const names = await readdir(path, { recursive: true }).catch((): string[] => []);
  let bytes = 0;
  for (const name of names) {
    const file = await stat(join(path, name)).catch(() => null);
    if (file?.isFile()) bytes += file.size;
  }
  return bytes;
}

/** Prepared files of that digest, each with the file of its digest after it. */
export async function preparedFiles(home: string, digest: string): Promise<string[]> {
  const folder = preparedFolder(home);
  const names = await readdir(folder).catch((): string[] => []);
  const found: string[] = [];
  for (const name of names.filter(n => n.endsWith(DIGEST_END))) {
    const path = join(folder, name);
    const line = await readFile(path, 'utf8').catch(() => '');
    // The digest goes last: by it the rest is found again where this is cut off.
    if (line.split(' ')[0] === digest) found.push(path.slice(0, -DIGEST_END.length), path);
  }
  return found;
}
