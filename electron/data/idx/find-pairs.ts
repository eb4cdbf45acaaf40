import { posix } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';
import { IDX_HEADER_BYTES, type IdxRole, idxRole } from './header.ts';

/** An images file and the labels file that belongs to it. */
export interface IdxPair {
  images: SourceFile;
  labels: SourceFile;
}

/** What a file set stands for: one pair, or a pair to train on with the test part published beside it. */
export interface IdxPairs {
  main: IdxPair;
  test: IdxPair | null;
}

interface IdxFile {
  file: SourceFile;
  role: IdxRole;
}

/** In a larger set only files that are named like IDX are looked into: opening each of 100,000 images takes its time. */
const SMALL_SET = 100;

/** A refusal names no more files than this. */
const NAMED = 5;

/**
 * The IDX files of a set: a folder's or ZIP's (a train and a test pair where both are there), or one images file's with the
 * labels beside it. A file is known by its magic number; one that is named like an IDX file but does not begin like one is
 * taken too, so that reading it says what is wrong with it.
 * @returns null where there is nothing like an IDX file.
 * @throws Refusal where images and labels can't be matched.
 */
export async function findIdxPairs(files: FileSet): Promise<IdxPairs | null> {
  return files.kind === 'file' ? pairOfFile(files) : pairsOfSet(files);
}

async function pairOfFile(files: FileSet): Promise<IdxPairs | null> {
  const [file] = files.files;
  const role = file ? await roleOf(file) : null;
  if (!file || role === null) return null;
  if (role === 'labels') throw new Refusal('error.data.idx.labelsGiven', { file: file.name });
  const named = (await files.beside()).filter(({ path }) => looksLikeIdx(path) || /label/i.test(path));
  const labels = (await idxFiles(named)).filter(({ role }) => role === 'labels');
  return { main: withLabels(file, labels, labels.length === 1), test: null };
}

async function pairsOfSet(set: FileSet): Promise<IdxPairs | null> {
  const small = set.files.length <= SMALL_SET;
  const files = await idxFiles(set.files.filter(({ path }) => small || looksLikeIdx(path)));
  if (files.length === 0) return null;
  const images = files.filter(({ role }) => role === 'images').map(({ file }) => file);
  const labels = files.filter(({ role }) => role === 'labels');
  if (images.length === 0) throw new Refusal('error.data.idx.noImages', { folder: set.name });
  const pairs = images.map(file => withLabels(file, labels, files.length === 2));
  const [main, ...others] = pairs.filter(pair => !isTest(pair.images));
  const tests = pairs.filter(pair => isTest(pair.images));
  if (main && others.length === 0 && tests.length <= 1) return { main, test: tests[0] ?? null };
  if (pairs.length === 1) return { main: pairs[0]!, test: null };
  const named = images.slice(0, NAMED).map(({ path }) => path);
  if (images.length > NAMED) named.push('…');
  throw new Refusal('error.data.idx.several', { folder: set.name, files: named.join(', ') });
}

/** @param alone there is one labels file and no other images: they belong together unless their names say otherwise. */
function withLabels(images: SourceFile, labels: readonly IdxFile[], alone: boolean): IdxPair {
  const wanted = labelsStem(images.path);
  const found = labels.find(
    ({ file }) => stem(file.path) === wanted || (alone && !(looksLikeIdx(file.path) && looksLikeIdx(images.path))),
  );
  if (!found) throw new Refusal('error.data.idx.noLabels', { file: images.name, labels: posix.basename(wanted) });
  return { images, labels: found.file };
}

/** Those of them that are IDX files. */
async function idxFiles(candidates: readonly SourceFile[]): Promise<IdxFile[]> {
  const files: IdxFile[] = [];
  for (const file of candidates) {
    const role = await roleOf(file);
    if (role !== null) files.push({ file, role });
  }
  return files;
}

async function roleOf(file: SourceFile): Promise<IdxRole | null> {
  const role = idxRole(await file.beginning(IDX_HEADER_BYTES));
  if (role !== null) return role;
  if (!looksLikeIdx(file.path)) return null;
  return /labels|idx1/i.test(posix.basename(file.path)) ? 'labels' : 'images';
}

const looksLikeIdx = (path: string): boolean =>
  /([-._]idx[13]|(images|labels)[^.]*ubyte$)/.test(posix.basename(stem(path)));
const isTest = ({ path }: SourceFile): boolean => /t10k|test/i.test(posix.basename(path));
const stem = (path: string): string => path.toLowerCase().replace(/\.gz$/, '');

/** How the labels of an images file are named by custom, in the same folder. */
function labelsStem(images: string): string {
  const folder = posix.dirname(stem(images));
  const file = posix.basename(stem(images));
  const name = file.replace('images', 'labels').replace('idx3', 'idx1');
  return posix.join(folder, name === file ? `${file}-labels-idx1-ubyte` : name);
}
