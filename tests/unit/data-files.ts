import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { Refusal } from '#shared/contract/refusal.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'descent-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder with these files; a name may have folders in it. */
export function folderWith(files: Record<string, Uint8Array | string>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** An IDX file's bytes with any header: magic number, sizes, data. */
export function idxBytes(magic: number, sizes: readonly number[], data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(4 + 4 * sizes.length + data.length);
  [magic, ...sizes].forEach((value, i) => {
    bytes.writeUInt32BE(value, 4 * i);
  });
  bytes.set(data, 4 + 4 * sizes.length);
  return bytes;
}

/** An IDX file of `rows` images of 2 × 3 pixels, all different: pixel p of image i is (7·i + p) mod 256. */
export function imagesFile(rows: number): Uint8Array {
  const pixels = Uint8Array.from({ length: rows * 6 }, (_, k) => 7 * Math.floor(k / 6) + (k % 6));
  return idxBytes(0x803, [rows, 2, 3], pixels);
}

export const labelsFile = (labels: readonly number[]): Uint8Array =>
  idxBytes(0x801, [labels.length], Uint8Array.from(labels));

/** `rows` labels that go round through `classes` classes. */
export const roundLabels = (rows: number, classes: number): number[] =>
  Array.from({ length: rows }, (_, i) => i % classes);

/** The refusal that a promise ends with, a whole sentence in every language; anything else fails the test. */
export async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  const result = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(result instanceof Refusal))
    throw new Error(`expected a refusal, got ${result === null ? 'an answer' : result}`);
  const { key, values } = result.record;
  for (const language of LANGUAGES) {
    const sentence = text(language, key, values);
    expect(sentence).not.toBe(key);
    expect(sentence).not.toMatch(/\{\w+\}/);
  }
  return result;
}
