import { type MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { ReadOnlyStore } from '../store/store.ts';

/** Every stored point of a trial: its series `step`, `layer` and `eval`, without those that have no point. */
export async function trialPoints(store: ReadOnlyStore, trialId: string): Promise<MetricBatch[]> {
  const batches = await Promise.all(SeriesName.options.map(series => store.points(trialId, series, -1)));
  return batches.filter(b => b.steps.length > 0);
}

/**
 * A trial's points as CSV: a row a step, the columns of all series side by side, empty where a series has no point at
 * that step. The update ratio of a parameter stands under `updateRatio <parameter>`. NaN and infinities are written out.
 */
export function pointsAsCsv(batches: readonly MetricBatch[]): string {
  const columns = batches.flatMap(({ series, steps, columns }) => {
    const rowOf = new Map([...steps].map((step, row) => [step, row]));
    return Object.entries(columns).map(([name, values]) => ({
      name: series === 'layer' ? `updateRatio ${name}` : name,
      at: (step: number) => values[rowOf.get(step) ?? -1] ?? '',
    }));
  });
  const steps = [...new Set(batches.flatMap(b => [...b.steps]))].sort((a, b) => a - b);
  const lines = steps.map(step => [step, ...columns.map(column => column.at(step))].join(','));
  return `${['step', ...columns.map(column => column.name)].join(',')}\n${lines.join('\n')}\n`;
}

/** A trial with its points as one JSON object; what is not a finite number is null. */
export function pointsAsJson(trial: Trial, batches: readonly MetricBatch[]): string {
  const series = batches.map(({ series, steps, columns }) => ({
    series,
    steps: [...steps],
    columns: Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, [...values]])),
  }));
  return `${JSON.stringify({ trial, series })}\n`;
}
