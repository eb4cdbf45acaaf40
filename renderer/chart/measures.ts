import type { MetricName } from '#shared/domain/metrics.ts';
import type { Language, MessageKey } from '#shared/messages/text.ts';
import { formatCount, formatEpochs, formatMetric, formatNumber, formatRate, NONE } from '../format.ts';
import type { XUnit } from './places.ts';
import type { Measure } from './recorded-series.ts';
import { tickLabel } from './scales.ts';

/** What a number on a chart is, so that it can be written down. */
export interface Kind {
  measure: Measure;
  metric: MetricName;
  language: Language;
}

/** A value as the legend reads it. */
export function formatValue(value: number | null, { measure, metric, language }: Kind): string {
  if (value === null) return NONE;
  if (measure === 'metric') return formatMetric(metric, value, language);
  // A rate is exact: `0.1`, not `0.100`.
  return measure === 'rate' && Number.isFinite(value) && value > 0 ? formatRate(value) : formatNumber(value, language);
}

/** The number at a tick of the value axis. */
export const valueTick = (value: number, { measure, metric, language }: Kind): string =>
  measure === 'metric' && metric === 'accuracy'
    ? `${Number((100 * value).toPrecision(6))} %`
    : tickLabel(value, language);

/** Whether values lie between 0 and 1, both of which can be reached. */
export const isShare = ({ measure, metric }: Kind): boolean =>
  measure === 'metric' && (metric === 'accuracy' || metric === 'macroF1');

/** What each unit of the x axis is called where it is chosen, and before a place on it. */
export const X_WORDS: Record<XUnit, { choice: MessageKey; at: MessageKey }> = {
  steps: { choice: 'chart.x.steps', at: 'chart.at.steps' },
  epochs: { choice: 'chart.x.epochs', at: 'chart.at.epochs' },
  examples: { choice: 'chart.x.examples', at: 'chart.at.examples' },
  seconds: { choice: 'chart.x.seconds', at: 'chart.at.seconds' },
};

/** From here on a count is written in short on the axis: `12.8M`, `1280万`. */
const LONG = 1e6;

/** The number at a tick of the x axis. */
export function placeTick(x: number, unit: XUnit, language: Language): string {
  if (unit === 'steps') return formatCount(x, language);
  if (x >= LONG) return x.toLocaleString(language, { notation: 'compact', maximumSignificantDigits: 8 });
  return x.toLocaleString(language, { maximumSignificantDigits: 6 });
}

/** A place on the x axis as the legend reads it. */
export function formatPlace(x: number, unit: XUnit, language: Language): string {
  switch (unit) {
    case 'steps':
    case 'examples':
      return formatCount(x, language);
    case 'epochs':
      return x < 10 ? String(Number(x.toFixed(2))) : formatEpochs(x, language);
    case 'seconds':
      return x < 100 ? String(Number(x.toPrecision(3))) : formatCount(x, language);
  }
}
