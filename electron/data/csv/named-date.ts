/** Months by the beginnings of their names that tell them apart, in English, German, French, Spanish, Italian and Portuguese. */
const MONTHS = [
  'jan|januar|january|jän|jänner|janv|janvier|ene|enero|gen|gennaio|janeiro',
  'feb|februar|february|févr|fév|février|febrero|febbraio|fev|fevereiro',
  'mar|mär|märz|mrz|march|mars|marzo|março',
  'apr|april|avr|avril|abr|abril|aprile',
  'may|mai|mayo|mag|maggio|maio',
  'jun|june|juni|juin|junio|giu|giugno|junho',
  'jul|july|juli|juil|juillet|julio|lug|luglio|julho',
  'aug|august|août|ago|agosto',
  'sep|sept|september|septembre|septiembre|set|settembre|setembro',
  'oct|okt|october|oktober|octobre|octubre|ott|ottobre|out|outubro',
  'nov|november|novembre|noviembre|novembro',
  'dec|dez|december|dezember|déc|décembre|dic|diciembre|dicembre|dezembro',
];
const NUMBERS = new Map(MONTHS.flatMap((names, i) => names.split('|').map(name => [name, i + 1] as const)));

const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?';
const MONTH = '(?<month>\\p{L}{3,10})\\.?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th|er|\\.)?';
const YEAR = '(?<year>\\d{4})';
const TIME = '(?<hours>\\d{1,2}):(?<minutes>\\d{2})(?::(?<seconds>\\d{2}))?';
const ZONE = '(?:\\s(?:[A-Z]{3,4}|[+-]\\d{4}))?';

/**
 * `April 9, 2020`; `9 Apr 2020`, `9-Apr-20`, `9. April 2020`, `9 de abril de 2020`; `2020-Apr-09`; `Mon Apr 06 22:19:45 PDT 2009`; the
 * first two also with a time behind; `Apr 2020`, `2020 Apr`, the first day of the month.
 */
const FORMS = [
  `${MONTH}\\s+${DAY},?\\s+${YEAR}(?:,?\\s+${TIME}${ZONE})?`,
  `${DAY}(?:[\\s-]|\\sde\\s)${MONTH}(?:[\\s-]|\\sde\\s)(?<year>\\d{4}|\\d{2})(?:,?\\s+${TIME}${ZONE})?`,
  `${YEAR}[\\s-]${MONTH}[\\s-]${DAY}`,
  `${MONTH}\\s+${DAY}\\s+${TIME}${ZONE}\\s+${YEAR}`,
  `${MONTH}[\\s-]${YEAR}`,
  `${YEAR}[\\s-]${MONTH}`,
].map(form => new RegExp(`^${WEEKDAY}${form}$`, 'iu'));

/** A date whose month is a word, in numbers. */
export interface NamedDate {
  year: number;
  /** From 1. */
  month: number;
  day: number;
  /** Of the day; its time zone is passed over. */
  seconds: number;
}

/** The year that two digits stand for, from 1969 to 2068, as POSIX has it; others as they are. */
export const fullYear = (written: string): number =>
  written.length > 2 ? Number(written) : Number(written) + (Number(written) < 69 ? 2000 : 1900);

/** Reads a date that names its month, so that it can be read in one way only. Null where it is none. */
export function parseNamedDate(text: string): NamedDate | null {
  if (!/\d{4}|\d\D+\d/.test(text)) return null;
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups;
    const month = parts && NUMBERS.get(parts.month!.toLowerCase());
    if (!month) continue;
    const [hours, minutes, seconds] = [parts.hours, parts.minutes, parts.seconds].map(part => Number(part ?? 0));
    if (hours! > 23 || minutes! > 59 || seconds! > 60) return null;
    return {
      year: fullYear(parts.year!),
      month,
      day: Number(parts.day ?? 1),
      seconds: hours! * 3600 + minutes! * 60 + seconds!,
    };
  }
  return null;
}
