import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { MetricName } from '#shared/domain/metrics.ts';
import { rSquared, rSquaredName } from '#shared/method/r-squared.ts';
import { say } from './say.ts';

/** From here on a number is only an order of magnitude to a person. */
const VAST = 1e9;

/** Three significant digits, or all before the point; a dash for what was never measured. Small numbers are never shown as 0. */
export function formatNumber(value: number | null): string {
  if (value === null) return '–';
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 0.001) return value.toExponential(1).replace('.0e', 'e');
  if (size >= VAST) return value.toExponential(2).replace('e+', 'e');
  // 999.5 would round to 1.00e+3.
  return size >= 999.5 ? Math.round(value).toString() : value.toPrecision(3);
}

/** A learning rate as people write it: 0.1, 0.003, 1e-4. */
export function formatRate(rate: number): string {
  return rate < 0.001 ? rate.toExponential().replace('+', '') : String(rate);
}

/** Seconds as `4.2 s`, `3 min 20 s`, `2 h 5 min`; `not known` where nobody can tell. */
export function formatDuration(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return say('cli.notKnown');
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 90) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes as `258 kB`, `1.4 MB` (decimal, as file managers show them). */
export function formatBytes(bytes: number): string {
  const unit = bytes < 1 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** unit;
  return `${size < 9.95 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${BYTE_UNITS[unit]}`;
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
  return formatMetric(name, value) + (r2 === null ? '' : ` (${rSquaredName(facts)} ${formatNumber(r2)})`);
}
