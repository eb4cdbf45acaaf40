import type { ColumnReport } from '#shared/domain/data-report.ts';
import type { Language } from '#shared/messages/text.ts';
import type { Translate } from '../app/context.ts';
import { formatCount, formatValue } from '../format.ts';

const DAY = 86_400_000;
/** Longest value that is shown whole. */
const LONGEST = 24;

/** Values that are shown of a column that has each once. */
const SOME = 3;

/** With hyphens that end no line. */
const dayOf = (days: number): string => new Date(days * DAY).toISOString().slice(0, 10).replaceAll('-', '\u2011');
/** An end of a range: a day, or a number. */
export const boundWords = (value: number, areDays: boolean, language: Language): string =>
  areDays ? dayOf(value) : formatValue(value, language);

const shortened = (value: string): string => (value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value);

/** The rows of its most frequent values and of all others, where these are what a column's bars are drawn of. */
export function barsOf({ histogram, top, type }: ColumnReport): readonly number[] | null {
  if (histogram) return histogram;
  const repeats = (top[0]?.rows ?? 0) > 1;
  return type !== 'text' && top.length > 1 && repeats ? top.map(({ rows }) => rows) : null;
}

/** What stands in a column: its range, or its most frequent values. */
export function columnValues({ type, range, top, histogram }: ColumnReport, t: Translate, language: Language): string {
  if (range) {
    const format = (value: number): string => boundWords(value, type === 'date', language);
    const { min, median, max } = range;
    // Bars show where the middle is.
    return t(histogram ? 'dataStep.columns.span' : 'dataStep.columns.range', {
      min: format(min),
      max: format(max),
      median: format(median),
    });
  }
  const isEachOnce = top.length > SOME && (top[0]?.rows ?? 0) === 1;
  const words = isEachOnce
    ? [...top.slice(0, SOME).map(({ value }) => shortened(value)), '…']
    : top.map(({ value, rows }) =>
        t('dataStep.columns.top', { value: shortened(value), rows: formatCount(rows, language) }),
      );
  return words.join(t('page.list.separator'));
}
