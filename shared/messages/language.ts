import type { Language } from './text.ts';

/**
 * The catalogue's language for what a person prefers: a locale (`zh_CN.UTF-8`), a tag (`zh-Hans`) or an
 * `Accept-Language` header, whose first entry counts.
 */
export const languageOf = (preference: string | undefined): Language =>
  /^\s*zh\b|^\s*zh_/i.test(preference ?? '') ? 'zh-CN' : 'en';

/** The language of a terminal, by POSIX's order of variables. */
export const terminalLanguage = (env: Record<string, string | undefined>): Language =>
  languageOf(env.LC_ALL || env.LC_MESSAGES || env.LANG);
