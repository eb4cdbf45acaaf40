import { expect } from 'vitest';
import type { FileSet } from '#electron/data/files/file-set.ts';
import type { RawDataset, RawTable, RawTexts } from '#electron/data/raw/dataset.ts';
import { csvReader } from '#electron/data/readers/csv.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { hasMessage, LANGUAGES, text } from '#shared/messages/text.ts';
import { fileSet, memoryFile } from '../tools/memory-files.ts';

/** What a reader makes of a file set; every sentence it brings is one in each language. */
export async function read(files: FileSet, choice: DataChoice = {}): Promise<RawTable | RawTexts> {
  const source = await csvReader.open(files, choice);
  if (!source) throw new Error('not taken for a table');
  const data: RawDataset = await source.read(() => undefined);
  if (data.kind === 'images') throw new Error('a table of images');
  const reasons: (Reason | null)[] = [
    ...Object.values(data.why),
    ...data.columns.map(({ note }) => note),
    ...data.warnings.map(({ reason }) => reason),
    ...data.leftOut.map(({ reason }) => reason),
  ];
  for (const reason of reasons) if (reason) expectSentence(reason);
  return data;
}

function expectSentence({ key, values }: Reason): void {
  expect(hasMessage(key), key).toBe(true);
  for (const language of LANGUAGES) expect(text(language, key, values)).not.toMatch(/\{\w+\}/);
}

export const readText = (content: string | Uint8Array, choice?: DataChoice, name = 'a.csv') =>
  read(fileSet(memoryFile(name, content)), choice);

export async function readTable(content: string | Uint8Array, choice?: DataChoice, name?: string): Promise<RawTable> {
  const data = await readText(content, choice, name);
  if (data.kind !== 'table') throw new Error(`a ${data.kind}`);
  return data;
}

/** The key and values of the refusal that reading a text ends with. */
export async function refused(content: string | Uint8Array, choice?: DataChoice, name?: string): Promise<Reason> {
  const error: unknown = await readText(content, choice, name).then(
    () => null,
    e => e,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('not refused');
  expectSentence(error.record);
  return error.record;
}

/** Rows by a rule, under a header. */
export const table = (header: string, rows: number, row: (i: number) => string): string =>
  `${[header, ...Array.from({ length: rows }, (_, i) => row(i))].join('\n')}\n`;

export const column = (data: RawTable | RawTexts, name: string) => {
  const found = data.columns.find(c => c.name === name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
};

export function numbers(data: RawTable, name: string): number[] {
  const input = data.inputs.find(c => c.name === name);
  if (!input || input.type === 'category') throw new Error(`${name} holds no numbers`);
  return [...input.values];
}

export const AB = (i: number): string => (i % 2 ? 'b' : 'a');
export const warned = (data: RawTable | RawTexts): string[] => data.warnings.map(({ reason }) => reason.key);
