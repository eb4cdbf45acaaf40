import { Random } from '#shared/method/random.ts';

/**
 * A CSV of texts that share their first word and no other: every word that is known is in every text, so all rows are the same
 * for a network, while no two are the same for a person.
 */
export function sameTexts(): string {
  const random = Random.from(1);
  const word = () => Array.from({ length: 9 }, () => 'bcdfghklmnprstvz'[random.below(16)]).join('');
  const lines = Array.from({ length: 200 }, (_, i) => `the ${word()} ${word()} ${word()},${i % 2 ? 'good' : 'bad'}`);
  return `text,label\n${lines.join('\n')}\n`;
}
