import type { MetricName } from '#shared/domain/metrics.ts';
import { type Language, text } from '#shared/messages/text.ts';

/** Shown where a value was never measured. */
export const NONE = '–';

const MINUS = '−';
const withMinus = (digits: string): string => digits.replaceAll('-', MINUS);

/** `2.5e−4`: a mantissa of up to `digits` significant digits without trailing zeros, and a true minus sign. */
function scientific(value: number, digits: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e');
  return withMinus(`${Number(mantissa)}e${Number(exponent)}`);
}

/** From here on whole numbers are too long to be read at a glance. */
const HUGE = 1e6;

/** A measured value with 3 significant digits: `0.0301`, `1.94`, `12,300`; below 0.001 as `3.01e−4`, from a million on as `1.5e7`. Null is a dash. */
export function formatNumber(value: number | null, language: Language): string {
  if (value === null) return NONE;
  if (!Number.isFinite(value)) return formatNonFinite(value);
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 0.001) return scientific(value, 3);
  if (size >= HUGE) return scientific(value, 3);
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
export function formatMetric(name: MetricName, value: number | null, language: Language): string {
  if (value === null || !Number.isFinite(value) || name !== 'accuracy') return formatNumber(value, language);
  return `${value >= 0.9995 ? '100' : formatNumber(value * 100, language)} %`;
}

/** A duration with its two largest units: `43 ms`, `3.1 s`, `51 s`, `8 min 51 s`, `2 h 5 min`; `not known` where nobody can tell. */
export function formatDuration(ms: number | null, language: Language): string {
  if (ms === null || !Number.isFinite(ms)) return text(language, 'page.duration.notKnown');
  const seconds = ms / 1000;
  if (seconds < 0.0995) return text(language, 'page.duration.milliseconds', { milliseconds: Math.round(ms) });
  if (seconds < 9.95) return text(language, 'page.duration.seconds', { seconds: Number(seconds.toFixed(1)) });
  const whole = Math.round(seconds);
  if (whole < 60) return text(language, 'page.duration.seconds', { seconds: whole });
  if (whole < 3600) {
    const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
    return rest === 0
      ? text(language, 'page.duration.minutes', { minutes })
      : text(language, 'page.duration.minutesSeconds', { minutes, seconds: rest });
  }
  const minutes = Math.round(whole / 60);
  return text(language, 'page.duration.hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** An estimate of time with one unit, rounded up so that it does not promise too much: `about 4 min`. */
export function formatEstimate(ms: number | null, language: Language): string {
  if (ms === null || !Number.isFinite(ms)) return text(language, 'page.duration.notKnown');
  const seconds = Math.ceil(ms / 1000);
  const duration =
    seconds < 60
      ? text(language, 'page.duration.seconds', {
          seconds: seconds <= 10 ? Math.max(1, seconds) : Math.ceil(seconds / 5) * 5,
        })
      : seconds < 5400
        ? text(language, 'page.duration.minutes', { minutes: Math.ceil(seconds / 60) })
        : text(language, 'page.duration.hours', { hours: Math.ceil(seconds / 3600) });
  return text(language, 'page.duration.about', { duration });
}

const DAY = 86_400_000;

/** The time of day with seconds: `14:32:07`. */
export const formatClock = (at: number, language: Language): string =>
  new Date(at).toLocaleTimeString(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** A day and time as said now: `today, 14:21`, `8 Nov, 14:21`, with the year where it is another. */
export function formatDayTime(at: number, now: number, language: Language): string {
  const time = new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (midnight(at) === midnight(now)) return text(language, 'page.time.today', { time });
  return text(language, 'page.time.day', { day: formatDay(at, now, language), time });
}

/** How long ago: `now`, `20 min ago`, `3 h ago`, then the day. A stamp from a clock that was ahead is told as it is. */
export function formatAgo(at: number, now: number, language: Language): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < -1) return formatDayTime(at, now, language);
  if (minutes < 1) return text(language, 'page.time.now');
  if (minutes < 60) return text(language, 'page.time.minutesAgo', { minutes });
  if (now - at < DAY / 2 || midnight(at) === midnight(now)) {
    return text(language, 'page.time.hoursAgo', { hours: Math.floor(minutes / 60) });
  }
  return formatDay(at, now, language);
}

function formatDay(at: number, now: number, language: Language): string {
  const date = new Date(at);
  if (midnight(now) - midnight(at) < 6.5 * DAY && at < now)
    return date.toLocaleDateString(language, { weekday: 'long' });
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  // British English puts the day first, as the rest of the page does ("8 Nov").
  return date.toLocaleDateString(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB'];

/** Sizes of files: `258 kB`, `1.4 MB` (decimal, as file managers show them). */
export function formatFileSize(bytes: number): string {
  const place = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** place;
  return `${value < 10 && place > 0 ? Number(value.toFixed(1)) : Math.round(value)} ${BYTE_UNITS[place]}`;
}

/** Sizes of memory: `16 GB` (binary gigabytes, as systems show them). */
export const formatMemory = (bytes: number): string => {
  const gigabytes = bytes / 2 ** 30;
  return `${gigabytes < 10 ? Number(gigabytes.toFixed(1)) : Math.round(gigabytes)} GB`;
};
