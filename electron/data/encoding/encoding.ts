/** How characters are written as bytes. */
export interface Encoding {
  /** As the WHATWG Encoding Standard names it, and `TextDecoder` knows it: `utf-8`, `windows-1252`, `gb18030`. */
  name: string;
  /** Whether a byte order mark says so. */
  bom: boolean;
  /** What its bytes look like, where the person chose another one. */
  detected?: string;
}
