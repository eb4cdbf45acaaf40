import { terminalLanguage } from '#shared/messages/language.ts';
import { text } from '#shared/messages/text.ts';

/** The terminal's language. */
export const LANGUAGE = terminalLanguage(process.env);

/** A text of the catalogue in the terminal's language. */
export const say = (key: string, values?: Record<string, string | number>): string => text(LANGUAGE, key, values);

/** A line for the person: on standard error, so that standard output holds results alone. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
