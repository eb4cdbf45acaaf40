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

/** @returns null where bytes are not valid in an encoding. */
export function decodedAs(name: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}
