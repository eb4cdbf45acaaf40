import type { Random } from '#shared/method/random.ts';
import { chance, pick, within } from '../draw.ts';

const WORDS = 'a the film plot was is not very good bad slow fine café naïve moving dull bright never always'.split(
  ' ',
);
const CHARACTERS = [...'这部电影很好看不差演员故事情节无聊精彩我们喜欢'];

/** A sentence of a few words, now and then a Chinese one. */
export function sentence(random: Random): string {
  if (chance(random, 0.15))
    return `${Array.from({ length: within(random, 4, 20) }, () => pick(random, CHARACTERS)).join('')}。`;
  return Array.from({ length: within(random, 3, 18) }, () => pick(random, WORDS)).join(' ');
}

/** Sentences, one a line. */
export const sentences = (random: Random, count: number): string =>
  Array.from({ length: count }, () => sentence(random)).join('\n');
