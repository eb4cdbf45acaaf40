const list = (text: string): string[] => text.split(', ');

/** What reviews of one kind of thing are made of. */
export interface Topic {
  /** With the words that go before: `the film`. */
  things: string[];
  /** What one did with it, before the thing. */
  verbs: string[];
  /** Parts of it, in the singular. */
  aspects: string[];
  /** What such a part can be, also behind `not`. */
  good: string[];
  bad: string[];
}

export const TOPICS: readonly Topic[] = [
  {
    things: list('this film, the new movie, the second part, this western, the documentary, that thriller'),
    verbs: list('saw, watched, streamed'),
    aspects: list('plot, acting, dialogue, ending, soundtrack, camera work, first hour, story, second half, humour'),
    good: list('funny, moving, gripping, clever, convincing, touching, original, witty'),
    bad: list('boring, predictable, silly, confusing, wooden, shallow, tedious, clumsy'),
  },
  {
    things: list('this restaurant, the corner café, the noodle bar, that pizzeria, the hotel kitchen, this bistro'),
    verbs: list('tried, visited, booked'),
    aspects: list('soup, bread, dessert, salad, fish, sauce, pasta, curry, cake, coffee'),
    good: list('delicious, fresh, tasty, fragrant, balanced, appetising, satisfying, authentic'),
    bad: list('bland, greasy, stale, overpriced, salty, soggy, burnt, watery'),
  },
  {
    things: list('this phone, the camera, the headset, that keyboard, the robot vacuum, this tablet'),
    verbs: list('bought, ordered, tested'),
    aspects: list('screen, software, sound, charger, setup, app, case, battery, speaker, menu'),
    good: list('solid, modern, reliable, handy, clear, sleek, practical, dependable'),
    bad: list('flimsy, slow, faulty, clunky, fragile, outdated, useless, unreliable'),
  },
  {
    things: list('this novel, her latest book, the short stories, that biography, the audio book, this comic'),
    verbs: list('read, borrowed, finished'),
    aspects: list(
      'style, opening, middle part, last chapter, language, translation, pace, mystery, prologue, narration',
    ),
    good: list('elegant, wise, vivid, lively, memorable, subtle, honest, rich'),
    bad: list('dry, pompous, repetitive, lifeless, forgettable, vague, contrived, flat'),
  },
  {
    things: list('the hotel, this hostel, the guest house, that cruise ship, the night train, the spa'),
    verbs: list('chose, took, booked'),
    aspects: list('room, lounge, lobby, pool, bathroom, terrace, garden, cabin, corridor, dining room'),
    good: list('comfortable, clean, relaxing, spacious, inviting, bright, charming, peaceful'),
    bad: list('dirty, cramped, shabby, musty, gloomy, damp, smelly, stressful'),
  },
];

/** Of anything, also behind `not`. */
export const GOOD = list('good, great, wonderful, pleasant, excellent, superb, impressive, delightful');
export const BAD = list('bad, awful, terrible, annoying, dreadful, poor, disappointing, horrible');

/** They begin with a consonant, because they stand behind `a`. */
export const GOOD_THINGS = list('joy, success, triumph, bargain, highlight, masterpiece, pleasure, winner');
export const BAD_THINGS = list('failure, mess, disaster, disappointment, mistake, letdown, rip-off, chore');

/** Their past adds `d`. */
export const LIKING = list('like, love, admire, praise');
export const DISLIKING = list('hate, dislike, despise, loathe');

/** Before an adjective, and before a verb; mostly nothing. */
export const STRENGTHS = ['', '', '', ...list('very, really, truly, quite, rather, just, simply')];
export const VERB_STRENGTHS = ['', '', ...list('really, truly, simply')];

/** Turn round the adjective, the thing with its article, the infinitive that follows. */
export const NOT_SO = list('not, never, hardly, not very, not at all, by no means, far from, anything but');
export const NO_THING = list('not a, no, hardly a, never a, far from a, anything but a');
export const DID_NOT = list("did not, didn't, could not, couldn't, did not really");

export const PEOPLE = list(
  'I, we, my sister, my brother and I, our neighbours, a friend, two colleagues, my parents, my flatmate, the whole family, my wife, my husband, the kids and I, an old friend, my aunt',
);
export const PLACES = list(
  'in Lyon, near the station, in town, by the sea, in Oslo, at the market, across the street, abroad, in Kyoto, in the old town, next to our office, in Porto, at the airport, downtown, in the suburbs, on the island, in Leeds, by the river, in Boston, on the coast',
);
export const TIMES = list(
  'on Friday, last week, in March, over the holidays, on a rainy Sunday, two days ago, in the spring, after work, last night, on my birthday, in early May, a month ago, during the summer, on Tuesday, before the weekend, in the afternoon, this morning, late in autumn, around noon, at the start of the year',
);
/** Whole sentences that say nothing of worth. */
export const ASIDES = list(
  'it took about two hours, the tickets came by mail, we were four in all, it was half past seven, there was a queue outside, the bill came to forty euros, it is part of a series, a colleague had told us about it, it was our second time, we paid by card, the box is blue, it was raining, there are three of them, it opened a year ago, we sat at the back, it comes from Denmark, everyone was there, the bus was on time, that was in the evening, we had an hour left',
);
