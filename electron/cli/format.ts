import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import type { TrialMetric } from '#shared/domain/metrics.ts';
import type { Quantity } from '#shared/domain/reason.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import * as numbers from '#shared/messages/numbers.ts';
import { rSquared, rSquaredName } from '#shared/method/metrics/metric.ts';
import { scheduleWords } from '#shared/method/schedules/words.ts';
import { LANGUAGE, say } from './say.ts';

export { formatFileSize } from '#shared/messages/numbers.ts';

/** With the minus of a keyboard: what stands in a terminal is typed and pasted as a flag again. */
const typeable = (shown: string): string => shown.replaceAll('−', '-');

/** As everywhere (`shared/messages/numbers.ts`), in the terminal's language. */
export const formatNumber = (value: number | null): string => typeable(numbers.formatNumber(value, LANGUAGE));
export const formatValue = (value: number): string => typeable(numbers.formatValue(value, LANGUAGE));
export const formatRate = (rate: number): string => typeable(numbers.formatRate(rate));
export const formatCount = (count: number): string => numbers.formatCount(count, LANGUAGE);
export const formatMetric = (name: TrialMetric, value: number | null): string =>
  typeable(numbers.formatMetric(name, value, LANGUAGE));

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

/** The metric of a dev loss, and beside RMSE what it means: `0.641 (R² 0.357)`. */
export function formatFit(
  name: TrialMetric,
  value: number | null,
  devLoss: number | null,
  facts: DatasetFacts | null,
): string {
  const r2 = facts && rSquared(devLoss, facts);
  return formatMetric(name, value) + (r2 === null ? '' : ` (${rSquaredName(facts)} ${formatNumber(r2)})`);
}

/** How the rate changes, in words: `linear to 0, every 100 steps`. */
export function formatSchedule(schedule: Schedule): string {
  const { key, values } = scheduleWords(schedule);
  return say(key, values);
}

/** What an optimizer is called: `SGD with momentum`. */
export const formatOptimizer = (kind: OptimizerKind): string => say(`newLadder.optimizer.${kind}`);

/** A quantity of a statement as the terminal writes it. */
export function formatQuantity(quantity: Quantity): string {
  switch (quantity.as) {
    case 'rate':
      return formatRate(quantity.value);
    case 'rates':
      return quantity.values.map(formatRate).join(say('page.list.separator'));
    case 'count':
      return quantity.value.toLocaleString(LANGUAGE);
    case 'seen':
      return say(`seen.${quantity.of}`, { value: quantity.value.toLocaleString(LANGUAGE) });
    case 'number':
      return formatNumber(quantity.value);
    case 'loss':
      return quantity.noise === null
        ? formatNumber(quantity.value)
        : `${formatNumber(quantity.value)} ± ${formatNumber(quantity.noise)}`;
    case 'metric':
      return formatMetric(quantity.name, quantity.value);
    case 'metricName':
      return say(`page.metricName.${quantity.name}`);
    case 'names':
      return quantity.values.join(say('page.list.separator'));
    case 'optimizer':
      return formatOptimizer(quantity.value);
    case 'schedule':
      return formatSchedule(quantity.value);
  }
}
