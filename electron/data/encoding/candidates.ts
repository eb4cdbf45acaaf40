import { analyse } from 'chardet';

/** A candidate and how sure chardet is of it, 0 to 100. */
export interface Candidate {
  name: string;
  confidence: number;
}

/** What chardet thinks of, by the names of the Encoding Standard; the surest first. */
export function candidatesOf(sample: Uint8Array): Candidate[] {
  const candidates: Candidate[] = [];
  for (const { name, confidence } of analyse(sample)) {
    try {
      candidates.push({ name: new TextDecoder(name).encoding, confidence });
    } catch {
      // One that can't be decoded here is none.
    }
  }
  return candidates;
}

/**
 * @param damaged of a hundred characters beyond ASCII, so many may be invalid; `textOf` refuses them with their line.
 * @returns null where bytes are not valid in an encoding.
 */
export function decodedAs(name: string, bytes: Uint8Array, damaged = 1): string | null {
  // As a stream, since the last line may be cut off.
  const text = new TextDecoder(name).decode(bytes, { stream: true });
  const beyond = text.match(/[^\0-\x7f]/gu) ?? [];
  const invalid = beyond.filter(character => character === '\ufffd').length;
  return invalid * 100 <= beyond.length * damaged ? text : null;
}
