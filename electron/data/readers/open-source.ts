import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import { idxReader } from './idx.ts';
import type { Reader, Source } from './reader.ts';
import { sampleReader } from './sample.ts';

/** Asked in this order; the first that knows a source reads it. */
const READERS: readonly Reader[] = [sampleReader, idxReader];

/**
 * Finds the reader of a source.
 * @param source `sample:…`, or a path; a relative one counts from the working folder.
 * @throws Refusal where there is no such file, or nothing in it that Descent reads.
 */
export async function openSource(source: string): Promise<Source> {
  const name = source.startsWith('sample:') ? source : await existing(source);
  for (const reader of READERS) {
    const found = await reader.open(name);
    if (found) return found;
  }
  throw new Refusal('error.data.unknownKind', { path: name });
}

async function existing(source: string): Promise<string> {
  const path = resolve(source);
  try {
    const info = await stat(path);
    if (info.isFile() || info.isDirectory()) return path;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Refusal('error.data.notFound', { path });
    throw new Refusal('error.data.unreadable', { path, detail: message });
  }
  throw new Refusal('error.data.unknownKind', { path });
}
