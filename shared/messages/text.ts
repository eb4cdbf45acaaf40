import { createInstance, type i18n } from 'i18next';
import { en } from './en.ts';
import { zh } from './zh-CN.ts';

export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

type Catalogue = typeof en;

/** The key that a message is asked for by: one for its form for one and its form for several. */
type Asked<Key> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;

/** Every key that a message can be asked for by. */
export type MessageKey = Asked<keyof Catalogue>;

/** What keys that begin so end with. */
export type Ending<Beginning extends string> = MessageKey extends infer Key
  ? Key extends `${Beginning}${infer End}`
    ? End
    : never
  : never;

/** What stands in braces in a text. */
type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** A message's text, by its key as it stands in the catalogue; never: there is none. */
type TextOf<Key> = Key extends keyof Catalogue ? Catalogue[Key] : never;

/**
 * What a message is to be filled with; its `reason` may come by `reasonKey`. Of several keys: what any of them needs. (Neither bound to
 * `MessageKey` nor filtered out of all keys: to compare thousands of keys with each of hundreds is too much for the compiler.)
 */
type Needed<Key> = Key extends keyof Catalogue
  ? Exclude<Names<Catalogue[Key]>, 'reason'>
  : `${Key & string}_other` extends keyof Catalogue
    ? 'count' | Exclude<Names<TextOf<`${Key & string}_one` | `${Key & string}_other`>>, 'reason'>
    : never;

type Filling = Readonly<Record<string, string | number>>;

/**
 * The values that go with a key, as the rest of a function's parameters: those in its text's braces, and more where a caller has more.
 * Where it isn't known which key it is, as of a `Reason` that came from elsewhere, it can't be told which.
 */
export type Values<Key extends MessageKey> = MessageKey extends Key
  ? [values?: Filling]
  : [Needed<Key>] extends [never]
    ? [values?: Filling]
    : [values: { readonly [Name in Needed<Key>]: string | number } & Filling];

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
export function text<Key extends MessageKey>(language: Language, key: Key, ...[values = {}]: Values<Key>): string {
  return filled(language, key, values);
}

function filled(language: Language, key: string, values: Filling): string {
  const form = `${key}_other` in en ? `${key}_${values.count === 1 ? 'one' : 'other'}` : key;
  const { reasonKey } = values;
  const reason =
    typeof reasonKey === 'string' && reasonKey !== key ? { reason: filled(language, reasonKey, values) } : {};
  const shown: [string, string][] = Object.entries({ ...values, ...reason }).map(([name, value]) => {
    const isCount = Number.isSafeInteger(value) && !NAMING.has(name);
    return [name, isCount ? numberFormat(language).format(Number(value)) : String(value)];
  });
  return catalogue().t(form, { lng: language, ...Object.fromEntries(shown) });
}

/** Whether the catalogue holds a message that can be asked for by that key. */
export const hasMessage = (key: string): key is MessageKey => key in en || `${key}_other` in en;
