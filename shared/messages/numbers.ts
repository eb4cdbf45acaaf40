import type { TrialMetric } from '../domain/metrics.ts';
import type { Language } from './text.ts';

/*
 * Numbers as a person reads them, the same on the page, in the terminal and in files: three significant digits of what was measured, all
 * digits of what was counted, thousands set apart, a power of ten only where digits would be too many to be read at a glance.
 */

/** Shown where a value was never measured. */
export const NONE = '–';

const MINUS = '−';
const withMinus = (digits: string): string => digits.replaceAll('-', MINUS);

/** `2.5e−4`: a mantissa of up to `digits` significant digits without trailing zeros, and a true minus sign. */
export function scientific(value: number, digits: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e');
  return withMinus(`${Number(mantissa)}e${Number(exponent)}`);
}

/** From here on whole numbers are too long to be read at a glance. */
const HUGE = 1e6;

/**
 * A measured value with 3 significant digits, or all before its point: `0.0301`, `1.94`, `12,346`; below 0.001 as `3.01e−4`, from a million
 * on as `1.5e7`. Null is a dash.
 */
export function formatNumber(value: number | null, language: Language): string {
  if (value === null) return NONE;
  if (!Number.isFinite(value)) return formatNonFinite(value);
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 0.001 || size >= HUGE) return scientific(value, 3);
  if (size >= 999.5) return withMinus(Math.round(value).toLocaleString(language));
  return withMinus(value.toPrecision(3));
}

/** Most significant digits in which two values are told apart. */
const MOST_APART = 6;

/** Two measured values with 3 significant digits, or as many more as it takes to see that they differ: `0.6932` and `0.6931`. */
export function formatApart(one: number, other: number, language: Language): [string, string] {
  const short: [string, string] = [formatNumber(one, language), formatNumber(other, language)];
  if (one === other || short[0] !== short[1] || !(Math.abs(one) >= 0.001 && Math.abs(one) < 100)) return short;
  for (let digits = 4; digits <= MOST_APART; digits++) {
    const long: [string, string] = [withMinus(one.toPrecision(digits)), withMinus(other.toPrecision(digits))];
    if (long[0] !== long[1]) return long;
  }
  return short;
}

const formatNonFinite = (value: number): string => (Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : `${MINUS}∞`);

/** A learning rate as a person writes it: `0.1`, `0.003`, `1e−4`, `1e5`; never rounded to 0, no trailing zeros. */
export function formatRate(rate: number): string {
  // Where a decay has ended.
  if (rate === 0) return '0';
  // First, so that 0.00099999999 is 0.001.
  const rounded = Number(rate.toPrecision(3));
  return rounded < 0.001 || rounded >= 10_000 ? scientific(rounded, 3) : String(rounded);
}

/** Most significant digits that a noise, however small, may ask for. */
const MOST_DIGITS = 4;

/**
 * A value and its ± as two texts: the noise keeps one significant digit and decides the precision of the value
 * (`0.028`, `0.003`). Without a usable noise the value has 3 significant digits and the second text is null.
 */
export function formatWithNoise(
  value: number | null,
  noise: number | null,
  language: Language,
): { value: string; noise: string | null } {
  if (value === null || noise === null || !Number.isFinite(value) || !(noise > 0) || !Number.isFinite(noise)) {
    return { value: formatNumber(value, language), noise: null };
  }
  // First, so that 0.00098 is 0.001.
  const rounded = Number(noise.toPrecision(1));
  const place = Math.floor(Math.log10(rounded));
  const first = value === 0 ? place : Math.floor(Math.log10(Math.abs(value)));
  const digits = Math.min(MOST_DIGITS, Math.max(1, first - place + 1));
  const decimals = Math.max(0, digits - 1 - first);
  const valueText =
    value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= HUGE)
      ? scientific(value, digits)
      : value.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const noiseText = rounded < 0.001 || rounded >= HUGE ? scientific(noise, 1) : noise.toFixed(Math.max(0, -place));
  return { value: withMinus(valueText), noise: noiseText };
}

/** A value as data has it, up to 4 significant digits and no zeros behind them: `6`, `3.8`, `1,005`, `8.2e−5`. */
export function formatValue(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= HUGE)) return scientific(value, 4);
  return withMinus(
    Number(value.toPrecision(size < 1000 ? 4 : 7)).toLocaleString(language, { maximumFractionDigits: 6 }),
  );
}

/** A number at a tick of an axis, without zeros behind it: `0.5`, `2`, `1e−4`. */
export const formatTick = (value: number, language: Language): string =>
  formatNumber(value, language)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

/** A count of steps, rows, parameters: `6,000`. */
export const formatCount = (count: number, language: Language): string =>
  Number.isFinite(count) ? Math.round(count).toLocaleString(language) : NONE;

/** Epochs: `96`, below ten with one decimal: `2.2`. */
export const formatEpochs = (epochs: number, language: Language): string =>
  epochs < 9.95 ? String(Number(epochs.toFixed(1))) : formatCount(epochs, language);

/** How many times as much one thing is as another: `440`, below ten with one decimal, as epochs. */
export const formatRatio = formatEpochs;

/** A share from 0 to 1 as whole percent: `64 %`. Only a whole is 100 %. */
export const formatShare = (share: number): string =>
  Number.isFinite(share) ? `${share >= 1 ? 100 : Math.min(99, Math.max(0, Math.round(share * 100)))} %` : NONE;

/** A dev metric: accuracy in percent with 3 significant digits, the others as numbers. */
export function formatMetric(name: TrialMetric, value: number | null, language: Language): string {
  if (name === 'none') return NONE;
  if (value === null || !Number.isFinite(value) || name !== 'accuracy') return formatNumber(value, language);
  return `${value >= 0.9995 ? '100' : formatNumber(value * 100, language)} %`;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Sizes of files: `258 kB`, `1.4 MB` (decimal, as file managers show them). */
export function formatFileSize(bytes: number): string {
  const place = bytes < 1000 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** place;
  return `${value < 10 && place > 0 ? Number(value.toFixed(1)) : Math.round(value)} ${BYTE_UNITS[place]}`;
}
