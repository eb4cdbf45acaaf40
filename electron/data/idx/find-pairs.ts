import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import { MAX_FOLDER_FILES } from '../limits.ts';
import { readBeginning } from '../read-bytes.ts';
import { type IdxRole, idxRole } from './header.ts';
import { BEGINNING_BYTES, idxBeginning } from './read-idx.ts';

/** An images file and the labels file that belongs to it, by path. */
export interface IdxPair {
  images: string;
  labels: string;
}

/** What a path stands for: one pair, or a pair to train on with the test part published beside it. */
export interface IdxPairs {
  main: IdxPair;
  test: IdxPair | null;
}

interface IdxFile {
  path: string;
  role: IdxRole;
}

/**
 * The IDX files that a path stands for: a folder's (a train and a test pair where both are there), or one images file's
 * with the labels beside it. A file is known by its magic number; one that is named like an IDX file but does not begin
 * like one is taken too, so that reading it says what is wrong with it.
 * @returns null where there is nothing like an IDX file.
 * @throws Refusal where images and labels can't be matched.
 */
export async function findIdxPairs(path: string): Promise<IdxPairs | null> {
  return (await stat(path)).isDirectory() ? pairsOfFolder(path) : pairOfFile(path);
}

async function pairOfFile(path: string): Promise<IdxPairs | null> {
  const role = await roleOf(path);
  if (role === null) return null;
  if (role === 'labels') throw new Refusal('error.data.idx.labelsGiven', { file: path });
  const beside = await idxFiles(dirname(path), name => looksLikeIdx(name) || /label/i.test(name));
  const labels = beside.filter(file => file.role === 'labels');
  return { main: withLabels(path, labels, labels.length === 1), test: null };
}

async function pairsOfFolder(folder: string): Promise<IdxPairs | null> {
  const files = await idxFiles(folder, () => true);
  if (files.length === 0) return null;
  const images = files.filter(file => file.role === 'images');
  const labels = files.filter(file => file.role === 'labels');
  if (images.length === 0) throw new Refusal('error.data.idx.noImages', { folder });
  const pairs = images.map(file => withLabels(file.path, labels, files.length === 2));
  const [main, ...others] = pairs.filter(pair => !isTest(pair.images));
  const tests = pairs.filter(pair => isTest(pair.images));
  if (main && others.length === 0 && tests.length <= 1) return { main, test: tests[0] ?? null };
  if (pairs.length === 1) return { main: pairs[0]!, test: null };
  throw new Refusal('error.data.idx.several', { folder, files: images.map(file => basename(file.path)).join(', ') });
}

/** @param alone there is one labels file and no other images: they belong together unless their names say otherwise. */
function withLabels(images: string, labels: readonly IdxFile[], alone: boolean): IdxPair {
  const wanted = labelsStem(images);
  const found = labels.find(
    ({ path }) => stem(path) === wanted || (alone && !(looksLikeIdx(path) && looksLikeIdx(images))),
  );
  if (!found) throw new Refusal('error.data.idx.noLabels', { file: images, labels: wanted });
  return { images, labels: found.path };
}

/** The folder's IDX files; of one that is there gzipped and plain, the plain one. */
async function idxFiles(folder: string, wanted: (name: string) => boolean): Promise<IdxFile[]> {
  const candidates = (await fileNames(folder)).filter(wanted).sort();
  if (candidates.length > MAX_FOLDER_FILES)
    throw new Refusal('error.data.tooManyFiles', { folder, count: candidates.length, limit: MAX_FOLDER_FILES });
  const files = new Map<string, IdxFile>();
  for (const name of candidates) {
    const path = join(folder, name);
    const role = await roleOf(path);
    // Sorted, `x` comes before `x.gz`.
    if (role !== null && !files.has(stem(path))) files.set(stem(path), { path, role });
  }
  return [...files.values()];
}

async function fileNames(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter(entry => entry.isFile()).map(entry => entry.name);
  } catch (error) {
    throw new Refusal('error.data.unreadable', { path: folder, detail: (error as Error).message });
  }
}

async function roleOf(path: string): Promise<IdxRole | null> {
  const role = idxRole(idxBeginning(await readBeginning(path, BEGINNING_BYTES)));
  if (role !== null) return role;
  if (!looksLikeIdx(path)) return null;
  return /labels|idx1/i.test(basename(path)) ? 'labels' : 'images';
}

const looksLikeIdx = (path: string): boolean => /idx[13]|(images|labels).*ubyte/i.test(basename(path));
const isTest = (path: string): boolean => /t10k|test/i.test(basename(path));
const stem = (path: string): string => basename(path).toLowerCase().replace(/\.gz$/, '');

/** How the labels of an images file are named by custom. */
function labelsStem(images: string): string {
  const name = stem(images).replace('images', 'labels').replace('idx3', 'idx1');
  return name === stem(images) ? `${name}-labels-idx1-ubyte` : name;
}
