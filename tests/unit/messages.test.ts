import { describe, expect, it } from 'vitest';
import { en } from '#shared/messages/en.ts';
import { LANGUAGES, type MessageKey, text } from '#shared/messages/text.ts';
import { zh } from '#shared/messages/zh-CN.ts';
import { usedTexts } from '../tools/used-texts.ts';

const KEYS = Object.keys(en) as (keyof typeof en)[];
const asked = (key: string) => key.replace(/_(one|other)$/, '');

describe('the message catalogue', () => {
  it('holds the same keys in English and Chinese', () => {
    expect(Object.keys(zh).sort()).toEqual([...KEYS].sort());
  });

  it('has the same values to fill in', () => {
    const values = (message: string) => [...new Set(message.match(/\{\w+\}/g) ?? [])].sort();
    const differing = KEYS.filter(key => String(values(zh[key])) !== String(values(en[key])));
    expect(differing).toEqual([]);
  });

  it('holds no message that nothing uses', () => {
    const texts = usedTexts();
    // An event’s message is named by its kind.
    const used = (key: string) => texts.has(key) || (key.startsWith('event.') && texts.has(key.slice('event.'.length)));
    expect(KEYS.filter(key => !used(asked(key)))).toEqual([]);
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

  it('is asked only for what it holds, with what is to be filled in: the compiler sees to both', () => {
    // @ts-expect-error There is no such key.
    expect(text('en', 'error.rate.nowhere')).toBe('error.rate.nowhere');
    // @ts-expect-error The rate is missing.
    expect(text('en', 'error.rate.there')).toContain('{rate}');
    // @ts-expect-error A count picks the form.
    expect(text('en', 'data.csv.kind.text', { columns: 'a' })).not.toBe('');
    // A family of keys, and a key that is known only when it runs.
    for (const task of ['classification', 'regression'] as const)
      expect(text('en', `data.task.${task}`)).not.toContain('.');
    expect(text('en', 'page.close' as MessageKey, {})).toBe('Close');
  });
});
