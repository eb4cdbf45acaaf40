import { isUtf8 } from 'node:buffer';
import { type Entry, getFileNameLowLevel } from 'yauzl';
import { Refusal } from '#shared/contract/refusal.ts';
import { eastAsianEncodings } from '../encoding/east-asian.ts';
import { MAX_PATH_CHARACTERS } from '../raw/limits.ts';
import { shortened } from '../raw/row-text.ts';

const UTF8_FLAG = 0x800;
const UNICODE_PATH = 0x7075;

/**
 * The paths of a ZIP's entries, with `/` between folders and at the end of a folder's own.
 * @param zip as a person knows it.
 * @throws Refusal where one leaves the ZIP, or is no path that a file could have.
 */
export function entryPaths(zip: string, entries: readonly Entry[]): string[] {
  const unmarked = entries.filter(entry => !isMarked(entry)).map(({ fileNameRaw }) => fileNameRaw);
  // Windows writes names in the encoding of its country, without saying which; together they tell. Else the standard's
  // CP437 counts.
  const name =
    unmarked.length > 0 ? eastAsianEncodings(Buffer.concat(unmarked.flatMap(raw => [raw, NEWLINE])))[0] : null;
  return entries.map(entry => {
    const path = name && !isMarked(entry) ? new TextDecoder(name).decode(entry.fileNameRaw) : standardName(entry);
    return checkedPath(zip, path);
  });
}

const NEWLINE = Buffer.from('\n');

/** Whether it says that its name is UTF-8, or the name is; many programs write UTF-8 without saying so. */
const isMarked = ({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): boolean =>
  (generalPurposeBitFlag & UTF8_FLAG) !== 0 || isUtf8(fileNameRaw) || extraFields.some(({ id }) => id === UNICODE_PATH);

function standardName({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const flag = isUtf8(fileNameRaw) ? UTF8_FLAG : 0;
  return getFileNameLowLevel(generalPurposeBitFlag | flag, fileNameRaw, extraFields, true);
}

/**
 * A path within an archive as it is used from then on.
 * @throws Refusal where it leads out of it, or is no path that a file could have.
 */
export function checkedPath(file: string, path: string): string {
  if (path.length > MAX_PATH_CHARACTERS) {
    const values = { file, path: shortened(path, 60), limit: MAX_PATH_CHARACTERS };
    throw new Refusal('error.data.archive.longPath', values);
  }
  if (path.includes('\\')) throw new Refusal('error.data.archive.backslash', { file, path });
  const parts = path.split('/');
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || parts.includes('..') || path.includes('\0'))
    throw new Refusal('error.data.archive.leaves', { file, path });
  // `./a//b` is `a/b`; the empty part at the end of a folder stays.
  return parts.filter((part, i) => part !== '.' && (part !== '' || i === parts.length - 1)).join('/');
}
