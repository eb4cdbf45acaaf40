/** How characters are written as bytes. */
export interface Encoding {
  /** As the WHATWG Encoding Standard names it, and `TextDecoder` knows it: `utf-8`, `windows-1252`, `gb18030`. */
  name: string;
  /** Whether a byte order mark says so. */
  bom: boolean;
  /** What its bytes look like, where the person chose another one. */
  detected?: string;
  /** Where it is a guess: what it may be as well as this one, and how the same characters read in each, this one first. */
  readings?: { name: string; text: string }[];
}

/** What of it stands in a report. */
export const layoutEncoding = ({ name, bom, detected }: Encoding) => ({ name, bom, ...(detected && { detected }) });
