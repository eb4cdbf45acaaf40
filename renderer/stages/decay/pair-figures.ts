import type { DecayAnswer, DecayComparison } from '#shared/domain/decay.ts';
import type { MeanDifference, PairedRun, RunPair } from '#shared/domain/paired-runs.ts';
import type { Language } from '#shared/messages/text.ts';
import { formatMetric, formatNumber, formatWithNoise, NONE } from '../../format.ts';
import type { DevColumn } from './use-dev-points.ts';

/** Which figure of the runs is told: the metric where there is one, else the dev loss. */
export const shownColumn = ({ metric }: Pick<DecayAnswer, 'metric'>): DevColumn =>
  metric === 'none' ? 'devLoss' : 'devMetric';

/**
 * Whether a metric's interval shows what the dev loss decided, so that it can stand for the verdict: beyond 0 in the same direction, or around 0
 * where nothing was decided.
 */
export function showsVerdict({ verdict, metricDifference }: DecayComparison, metric: DecayAnswer['metric']): boolean {
  if (metric === 'none' || metricDifference === null) return false;
  const way = metric === 'rmse' ? -1 : 1;
  const [low, high] = [way * metricDifference.low, way * metricDifference.high];
  if (verdict === 'gain') return Math.min(low, high) > 0;
  if (verdict === 'worse') return Math.max(low, high) < 0;
  return Math.min(low, high) <= 0 && Math.max(low, high) >= 0;
}

/** A run's figure. */
export const figureOf = (run: PairedRun | null, column: DevColumn): number | null =>
  run === null ? null : column === 'devMetric' ? run.devMetric : run.devLoss;

/** A pair's difference, and the mean of all of them. */
export const differenceOf = (pair: RunPair, column: DevColumn): number | null =>
  column === 'devMetric' ? pair.metricDifference : pair.difference;
export const meanOf = (one: DecayComparison, column: DevColumn): MeanDifference | null =>
  column === 'devMetric' ? one.metricDifference : one.difference;

/** How figures are written: accuracies in per cent with two decimals, their differences in points. */
export interface Figures {
  value(value: number | null): string;
  /** With its sign. */
  difference(value: number | null): string;
  /** A mean difference and half of its interval: `+0.89`, `0.37`. */
  interval(mean: MeanDifference): { value: string; noise: string };
  inPoints: boolean;
}

const signed = (text: string): string => (text.startsWith('−') || Number(text) === 0 ? text : `+${text}`);
const minus = (text: string): string => text.replace('-', '−');

export function figuresOf(metric: DecayAnswer['metric'], column: DevColumn, language: Language): Figures {
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
      const isWithin = Math.abs(mean) < half && noise.startsWith('0.');
      const rounded = mean.toFixed(noise.length - '0.'.length);
      return {
        value: signed(isWithin ? minus(Number(rounded) === 0 ? rounded.replace('-', '') : rounded) : value),
        noise,
      };
    },
  };
}

const formatHundredths = (share: number): string => minus((100 * share).toFixed(2));

/** The mean of one side's figures and their standard deviation over the pairs that count; null: fewer than two. */
export function sideMean(
  pairs: readonly RunPair[],
  side: 'with' | 'without',
  column: DevColumn,
): { mean: number; deviation: number } | null {
  const values = pairs
    .filter(pair => differenceOf(pair, column) !== null)
    .flatMap(pair => figureOf(pair[side], column) ?? []);
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
