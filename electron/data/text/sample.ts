import { isAscii } from 'node:buffer';
import type { SourceFile } from '../files/file-set.ts';

const SAMPLE_BYTES = 64 * 1024;

/** Of each line, so much from its first byte beyond ASCII on, and a little of what stands before. */
const LINE_BYTES = 8 * 1024;
const BEFORE_BYTES = 256;

/** What a file has of lines with bytes beyond ASCII, however late the first one comes; 64 KiB of it at most. */
export async function sampleOf(file: SourceFile): Promise<Uint8Array> {
  const sample: Uint8Array[] = [];
  let bytes = 0;
  /** What is known of the line that a piece of the file ended in; null where it has given its part already. */
  let open: Uint8Array | null = new Uint8Array();
  for await (const piece of file.stream()) {
    for (let from = 0; from < piece.length; ) {
      const end = piece.indexOf(0x0a, from) + 1 || piece.length;
      const isWhole = piece[end - 1] === 0x0a;
      const line: Uint8Array | null = open && Buffer.concat([open, piece.subarray(from, end)]);
      from = end;
      const first: number = line && !isAscii(line) ? line.findIndex(byte => byte >= 0x80) : -1;
      if (line && first >= 0 && (isWhole || line.length >= first + LINE_BYTES)) {
        const part = line.subarray(Math.max(0, first - BEFORE_BYTES), first + LINE_BYTES);
        sample.push(part);
        bytes += part.length;
        if (bytes >= SAMPLE_BYTES) return Buffer.concat(sample);
        open = isWhole ? new Uint8Array() : null;
      } else if (isWhole) open = new Uint8Array();
      else open = line && (first < 0 ? line.subarray(-BEFORE_BYTES) : line);
    }
  }
  return Buffer.concat(open ? [...sample, open] : sample);
}
