import { Refusal } from '#shared/contract/refusal.ts';
import type { Preprocessing } from '#shared/domain/preprocessing.ts';
import { MAX_FILE_BYTES } from '../raw/limits.ts';
import { TOKENISER_VERSION, tokenise } from './tokenise.ts';

export type TextRecipe = Extract<Preprocessing, { kind: 'text' }>;

/** Numbers that stand for no word; in the vocabulary they have names that no token can have. */
export const PADDING = 0;
export const UNKNOWN = 1;
const SPECIAL = ['<padding>', '<unknown>'];

/**
 * Words that are told apart, with the two special ones. Beyond the 20,000 most frequent a word is too rare to be learned from a
 * small data set, while each costs a row of the embedding (64 weights, and as many of each optimizer slot) at every step.
 */
export const MAX_VOCABULARY = 20_000;

/**
 * How often a word must occur in train. One that occurs once is known by heart, not learned; as "unknown" it teaches what is to
 * be made of the words that dev has and train has not.
 */
const MIN_COUNT = 2;

/** Tokens of a text that are looked at, at most: the texts of a step then fit into memory several times over. */
export const MAX_LENGTH = 512;
const LENGTH_PERCENTILE = 0.95;

/** Code units; what is longer is no word (links, encoded files). */
const MAX_TOKEN = 100;

/** Different words counted at once, at most. Where there are more, the rarest are forgotten, as fastText does it. */
const MAX_COUNTED = 2_000_000;

/**
 * Fits a recipe to the texts of train alone: its words that occur at least twice, the most frequent first (equally frequent
 * ones by code units), at most `MAX_VOCABULARY`; and as many tokens a text as 95 % of its texts have at most, held within 1 and
 * `MAX_LENGTH` and so that all texts together fit into `MAX_FILE_BYTES`.
 * @param texts all of the data set.
 * @param train indices into `texts`.
 * @param path the source, for messages.
 * @throws Refusal where no word occurs twice.
 */
export function fitText(texts: readonly string[], train: Int32Array, path: string): TextRecipe {
  const counts = new WordCounts();
  const lengths = train.map(row => {
    const tokens = tokenise(texts[row]!);
    for (const token of tokens) counts.add(token);
    return tokens.length;
  });
  const words = counts.mostFrequent(MAX_VOCABULARY - SPECIAL.length);
  if (words.length === 0) throw new Refusal('error.data.text.noWords', { path, count: train.length });
  const fitting = Math.floor(MAX_FILE_BYTES / Int32Array.BYTES_PER_ELEMENT / texts.length);
  const length = Math.max(1, Math.min(percentile(lengths), MAX_LENGTH, fitting));
  return { kind: 'text', tokeniser: TOKENISER_VERSION, vocabulary: [...SPECIAL, ...words], length };
}

/**
 * Turns texts into the numbers of their tokens.
 * @param rows indices into `texts`.
 * @returns `[rows, length]`, each row cut or filled up with `PADDING` at its end.
 */
export function applyText({ vocabulary, length }: TextRecipe, texts: readonly string[], rows: Int32Array): Int32Array {
  const numbers = new Map(vocabulary.map((word, number) => [word, number]));
  const out = new Int32Array(rows.length * length);
  rows.forEach((row, i) => {
    const tokens = tokenise(texts[row]!);
    const filled = Math.min(tokens.length, length);
    for (let k = 0; k < filled; k++) out[i * length + k] = numbers.get(tokens[k]!) ?? UNKNOWN;
  });
  return out;
}

/** The smallest length that at least `LENGTH_PERCENTILE` of the texts don't exceed. */
function percentile(lengths: Int32Array): number {
  const sorted = lengths.toSorted();
  return sorted[Math.ceil(LENGTH_PERCENTILE * sorted.length) - 1]!;
}

class WordCounts {
  private readonly counts = new Map<string, { count: number }>();
  private forgotten = 0;

  add(word: string): void {
    const entry = this.counts.get(word);
    if (entry) entry.count++;
    else if (word.length <= MAX_TOKEN) this.begin(word);
  }

  mostFrequent(limit: number): string[] {
    return [...this.counts]
      .filter(([, { count }]) => count >= MIN_COUNT)
      .sort(([a, m], [b, n]) => n.count - m.count || (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([word]) => word);
  }

  private begin(word: string): void {
    while (this.counts.size >= MAX_COUNTED) this.forget(++this.forgotten);
    // A slice of a text keeps the whole text in memory, so the word is copied.
    this.counts.set(Buffer.from(word).toString(), { count: 1 });
  }

  private forget(upTo: number): void {
    for (const [word, { count }] of this.counts) if (count <= upTo) this.counts.delete(word);
  }
}
