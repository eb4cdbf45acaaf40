import { en } from '../messages/en.ts';
import { hasMessage, type Language, type MessageKey, text } from '../messages/text.ts';
import type { LoggedEvent } from './logged-event.ts';

/** An event as a sentence; a kind that this version doesn't know, or with other values, is told plainly. */
export function eventSentence({ kind, detail }: LoggedEvent, language: Language): string {
  const values = valuesOf(detail, language);
  const direction = Number(detail.ms) < 0 ? 'clock.back' : 'clock.forward';
  const key = `event.${kind === 'clock.moved' ? direction : kind}`;
  if (hasMessage(key) && placeholders(key).every(name => name in values))
    return text<MessageKey>(language, key, values);
  return text(language, 'event.other', { kind, detail: JSON.stringify(detail) });
}

function valuesOf(detail: LoggedEvent['detail'], language: Language): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(detail))
    if (typeof value === 'string' || typeof value === 'number') values[name] = value;
  if (typeof values.ms === 'number') values.duration = duration(Math.abs(values.ms), language);
  for (const name of SIZES) if (typeof values[name] === 'number') values[name] = size(values[name], language);
  if (typeof values.savedAt === 'number') values.time = dayTime(values.savedAt, language);
  if (typeof values.stack === 'string') values.stack = values.stack.split('\n', 1)[0] as string;
  if (values.reasonKey !== undefined) values.reason = '';
  return values;
}

/** What events tell in bytes. */
const SIZES = ['free', 'needed'];

/** The names of what a message is filled with. */
function placeholders(key: MessageKey): string[] {
  const message = en[(key in en ? key : `${key}_other`) as keyof typeof en];
  return [...message.matchAll(/\{(\w+)\}/g)].map(match => match[1] as string);
}

const BYTE_UNITS = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `1.4 MB`, `315 MB` (decimal, as file managers show them). */
function size(bytes: number, language: Language): string {
  const place = Math.max(1, Math.min(BYTE_UNITS.length, Math.floor(Math.log10(bytes + 1) / 3)));
  const value = bytes / 1000 ** place;
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: BYTE_UNITS[place - 1] as string,
    maximumFractionDigits: value < 10 ? 1 : 0,
  });
  return format.format(value);
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** `8 hours`, `40 minutes`: the largest unit of which there are two at least. */
function duration(ms: number, language: Language): string {
  const [unit, length] = UNITS.find(([, length]) => ms >= 2 * length) ?? UNITS[3];
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  });
  return format.format(ms / length);
}

/** A day and a time of day, as the terminal and the page write them in a sentence. */
export const dayTime = (at: number, language: Language): string =>
  // British English puts the day first, as the page does.
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    at,
  );
