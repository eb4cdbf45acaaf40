import { sum } from 'd3-array';
import type { ColumnType } from '#shared/domain/data-report.ts';
import type { ColumnProfile, Decimal } from './column-profile.ts';
import type { Written } from './written.ts';

/** Share of a column's cells that must be numbers (dates) for it to be one of numbers; the others count as missing. */
export const MOSTLY = 0.95;
/** The same where it has more different values than categories written as numbers would have. */
const MOSTLY_OF_MANY = 0.8;
const MANY = 20;

/** Two words each that say yes and no. */
const BOOLEANS = [
  ['true', 'false'],
  ['yes', 'no'],
  ['t', 'f'],
  ['y', 'n'],
  ['on', 'off'],
  ['ja', 'nein'],
  ['wahr', 'falsch'],
  ['oui', 'non'],
  ['vrai', 'faux'],
  ['sí', 'no'],
  ['si', 'no'],
  ['sim', 'não'],
  ['是', '否'],
  ['对', '错'],
] as const;

/** A text has so many words, or characters of a script without spaces, at the mean… */
const TEXT_WORDS = 3;
const TEXT_SPACELESS = 6;
/** …and so large a share of different values, else it is a category with a long name. */
const TEXT_DISTINCT_SHARE = 0.2;

/** What has so many is a sentence, rather than a name or a title. */
const SENTENCE_WORDS = 5;
const SENTENCE_SPACELESS = 8;

/**
 * The decimal sign of a file: the one that more cells are numbers under alone. Where none is, it is what the person says, else a comma
 * if it doesn't separate fields and numbers have commas at all; `isGuess`: some numbers would be others under the other sign.
 */
export function decimalOf(
  profiles: readonly ColumnProfile[],
  separator: string,
  said: Decimal | undefined,
): { decimal: Decimal; isGuess: boolean } {
  const point = sum(profiles, profile => profile.point.only);
  const comma = sum(profiles, profile => profile.comma.only);
  if (point !== comma) return { decimal: comma > point ? ',' : '.', isGuess: false };
  if (said) return { decimal: said, isGuess: false };
  const commas = sum(profiles, profile => profile.ambiguousCommas);
  const decimal = commas > 0 && separator !== ',' ? ',' : '.';
  // Who separates fields by commas has a decimal point.
  return { decimal, isGuess: separator !== ',' && profiles.some(profile => profile.ambiguous !== null) };
}

/** The decimal sign of one column: the file's, unless more of its own cells are numbers under the other. */
export function columnDecimal(profile: ColumnProfile, ofFile: Decimal): Decimal {
  const other = ofFile === '.' ? ',' : '.';
  return profile.numbers(other).only > profile.numbers(ofFile).only ? other : ofFile;
}

/** Spellings of a word, such as TRUE, True and true. */
const SPELLINGS = 3;

function isBoolean({ counts }: ColumnProfile): boolean {
  if (!counts || counts.size === 0 || counts.size > 2 * SPELLINGS) return false;
  const values = [...counts.keys()].map(value => value.toLowerCase());
  return new Set(values).size === 2 && BOOLEANS.some(pair => values.every(value => pair.some(word => word === value)));
}

const perText = (count: number, { texts }: ColumnProfile): number => (texts === 0 ? 0 : count / texts);

/** Whether a column holds numbers, with few enough cells that are none. */
function isOfNumbers({ present, counts }: Pick<ColumnProfile, 'present' | 'counts'>, numbers: number): boolean {
  const hasMany = counts === null || counts.size > MANY;
  return numbers >= (hasMany ? MOSTLY_OF_MANY : MOSTLY) * present;
}

/** Different values from which on numbers with a word or a colon measure something, rather than name categories (`36 months`). */
const MANY_WRITTEN = 8;

/** How the numbers of a column are written that are not plain; null where they are, or where it holds no numbers. */
export function formOf(profile: ColumnProfile, decimal: Decimal): (Written & { numbers: number }) | null {
  const { counts, written, present } = profile;
  if (written.example === null || (counts !== null && counts.size <= MANY_WRITTEN)) return null;
  const { numbers } = profile.numbers(decimal);
  if (isOfNumbers(profile, numbers)) return null;
  const found = written.form(numbers);
  return found && isOfNumbers({ present, counts }, found.numbers) ? found : null;
}

/**
 * What a column holds. At least 95 % numbers (80 % where they are more than 20 different ones): `integer` where all are whole,
 * `number` else; but whole numbers with zeros in front (`00501`) are codes, so a `category`. At least 95 % dates: `date`. Numbers of one form (`0:07:22`, `58lbs`): `number`. Two words of yes and no: `boolean`. At least 3
 * words a cell (6 characters in a script without spaces), with at least 20 % different values: `text`. Else `category`.
 */
export function typeOf(profile: ColumnProfile, decimal: Decimal): ColumnType {
  const { present, leadingZeros, dates, words, spaceless, distinctShare, beyond } = profile;
  if (present === 0) return 'category';
  const { numbers, whole } = profile.numbers(decimal);
  if (isOfNumbers(profile, numbers + (numbers > 0 ? beyond : 0)))
    return whole ? (leadingZeros > 0 ? 'category' : 'integer') : 'number';
  if (dates.dates >= MOSTLY * present) return 'date';
  if (isBoolean(profile)) return 'boolean';
  if (formOf(profile, decimal)) return 'number';
  const long = perText(words, profile) >= TEXT_WORDS || perText(spaceless, profile) >= TEXT_SPACELESS;
  return long && distinctShare >= TEXT_DISTINCT_SHARE ? 'text' : 'category';
}

/** Whether the texts of a column are sentences rather than names or titles. */
export const hasSentences = (profile: ColumnProfile): boolean =>
  perText(profile.words, profile) >= SENTENCE_WORDS || perText(profile.spaceless, profile) >= SENTENCE_SPACELESS;
