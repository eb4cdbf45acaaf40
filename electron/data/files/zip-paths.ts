import { isUtf8 } from 'node:buffer';
import { type Entry, getFileNameLowLevel } from 'yauzl';
import { Refusal } from '#shared/contract/refusal.ts';

const UTF8_FLAG = 0x800;

/**
 * The paths of a ZIP's entries, with `/` between folders and at the end of a folder's own.
 * @param zip as a person knows it.
 * @throws Refusal where one leaves the ZIP.
 */
export const entryPaths = (zip: string, entries: readonly Entry[]): string[] =>
  entries.map(entry => checkedPath(zip, decoded(entry)));

/** Many programs write UTF-8 without saying so. */
function decoded({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const flag = isUtf8(fileNameRaw) ? UTF8_FLAG : 0;
  return getFileNameLowLevel(generalPurposeBitFlag | flag, fileNameRaw, extraFields, true);
}

function checkedPath(file: string, path: string): string {
  if (path.includes('\\')) throw new Refusal('error.data.zip.backslash', { file, path });
  const parts = path.split('/');
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || parts.includes('..') || path.includes('\0'))
    throw new Refusal('error.data.zip.leaves', { file, path });
  // `./a//b` is `a/b`; the empty part at the end of a folder stays.
  return parts.filter((part, i) => part !== '.' && (part !== '' || i === parts.length - 1)).join('/');
}
