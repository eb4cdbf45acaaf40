const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?';
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?<year>\\d{4})';
const TIME = '(?<hours>\\d{1,2}):(?<minutes>\\d{2})(?::(?<seconds>\\d{2}))?';
const ZONE = '(?:\\s(?:[A-Z]{3,4}|[+-]\\d{4}))?';

/** `April 9, 2020`; `9 Apr 2020`, `9-Apr-2020`; `Mon Apr 06 22:19:45 PDT 2009`; the first two also with a time behind. */
const FORMS = [
  `${MONTH}\\s+${DAY},?\\s+${YEAR}(?:,?\\s+${TIME}${ZONE})?`,
  `${DAY}[\\s-]${MONTH}[\\s-]${YEAR}(?:,?\\s+${TIME}${ZONE})?`,
  `${MONTH}\\s+${DAY}\\s+${TIME}${ZONE}\\s+${YEAR}`,
].map(form => new RegExp(`^${WEEKDAY}${form}$`, 'i'));

/** A date whose month is an English word, in numbers. */
export interface NamedDate {
  year: number;
  /** From 1. */
  month: number;
  day: number;
  /** Of the day; its time zone is passed over. */
  seconds: number;
}

/** Reads a date that names its month in English, so that it can be read in one way only. Null where it is none. */
export function parseNamedDate(text: string): NamedDate | null {
  if (!/\d{4}/.test(text)) return null;
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups;
    if (!parts) continue;
    const [hours, minutes, seconds] = [parts.hours, parts.minutes, parts.seconds].map(part => Number(part ?? 0));
    if (hours! > 23 || minutes! > 59 || seconds! > 60) return null;
    return {
      year: Number(parts.year),
      month: MONTHS.indexOf(parts.month!.slice(0, 3).toLowerCase()) + 1,
      day: Number(parts.day),
      seconds: hours! * 3600 + minutes! * 60 + seconds!,
    };
  }
  return null;
}
