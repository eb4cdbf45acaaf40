import { describe, expect, it } from 'vitest';
import { classification } from '#electron/trainer/tasks/classification.ts';
import { regression } from '#electron/trainer/tasks/regression.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import { type EvaluatedBatch, RECENT_ROWS, withBatch } from '#shared/method/metrics/classification-metric.ts';
import { someFacts } from '../tools/prepared-facts.ts';

describe('withBatch', () => {
  const batch = (rows: number, label = 0): EvaluatedBatch => ({
    labels: new Array(rows).fill(label),
    predictions: new Array(rows).fill(label),
  });
  const sizes = (recent: readonly EvaluatedBatch[]) => recent.map(({ labels }) => labels.length);

  it('keeps the newest batches that together have enough rows, and no more', () => {
    let recent: EvaluatedBatch[] = [];
    const rows: number[] = [];
    for (let step = 0; step < 12; step++) {
      recent = withBatch(recent, batch(100, step));
      rows.push(sizes(recent).reduce((sum, n) => sum + n));
    }
    expect(rows).toEqual([100, 200, 300, 400, 500, ...new Array(7).fill(600)]);
    expect(recent.map(({ labels }) => labels[0])).toEqual([6, 7, 8, 9, 10, 11]);
  });

  it('needs no other batch beside a large one', () => {
    expect(sizes(withBatch([batch(300), batch(300)], batch(RECENT_ROWS)))).toEqual([RECENT_ROWS]);
    expect(sizes(withBatch([batch(300), batch(1)], batch(RECENT_ROWS - 1)))).toEqual([1, RECENT_ROWS - 1]);
  });

  it('goes on from its state in a checkpoint', () => {
    const state = withBatch(withBatch([], batch(200)), batch(200));
    const read = JSON.parse(JSON.stringify(state)) as EvaluatedBatch[];
    expect(withBatch(read, batch(200))).toEqual(withBatch(state, batch(200)));
  });
});

describe('classification', () => {
  const wrong = { labels: [0, 1], predictions: [0, 0], loss: 1 };
  const right = { labels: [0, 1], predictions: [0, 1], loss: 1 };

  it('measures a batch by its own accuracy', () => {
    const { batchMetric } = classification({ classes: 2, metric: 'accuracy' });
    const first = batchMetric([], wrong);
    expect(first.metric).toBe(0.5);
    expect(batchMetric(first.recent, right).metric).toBe(1);
  });

  it('measures macro-F1 over the recent batches together', () => {
    const { batchMetric } = classification({ classes: 2, metric: 'macroF1' });
    const first = batchMetric([], wrong);
    // Class 0: 1 hit, 2 predicted, 1 actual; class 1: none, none, 1.
    expect(first.metric).toBeCloseTo((2 / 3 + 0) / 2, 12);
    // Together: 2 hits, 3 predicted, 2 actual; 1, 1, 2.
    expect(batchMetric(first.recent, right).metric).toBeCloseTo((4 / 5 + 2 / 3) / 2, 12);
  });

  it('says nothing of predictions that come from numbers that are none', () => {
    const { metric, batchMetric } = classification({ classes: 2, metric: 'accuracy' });
    expect(metric({ ...right, loss: Number.NaN })).toBeNaN();
    expect(batchMetric([], { ...right, loss: Number.POSITIVE_INFINITY }).metric).toBeNaN();
  });
});

describe('regression', () => {
  it('is measured by the root of the loss in the unit of the target', () => {
    const task = regression({ mean: 0, std: 20 });
    const predicted = { labels: [1, -1], predictions: [1.5, -1.5], loss: 0.25 };
    expect(task.metric(predicted)).toBe(10);
    expect(task.batchMetric([], predicted).metric).toBe(10);
  });

  it('of the logarithm by the errors of the values themselves', () => {
    const task = regression({ mean: Math.log(100), std: Math.log(10), log: true });
    // 1000 and 10, where the network says 100 and 100.
    const predicted = { labels: [1, -1], predictions: [0, 0], loss: 1 };
    expect(task.metric(predicted)).toBeCloseTo(Math.sqrt((900 ** 2 + 90 ** 2) / 2), 9);
    expect(task.batchMetric([], predicted).metric).toBeCloseTo(task.metric(predicted), 12);
    expect(task.metric({ ...predicted, loss: Number.NaN })).toBeNaN();
  });
});

it('the task decides which loss goes down', () => {
  expect(taskOf(someFacts({ classes: ['a', 'b', 'c'] })).loss).toBe('crossEntropy');
  const targetScale = { mean: 5, std: 2, devVariance: 1 };
  expect(taskOf(someFacts({ task: 'regression', classes: [], targetScale })).loss).toBe('squaredError');
});
