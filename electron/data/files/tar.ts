import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Header, Pax } from 'tar';
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
import { gunzip, isGzip } from './gunzip.ts';
import { isHidden } from './hidden.ts';
import type { Archive, StoredFile } from './stored-file.ts';
import { checkedPath } from './zip-paths.ts';

const BLOCK = 512;
const PIECE_BYTES = 256 * 1024;
/** Extended headers hold a path or a few numbers; what is longer is none. */
const MAX_EXTENDED_BYTES = 2 ** 20;

/** Whether these are a tar's first bytes: a header whose checksum is right. */
export function isTar(bytes: Uint8Array): boolean {
  const header = bytes.length < BLOCK ? null : headerOf(Buffer.from(bytes));
  return header?.cksumValid === true && !header.nullBlock && header.path !== '';
}

/** @returns null where a field is none at all. */
function headerOf(block: Buffer, own?: Pax, common?: Pax): Header | null {
  try {
    return new Header(block, 0, own, common);
  } catch {
    return null;
  }
}

/**
 * The files of a tar, gzipped or not. Since the table of contents is spread over the whole, a gzipped one is unpacked first, into a
 * temporary file that has no name any more and so vanishes with this process.
 * @param location where it is, free of links.
 * @throws Refusal where it is damaged, a bomb, or something in it leads out of it or is no file.
 */
export async function openTar(stored: StoredFile, location: string): Promise<Archive> {
  const reader = (await beginsPacked(stored))
    ? await ArchiveReader.over(await unpacked(stored))
    : await ArchiveReader.open(location).catch(error => {
        throw cannotRead(stored.name, error);
      });
  const close = () => reader.handle.close();
  try {
    return { files: await filesOf(stored.name, reader), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function beginsPacked(stored: StoredFile): Promise<boolean> {
  for await (const piece of stored.pieces()) return isGzip(piece);
  return false;
}

/** @throws Refusal where it becomes too large, or there is no room for it */
async function unpacked(stored: StoredFile): Promise<FileHandle> {
  const folder = tmpdir();
  const path = join(folder, `descent-${randomUUID()}.tar`);
  const noRoom = (error: unknown) =>
    new Refusal('error.data.tar.noRoom', { file: stored.name, folder, detail: (error as Error).message });
  const handle = await open(path, 'wx+', 0o600).catch(error => {
    throw noRoom(error);
  });
  try {
    await rm(path);
    let share = 0;
    let bytes = 0;
    const packed = stored.pieces(done => {
      share = done;
    });
    for await (const piece of gunzip(stored.name, packed)) {
      bytes += piece.length;
      checkSize(stored, bytes, share);
      await handle.write(piece).catch(error => {
        throw noRoom(error);
      });
    }
    return handle;
  } catch (error) {
    await handle.close();
    await rm(path, { force: true });
    throw error;
  }
}

/** @param share of the packed file that gave so many bytes; known a piece late. */
function checkSize({ name: file, size: packed }: StoredFile, bytes: number, share: number): void {
  const size = inMiB(bytes);
  if (bytes > MAX_ARCHIVE_BYTES)
    throw new Refusal('error.data.archive.tooLarge', { file, size, limit: inMiB(MAX_ARCHIVE_BYTES) });
  const read = Math.min(packed, share * packed + PIECE_BYTES);
  const ratio = Math.round(bytes / read);
  if (bytes > RATIO_FROM_BYTES && ratio > MAX_ARCHIVE_RATIO)
    throw new Refusal('error.data.archive.ratio', { file, size, ratio, limit: MAX_ARCHIVE_RATIO });
}

/** What an entry is besides files and folders. */
const OTHERS: Partial<Record<Header['type'], 'link' | 'special'>> = {
  Link: 'link',
  SymbolicLink: 'link',
  CharacterDevice: 'special',
  BlockDevice: 'special',
  FIFO: 'special',
};
const FILES: ReadonlySet<Header['type']> = new Set(['File', 'OldFile', 'ContiguousFile']);
const FOLDERS: ReadonlySet<Header['type']> = new Set(['Directory', 'GNUDumpDir']);

async function filesOf(name: string, reader: ArchiveReader): Promise<StoredFile[]> {
  const files = new Map<string, StoredFile>();
  let seen = 0;
  for await (const { header, path: written, start } of entriesOf(name, reader)) {
    if (++seen > MAX_FILES) throw new Refusal('error.data.tooManyFiles', { folder: name, limit: MAX_FILES });
    const path = checkedPath(name, written);
    const full = `${name} › ${path}`;
    const folders = path.split('/');
    if (folders.length - 1 > MAX_FOLDER_DEPTH)
      throw new Refusal('error.data.files.tooDeep', { folder: full, limit: MAX_FOLDER_DEPTH });
    if (FOLDERS.has(header.type) || path.endsWith('/') || path === '' || folders.some(isHidden)) continue;
    const other = OTHERS[header.type];
    if (other) throw new Refusal(`error.data.files.${other}`, { file: full });
    if (!FILES.has(header.type)) throw new Refusal('error.data.tar.kind', { file: full, kind: header.type });
    if (files.has(path)) throw new Refusal('error.data.archive.twice', { file: name, path });
    files.set(path, tarFile(full, path, reader, start, header.size!));
  }
  return [...files.values()];
}

interface Entry {
  header: Header;
  path: string;
  /** Where its bytes begin. */
  start: number;
}

/** What a tar holds, with the names and sizes that extended headers (pax, GNU) give. @throws Refusal where it is damaged or cut off */
async function* entriesOf(name: string, reader: ArchiveReader): AsyncGenerator<Entry> {
  let own: Pax | undefined;
  let common: Pax | undefined;
  let longPath: string | undefined;
  for (let at = 0; at + BLOCK <= reader.size; ) {
    const header = headerOf(await reader.bytes(at, BLOCK), own, common);
    // Zeros end it, and fill it up.
    if (header?.nullBlock) return;
    const size = header?.size;
    if (!header?.cksumValid || size === undefined || !Number.isSafeInteger(size))
      throw new Refusal('error.data.tar.damaged', { file: name, at });
    const start = at + BLOCK;
    const path = longPath ?? own?.path ?? header.path ?? '';
    if (start + size > reader.size) throw new Refusal('error.data.tar.truncated', { file: name, path });
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    const extended = async (): Promise<string> => {
      if (size > MAX_EXTENDED_BYTES) throw new Refusal('error.data.tar.damaged', { file: name, at: start - BLOCK });
      return (await reader.bytes(start, size)).toString('utf8');
    };
    switch (header.type) {
      case 'ExtendedHeader':
      case 'OldExtendedHeader':
        own = Pax.parse(await extended(), own);
        continue;
      case 'GlobalExtendedHeader':
        common = Pax.parse(await extended(), common, true);
        continue;
      case 'NextFileHasLongPath':
      case 'OldGnuLongPath':
        longPath = (await extended()).replace(/\0.*$/s, '');
        continue;
      case 'NextFileHasLongLinkpath':
      case 'TapeVolumeHeader':
        continue;
    }
    yield { header, path, start };
    own = undefined;
    longPath = undefined;
  }
}

function tarFile(name: string, path: string, reader: ArchiveReader, start: number, size: number): StoredFile {
  async function* pieces(onProgress?: (done: number) => void): AsyncIterable<Uint8Array> {
    for (let at = 0; at < size; ) {
      const piece = await reader.bytes(start + at, Math.min(PIECE_BYTES, size - at));
      yield piece;
      at += piece.length;
      onProgress?.(at / size);
    }
    if (await reader.changed()) throw new Refusal('error.data.files.changed', { file: name });
  }
  return { name, path, size, pieces };
}
