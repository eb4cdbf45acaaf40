import { createInstance, type i18n } from 'i18next';
import { en } from './en.ts';
import { zh } from './zh-CN.ts';

export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Every key of the catalogue. */
export type MessageKey = keyof typeof en;

// Made at the first question: most processes of the program load the messages and never say one.
let loaded: i18n | null = null;
const numbers: Partial<Record<Language, Intl.NumberFormat>> = {};

function catalogue(): i18n {
  if (loaded) return loaded;
  loaded = createInstance();
  void loaded.init({
    initAsync: false,
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
    resources: { en: { translation: en }, 'zh-CN': { translation: zh } },
  });
  return loaded;
}

function numberFormat(language: Language): Intl.NumberFormat {
  numbers[language] ??= new Intl.NumberFormat(language);
  return numbers[language];
}

/** Values that name something by its number: no thousands apart. */
const NAMING = new Set(['line', 'column', 'seed', 'port']);

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
    return [name, isCount ? numberFormat(language).format(Number(value)) : String(value)];
  });
  return catalogue().t(form, { lng: language, ...Object.fromEntries(shown) });
}

/** Whether the catalogue holds a key (also as a plural). */
export const hasMessage = (key: string): boolean => key in en || `${key}_other` in en;
