import { createInstance } from 'i18next';
import { en } from './en.ts';
import { zh } from './zh-CN.ts';

export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Every key of the catalogue. */
export type MessageKey = keyof typeof en;

const catalogue = createInstance();
void catalogue.init({
  initAsync: false,
  fallbackLng: 'en',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
  resources: { en: { translation: en }, 'zh-CN': { translation: zh } },
});

/** Values that name something by its number: no thousands apart. */
const NAMING = new Set(['line', 'column', 'seed', 'port']);

const numbers: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en'),
  'zh-CN': new Intl.NumberFormat('zh-CN'),
};

/**
 * The text of a message in a language. `{name}` in the catalogue is replaced by the value of that name, whole numbers with
 * their thousands apart; a value `count` picks the form for one or for several (`…_one`, `…_other`), in Chinese too, where
 * a list of one may need other words. Where a value `reasonKey` names another message, that one, filled with the same values, is the
 * value `reason`. An unknown key comes back as it is.
 */
export function text(language: Language, key: string, values: Record<string, string | number> = {}): string {
  const form = `${key}_other` in en ? `${key}_${values.count === 1 ? 'one' : 'other'}` : key;
  const { reasonKey } = values;
  const reason =
    typeof reasonKey === 'string' && reasonKey !== key ? { reason: text(language, reasonKey, values) } : {};
  const shown: [string, string][] = Object.entries({ ...values, ...reason }).map(([name, value]) => {
    const isCount = Number.isSafeInteger(value) && !NAMING.has(name);
    return [name, isCount ? numbers[language].format(Number(value)) : String(value)];
  });
  return catalogue.t(form, { lng: language, ...Object.fromEntries(shown) });
}

/** Whether the catalogue holds a key (also as a plural). */
export const hasMessage = (key: string): boolean => key in en || `${key}_other` in en;
