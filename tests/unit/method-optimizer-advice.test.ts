import { describe, expect, it } from 'vitest';
import { adviseOptimizer } from '#shared/method/tune/optimizer-advice.ts';

const adam = { optimizer: 'adam' as const, learningRate: 0.001 };
const momentum = { optimizer: 'momentum' as const, learningRate: 0.01 };
const compared = (devLoss: number, verdict: 'better' | 'worse' | 'noise' | 'unknown') => ({
  ...{ devLoss, otherDevLoss: 0.5, noise: verdict === 'unknown' ? null : 0.05, verdict },
});

describe('whether another optimizer takes the place of the first', () => {
  it('is what the comparison says where it says something', () => {
    expect(adviseOptimizer(adam, momentum, compared(0.4, 'better'))).toMatchObject({
      take: true,
      says: { key: 'tune.optimizer.better', values: { taken: { value: 'adam' } } },
    });
    expect(adviseOptimizer(adam, momentum, compared(0.6, 'worse'))).toMatchObject({
      take: false,
      says: { key: 'tune.optimizer.worse', values: { taken: { value: 'momentum' } } },
    });
  });

  it('within noise is the lower loss, and it is said to be within noise', () => {
    for (const verdict of ['noise', 'unknown'] as const) {
      const key = `tune.optimizer.${verdict}`;
      expect(adviseOptimizer(adam, momentum, compared(0.49, verdict))).toMatchObject({ take: true, says: { key } });
      expect(adviseOptimizer(adam, momentum, compared(0.51, verdict))).toMatchObject({ take: false, says: { key } });
    }
  });

  it('is the one that recommends a rate, and without a comparison what counts already', () => {
    const none = { optimizer: 'momentum' as const, learningRate: null };
    expect(adviseOptimizer(adam, none, null)).toMatchObject({ take: true, says: { key: 'tune.optimizer.only' } });
    expect(adviseOptimizer(none, adam, null)).toMatchObject({ take: false, says: { key: 'tune.optimizer.none' } });
    expect(adviseOptimizer(adam, momentum, null)).toMatchObject({ take: false });
  });
});
