import type { Random } from '#shared/method/random.ts';
import {
  ASIDES,
  BAD,
  BAD_THINGS,
  DID_NOT,
  DISLIKING,
  GOOD,
  GOOD_THINGS,
  LIKING,
  NO_THING,
  NOT_SO,
  PEOPLE,
  PLACES,
  STRENGTHS,
  TIMES,
  TOPICS,
  type Topic,
  VERB_STRENGTHS,
} from './review-words.ts';

/** What a review says: 1 that something is good, 0 that it is bad. */
export type Sentiment = 0 | 1;

/**
 * Shares of the ways to say it. A bag of words can tell the plain ones alone; of the others it guesses half, because the same
 * words stand in both classes. Of 8,000 reviews with 2 % wrong labels, dev right after 1,000 steps of Adam: logistic regression
 * on words 77 %, fastText 77 %, text CNN of widths 3, 4 and 5 94 to 97 %.
 */
const SHARES = { plain: 0.64, negated: 0.14 } as const;
/** Share of negated clauses within a contrast. */
const NEGATED_IN_CONTRAST = 0.15;

const opposite = (sentiment: Sentiment): Sentiment => (sentiment === 1 ? 0 : 1);
const of = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)]!;
const chance = (random: Random, share: number): boolean => random.uniform() < share;

/** One review of one to three sentences that says `sentiment`. */
export function writeReview(sentiment: Sentiment, random: Random): string {
  const topic = of(random, TOPICS);
  const sentences = [opinion(topic, sentiment, random)];
  if (chance(random, 0.8)) sentences.unshift(opening(topic, random));
  if (chance(random, 0.5)) sentences.push(of(random, ASIDES));
  return sentences.map(text => sentence(text, random)).join(' ');
}

function opinion(topic: Topic, sentiment: Sentiment, random: Random): string {
  const way = random.uniform();
  if (way < SHARES.plain) return plain(topic, sentiment, random);
  if (way < SHARES.plain + SHARES.negated) return negated(topic, sentiment, random);
  return contrast(topic, sentiment, random);
}

function opening(topic: Topic, random: Random): string {
  const place = chance(random, 0.6) ? ` ${of(random, PLACES)}` : '';
  return `${of(random, PEOPLE)} ${of(random, topic.verbs)} ${of(random, topic.things)}${place} ${of(random, TIMES)}`;
}

/** Says it outright. */
function plain(topic: Topic, sentiment: Sentiment, random: Random): string {
  const aspect = of(random, topic.aspects);
  const form = random.below(4);
  if (form === 0) return `I ${of(random, VERB_STRENGTHS)} ${infinitive(sentiment, random)}d the ${aspect}`;
  if (form === 1) return `the ${aspect} was a ${thing(sentiment, random)}`;
  return `the ${aspect} was ${of(random, STRENGTHS)} ${adjective(topic, sentiment, random)}`;
}

/** Denies the opposite. */
function negated(topic: Topic, sentiment: Sentiment, random: Random): string {
  const aspect = of(random, topic.aspects);
  const denied = opposite(sentiment);
  const form = random.below(4);
  if (form === 0) return `I ${of(random, DID_NOT)} ${infinitive(denied, random)} the ${aspect}`;
  if (form === 1) return `the ${aspect} was ${of(random, NO_THING)} ${thing(denied, random)}`;
  return `the ${aspect} was ${of(random, NOT_SO)} ${adjective(topic, denied, random)}`;
}

/** Grants the opposite and then says it: what stands behind `but`, or outside of `although`, decides. */
function contrast(topic: Topic, sentiment: Sentiment, random: Random): string {
  const granted = clause(topic, opposite(sentiment), random);
  const meant = clause(topic, sentiment, random);
  const form = random.below(6);
  if (form === 0) return `although ${granted}, ${meant}`;
  if (form === 1) return `even though ${granted}, ${meant}`;
  if (form === 2) return `${meant}, although ${granted}`;
  if (form === 3) return `${granted}, but ${meant}`;
  if (form === 4) return `${granted}, yet ${meant}`;
  const [first, last] = [adjective(topic, opposite(sentiment), random), adjective(topic, sentiment, random)];
  return `the ${of(random, topic.aspects)} was ${first} at first but in the end ${last}`;
}

function clause(topic: Topic, sentiment: Sentiment, random: Random): string {
  return chance(random, NEGATED_IN_CONTRAST) ? negated(topic, sentiment, random) : plain(topic, sentiment, random);
}

const adjective = (topic: Topic, sentiment: Sentiment, random: Random): string => {
  const own = sentiment === 1 ? topic.good : topic.bad;
  return of(random, chance(random, 0.5) ? own : sentiment === 1 ? GOOD : BAD);
};
const thing = (sentiment: Sentiment, random: Random): string => of(random, sentiment === 1 ? GOOD_THINGS : BAD_THINGS);
const infinitive = (sentiment: Sentiment, random: Random): string => of(random, sentiment === 1 ? LIKING : DISLIKING);

function sentence(text: string, random: Random): string {
  // A word that is left out leaves two spaces.
  const clean = text.replaceAll('  ', ' ');
  return `${clean[0]!.toUpperCase()}${clean.slice(1)}${chance(random, 0.1) ? '!' : '.'}`;
}
