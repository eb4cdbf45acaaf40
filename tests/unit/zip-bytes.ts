import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a ZIP, and what is to be wrong with it. */
export interface ZipEntry {
  /** Latin-1 where it is a string of bytes beyond ASCII without `utf8`. */
  name: string | Uint8Array;
  content?: string | Uint8Array;
  /** 8 (Deflate) where not given. */
  method?: number;
  flags?: number;
  /** A Unix mode, with the type of the file. */
  mode?: number;
  /** Sizes and checksum as the table of contents gives them, where they are not the true ones. */
  size?: number;
  packedSize?: number;
  crc?: number;
  /** Where its own header stands, where not in its place. */
  offset?: number;
}

/** A ZIP's bytes as APPNOTE.TXT describes them, with any lie in them. */
export function zipBytes(entries: readonly ZipEntry[], count = entries.length): Buffer {
  const files: Buffer[] = [];
  const contents: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = typeof entry.name === 'string' ? Buffer.from(entry.name) : Buffer.from(entry.name);
    const content = Buffer.from(entry.content ?? '');
    const { method = 8, flags = 0, mode = 0 } = entry;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const { size = content.length, packedSize = packed.length, crc = crc32(content), offset = at } = entry;
    const common = fields([
      [2, 20],
      [2, flags],
      [2, method],
      [4, 0],
      [4, crc],
      [4, packedSize],
      [4, size],
      [2, name.length],
      [2, 0],
    ]);
    const file = Buffer.concat([fields([[4, 0x04034b50]]), common, name, packed]);
    const comment = fields([
      [2, 0],
      [2, 0],
      [2, 0],
      [4, mode * 0x10000],
      [4, offset],
    ]);
    contents.push(
      Buffer.concat([
        fields([
          [4, 0x02014b50],
          [2, 0x0314],
        ]),
        common,
        comment,
        name,
      ]),
    );
    files.push(file);
    at += file.length;
  }
  const table = Buffer.concat(contents);
  const end = fields([
    [4, 0x06054b50],
    [4, 0],
    [2, count],
    [2, count],
    [4, table.length],
    [4, at],
    [2, 0],
  ]);
  return Buffer.concat([...files, table, end]);
}

/** Little-endian numbers, each of so many bytes. */
function fields(values: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  return Buffer.concat(
    values.map(([bytes, value]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}
