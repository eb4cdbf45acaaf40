/** Refusals and remarks of reading texts. */
export const dataText = {
  'error.data.text.noWords_one':
    'There is only {count} text to train on, and no word occurs in it twice: nothing can be learned from that. Give more texts.',
  'error.data.text.noWords_other':
    'No word occurs twice in the {count} texts to train on: nothing can be learned from words that are never seen again. Give more texts, or check that these are texts.',
  'data.text.unknown':
    '{percent} % of the words in the dev texts do not occur twice in the training texts, so they count as unknown (the vocabulary has {words} words). More texts, or texts more alike, would help.',
  'data.text.cut_one':
    '{count} text ({percent} %) is longer than {length} words; what follows is left out. That length covers 95 % of the training texts, or is the most that Descent takes.',
  'data.text.cut_other':
    '{count} texts ({percent} %) are longer than {length} words; what follows is left out. That length covers 95 % of the training texts, or is the most that Descent takes.',
  'data.text.empty_one':
    '{count} text has no word at all, only signs or nothing. It stays in the data, but nothing can be told from it.',
  'data.text.empty_other':
    '{count} texts have no word at all, only signs or nothing. They stay in the data, but nothing can be told from them.',
} as const;
