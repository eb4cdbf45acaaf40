import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Encoding } from '#electron/data/encoding/encoding.ts';
import type { SourceFile } from '#electron/data/files/file-set.ts';
import { openFiles } from '#electron/data/files/open-files.ts';
import { MAX_LINE_CHARACTERS } from '#electron/data/raw/limits.ts';
import { chosenWarnings, encodingOf, encodingWarnings } from '#electron/data/text/chosen.ts';
import { detectEncoding } from '#electron/data/text/detect.ts';
import { linesOf } from '#electron/data/text/lines.ts';
import { textOf } from '#electron/data/text/text.ts';
import type { TextEncoding } from '#shared/domain/dataset.ts';
import { encodingName } from '#shared/domain/encoding-name.ts';
import { refusalOf } from './data-files.ts';
import { inPieces, sourceFileOf } from './source-file.ts';

const fileOf = (bytes: Uint8Array | string): SourceFile => sourceFileOf([Buffer.from(bytes)]);

async function readText(file: SourceFile, encoding?: Encoding): Promise<string> {
  let text = '';
  for await (const piece of textOf(file, encoding ?? (await detectEncoding(file)))) text += piece;
  return text;
}

async function readLines(file: SourceFile, encoding: Encoding): Promise<string[]> {
  const lines: string[] = [];
  for await (const { line, text } of linesOf(file, encoding)) {
    lines.push(text);
    expect(line).toBe(lines.length);
  }
  return lines;
}

const UTF8: Encoding = { name: 'utf-8', bom: false };
const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** Small files as people have them: encoding, text, bytes in hex. */
const SAMPLES: readonly [encoding: string, text: string, hex: string][] = [
  [
    'gb18030',
    '评论,情感\n这部电影很好看,正面\n太无聊了,负面\n',
    'c6c0c2db2cc7e9b8d00ad5e2b2bfb5e7d3b0badcbac3bfb42cd5fdc3e60accabcedec1c4c1cb2cb8bac3e60a',
  ],
  ['gb18030', 'id,城市\n1,北京\n2,上海\n', '69642cb3c7cad00a312cb1b1bea90a322cc9cfbaa30a'],
  // A character of four bytes, which GBK does not have.
  ['gb18030', '姓名,值\n𠮷野,1\n张三,2\n', 'd0d5c3fb2cd6b50a9534b235d2b02c310ad5c5c8fd2c320a'],
  [
    'big5',
    '評論,情感\n這部電影很好看,正面\n太無聊了,負面\n',
    'b5fbbdd72cb1a1b7500ab36fb3a1b971bc76abdca66eacdd2ca5bfadb10aa4d3b54cb2e1a4462cad74adb10a',
  ],
  [
    'shift_jis',
    'レビュー,ラベル\nこの映画はとても面白かった,良い\n',
    '838c83728385815b2c83898378838b0a82b182cc896689e682cd82c682c482e096ca949282a982c182bd2c97c782a20a',
  ],
  [
    'euc-jp',
    'レビュー,ラベル\nこの映画はとても面白かった,良い\n',
    'a5eca5d3a5e5a1bc2ca5e9a5d9a5eb0aa4b3a4ceb1c7b2e8a4cfa4c8a4c6a4e2ccccc7f2a4aba4c3a4bf2ccec9a4a40a',
  ],
  [
    'euc-kr',
    '리뷰,라벨\n이 영화는 정말 재미있었다,긍정\n',
    'b8aebae42cb6f3baa70ac0cc20bfb5c8adb4c220c1a4b8bb20c0e7b9ccc0d6befab4d92cb1e0c1a40a',
  ],
  [
    'windows-1252',
    'Straße;Größe;Preis\nHauptstraße;1,5;20€\nMüllerweg;2,5;30€\n',
    '53747261df653b4772f6df653b50726569730a486175707473747261df653b312c353b3230800a4dfc6c6c65727765673b322c353b3330800a',
  ],
  ['windows-1252', 'temp °C,area m²\n12,3\n13,5\n', '74656d7020b0432c61726561206db20a31322c330a31332c350a'],
  [
    'windows-1252',
    'text,label\nIt’s a “great” film…,1\n',
    '746578742c6c6162656c0a49749273206120936772656174942066696c6d852c310a',
  ],
  [
    'windows-1252',
    "commentaire,étiquette\nC'était très ennuyeux,négatif\nUn chef-d'œuvre,positif\n",
    '636f6d6d656e74616972652ce974697175657474650a4327e974616974207472e87320656e6e75796575782c6ee967617469660a556e20636865662d64279c757672652c706f73697469660a',
  ],
  ['windows-1251', 'id,город\n1,Москва\n2,Казань\n', '69642ce3eef0eee40a312ccceef1eae2e00a322ccae0e7e0edfc0a'],
  [
    'windows-1253',
    'κριτική,ετικέτα\nΠολύ καλή ταινία,ναι\nΒαρετή και μεγάλη,όχι\n',
    'eaf1e9f4e9eade2ce5f4e9eaddf4e10ad0efebfd20eae1ebde20f4e1e9eddfe12cede1e90ac2e1f1e5f4de20eae1e920ece5e3dcebe72cfcf7e90a',
  ],
  [
    'windows-1250',
    'tekst,klasa\nBardzo dobry film, świetna gra aktorów,tak\nNudny i zbyt długi, żałuję,nie\n',
    '74656b73742c6b6c6173610a426172647a6f20646f6272792066696c6d2c209c776965746e612067726120616b746f72f3772c74616b0a4e75646e792069207a6279742064b37567692c20bf61b3756aea2c6e69650a',
  ],
  [
    'windows-1254',
    'yorum,etiket\nÇok güzel bir film,olumlu\nSıkıcı ve uzun, beğenmedim,olumsuz\n',
    '796f72756d2c6574696b65740ac76f6b2067fc7a656c206269722066696c6d2c6f6c756d6c750a53fd6bfd63fd20766520757a756e2c206265f0656e6d6564696d2c6f6c756d73757a0a',
  ],
];

describe('an encoding is detected', () => {
  test.each(SAMPLES)('%s: %j', async (name, text, hex) => {
    const bytes = Buffer.from(hex, 'hex');
    expect(await detectEncoding(fileOf(bytes))).toEqual({ name, bom: false });
    expect(await readText(fileOf(bytes))).toBe(text);
  });

  test.each(SAMPLES)('%s, in pieces of any length: %j', async (name, text, hex) => {
    for (const length of [1, 2, 3, 7]) {
      const file = sourceFileOf(inPieces(Buffer.from(hex, 'hex'), length));
      expect(await detectEncoding(file)).toEqual({ name, bom: false });
      expect(await readText(file)).toBe(text);
    }
  });

  const TEXT = 'text,label\nnaïve 好 𠮷,1\n';
  test.each<[string, Uint8Array, Encoding]>([
    ['ASCII', Buffer.from('a,b\n1,2\n'), UTF8],
    ['UTF-8', Buffer.from(TEXT), UTF8],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`), { name: 'utf-8', bom: true }],
    [
      'UTF-16, little end first, with its mark',
      Buffer.from(`\ufeff${TEXT}`, 'utf16le'),
      { name: 'utf-16le', bom: true },
    ],
    ['UTF-16, big end first, with its mark', swapped(`\ufeff${TEXT}`), { name: 'utf-16be', bom: true }],
    ['UTF-16, little end first', Buffer.from(TEXT, 'utf16le'), { name: 'utf-16le', bom: false }],
    ['UTF-16, big end first', swapped(TEXT), { name: 'utf-16be', bom: false }],
  ])('%s', async (_, bytes, encoding) => {
    const file = sourceFileOf(inPieces(bytes, 64));
    expect(await detectEncoding(file)).toEqual(encoding);
    const text = await readText(file);
    expect(text).toBe(encoding.name === 'utf-8' && bytes.length === 8 ? 'a,b\n1,2\n' : TEXT);
    expect(await readText(sourceFileOf(inPieces(bytes, 1)), encoding)).toBe(text);
  });

  test.each(['utf-16le', 'utf-16be'])(
    '%s without a mark, mostly Chinese, with characters whose low byte is zero',
    async name => {
      const text = '一,十\n一一一一一一一一,丁\n'.repeat(20);
      const bytes = name === 'utf-16le' ? Buffer.from(text, 'utf16le') : swapped(text);
      expect(await detectEncoding(fileOf(bytes))).toEqual({ name, bom: false });
    },
  );

  test('an empty file', async () => {
    expect(await detectEncoding(sourceFileOf([]))).toEqual(UTF8);
    expect(await readText(sourceFileOf([]))).toBe('');
  });

  test('where the first byte beyond ASCII comes late', async () => {
    const ascii = Buffer.from('some,plain,row\n'.repeat(50_000));
    const late = Buffer.concat([ascii, Buffer.from(SAMPLES[0]![2], 'hex')]);
    expect((await detectEncoding(sourceFileOf(inPieces(late, 65_536)))).name).toBe('gb18030');
    expect(await detectEncoding(sourceFileOf([ascii, Buffer.from('naïve')]))).toEqual(UTF8);
  });

  test('where there are no line ends at all, and the characters come late', async () => {
    const [, , hex] = SAMPLES[0]!;
    const chinese = Buffer.from(hex, 'hex').filter(byte => byte !== 0x0a);
    const bytes = Buffer.concat([Buffer.alloc(100_000, 'ascii '), ...Array.from({ length: 2000 }, () => chinese)]);
    for (const length of [1000, 65_536])
      expect((await detectEncoding(sourceFileOf(inPieces(bytes, length)))).name).toBe('gb18030');
  });

  test('one damaged byte changes nothing, and is refused with its line', async () => {
    const [, , hex] = SAMPLES[0]!;
    const good = Array.from({ length: 100 }, () => Buffer.from(hex, 'hex'));
    const file = fileOf(Buffer.concat([...good, Buffer.from('坏'), Buffer.of(0xff, 0x0a), ...good]));
    expect((await detectEncoding(file)).name).toBe('gb18030');
    expect((await refusalOf(readText(file))).record).toMatchObject({
      key: 'error.data.encoding.invalid',
      values: { file: '/data/a.txt', line: 301, encoding: 'GB18030' },
    });
  });

  test('a UTF-8 file cut off within a character, or with a line in another encoding, is still UTF-8', async () => {
    const text = Buffer.from('这部电影很好看,正面\n'.repeat(50));
    const cut = fileOf(text.subarray(0, -2));
    expect((await detectEncoding(cut)).name).toBe('utf-8');
    expect((await refusalOf(readText(cut))).record).toMatchObject({ values: { line: 50, encoding: 'UTF-8' } });
    const mixed = fileOf(Buffer.concat([text, Buffer.from('d5fdc3e60a', 'hex'), text]));
    expect((await detectEncoding(mixed)).name).toBe('utf-8');
    expect((await refusalOf(readText(mixed))).record).toMatchObject({
      key: 'error.data.encoding.invalidFirst',
      values: { line: 51, bytes: 'D5 FD', encoding: 'UTF-8' },
    });
  });
});

describe('an encoding that the person chose', () => {
  const WINDOWS = Buffer.from('voil\xe0, d\xe9j\xe0 tr\xe8s bien\n', 'latin1');
  const GB = Buffer.from('d6d0b9fac8cb0ac8d5b1be0a', 'hex');

  test('counts instead of what was detected, with a word', async () => {
    const file = fileOf(GB);
    expect(await readText(file, await encodingOf(file, 'gb18030'))).toBe('中国人\n日本\n');
    const encoding = await encodingOf(file, 'windows-1252');
    expect(encoding).toEqual({ name: 'windows-1252', bom: false, detected: 'gb18030' });
    expect(await readText(file, encoding)).toBe('ÖÐ¹úÈË\nÈÕ±¾\n');
    expect(chosenWarnings([file], [encoding])).toEqual([
      {
        reason: { key: 'data.encoding.chosen', values: { encoding: 'Windows-1252', detected: 'GB18030' } },
        examples: [{ place: { file: '/data/a.txt', line: null }, text: '' }],
      },
    ]);
  });

  test('is no word worth where it is what was detected, or where all is ASCII', async () => {
    for (const [bytes, chosen] of [
      [WINDOWS, 'windows-1252'],
      ['\ufeffnaïve', 'utf-8'],
      ['plain\n', 'windows-1252'],
      ['plain\n', 'gb18030'],
    ] as const) {
      const encoding = await encodingOf(fileOf(bytes), chosen);
      expect(encoding).toEqual({ name: chosen, bom: bytes === '\ufeffnaïve' });
      expect(chosenWarnings([fileOf(bytes)], [encoding])).toEqual([]);
    }
  });

  test('may be UTF-16 where nothing in the bytes says so', async () => {
    const text = '这部电影很好看。'.repeat(9);
    const file = fileOf(Buffer.from(text, 'utf16le'));
    expect((await detectEncoding(file)).name).not.toBe('utf-16le');
    expect(await readText(file, await encodingOf(file, 'utf-16le'))).toBe(text);
  });

  test.each<[string, Uint8Array | string, TextEncoding, string]>([
    ['Windows-1252 as UTF-8', WINDOWS, 'utf-8', 'invalidAsChosen'],
    ['GB18030 as UTF-8', GB, 'utf-8', 'invalidFirstAsChosen'],
    ['Windows-1252 as GB18030', Buffer.from('caf\xe9\n', 'latin1'), 'gb18030', 'invalidAsChosen'],
    ['ASCII as UTF-16', 'The film is good.\nAnd so on.\n', 'utf-16le', 'notAsChosen'],
    ['ASCII as UTF-16, the other way round', 'The film is good.\nAnd so on.\n', 'utf-16be', 'notAsChosen'],
    ['UTF-16 in the wrong byte order', swapped('the film\nis good\n'), 'utf-16le', 'notAsChosen'],
    ['UTF-16 as UTF-8', Buffer.from('the film\nis good\n', 'utf16le'), 'utf-8', 'notAsChosen'],
    [
      'UTF-16 with a byte order mark as UTF-8',
      Buffer.from('\ufeffthe film', 'utf16le'),
      'utf-8',
      'invalidFirstAsChosen',
    ],
    ['UTF-16 as Windows-1252', Buffer.from('the film\nis good\n', 'utf16le'), 'windows-1252', 'notAsChosen'],
  ])('that cannot be is refused with what was detected: %s', async (_, bytes, chosen, key) => {
    const file = fileOf(bytes);
    const refusal = await refusalOf(encodingOf(file, chosen).then(encoding => readText(file, encoding)));
    const detected = encodingName((await detectEncoding(file)).name);
    expect(refusal.record).toMatchObject({
      key: `error.data.encoding.${key}`,
      values: { file: '/data/a.txt', encoding: encodingName(chosen), detected },
    });
  });
});

describe('text that cannot be decoded is refused', () => {
  test('with the line, the bytes, and what stands before them, wherever the pieces end', async () => {
    const bytes = Buffer.concat([Buffer.from('\ufeffone\ntwo\nthe naïve '), Buffer.of(0xe9), Buffer.from('t\nfour\n')]);
    for (const length of [4, 5, 6, 100]) {
      const { record, message } = await refusalOf(
        readText(sourceFileOf(inPieces(bytes, length)), { name: 'utf-8', bom: true }),
      );
      expect(record).toMatchObject({ key: 'error.data.encoding.invalid' });
      expect(record.values).toMatchObject({ line: 3, bytes: 'E9 74', before: 'the naïve', encoding: 'UTF-8' });
      expect(message).toContain('/data/a.txt, line 3');
    }
  });

  test('at the end of the file', async () => {
    const file = fileOf(Buffer.from('a\nb\n\u00e9').subarray(0, 5));
    expect((await refusalOf(readText(file, UTF8))).record).toMatchObject({ values: { line: 3, bytes: 'C3' } });
    const odd = fileOf(Buffer.from('\ufeffa\nb', 'utf16le').subarray(0, 7));
    expect((await refusalOf(readText(odd))).record).toMatchObject({ values: { line: 2, encoding: 'UTF-16LE' } });
  });

  test('half a surrogate pair in UTF-16', async () => {
    const file = fileOf(Buffer.concat([Buffer.from('\ufeffa\nb', 'utf16le'), Buffer.of(0x00, 0xd8, 0x41, 0x00)]));
    expect((await refusalOf(readText(file))).record).toMatchObject({
      key: 'error.data.encoding.invalid',
      values: { line: 2 },
    });
  });

  test.each<[string, Uint8Array, number]>([
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'), 3],
    ['an IDX file', Buffer.concat([Buffer.from('0000080300000003', 'hex'), Buffer.alloc(50, 200)]), 1],
    ['a text with a zero byte', Buffer.from('a,b\n1,2\n3,\0\n'), 3],
    [
      'UTF-16 in the middle of ASCII',
      Buffer.concat([Buffer.from('some text\n'.repeat(9)), Buffer.from('b,c\n', 'utf16le')]),
      10,
    ],
  ])('%s is no text', async (_, bytes, line) => {
    expect((await refusalOf(readText(fileOf(bytes)))).record).toEqual({
      key: 'error.data.encoding.binary',
      values: { file: '/data/a.txt', line },
    });
  });
});

describe('lines', () => {
  const TEXT = 'one\ntwo\r\nthree\rfour\n\nsix\u0085\u2028still six\v\r\n\r\nlast';
  const LINES = ['one', 'two', 'three', 'four', '', 'six\u0085\u2028still six\v', '', 'last'];

  test('end with \\n, \\r\\n or \\r and nothing else, wherever the pieces end', async () => {
    for (const length of [1, 2, 3, 4, 5, 1000])
      expect(await readLines(sourceFileOf(inPieces(Buffer.from(TEXT), length)), UTF8)).toEqual(LINES);
  });

  test.each(['\n', '\r\n', '\r'])('the last one may end with %j or not', async end => {
    for (const length of [1, 2, 1000]) {
      expect(await readLines(sourceFileOf(inPieces(Buffer.from(`a${end}b${end}`), length)), UTF8)).toEqual(['a', 'b']);
      expect(await readLines(sourceFileOf(inPieces(Buffer.from(`a${end}b`), length)), UTF8)).toEqual(['a', 'b']);
      expect(await readLines(sourceFileOf(inPieces(Buffer.from(`a${end}${end}`), length)), UTF8)).toEqual(['a', '']);
    }
  });

  test('an ellipsis of windows-1252 ends no line', async () => {
    const file = fileOf(Buffer.from('well\x85 no\nbut yes\n', 'latin1'));
    expect(await readLines(file, await detectEncoding(file))).toEqual(['well… no', 'but yes']);
  });

  test('one that is too long is refused, and never whole in memory', async () => {
    const piece = Buffer.alloc(1_000_000, 'x');
    const file = sourceFileOf([Buffer.from('short\n'), ...Array.from({ length: 700 }, () => piece)]);
    expect((await refusalOf(readLines(file, UTF8))).record).toEqual({
      key: 'error.data.encoding.longLine',
      values: { file: '/data/a.txt', line: 2, limit: MAX_LINE_CHARACTERS },
    });
  });
});

const REAL = '../shared/data/movie-reviews';
test.skipIf(!existsSync(REAL))(`the published movie reviews are windows-1252 (skipped without ${REAL})`, async () => {
  const { files } = await openFiles(`${REAL}/rt-polarity.*`);
  for (const file of files) {
    const encoding = await detectEncoding(file);
    expect(encoding).toEqual({ name: 'windows-1252', bom: false });
    const lines = await readLines(file, encoding);
    expect(lines).toHaveLength(5331);
    expect(lines.some(line => line.includes('…'))).toBe(true);
  }
});

describe('an encoding that is a guess', () => {
  const warned = (encoding: Encoding) => encodingWarnings([{ name: 'a.csv' }], [encoding]);
  // 品目,数 / 東京,1 / 大阪,2 / 京都,3 / 名古屋,4
  const EUC_JP = 'c9caccdc2cbff40ac5ecb5fe2c310ac2e7bae52c320ab5fec5d42c330accbeb8c5b2b02c340a';

  test('is said, with how the letters read in each that it may be', async () => {
    const found = await detectEncoding(fileOf(Buffer.from(EUC_JP, 'hex')));
    expect(found.readings?.map(({ name }) => name)).toContain('euc-jp');
    const [warning] = warned(found);
    expect(warning?.reason.key).toBe('data.encoding.unsure');
    expect(warning?.examples.map(({ text }) => text).join()).toContain('EUC-JP: ');
    expect(warning?.examples.find(({ text }) => text.startsWith('EUC-JP'))?.text).toContain('京都');
    const chosen = await encodingOf(fileOf(Buffer.from(EUC_JP, 'hex')), 'euc-jp');
    expect([chosen.name, chosen.readings]).toEqual(['euc-jp', undefined]);
  });

  test('Japanese characters whose second bytes are ASCII are not taken for Latin letters without a word', async () => {
    // 商品,数量 / 机,3 / 椅子,4 / 本棚,5
    const bytes = Buffer.from('8fa495692c90942097ca0a8af92c330a88d68e712c340a967b92492c350a', 'hex');
    const found = await detectEncoding(fileOf(bytes));
    expect([found.name, ...(found.readings ?? []).map(({ name }) => name)]).toContain('shift_jis');
  });

  test('is none where the letters leave no doubt', async () => {
    const latin = await detectEncoding(
      fileOf(Buffer.from('ville,pays\nOrl\xe9ans,France\nM\xe2con,France\n', 'latin1')),
    );
    expect([latin.name, latin.readings]).toEqual(['windows-1252', undefined]);
  });
});
