import { Header } from 'tar';

export interface TarEntry {
  name: string;
  content?: string | Uint8Array;
  type?: Header['type'];
  /** What the header says, where it isn't the content's size. */
  size?: number;
}

const BLOCK = 512;

/** One entry as a tar has it: its header, its content, zeros up to a whole block. */
function entryBytes({ name, content = '', type = 'File', size }: TarEntry): Uint8Array[] {
  const bytes = Buffer.from(content);
  const header = new Header({ path: name, mode: 0o644, size: size ?? bytes.length, type, mtime: new Date(0) });
  header.encode();
  return [header.block!, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
}

/** A tar as bytes, with the two blocks of zeros that end it. */
export const tarBytes = (...entries: TarEntry[]): Buffer =>
  Buffer.concat([...entries.flatMap(entryBytes), Buffer.alloc(2 * BLOCK)]);

/** An extended header (pax) with a path for the entry that follows. */
export function paxPath(path: string): TarEntry {
  const rest = ` path=${path}\n`;
  const length = Buffer.byteLength(rest);
  const digits = String(length + String(length + 2).length).length;
  return { name: 'PaxHeader/x', type: 'ExtendedHeader', content: `${length + digits}${rest}` };
}
