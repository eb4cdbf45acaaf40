import { describe, expect, test } from 'vitest';
import { tokenise } from '#electron/data/preprocessing/tokenise.ts';

const cases: Record<string, [string, string[]][]> = {
  'words in lower case, whatever the language of the system': [
    ['The PLOT, the acting.', ['the', 'plot', 'the', 'acting']],
    ['ÉTÉ Größe МОСКВА ΣΊΣΥΦΟΣ', ['été', 'größe', 'москва', 'σίσυφος']],
    ['well-made / half_baked', ['well', 'made', 'half', 'baked']],
  ],
  'apostrophes within words, however they are written': [
    ["don't don’t don`t don´t don＇t", ["don't", "don't", "don't", "don't", "don't"]],
    ["'quoted' rock'n'roll dogs'", ['quoted', "rock'n'roll", 'dogs']],
  ],
  'numbers as they stand': [['3.5 of 1,000 in 2023. 7, 8', ['3.5', 'of', '1,000', 'in', '2023', '7', '8']]],
  'marks that carry sentiment': [['What?! Great!!', ['what', '?', '!', 'great', '!', '!']]],
  'one form of compatible characters': [
    ['ＡＢＣ１ ﬁne ｶﾞ', ['abc1', 'fine', 'ガ']],
    ['nai\u0308ve x\u0303y', ['naïve', 'x\u0303y']],
    ['so\u00adme zero\u200cwidth', ['some', 'zerowidth']],
  ],
  'single characters where a script has no spaces': [
    ['这部电影很好看，2023年最佳！', [...'这部电影很好看', '2023', '年', '最', '佳', '!']],
    ['とてもいいコーヒー', [...'とてもいいコーヒー']],
    ['ดีมาก', ['ดี', 'ม', 'า', 'ก']],
    ['我用iPhone拍照', ['我', '用', 'iphone', '拍', '照']],
    ['ຫນັງດີ', ['ຫ', 'ນັ', 'ງ', 'ດີ']],
  ],
  'words where a script has spaces': [
    ['한국어 영화', ['한국어', '영화']],
    ['नमस्ते दुनिया', ['नमस्ते', 'दुनिया']],
  ],
  'emoji, one each': [['👍🏽❤️❤ 👨‍👩‍👧 🇩🇪🇫🇷', ['👍🏽', '❤', '❤', '👨‍👩‍👧', '🇩🇪', '🇫🇷']]],
  'nothing of what has no words': [
    ['', []],
    ['… -- ()。、', []],
    ['\u0301 \ufe0f', []],
  ],
};

describe.each(Object.entries(cases))('tokenise gives %s', (_, texts) => {
  test.each(texts)('%s', (text, tokens) => expect(tokenise(text)).toEqual(tokens));
});

test('the work for one long run grows with its length, not with its square', () => {
  /** Milliseconds of this thread, however busy the machine is with others. */
  const time = (text: string): number => {
    const before = process.threadCpuUsage();
    tokenise(text);
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  };
  const least = (text: string): number => Math.min(...Array.from({ length: 3 }, () => time(text)));
  for (const sign of ['a', "a'", '1,', '很', '\u200d', "'", '👨‍'])
    expect(least(sign.repeat(640_000))).toBeLessThan(300 * Math.max(least(sign.repeat(20_000)), 0.5));
});
