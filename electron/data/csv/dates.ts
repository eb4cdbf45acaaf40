import type { DateOrder } from '#shared/domain/preprocessing.ts';
import { fullYear, parseNamedDate } from './named-date.ts';

/** A cell that is a date. The same rules read a source and new rows. */

const ISO =
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;
/** A month: `1949-01`, its first day. */
const MONTH = /^([12]\d{3})[-/](0[1-9]|1[0-2])$/;
const CLOCK = '(?:\\s(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?';
const DAY_FIRST = new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${CLOCK}$`);
const CHINESE = new RegExp(`^(\\d{4})年(\\d{1,2})月(?:(\\d{1,2})日${CLOCK})?$`);
/** A quarter and a week of ISO 8601, each by its first day: `2021-Q3`, `2021-W03`, `2021-W03-2`. */
const QUARTER = /^([12]\d{3})[-\s]?Q([1-4])$/i;
const WEEK = /^([12]\d{3})-?W(\d{2})(?:-?([1-7]))?$/;
/** `3/1/2024`, `03-01-24`, `12/31/2024 8:26`, `12/31/2024, 8:26:00 PM`. */
const OPEN = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?:,?\s(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?([AP])M)?)?$/i;
const MS_PER_DAY = 86_400_000;

/** Days since 1970 of a day that exists, else null. */
function day(year: number, month: number, date: number): number | null {
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, date);
  return time.getUTCMonth() === month - 1 && time.getUTCDate() === date ? time.getTime() / MS_PER_DAY : null;
}

/** A day with the time that stands in the last three parts of a match, where one does. */
function atClock(days: number | null, parts: RegExpExecArray): number | null {
  const [hours, minutes, seconds] = parts.slice(-3).map(part => Number(part ?? 0));
  if (days === null || hours! > 23 || minutes! > 59 || seconds! > 60) return null;
  return days + (hours! * 3600 + minutes! * 60 + seconds!) / 86_400;
}

/** The day of a week of ISO 8601: the first week is the one of January 4th, and begins on Monday. */
function weekDay(year: number, week: number, ofWeek: number): number | null {
  const monday = (of: number): number => {
    const fourth = day(of, 1, 4)!;
    // January 1st 1970 was a Thursday.
    return fourth - ((((fourth + 3) % 7) + 7) % 7);
  };
  const found = monday(year) + 7 * (week - 1);
  return week < 1 || found >= monday(year + 1) ? null : found + ofWeek - 1;
}

/** Minutes that a time zone is ahead of UTC: `+02:00`, `-0530`, `Z`. */
function minutesAhead(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const digits = zone.replace(/\D/g, '');
  return (zone.startsWith('-') ? -1 : 1) * (60 * Number(digits.slice(0, 2)) + Number(digits.slice(2)));
}

const mayBeDate = (bare: string): boolean => bare.length >= 6 && bare.length <= 35;

/**
 * Days since 1970 (UTC, with the time as a fraction) of a date that can be read in one way only: `2024-03-01`,
 * `2024/3/1`, `2024-03-01 12:30:00`, `2024-03-01T12:30:00Z`, `1.3.2024`, `2024年3月1日`, `2024-Q1`, `2024-W09`, `March 1, 2024` (more of
 * these in `named-date.ts`). Null where it is none; so is `03/01/2024`, which means January to some and March to others.
 */
export function parseDate(cell: string): number | null {
  const bare = cell.trim();
  if (!mayBeDate(bare)) return null;
  const iso = ISO.exec(bare);
  if (iso) {
    const days = day(Number(iso[1]), Number(iso[3]), Number(iso[4]));
    const [hours, minutes, seconds] = [Number(iso[5] ?? 0), Number(iso[6] ?? 0), Number(iso[7] ?? 0)];
    if (days === null || hours > 23 || minutes > 59 || seconds > 60) return null;
    return (
      days + (hours * 60 + minutes - minutesAhead(iso[9])) / 1440 + (seconds + Number(`0.${iso[8] ?? 0}`)) / 86_400
    );
  }
  const month = MONTH.exec(bare);
  if (month) return day(Number(month[1]), Number(month[2]), 1);
  const dayFirst = DAY_FIRST.exec(bare);
  if (dayFirst) return atClock(day(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1])), dayFirst);
  const chinese = CHINESE.exec(bare);
  if (chinese) return atClock(day(Number(chinese[1]), Number(chinese[2]), Number(chinese[3] ?? 1)), chinese);
  const quarter = QUARTER.exec(bare);
  if (quarter) return day(Number(quarter[1]), 3 * Number(quarter[2]) - 2, 1);
  const week = WEEK.exec(bare);
  if (week) return weekDay(Number(week[1]), Number(week[2]), Number(week[3] ?? 1));
  const named = /\p{L}{3}/u.test(bare) ? parseNamedDate(bare) : null;
  const days = named && day(named.year, named.month, named.day);
  return days === null ? null : days + named!.seconds / 86_400;
}

/** Hours of a day by a clock of 24 or, with A(M) or P(M), of 12; null where there is no such hour. */
function hoursOf(hours: number, half: string | undefined): number | null {
  if (half === undefined) return hours <= 23 ? hours : null;
  if (hours < 1 || hours > 12) return null;
  return (hours % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
}

/**
 * The same of a date whose order nothing in the cell tells, `03/01/2024` or `3-1-24 8:26 PM`, read in the order that is
 * given. Years of two digits are those from 1969 to 2068, as POSIX has them.
 */
export function parseOpenDate(cell: string, order: DateOrder): number | null {
  const parts = openParts(cell);
  return parts && inOrder(parts, order);
}

/** The same in both orders; null where it is none of these. */
export function openDate(cell: string): Record<DateOrder, number | null> | null {
  const parts = openParts(cell);
  return parts && { dayFirst: inOrder(parts, 'dayFirst'), monthFirst: inOrder(parts, 'monthFirst') };
}

function openParts(cell: string): RegExpExecArray | null {
  const bare = cell.trim();
  return mayBeDate(bare) ? OPEN.exec(bare) : null;
}

function inOrder(parts: RegExpExecArray, order: DateOrder): number | null {
  const [first, second, year] = [Number(parts[1]), Number(parts[3]), fullYear(parts[4]!)];
  const days = order === 'dayFirst' ? day(year, second, first) : day(year, first, second);
  const hours = hoursOf(Number(parts[5] ?? 0), parts[8]);
  const [minutes, seconds] = [Number(parts[6] ?? 0), Number(parts[7] ?? 0)];
  if (days === null || hours === null || minutes > 59 || seconds > 60) return null;
  return days + (hours * 60 + minutes) / 1440 + seconds / 86_400;
}

/** Whether a cell is a date in one order or the other. */
export function isDate(cell: string): boolean {
  if (parseDate(cell) !== null) return true;
  const open = openDate(cell);
  return open !== null && (open.dayFirst !== null || open.monthFirst !== null);
}
