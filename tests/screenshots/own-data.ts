import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder of 600 small images in three classes, each bright in another third. */
export function ownImages(home: string): string {
  const [rows, side] = [600, 12];
  const classOf = (row: number) => row % 3;
  const pixels = Array.from({ length: rows * side * side }, (_, i) => {
    const [row, x] = [Math.floor(i / side ** 2), i % side];
    return (Math.floor((3 * x) / side) === classOf(row) ? 140 : 60) + ((i * 7919) % 97);
  });
  const labels = Array.from({ length: rows }, (_, row) => classOf(row));
  const idx = (header: number[], data: number[]) => {
    const words = Buffer.alloc(4 * header.length);
    for (const [i, word] of header.entries()) words.writeUInt32BE(word, 4 * i);
    return Buffer.concat([words, Uint8Array.from(data)]);
  };
  const folder = join(home, 'leaves');
  mkdirSync(folder);
  writeFileSync(join(folder, 'train-images-idx3-ubyte'), idx([0x803, rows, side, side], pixels));
  writeFileSync(join(folder, 'train-labels-idx1-ubyte'), idx([0x801, rows], labels));
  return folder;
}

const GRAPES = ['Alvarinho', 'Loureiro', 'Trajadura', 'Arinto'];

/** A table as people have them: semicolons, decimal commas, cells and labels missing, a lost decimal sign, a class of one row. */
export function dirtyCsv(home: string): string {
  const decimal = (value: number, digits = 2): string => value.toFixed(digits).replace('.', ',');
  const rows = Array.from({ length: 900 }, (_, i) => {
    const acid = 5 + ((i * 37) % 60) / 20;
    const alcohol = 9 + ((i * 53) % 70) / 14;
    const price = 2 * alcohol + acid + ((i * 7919) % 10) / 10;
    const density = i % 150 === 7 ? '1001' : decimal(0.99 + ((i * 13) % 100) / 10_000, 4);
    const quality = i === 400 ? 'corked' : alcohol > 13.2 ? 'excellent' : alcohol > 11 ? 'good' : 'plain';
    const cells = [i + 1, GRAPES[i % 4], decimal(acid), density, i % 31 === 5 ? '' : decimal(alcohol), decimal(price)];
    return [...cells, 'Quinta', i % 222 === 3 ? '' : quality].join(';');
  });
  const path = join(home, 'wine.csv');
  writeFileSync(path, ['id;grape;acidity;density;alcohol;price;vineyard;quality', ...rows, ''].join('\r\n'));
  return path;
}

/** Sentences in Latin-1, a file a class, as a pattern. */
export function talk(home: string): string {
  const folder = join(home, 'talk');
  mkdirSync(folder);
  const sentence = (i: number, word: string) =>
    `the ${['café', 'film', 'soup', 'façade', 'evening'][i % 5]} was ${word}, and number ${i} of the ${i * 7} we saw`;
  for (const [name, words] of Object.entries({
    against: ['dull', 'too long', 'cold'],
    for: ['lovely', 'déjà vu but fine'],
  })) {
    const lines = Array.from({ length: 400 }, (_, i) => sentence(i, words[i % words.length] ?? ''));
    writeFileSync(join(folder, `talk.${name}`), lines.join('\n'), 'latin1');
  }
  return join(folder, 'talk.*');
}

/** A table that takes a while to read. */
export function bigCsv(home: string): string {
  const path = join(home, 'big.csv');
  const rows = Array.from(
    { length: 400_000 },
    (_, i) => `${i % 97},${(i * 31) % 1009},${i % 7},${(i * 7) % 13},${i % 2}`,
  );
  writeFileSync(path, ['a,b,c,d,label', ...rows, ''].join('\n'));
  return path;
}
