import type { MeanDifference, PairedRun } from '#shared/domain/paired-runs.ts';
import { formatNumber } from './format.ts';
import { say } from './say.ts';

/* What tables of paired runs are made of. */

/** `0.412 @ 250`: the dev loss at the best evaluation, and after how many steps that was. */
export function runCell(run: PairedRun | null): string {
  if (run === null) return '–';
  if (run.devLoss === null || run.at === null) return say(`status.${run.status}`);
  const cell = `${formatNumber(run.devLoss)} @ ${run.at}`;
  return run.status === 'finished' ? cell : `${cell} (${say(`status.${run.status}`)})`;
}

/** A difference with its sign. */
export const signed = (value: number | null): string =>
  value === null ? '–' : value > 0 ? `+${formatNumber(value)}` : formatNumber(value);

/** A mean difference with its interval. */
export const intervalCell = (of: MeanDifference | null): string =>
  of === null ? '–' : say('cli.decay.interval', { mean: signed(of.mean), low: signed(of.low), high: signed(of.high) });
