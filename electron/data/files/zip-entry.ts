import type { Entry } from 'yauzl';
import { Refusal } from '#shared/contract/refusal.ts';

const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;
const LINK = 0o120000;

/** APPNOTE.TXT 4.4.5. */
const METHODS: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
};

/**
 * Refuses what can't be read out of a ZIP.
 * @param file as a person knows it.
 * @throws Refusal
 */
export function checkedEntry(file: string, entry: Entry): void {
  // The upper half holds a Unix mode where the ZIP was made there, else nothing.
  const type = (entry.externalFileAttributes >>> 16) & TYPE_MASK;
  if (type === LINK) throw new Refusal('error.data.files.link', { file });
  if (type !== 0 && type !== REGULAR) throw new Refusal('error.data.files.special', { file });
  if (entry.isEncrypted()) throw new Refusal('error.data.zip.encrypted', { file });
  if (!entry.canDecodeFileData()) {
    const method = METHODS[entry.compressionMethod] ?? String(entry.compressionMethod);
    throw new Refusal('error.data.zip.method', { file, method });
  }
}
