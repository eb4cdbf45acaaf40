import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import { Refusal } from '#shared/contract/refusal.ts';
import {
  inMiB,
  MAX_ARCHIVE_BYTES,
  MAX_ARCHIVE_RATIO,
  MAX_FILES,
  MAX_FOLDER_DEPTH,
  RATIO_FROM_BYTES,
} from '../raw/limits.ts';
import { ArchiveReader } from './archive-reader.ts';
import { cannotRead } from './errors.ts';
import { isHidden } from './hidden.ts';
import type { Archive, StoredFile } from './stored-file.ts';
import { checkedEntry } from './zip-entry.ts';
import { zipFile } from './zip-file.ts';
import { entryPaths } from './zip-paths.ts';

/** `PK`, then a file's header, the end of an empty ZIP, or the mark of one in several parts. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && [0x0403, 0x0605, 0x0807].includes((bytes[2] ?? 0) | ((bytes[3] ?? 0) << 8));

/**
 * The files of a ZIP, by its table of contents; nothing is unpacked before it is asked for.
 * @param name as a person knows it.
 * @param location where it is, free of links.
 * @throws Refusal where it is damaged, cannot be unpacked, is a bomb, or something in it leads out of it.
 */
export async function openZip(name: string, location: string): Promise<Archive> {
  const reader = await ArchiveReader.open(location).catch(error => {
    throw cannotRead(name, error);
  });
  const close = () => reader.handle.close();
  try {
    return { files: await filesOf(name, reader), close };
  } catch (error) {
    await close();
    throw error instanceof Refusal ? error : unreadableZip(name, error as Error);
  }
}

async function filesOf(name: string, reader: ArchiveReader): Promise<StoredFile[]> {
  const zip = await fromRandomAccessReaderPromise(reader, reader.size, { autoClose: false, decodeStrings: false });
  if (zip.entryCount > MAX_FILES) throw new Refusal('error.data.tooManyFiles', { folder: name, limit: MAX_FILES });
  const entries = await entriesOf(zip);
  const files = new Map<string, StoredFile>();
  const paths = entryPaths(name, entries);
  entries.forEach((entry, i) => {
    const path = paths[i]!;
    const folders = path.split('/');
    if (folders.length - 1 > MAX_FOLDER_DEPTH)
      throw new Refusal('error.data.files.tooDeep', { folder: `${name} › ${path}`, limit: MAX_FOLDER_DEPTH });
    if (path.endsWith('/') || folders.some(isHidden)) return;
    if (files.has(path)) throw new Refusal('error.data.archive.twice', { file: name, path });
    checkedEntry(`${name} › ${path}`, entry);
    files.set(path, zipFile(`${name} › ${path}`, path, zip, reader, entry));
  });
  checkUnpacked(name, reader.size, entries);
  return [...files.values()];
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

/** By the sizes that the table of contents gives; what unpacks to more than it says there is stopped when it is read. */
function checkUnpacked(name: string, size: number, entries: readonly Entry[]): void {
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0);
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (packed > size) throw new Refusal('error.data.zip.overlap', { file: name });
  if (unpacked > MAX_ARCHIVE_BYTES)
    throw new Refusal('error.data.archive.tooLarge', {
      file: name,
      size: inMiB(unpacked),
      limit: inMiB(MAX_ARCHIVE_BYTES),
    });
  if (unpacked > RATIO_FROM_BYTES && unpacked > MAX_ARCHIVE_RATIO * packed)
    throw new Refusal('error.data.archive.ratio', {
      file: name,
      size: inMiB(unpacked),
      ratio: Math.round(unpacked / Math.max(1, packed)),
      limit: MAX_ARCHIVE_RATIO,
    });
}

function unreadableZip(file: string, { message }: Error): Refusal {
  if (/multi-disk/.test(message)) return new Refusal('error.data.zip.parts', { file });
  if (/strong encryption/.test(message)) return new Refusal('error.data.zip.encrypted', { file });
  if (/signature not found/.test(message)) return new Refusal('error.data.zip.truncated', { file });
  return new Refusal('error.data.zip.damaged', { file, detail: message });
}
