import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from '#shared/messages/en.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { zh } from '#shared/messages/zh-CN.ts';

const SOURCES = ['shared', 'electron', 'renderer'].flatMap(folder =>
  (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[])
    .filter(name => /\.tsx?$/.test(name))
    .map(name => `${folder}/${name}`)
    .filter(path => !path.startsWith('shared/messages/')),
);
const CODE = SOURCES.map(path => readFileSync(path, 'utf8')).join('\n');
const KEYS = Object.keys(en);
const bare = (key: string) => key.replace(/_(one|other)$/, '');

/** Strings that look like keys: they start with a word that keys start with, and go on with dots and words. */
const firstWords = [...new Set(KEYS.map(key => key.split('.')[0]))].join('|');
const LITERALS = new Set(
  [...CODE.matchAll(new RegExp(`['"\`]((?:${firstWords})\\.[\\w.]+)['"\`]`, 'g'))].map(m => m[1]!),
);
/** Beginnings of keys that are put together: `status.${…}`. */
const PREFIXES = [...CODE.matchAll(new RegExp(`\`((?:${firstWords})\\.[\\w.]*)\\$\\{`, 'g'))].map(m => m[1]!);

/** Names of contract requests and files share the form of keys but are none. */
const NO_KEYS =
  /^(projects|settings|data|files|stages|trials|ladder|app|machine|curves|decisions|trial)\.[a-zA-Z]+$|\.(ts|tsx|css|html|js|db|json|ini)$/;

describe('the message catalogue', () => {
  it('holds the same keys in English and Chinese', () => {
    expect(Object.keys(zh).sort()).toEqual([...KEYS].sort());
  });

  it.each(KEYS)('has the same values to fill in: %s', key => {
    const values = (message: string) => [...new Set(message.match(/\{\w+\}/g) ?? [])].sort();
    expect(values(zh[key as keyof typeof en])).toEqual(values(en[key as keyof typeof en]));
  });

  it('misses no message that the code asks for', () => {
    const missing = [...LITERALS].filter(key => !KEYS.some(k => bare(k) === key || k === key) && !NO_KEYS.test(key));
    expect(missing).toEqual([]);
  });

  it('holds no message that nothing uses', () => {
    const used = (key: string) => LITERALS.has(key) || LITERALS.has(bare(key)) || PREFIXES.some(p => key.startsWith(p));
    expect(KEYS.filter(key => !used(key))).toEqual([]);
  });

  it('has Chinese texts in Chinese, without half-width punctuation between characters', () => {
    const wrong = Object.entries(zh).filter(([, message]) =>
      /[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]/.test(message),
    );
    expect(wrong).toEqual([]);
  });

  it('has a form for one and one for several, in both languages', () => {
    const columns = (names: string, count: number) => ({ key: 'data.csv.kind.text', columns: names, count });
    expect(text('en', 'data.csv.kind.text', columns('a', 1))).toBe(
      en['data.csv.kind.text_one'].replace('{columns}', 'a'),
    );
    for (const language of LANGUAGES)
      expect(text(language, 'data.csv.kind.text', columns('a', 1))).not.toBe(
        text(language, 'data.csv.kind.text', columns('a', 2)),
      );
  });

  it('sets the thousands of counts apart, not of lines', () => {
    const values = { file: 'f', line: 12_345, limit: 1_000_000 };
    for (const language of LANGUAGES) {
      expect(text(language, 'error.data.csv.rowTooLong', values)).toContain('1,000,000');
      expect(text(language, 'error.data.csv.rowTooLong', values)).toContain('12345');
    }
  });

  it('fills values in', () => {
    expect(text('en', 'error.rate.there', { rate: 0.1 })).toContain('0.1');
    expect(text('zh-CN', 'error.rate.there', { rate: 0.1 })).toContain('0.1');
  });
});
