import { isTrained, type MetricBatch } from '#shared/domain/metrics.ts';
import type { MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import type { TrialResult } from '#shared/domain/trial.ts';
import { BestSoFar, lowestOf, metricBestOf } from '#shared/method/curves/evaluations.ts';
import { StreamMedian } from './median.ts';

/** What a trial's result is made of, gathered as its points pass. */
export class Figures {
  private readonly stepMs = new StreamMedian();
  private readonly ratio = new StreamMedian();
  private stepSeconds = 0;
  private steps = 0;
  private trainLoss: number | null = null;
  private devLoss: number | null = null;
  private devMetric: number | null = null;
  /** Holds the metric. */
  private readonly best = new BestSoFar<number>();
  private measured: MeasuredRows | null = null;
  private byMetric: MeasuredRows | null = null;

  take(batches: readonly MetricBatch[]): void {
    for (const { series, steps, columns } of batches) {
      if (series === 'step') {
        // A command may tell only some of its steps.
        this.steps = Math.max(this.steps, (steps.at(-1) ?? -1) + 1);
        this.trainLoss = columns.loss?.at(-1) ?? this.trainLoss;
        for (const value of columns.stepMs ?? []) {
          this.stepMs.push(value);
          this.stepSeconds += value / 1000;
        }
        for (const value of columns.updateRatio ?? []) this.ratio.push(value);
      } else if (series === 'eval') {
        const { devLoss, devMetric } = columns;
        for (const [i, step] of steps.entries())
          this.best.push(step, devLoss?.[i] ?? Number.NaN, devMetric?.[i] ?? Number.NaN);
        if (!isTrained(steps)) continue;
        this.devLoss = columns.devLoss?.at(-1) ?? this.devLoss;
        this.devMetric = columns.devMetric?.at(-1) ?? this.devMetric;
      }
    }
  }

  takeRows(rows: MeasuredRows): void {
    if (rows.kind === 'best') [this.measured, this.byMetric] = [rows, null];
    if (rows.kind === 'metric') this.byMetric = rows;
  }

  /** @param seconds of training as the trainer told; null: it could not, so the steps' own times must do */
  result(seconds: number | null): TrialResult {
    const { steps, trainLoss, devLoss, devMetric } = this;
    const { best } = this.best;
    return {
      steps,
      trainLoss,
      devLoss,
      devMetric,
      ...lowestOf(best && { step: best.step, loss: best.loss, metric: best.kept }, this.measured),
      metricBest: metricBestOf(this.byMetric ? [this.byMetric] : []),
      seconds: seconds ?? this.stepSeconds,
      stepMs: this.stepMs.median,
      ratioMedian: this.ratio.median,
    };
  }
}
