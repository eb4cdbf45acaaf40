import { describe, expect, it } from 'vitest';
import { FEWEST_STEPS, firstSteps, MOST_STEPS, MOST_STEPS_OF_A_PASS } from '#shared/method/first-steps.ts';
import { planAgain, planBase } from '#shared/method/fixed-hyperparameters.ts';
import { firstBatchSize } from '#shared/method/preparation/batch-size.ts';
import { someFacts } from '../tools/prepared-facts.ts';

const KINDS = ['table', 'images', 'text'] as const;
const balanced = (trainRows: number) => firstBatchSize(trainRows, [trainRows / 2, trainRows / 2]).batchSize;

describe('the steps of a first ladder', () => {
  it.each([
    // [train rows, batch size, kind, steps, epochs]
    [90, 8, 'table', 1000, 88],
    [800, 64, 'table', 1000, 80],
    [6400, 64, 'images', 2000, 20],
    [26_000, 64, 'table', 4000, 9],
    [60_000, 64, 'table', 4000, 4],
    [60_000, 64, 'images', 3000, 3],
    [60_000, 128, 'text', 3000, 6],
    [500_000, 64, 'table', 7900, 1],
    [10_000_000, 64, 'images', 10_000, 0],
  ] as const)('%i rows in batches of %i (%s): %i, that is %i epochs', (trainRows, batchSize, kind, steps, epochs) => {
    expect(firstSteps({ trainRows, batchSize, kind })).toBe(steps);
    expect(Math.floor((steps * batchSize) / trainRows)).toBe(epochs);
  });

  it('are whole hundreds within bounds, never less for more rows, and pass through no data more than 110 times', () => {
    for (const kind of KINDS) {
      let before = 0;
      for (const trainRows of [90, 150, 400, 1000, 5000, 20_000, 60_000, 300_000, 2_000_000]) {
        const batchSize = balanced(trainRows);
        const steps = firstSteps({ trainRows, batchSize, kind });
        expect(steps % 100).toBe(0);
        expect(steps).toBeGreaterThanOrEqual(Math.max(before, FEWEST_STEPS));
        expect(steps).toBeLessThanOrEqual(Math.max(MOST_STEPS[kind], MOST_STEPS_OF_A_PASS));
        expect((steps * batchSize) / trainRows).toBeLessThanOrEqual(110);
        if (trainRows <= 300_000) expect((steps * batchSize) / trainRows).toBeGreaterThanOrEqual(1);
        before = steps;
      }
    }
  });

  it('follow the data and the batch size in a plan, unless a person says how many', () => {
    const facts = someFacts({ rows: { train: 6400, dev: 800, test: 800 } });
    expect(planBase({}, facts).steps).toBe(2000);
    expect(planBase({ batchSize: 128 }, facts).steps).toBe(1000);
    expect(planBase({ steps: 70 }, facts).steps).toBe(70);
    expect(planAgain(planBase({ steps: 70 }, facts), someFacts({ kind: 'table', image: null }), null).steps).toBe(70);
  });
});
