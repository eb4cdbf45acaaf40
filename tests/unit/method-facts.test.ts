import { describe, expect, it } from 'vitest';
import { inputWidth } from '#shared/domain/dataset.ts';
import { beatsBaseline, trainBaseline } from '#shared/method/metrics/baseline.ts';
import { rSquared } from '#shared/method/metrics/metric.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import { someFacts } from '../tools/prepared-facts.ts';

const machine = { cores: 2, defaultBackend: 'wasm' } as const;

it('the first batch size is the data’s, unless a person says another [M7]', () => {
  const facts = someFacts({ batchSize: 128 });
  expect(planLadder({}, machine).base.batchSize).toBe(64);
  expect(planLadder({}, machine, facts).base.batchSize).toBe(128);
  expect(planLadder({ batchSize: 32 }, machine, facts).base.batchSize).toBe(32);
});

it('a network takes the stored numbers of a row, or one a word of the vocabulary', () => {
  expect(inputWidth(someFacts({ features: 256 }))).toBe(256);
  expect(inputWidth(someFacts({ features: 50, tokens: { length: 50, vocabulary: 4000 } }))).toBe(4000);
});

describe('the bar', () => {
  it('is ln C for balanced classes, else the entropy of their frequencies', () => {
    const classes = ['a', 'b', 'c'];
    expect(trainBaseline(someFacts({ classes, entropy: Math.log(3) - 0.001 }))).toEqual({
      loss: Math.log(3),
      kind: 'balanced',
    });
    expect(trainBaseline(someFacts({ classes, entropy: 0.9 }))).toEqual({ loss: 0.9, kind: 'entropy' });
  });

  it('is beaten by what lies below it by more than its noise', () => {
    const facts = someFacts({ classes: ['a', 'b'], entropy: 0.6 });
    expect(beatsBaseline({ finalLoss: 0.5, noise: 0.05 }, facts)).toBe(true);
    expect(beatsBaseline({ finalLoss: 0.58, noise: 0.05 }, facts)).toBe(false);
    expect(beatsBaseline({ finalLoss: null, noise: null }, facts)).toBe(false);
  });

  it('is the variance of the standardised target for regression', () => {
    expect(trainBaseline(someFacts({ classes: [], entropy: null }))).toEqual({ loss: 1, kind: 'mean' });
  });
});

describe('R²', () => {
  const facts = someFacts({ targetScale: { mean: 5, std: 2, devVariance: 0.8 } });
  it('is the explained share of the dev variance', () => {
    expect(rSquared(0.2, facts)).toBeCloseTo(0.75, 12);
    expect(rSquared(0.8, facts)).toBe(0);
    expect(rSquared(1.6, facts)).toBe(-1);
  });

  it('is nothing where there is none', () => {
    expect(rSquared(null, facts)).toBeNull();
    expect(rSquared(0.2, someFacts())).toBeNull();
    expect(rSquared(0.2, someFacts({ targetScale: { mean: 5, std: 2, devVariance: 0 } }))).toBeNull();
  });
});
