import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { makeFolderIn } from '#electron/store/home.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { SplitName } from '#shared/domain/dataset.ts';
import { decodePrepared, type PreparedFacts, type RawSplit } from '#shared/domain/prepared-file.ts';
import { temporaryName } from '../store/temporary-name.ts';

/** A prepared file that was read and found whole. */
export interface Prepared extends PreparedFacts {
  splits: Record<SplitName, RawSplit>;
  /** SHA-256 of the whole file. */
  digest: string;
}

/**
 * Writes a prepared file and beside it its digest (`….sha256`, in the form of `sha256sum`). Each appears whole or not at
 * all, also when the power fails; a file without its digest counts as not there.
 * @param pieces its bytes, one after the other.
 * @returns the digest.
 * @throws Refusal where the folder can't be written.
 */
export async function writePrepared(file: string, pieces: readonly Uint8Array[]): Promise<string> {
  const digest = sha256(pieces);
  try {
    makeFolderIn(dirname(dirname(file)), basename(dirname(file)));
    await writeWhole(file, pieces);
    await writeWhole(digestFile(file), [Buffer.from(`${digest}  ${basename(file)}\n`)]);
  } catch (error) {
    throw new Refusal('error.data.cannotWrite', { folder: dirname(file), detail: (error as Error).message });
  }
  return digest;
}

/**
 * Reads a prepared file and checks it against its digest.
 * @throws Refusal where it is not there or damaged.
 */
export async function openPrepared(file: string): Promise<Prepared> {
  const [bytes, line] = await Promise.all([readFile(file), readFile(digestFile(file), 'utf8')]).catch(error => {
    throw new Refusal('error.data.prepared.missing', { file, detail: (error as Error).message });
  });
  const digest = sha256([bytes]);
  if (line.split(' ')[0] !== digest) throw new Refusal('error.data.prepared.damaged', { file });
  try {
    return { ...decodePrepared(bytes), digest };
  } catch {
    throw new Refusal('error.data.prepared.damaged', { file });
  }
}

function sha256(pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

const digestFile = (file: string): string => `${file}.sha256`;

async function writeWhole(file: string, pieces: readonly Uint8Array[]): Promise<void> {
  const temporary = temporaryName(file);
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      for (const piece of pieces) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  // Windows can't open a folder, and keeps the new name without.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(file));
  await folder.sync().finally(() => folder.close());
}
