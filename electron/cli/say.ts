import { type Language, text } from '#shared/messages/text.ts';

/** The terminal's language, from the usual environment variables. */
export const LANGUAGE: Language = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
  ? 'zh-CN'
  : 'en';

/** A text of the catalogue in the terminal's language. */
export const say = (key: string, values?: Record<string, string | number>): string => text(LANGUAGE, key, values);

/** A line for the person: on standard error, so that standard output holds results alone. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
