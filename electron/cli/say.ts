import { languageOf, terminalLanguage } from '#shared/messages/language.ts';
import { type MessageKey, text, type Values } from '#shared/messages/text.ts';

/** What `--lang` says, of a command that takes it: known before the first text is. */
const flag = process.argv.find((_, i) => process.argv[i - 1] === '--lang');

/** The terminal's language. */
export const LANGUAGE = flag ? languageOf(flag) : terminalLanguage(process.env);

/** Signs that steer a terminal or turn the direction of writing: what a file holds must not do that here. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A foreign text as a terminal may show it. */
export const harmless = (foreign: string): string => foreign.replaceAll(STEERING, '\ufffd');

/** A text of the catalogue in the terminal's language. */
export function say<Key extends MessageKey>(key: Key, ...[values]: Values<Key>): string {
  const shown = Object.entries(values ?? {}).map(([name, v]) => [name, typeof v === 'string' ? harmless(v) : v]);
  return text<MessageKey>(LANGUAGE, key, Object.fromEntries(shown));
}

/** A line for the person: on standard error, so that standard output holds results alone. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
