import type { Random } from '#shared/method/random.ts';
import { chance, pick, within } from '../draw.ts';
import { gzipped, mutateBytes } from '../mutate/bytes.ts';
import { mutateText } from '../mutate/text.ts';
import { mutateTree } from '../mutate/tree.ts';
import { ENCODINGS } from '../seeds/encodings.ts';
import { sentence, sentences } from '../seeds/sentences.ts';
import type { Draw, Files } from '../source.ts';
import { drawChoice } from './choice.ts';

function bytesOf(random: Random, text: string): Buffer {
  let changed = text;
  if (chance(random, 0.25)) changed = mutateText(random, changed);
  const bytes = pick(random, ENCODINGS)(changed);
  return chance(random, 0.1) ? mutateBytes(random, bytes) : bytes;
}

/** Texts, one a line, a file a class. */
function fileAClass(random: Random): { files: Files; open: string } {
  const [first, second, pattern] = pick(random, [
    ['rt.pos', 'rt.neg', 'rt.*'],
    ['pos.txt', 'neg.txt', '*.txt'],
    ['reviews-good.txt', 'reviews-bad.txt', 'reviews-*'],
    ['a', 'b', '*'],
  ] as const);
  const files: Files = new Map();
  for (const name of [first, second]) {
    const bytes = bytesOf(
      random,
      sentences(random, pick(random, [within(random, 2, 60), within(random, 20, 60), 3000])),
    );
    if (chance(random, 0.05)) files.set(`${name}.gz`, gzipped(random, bytes));
    else files.set(name, bytes);
  }
  return { files, open: pick(random, ['', '', first, pattern]) };
}

/** A folder a class, with a text a file or a text a line. */
function folderAClass(random: Random): { files: Files; open: string } {
  const files: Files = new Map();
  const count = within(random, 1, 30);
  const perFile = pick(random, [1, 1, 3]);
  for (const folder of ['pos', 'neg', 'mixed'].slice(0, within(random, 1, 3)))
    for (let i = 0; i < count; i++) {
      const texts = Array.from({ length: perFile }, () => sentence(random)).join('\n');
      files.set(`${folder}/${i}.txt`, i < 3 ? bytesOf(random, texts) : Buffer.from(texts));
    }
  return { files, open: '' };
}

/** Texts that files or folders divide into classes. */
export const lines: Draw = async random => {
  const { files, open } = pick(random, [fileAClass, folderAClass])(random);
  if (chance(random, 0.3)) mutateTree(random, files);
  return { files, open: open.includes('*') || files.has(open) ? open : '', choice: drawChoice(random) };
};
