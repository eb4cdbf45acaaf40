import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { tokenise } from '#electron/data/preprocessing/tokenise.ts';
import { type Sentiment, writeReview } from '#electron/data/samples/review-grammar.ts';
import { BAD, BAD_THINGS, DISLIKING, GOOD, GOOD_THINGS, LIKING, TOPICS } from '#electron/data/samples/review-words.ts';
import { drawReviews, LABEL_NOISE } from '#electron/data/samples/reviews.ts';
import { similarTexts } from '#electron/data/split/near-duplicates/text.ts';
import { Random } from '#shared/method/random.ts';

const digest = (rows: number, seed: number): string => {
  const { texts, labels } = drawReviews(rows, seed);
  return createHash('sha256').update(JSON.stringify(texts)).update(labels).digest('hex');
};

const ofVerbs = (verbs: readonly string[]): string[] => verbs.flatMap(verb => [verb, `${verb}d`]);
const PRAISE = new Set([...GOOD, ...GOOD_THINGS, ...ofVerbs(LIKING), ...TOPICS.flatMap(topic => topic.good)]);
const BLAME = new Set([...BAD, ...BAD_THINGS, ...ofVerbs(DISLIKING), ...TOPICS.flatMap(topic => topic.bad)]);
const NEGATION =
  /\b(?:not at all|not very|not a|not|never a|never|hardly a|hardly|by no means|far from a|far from|anything but a|anything but|no|did not really|did not|didn't|could not|couldn't) (?=(\S+?)[,.! ])/;

/** What one clause says, by reading it: the word of praise or blame, turned round by a negation right before it. */
function clauseSays(clause: string): Sentiment {
  const words = clause.match(/[\w'-]+/g)!;
  const opinions = words.filter(word => PRAISE.has(word) || BLAME.has(word));
  if (opinions.length !== 1) throw new Error(`one opinion expected in: ${clause}`);
  const good = PRAISE.has(opinions[0]!);
  const negated = NEGATION.exec(`${clause} `)?.[1] === opinions[0];
  return good !== negated ? 1 : 0;
}

/** What a whole opinion says: what stands behind `but` and `yet`, or outside of `although`, decides. */
function says(review: string): Sentiment {
  const sentences = review.toLowerCase().split(/(?<=[.!]) /);
  const opinion = sentences.find(sentence =>
    sentence.match(/[\w'-]+/g)!.some(word => PRAISE.has(word) || BLAME.has(word)),
  )!;
  const granting = /^(?:although|even though) ([^,]+), (.+)$/.exec(opinion);
  if (granting) return clauseSays(granting[2]!);
  const grantedLast = /^(.+), although (.+)$/.exec(opinion);
  if (grantedLast) return clauseSays(grantedLast[1]!);
  const turned = /^(.+?),? (?:but|yet) (?!a? ?\S+[.!]?$)(.+)$/.exec(opinion.replaceAll('anything but', 'anything_but'));
  return clauseSays((turned ? turned[2]! : opinion).replaceAll('anything_but', 'anything but'));
}

describe('the grammar', () => {
  test.each([
    ['The plot was gripping.', 1],
    ['The plot was really awful.', 0],
    ['The soup was a joy! It was raining.', 1],
    ['I truly hated the ending.', 0],
    ['The acting was not very convincing.', 0],
    ['The screen was hardly a failure.', 1],
    ['The story was never boring.', 1],
    ['The coffee was anything but bland.', 1],
    ["I didn't like the room.", 0],
    ['The style was dull and dry at first but in the end wonderful.', 1],
    ['Although the plot was silly, the acting was superb.', 1],
    ['The acting was superb, although the plot was silly.', 1],
    ['Even though the menu was a joy, I could not love the app.', 0],
    ['I saw this film on Friday. The plot was far from funny, but the humour was not bad.', 1],
    ['The room was clean, yet the pool was no highlight.', 0],
  ] as const)('the reader of these tests understands: %s', (text, sentiment) => expect(says(text)).toBe(sentiment));

  test.each([0, 1] as const)('2,000 reviews of sentiment %i say it', sentiment => {
    const random = Random.from(7);
    for (let i = 0; i < 2000; i++) {
      const review = writeReview(sentiment, random);
      expect([review, says(review)]).toEqual([review, sentiment]);
    }
  });

  test('words of praise are none of blame, and articles fit', () => {
    expect([...PRAISE].filter(word => BLAME.has(word))).toEqual([]);
    for (const thing of [...GOOD_THINGS, ...BAD_THINGS]) expect(thing).toMatch(/^[^aeiou]/);
  });
});

describe('drawReviews', () => {
  test('the same seed gives the same reviews, another seed others', () => {
    expect(digest(300, 1)).toBe(digest(300, 1));
    expect(digest(300, 1)).not.toBe(digest(300, 2));
  });

  test('the reviews never change between program versions unnoticed', () => {
    // Who changes the grammar on purpose raises the sample's version and notes the new digest here.
    expect(digest(300, 1)).toBe('ddc175da054e34ff56e5d3a35a183575f8a0b2216801934de49cd0a3b1d0be41');
  });

  test('half are positive; the labels err as often as said', () => {
    const { texts, labels } = drawReviews(8000, 1);
    const positive = labels.reduce((sum, label) => sum + label, 0);
    expect(Math.abs(positive - 4000)).toBeLessThan(60);
    const wrong = texts.filter((text, row) => says(text) !== labels[row]).length;
    expect(Math.abs(wrong / 8000 - LABEL_NOISE)).toBeLessThan(0.006);
  });

  test('no two reviews are the same, next to none nearly so', () => {
    const { texts } = drawReviews(8000, 1);
    expect(new Set(texts).size).toBe(8000);
    const groups = similarTexts(texts, 1).groups();
    expect(groups.filter((group, row) => group !== row).length).toBeLessThan(40);
  });

  test('they are short', () => {
    for (const text of drawReviews(1000, 1).texts) {
      expect(tokenise(text).length).toBeGreaterThanOrEqual(4);
      expect(tokenise(text).length).toBeLessThan(45);
    }
  });

  test('single words say little: each stands in both classes, but for a few', () => {
    const { texts, labels } = drawReviews(8000, 1);
    const [bad, good] = [0, 1].map(label => texts.filter((_, row) => labels[row] === label).join(' ')) as [
      string,
      string,
    ];
    for (const word of [...GOOD, ...BAD]) {
      const share = good.split(` ${word}`).length / (good.split(` ${word}`).length + bad.split(` ${word}`).length);
      expect(share).toBeGreaterThan(0.15);
      expect(share).toBeLessThan(0.85);
    }
  });

  test('progress grows to 1', () => {
    const heard: number[] = [];
    drawReviews(2000, 1, done => heard.push(done));
    expect(heard).toEqual([0.25, 0.5, 0.75, 1]);
  });
});
