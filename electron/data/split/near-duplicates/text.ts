import { Random, STREAMS } from '#shared/method/random.ts';
import type { OnProgress } from '../../raw/dataset.ts';
import { mix, RowKeys } from './row-keys.ts';
import { uniteSimilar } from './similar-rows.ts';
import { UnionFind } from './union-find.ts';
import { wordHashes } from './words.ts';

/** Texts are alike that share this part of all their pairs of neighbouring words (Jaccard similarity). */
const SIMILARITY = 0.8;

/**
 * MinHash (Broder 1997) in bands: texts of similarity s share at least one band's key with a chance of
 * 1 − (1 − s⁵)¹⁶, that is 99.8 % at 0.8, 95 % at 0.7, 40 % at 0.5.
 */
const BANDS = 16;
const HASHES_PER_BAND = 5;

/** Texts between two reports of progress. */
const PROGRESS_EVERY = 5000;

/**
 * Texts that are nearly the same: the same words (case, spaces and punctuation don't count), or all but a few of them.
 * The same texts and seed always give the same sets; a pair of similar texts is missed once in hundreds.
 */
export function similarTexts(texts: readonly string[], seed: number, onProgress: OnProgress = () => {}): UnionFind {
  const sets = new UnionFind(texts.length);
  const keys = new RowKeys(texts.length);
  texts.forEach((text, row) => {
    for (const word of wordHashes(text)) keys.add(row, word);
  });
  const first = keys.first();
  first.forEach((there, row) => {
    if (there !== row) sets.unite(there, row);
  });
  const different = first.filter((there, row) => there === row);
  const similar = (a: number, b: number): boolean => jaccard(pairsOf(texts[a]!), pairsOf(texts[b]!)) >= SIMILARITY;
  uniteSimilar(sets, different, minHashKeys(texts, different, seed, onProgress), BANDS, similar);
  return sets;
}

/** Words from which on, and times that each pair comes at the mean from which on, a text is of few words in many orders: DNA. */
const LONG = 20;
const OFTEN = 2;

/**
 * What a text is compared by: its different pairs of neighbouring words, its beginning and its end being words too. Where these
 * come again and again, each text of the kind has them all; it is compared by longer runs of words then.
 */
function pairsOf(text: string): Set<number> {
  const words = wordHashes(text);
  const pairs = neighbours(words);
  return words.length >= LONG && words.length > OFTEN * pairs.size ? runsOf(words) : pairs;
}

/** Runs of so many words that hardly one comes twice in a text by chance; how often one came before counts, too. */
function runsOf(words: readonly number[]): Set<number> {
  const vocabulary = Math.max(2, new Set(words).size);
  const length = Math.min(words.length, 1 + Math.ceil(Math.log(words.length) / Math.log(vocabulary)));
  const counts = new Map<number, number>();
  const runs = new Set<number>();
  for (let end = length; end <= words.length; end++) {
    let run = length;
    for (let i = end - length; i < end; i++) run = mix(Math.imul(run, 31) ^ words[i]!);
    const before = counts.get(run) ?? 0;
    counts.set(run, before + 1);
    runs.add(mix(Math.imul(run, 31) ^ before));
  }
  return runs;
}

function neighbours(words: readonly number[]): Set<number> {
  const pairs = new Set<number>();
  let before = 1;
  for (const word of words) {
    pairs.add(mix(Math.imul(before, 31) ^ word));
    before = word;
  }
  return pairs.add(mix(Math.imul(before, 31) ^ 2));
}

/** `[rows, BANDS]`: each band's smallest hashes, mixed into one key. */
function minHashKeys(texts: readonly string[], rows: Int32Array, seed: number, onProgress: OnProgress): Int32Array {
  const random = Random.from(seed, STREAMS.duplicates);
  const hashes = BANDS * HASHES_PER_BAND;
  const masks = Int32Array.from({ length: hashes }, () => random.next());
  const factors = Int32Array.from({ length: hashes }, () => random.next() | 1);
  const keys = new Int32Array(rows.length * BANDS);
  const smallest = new Uint32Array(hashes);
  rows.forEach((row, i) => {
    if (i % PROGRESS_EVERY === 0) onProgress(i / rows.length);
    smallest.fill(0xffffffff);
    for (const pair of pairsOf(texts[row]!))
      for (let h = 0; h < hashes; h++) {
        const hash = Math.imul(pair ^ masks[h]!, factors[h]!) >>> 0;
        if (hash < smallest[h]!) smallest[h] = hash;
      }
    for (let band = 0; band < BANDS; band++) {
      let key = band;
      for (let h = 0; h < HASHES_PER_BAND; h++) key = mix(Math.imul(key, 31) ^ smallest[band * HASHES_PER_BAND + h]!);
      keys[i * BANDS + band] = key;
    }
  });
  return keys;
}

function jaccard(a: Set<number>, b: Set<number>): number {
  let shared = 0;
  for (const item of a) if (b.has(item)) shared++;
  return shared / (a.size + b.size - shared);
}
