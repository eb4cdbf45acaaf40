import type { EngineState } from '../engines/engine.ts';

/** SHA-256 (hex) of everything that training changes. */
export async function digestOfState({ parameters, slots, updates, dropout }: EngineState): Promise<string> {
  const arrays = [parameters, ...Object.values(slots)].flatMap(byName => Object.entries(byName));
  const head = new TextEncoder().encode(
    JSON.stringify({ updates, dropout, arrays: arrays.map(([name, values]) => [name, values.length]) }),
  );
  const bytes = new Uint8Array(head.length + arrays.reduce((sum, [, values]) => sum + values.byteLength, 0));
  bytes.set(head);
  let at = head.length;
  for (const [, values] of arrays) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
