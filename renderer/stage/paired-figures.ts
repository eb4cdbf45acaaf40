import type { EVAL_COLUMNS, TrialMetric } from '#shared/domain/metrics.ts';
import type { Language } from '#shared/messages/text.ts';
import { formatMetric, formatNumber, formatWithNoise, NONE } from '../format.ts';

/** Which of the two figures of an evaluation. */
export type DevColumn = (typeof EVAL_COLUMNS)[number];

/** How figures are written: accuracies in per cent with two decimals, their differences in points. */
export interface Figures {
  value(value: number | null): string;
  /** With its sign. */
  difference(value: number | null): string;
  /** A mean difference and half of its interval: `+0.89`, `0.37`. */
  interval(mean: { mean: number; low: number; high: number }): { value: string; noise: string };
  inPoints: boolean;
}

const signed = (text: string): string => (text.startsWith('−') || Number(text) === 0 ? text : `+${text}`);
const minus = (text: string): string => text.replace('-', '−');

export function figuresOf(metric: TrialMetric, column: DevColumn, language: Language): Figures {
  const inPoints = column === 'devMetric' && metric === 'accuracy';
  if (inPoints) {
    const points = (value: number): string => minus((100 * value).toFixed(2));
    return {
      inPoints,
      value: value => (value === null ? NONE : formatHundredths(value)),
      difference: value => (value === null ? NONE : signed(points(value))),
      interval: ({ mean, low, high }) => ({ value: signed(points(mean)), noise: points((high - low) / 2) }),
    };
  }
  return {
    inPoints,
    value: value => (column === 'devMetric' ? formatMetric(metric, value, language) : formatNumber(value, language)),
    difference: value => (value === null ? NONE : signed(formatNumber(value, language))),
    interval: ({ mean, low, high }) => {
      const half = (high - low) / 2;
      const { value, noise } = formatWithNoise(mean, half, language);
      if (noise === null) return { value: signed(value), noise: formatNumber(half, language) };
      // What lies far within its interval has the decimals of that: `0.000 ± 0.002`, not `−2e−5 ± 0.002`.
      if (Math.abs(mean) >= half || !noise.startsWith('0.')) return { value: signed(value), noise };
      const rounded = mean.toFixed(noise.length - '0.'.length);
      return { value: signed(minus(Number(rounded) === 0 ? rounded.replace('-', '') : rounded)), noise };
    },
  };
}

const formatHundredths = (share: number): string => minus((100 * share).toFixed(2));
