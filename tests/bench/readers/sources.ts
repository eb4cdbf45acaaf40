import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { Random } from '#shared/method/random.ts';
import { npyBytes } from '../../unit/npy-bytes.ts';

/** About as large is each source. */
export const BYTES = 16 * 2 ** 20;

const COLUMNS = 12;
const random = Random.from(7);

function rowOf(i: number): { values: number[]; label: string } {
  const values = Array.from({ length: COLUMNS }, () => Number(random.normal().toFixed(5)));
  return { values, label: `class ${(values[0]! > 0 ? 1 : 0) + (i % 7 === 0 ? 1 : 0)}` };
}

const sentence = (i: number): string =>
  Array.from({ length: 12 }, () => `word${random.below(3000)}`).join(' ') + (i % 2 ? ' fine' : ' bad');

/** Lines until they are large enough. */
function lines(line: (i: number) => string): string {
  const all: string[] = [];
  for (let size = 0; size < BYTES; size += all.at(-1)!.length + 1) all.push(line(all.length));
  return `${all.join('\n')}\n`;
}

const NAMES = [...Array.from({ length: COLUMNS }, (_, i) => `x${i}`), 'label'];

/** Writes a source of one kind into a folder of its own, and says where. */
export const SOURCES: Readonly<Record<string, (folder: string) => Promise<string>>> = {
  async csv(folder) {
    mkdirSync(folder);
    const row = (i: number) => {
      const { values, label } = rowOf(i);
      return [...values, label].join(',');
    };
    writeFileSync(join(folder, 'a.csv'), `${NAMES.join(',')}\n${lines(row)}`);
    return folder;
  },
  async json(folder) {
    mkdirSync(folder);
    const row = (i: number) => {
      const { values, label } = rowOf(i);
      return JSON.stringify(Object.fromEntries([...values, label].map((cell, at) => [NAMES[at]!, cell])));
    };
    writeFileSync(join(folder, 'a.jsonl'), lines(row));
    return folder;
  },
  async texts(folder) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.csv'), `text,label\n${lines(i => `${sentence(i)},${i % 2 ? 'good' : 'bad'}`)}`);
    return folder;
  },
  async npy(folder) {
    mkdirSync(folder);
    const rows = Math.floor(BYTES / 784);
    const pixels = Uint8Array.from({ length: rows * 784 }, () => random.below(256));
    writeFileSync(join(folder, 'X.npy'), npyBytes('|u1', [rows, 28, 28], pixels));
    writeFileSync(
      join(folder, 'y.npy'),
      npyBytes(
        '|u1',
        [rows],
        Array.from({ length: rows }, (_, i) => i % 10),
      ),
    );
    return folder;
  },
  async images(folder) {
    const count = 4000;
    for (let i = 0; i < count; i++) {
      const name = join(folder, `class${i % 4}`);
      mkdirSync(name, { recursive: true });
      const pixels = Uint8Array.from({ length: 32 * 32 * 3 }, () => random.below(256));
      await sharp(pixels, { raw: { width: 32, height: 32, channels: 3 } })
        .png({ compressionLevel: 1 })
        .toFile(join(name, `${i}.png`));
    }
    return folder;
  },
};
