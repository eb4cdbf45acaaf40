import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { MetricName } from '#shared/domain/metrics.ts';
import { rSquared } from '#shared/method/r-squared.ts';

/** Three significant digits; a dash for what was never measured. Small numbers are never shown as 0. */
export function formatNumber(value: number | null): string {
  if (value === null) return '–';
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  if (Math.abs(value) < 0.001) return value.toExponential(1).replace('.0e', 'e');
  return value >= 1000 ? Math.round(value).toString() : value.toPrecision(3);
}

/** A learning rate as people write it: 0.1, 0.003, 1e-4. */
export function formatRate(rate: number): string {
  return rate < 0.001 ? rate.toExponential().replace('+', '') : String(rate);
}

/** Seconds as `4.2 s`, `3 min 20 s`. */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** A dev metric: accuracy in percent with one digit, the others as numbers, RMSE in the target's unit. */
export function formatMetric(name: MetricName, value: number | null): string {
  const isShare = name === 'accuracy' && value !== null && Number.isFinite(value);
  return isShare ? `${(100 * value).toFixed(1)} %` : formatNumber(value);
}

/** The metric of a dev loss, and beside RMSE what it means: `0.641 (R² 0.357)`. */
export function formatFit(
  name: MetricName,
  value: number | null,
  devLoss: number | null,
  facts: DatasetFacts | null,
): string {
  const r2 = facts && rSquared(devLoss, facts);
  return formatMetric(name, value) + (r2 === null ? '' : ` (R² ${formatNumber(r2)})`);
}
