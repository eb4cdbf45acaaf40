import type { Random } from '#shared/method/random.ts';
import { chance, pick, shuffled, within } from '../draw.ts';
import { mutateBytes } from '../mutate/bytes.ts';
import { mutateJpeg } from '../mutate/jpeg.ts';
import { mutatePng } from '../mutate/png.ts';
import { mutateTree } from '../mutate/tree.ts';
import { type Picture, pictures } from '../seeds/pictures.ts';
import type { Draw, Files } from '../source.ts';
import { drawChoice } from './choice.ts';

function mutated(random: Random, { ending, bytes }: Picture): Buffer {
  if (chance(random, 0.3)) return mutateBytes(random, bytes);
  if (ending === 'png') return mutatePng(random, bytes);
  return ending.startsWith('jp') ? mutateJpeg(random, bytes) : mutateBytes(random, bytes);
}

/** Folders of images, a folder a class, some of the images damaged. */
export const images: Draw = async random => {
  const formats = pick(random, [/png/, /jp/, /png|jp/, /./]);
  const some = (await pictures()).filter(({ ending }) => formats.test(ending));
  const parents = pick(random, [[''], [''], [''], ['train/', 'test/'], ['all/train/', 'all/val/']]);
  const classes = ['cats', 'dogs', 'owls'].slice(0, pick(random, [1, 2, 2, 3, 3, 3]));
  const share = pick(random, [0.05, 0.1, 0.1, 0.1, 1]);
  const files: Files = new Map();
  for (const parent of parents)
    for (const [c, folder] of classes.entries())
      for (const [i, picture] of shuffled(random, some)
        .slice(c, c + within(random, 3, 10))
        .entries()) {
        const bytes = chance(random, share) ? mutated(random, picture) : picture.bytes;
        files.set(`${parent}${folder}/${i}.${picture.ending}`, bytes);
      }
  if (chance(random, 0.2)) mutateTree(random, files);
  return { files, open: '', choice: drawChoice(random) };
};
