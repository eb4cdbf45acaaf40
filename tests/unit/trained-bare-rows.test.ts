import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepare } from '#electron/data/prepare.ts';
import { openPrepared, type Prepared } from '#electron/data/prepared.ts';
import type { NewRow } from '#electron/trained/predict/rows/new-rows.ts';
import { openRows } from '#electron/trained/predict/rows/open-rows.ts';
import { seenRows } from '#electron/trained/predict/seen-rows.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { text } from '#shared/messages/text.ts';
import { folderWith, idxBytes, labelsFile, temporaryFolder } from './data-files.ts';
import { npyBytes } from './npy-bytes.ts';

async function preparedOf(
  files: Record<string, string | Uint8Array>,
  name: string,
  choice: DataChoice = {},
): Promise<Prepared> {
  const { dataset } = await prepare(join(folderWith(files), name), choice, temporaryFolder(), () => {});
  return openPrepared(dataset.file);
}

interface Read {
  rows: NewRow[];
  hasTarget: boolean;
  /** How many of the good rows stand just so in train or dev. */
  known: number;
  notes: string[];
}

/** Reads new rows of the first of some files, or of the folder of all. */
async function read(prepared: Prepared, files: Record<string, string | Uint8Array>, name: string): Promise<Read> {
  const opened = await openRows(join(folderWith(files), name), prepared, {});
  const seen = seenRows(prepared);
  const found: Read = { rows: [], hasTarget: opened.hasTarget, known: 0, notes: [] };
  for await (const { rows, stored } of opened.batches(() => {})) {
    found.rows.push(...rows);
    const good = rows.filter(({ bad }) => !bad).length;
    expect(stored.length).toBe(good * prepared.facts.features);
    for (let row = 0; row < good; row++) if (seen.partOf(stored, row) !== null) found.known++;
  }
  found.notes = opened.notes().map(({ key, values }) => text('en', key, values));
  await opened.close();
  return found;
}

const badness = ({ rows }: Read): string[] => rows.flatMap(({ bad }) => (bad ? [text('en', bad.key, bad.values)] : []));
const learntFrom = ({ facts: { rows } }: Prepared): number => rows.train + rows.dev;

const ROWS = 120;
/** Images of 8 × 8 pixels, no two the same, up to some brightness. */
const pixels = (brightest: number, rows = ROWS): Uint8Array =>
  Uint8Array.from({ length: rows * 64 }, (_, k) => {
    const [row, at] = [Math.floor(k / 64), k % 64];
    // A wave of its own for each row, so that neighbours are alike.
    const wave = Math.sin(((at % 8) * (1 + (row % 5))) / 4 + ((at >> 3) * (1 + (row % 7))) / 5 + row);
    return Math.round((brightest * (1 + wave)) / 2);
  });

describe('new rows without labels', () => {
  it('of IDX are an images file alone', async () => {
    const images = idxBytes(0x803, [ROWS, 8, 8], pixels(250));
    const labels = labelsFile(Array.from({ length: ROWS }, (_, i) => i % 3));
    const prepared = await preparedOf(
      { 'train-images-idx3-ubyte': images, 'train-labels-idx1-ubyte': labels },
      'train-images-idx3-ubyte',
    );
    const found = await read(prepared, { 'new-idx3-ubyte': images }, 'new-idx3-ubyte');
    expect([found.rows.length, found.hasTarget, found.rows[0]?.cells[0]]).toEqual([
      ROWS,
      false,
      expect.stringMatching(/new-idx3-ubyte › 1$/),
    ]);
    expect(found.known).toBe(learntFrom(prepared));
    const small = idxBytes(0x803, [2, 4, 4], new Uint8Array(32));
    await expect(read(prepared, { 'small-idx3-ubyte': small }, 'small-idx3-ubyte')).rejects.toMatchObject({
      record: { key: 'error.predict.imageSize' },
    });
  });

  it('of NumPy are an array of the inputs alone, of images or of numbers', async () => {
    const bytes = npyBytes('|u1', [ROWS, 8, 8], pixels(250));
    const labels = npyBytes(
      '|u1',
      [ROWS],
      Uint8Array.from({ length: ROWS }, (_, i) => i % 3),
    );
    const images = await preparedOf({ 'X.npy': bytes, 'y.npy': labels }, 'X.npy');
    expect(images.preprocessing.kind).toBe('images');
    expect(await read(images, { 'new.npy': bytes }, 'new.npy')).toMatchObject({
      known: learntFrom(images),
      hasTarget: false,
    });

    const numbers = Float32Array.from({ length: ROWS * 3 }, (_, i) => Math.sin(i) * 10);
    const table = await preparedOf({ 'X.npy': npyBytes('<f4', [ROWS, 3], numbers), 'y.npy': labels }, 'X.npy');
    const found = await read(table, { 'new.npy': npyBytes('<f4', [ROWS, 3], numbers) }, 'new.npy');
    expect([found.known, found.hasTarget]).toEqual([learntFrom(table), false]);
    expect(await read(table, { 'X.npy': npyBytes('<f4', [ROWS, 3], numbers), 'y.npy': labels }, 'X.npy')).toMatchObject(
      {
        hasTarget: true,
        known: learntFrom(table),
      },
    );
    const wide = npyBytes('<f4', [2, 5], new Float32Array(10));
    await expect(read(table, { 'wide.npy': wide }, 'wide.npy')).rejects.toMatchObject({
      record: { key: 'error.predict.arrayWidth', values: { count: 5, expected: 3 } },
    });
  });

  it('of LIBSVM have no label or one, fewer columns or more, and bad ones are named', async () => {
    const lines = Array.from(
      { length: ROWS },
      (_, i) => `${i % 2 ? '+1' : '-1'} 1:${i / 7} 3:${(i * 5) % 11} 4:1.${i}`,
    );
    const prepared = await preparedOf({ 'a.libsvm': `${lines.join('\n')}\n` }, 'a.libsvm');
    const bare = lines.map(line => line.replace(/^\S+ /, ''));
    const found = await read(prepared, { 'b.txt': `${bare.join('\n')}\n` }, 'b.txt');
    expect([found.known, badness(found)]).toEqual([learntFrom(prepared), []]);
    const few = await read(prepared, { 'c.txt': '+1 3:2\n-1 2:1 9:4\nnonsense here\n7 1:x\n' }, 'c.txt');
    expect(few.rows.map(({ target }) => target)).toEqual(['1', '-1', null, null]);
    expect(few.rows.map(({ bad }) => bad === null)).toEqual([true, true, false, false]);
    expect(few.notes).toContain('1 row has columns that training didn’t have: these were passed over.');
  });

  it('of pixels in columns keep the scale of training, however dark they are, and a cell that is no number is named', async () => {
    const names = Array.from({ length: 64 }, (_, i) => `pixel${i}`);
    const bytes = pixels(16);
    const row = (i: number): string => bytes.subarray(64 * i, 64 * (i + 1)).join(',');
    const own = Array.from({ length: ROWS }, (_, i) => `${i % 3},${row(i)}`);
    const prepared = await preparedOf({ 'a.csv': `label,${names.join(',')}\n${own.join('\n')}\n` }, 'a.csv', {
      kind: 'images',
    });
    expect(prepared.preprocessing.kind).toBe('images');
    const bare = Array.from({ length: ROWS }, (_, i) => row(i));
    const all = await read(prepared, { 'b.csv': `${names.join(',')}\n${bare.join('\n')}\n` }, 'b.csv');
    expect([all.known, all.hasTarget]).toEqual([learntFrom(prepared), false]);
    // One row alone has another brightest pixel than all.
    const ones = await Promise.all(
      bare.slice(0, 6).map(one => read(prepared, { 'c.csv': `${names.join(',')}\n${one}\n` }, 'c.csv')),
    );
    expect(ones.reduce((sum, { known }) => sum + known, 0)).toBeGreaterThan(2);
    const wrong = await read(prepared, { 'd.csv': `${names.join(',')}\n${bare[0]}\n${'x,'.repeat(63)}1\n` }, 'd.csv');
    expect(badness(wrong)).toEqual(['pixel0 is not a number: “x”']);
  });

  it('of texts are a folder: a text a file where the project’s own are, else a text a line', async () => {
    const say = (i: number): string =>
      `a ${i % 2 ? 'fine' : 'dull'} film about ${['ships', 'war', 'love'][i % 3]} number ${i}`;
    const files = Object.fromEntries(
      Array.from({ length: ROWS }, (_, i) => [`films/${i % 2 ? 'pos' : 'neg'}/${i}.txt`, `${say(i)}\nand more`]),
    );
    const documents = await preparedOf(files, 'films');
    const some = { 'new/1.txt': `${say(1)}\nand more`, 'new/2.txt': say(2), 'new/3.txt': ' ', 'new/b.png': 'x' };
    const found = await read(documents, some, 'new');
    expect(found.rows.map(({ cells }) => cells[0])).toEqual(['1.txt', '2.txt', '3.txt']);
    expect([badness(found), found.hasTarget]).toEqual([['there is no text'], false]);
    expect(found.notes[0]).toBe('1 file is no text and was passed over: b.png.');
    expect((await read(documents, files, 'films')).rows.map(({ target }) => target)).toContain('pos');
    expect((await read(documents, some, 'new/1.txt')).rows.length).toBe(1);

    const lines = await preparedOf(
      Object.fromEntries(
        ['pos', 'neg'].map((name, at) => [
          `films/${name}.txt`,
          `${Array.from({ length: 60 }, (_, i) => say(2 * i + 1 - at)).join('\n')}\n`,
        ]),
      ),
      'films',
    );
    const two = await read(lines, { 'new/a.txt': `${say(1)}\n${say(2)}\n`, 'new/b.txt': `${say(3)}\n` }, 'new');
    expect(two.rows.map(({ place }) => place.line)).toEqual([1, 2, 1]);
  });
});
