import { choiceFlags } from '#shared/domain/data-choice.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';

/** What a person says about data as flags, each ready to be typed. */
export const typedFlags = (choice: DataChoice): string[] =>
  choiceFlags(choice).map(([name, value]) => (value === true ? `--${name}` : `--${name} ${shellWord(value)}`));

/** As a shell takes it for one word. */
export const shellWord = (word: string): string =>
  /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
