import { Refusal } from '#shared/contract/refusal.ts';

/** Bytes of one name: what every file system takes. */
const MAX_NAME_BYTES = 255;
/** Signs of a whole path below the drop's folder, and how deep it may go. */
const MAX_PATH_LENGTH = 1000;
const MAX_DEPTH = 32;
/** Longest piece of a bad name that a refusal quotes. */
const QUOTED = 80;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be in a name.
const CONTROL_OR_SLASH = /[\u0000-\u001f\u007f/\\]/;
/** Windows has more signs that no name may have, among them the colon of a second stream. */
const WINDOWS = /[<>:"|?*]|[. ]$/;

/**
 * The names of a path below a drop's folder, decoded and checked: no name leads up, is empty, holds a slash or a control
 * character, or is longer than a file system takes.
 * @throws Refusal where one does.
 */
export function dropPath(encoded: string): string[] {
  const refusal = new Refusal('error.drop.name', { file: encoded.slice(0, QUOTED) });
  const parts = encoded.split('/').map(part => {
    try {
      return decodeURIComponent(part);
    } catch {
      throw refusal;
    }
  });
  const length = parts.reduce((sum, part) => sum + part.length + 1, 0);
  if (parts.length > MAX_DEPTH || length > MAX_PATH_LENGTH || !parts.every(isName)) throw refusal;
  return parts;
}

const isName = (part: string): boolean =>
  part !== '' &&
  part !== '.' &&
  part !== '..' &&
  Buffer.byteLength(part) <= MAX_NAME_BYTES &&
  !CONTROL_OR_SLASH.test(part) &&
  !(process.platform === 'win32' && WINDOWS.test(part));
