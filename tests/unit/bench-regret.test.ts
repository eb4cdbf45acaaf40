import { describe, expect, it } from 'vitest';
import type { Run } from '../bench/cases/run-case.ts';
import { lossOn, lowestDevLoss } from '../bench/probe/regret.ts';

const run = (dev: [step: number, loss: number][], changes: Partial<Run> = {}): Run => ({
  learningRate: 0.1,
  losses: new Float32Array(dev.at(-1)?.[0] ?? 0),
  diverged: false,
  dev: dev.map(([step, loss]) => ({ step, loss })),
  ...changes,
});

describe('the lowest dev loss within num_steps', () => {
  it('is that of evaluations smoothed with their neighbours, as far as they lie within', () => {
    const one = run([
      [10, 9],
      [20, 3],
      [30, 6],
      [40, 0],
    ]);
    expect(lowestDevLoss(one, 30)).toBe(4.5);
    expect(lowestDevLoss(one, 40)).toBe(3);
  });

  it('is infinite where the run diverged within, and what came before where it did later', () => {
    const one = run([[10, 2]], { diverged: true, losses: new Float32Array(15) });
    expect(lowestDevLoss(one, 15)).toBe(Number.POSITIVE_INFINITY);
    expect(lowestDevLoss(one, 10)).toBe(2);
  });
});

it('a rate between two that were trained lies between them, and beside one that diverged nothing is known', () => {
  const curve = [
    { rate: 0.01, loss: 1 },
    { rate: 1, loss: 3 },
    { rate: 10, loss: Number.POSITIVE_INFINITY },
    { rate: 100, loss: Number.POSITIVE_INFINITY },
  ];
  expect(lossOn(curve, 0.1)).toBeCloseTo(2, 10);
  expect(lossOn(curve, 1)).toBe(3);
  expect(lossOn(curve, 3)).toBe(Number.POSITIVE_INFINITY);
  expect(lossOn(curve, 30)).toBe(Number.POSITIVE_INFINITY);
  expect(lossOn(curve, 1000)).toBe(Number.POSITIVE_INFINITY);
});
