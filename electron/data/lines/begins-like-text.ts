import { utf16Of } from '../encoding/utf16.ts';
import type { SourceFile } from '../files/file-set.ts';

const BYTES = 4096;
const ALLOWED = new Set([...'\t\n\f\r\x1a\x1b'].map(sign => sign.charCodeAt(0)));

/** Whether a file's first bytes are text and no machine data: UTF-16, or free of control characters. */
export async function beginsLikeText(file: SourceFile): Promise<boolean> {
  const bytes = await file.beginning(BYTES);
  const mark = (bytes[0]! << 8) | bytes[1]!;
  if (mark === 0xfffe || mark === 0xfeff || utf16Of(bytes)) return true;
  return bytes.every(byte => byte >= 32 || ALLOWED.has(byte));
}
