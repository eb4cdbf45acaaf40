import type { MetricBatch } from '#shared/domain/metrics.ts';

/** A trainer reports about so often. */
export const BATCHES_A_SECOND = 9;
/** Of a network whose step takes some 30 ms. */
export const STEPS_A_BATCH = 4;

/** The `index`th batch of a trial's steps: a noisy fall, every column as a trainer fills it. */
export function aDayBatch(index: number): MetricBatch {
  const steps = Float64Array.from({ length: STEPS_A_BATCH }, (_, i) => index * STEPS_A_BATCH + i);
  const noise = (step: number) => ((step * 7919) % 1000) / 10_000;
  return {
    series: 'step',
    steps,
    columns: {
      loss: steps.map(step => 0.2 + 2 / (1 + step / 10_000) + noise(step)),
      batchMetric: steps.map(step => 1 - noise(step)),
      learningRate: steps.map(() => 0.01),
      stepMs: steps.map(step => 27 + 10 * noise(step)),
      updateRatio: steps.map(noise),
    },
  };
}

/** What else is reported with it, now and then: an update ratio a parameter, and evaluations. */
export function besides(index: number): MetricBatch[] {
  const step = index * STEPS_A_BATCH;
  const at = Float64Array.of(step);
  const batches: MetricBatch[] = [];
  if (step % 20 === 0) {
    const columns = Object.fromEntries(['w1', 'b1', 'w2', 'b2'].map(name => [name, Float64Array.of(1e-3)]));
    batches.push({ series: 'layer', steps: at, columns });
  }
  if (step % 1000 === 0) {
    batches.push({
      series: 'eval',
      steps: at,
      columns: { devLoss: Float64Array.of(0.5), devMetric: Float64Array.of(0.9) },
    });
  }
  return batches;
}
