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

/**
 * The text of a message in a language. `{name}` in the catalogue is replaced by the value of that name; a value `count`
 * picks the plural form (`…_one`, `…_other`). An unknown key comes back as it is.
 */
export function text(language: Language, key: string, values: Record<string, string | number> = {}): string {
  return catalogue.t(key, { lng: language, ...values });
}

/** Whether the catalogue holds a key (also as a plural). */
export const hasMessage = (key: string): boolean => key in en || `${key}_other` in en;
