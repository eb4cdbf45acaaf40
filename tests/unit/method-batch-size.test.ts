import { describe, expect, test } from 'vitest';
import { text } from '#shared/messages/text.ts';
import { firstBatchSize, STEPS_PER_EPOCH } from '#shared/method/preparation/batch-size.ts';

describe('M7: the first batch size', () => {
  test('is 64', () => {
    expect(firstBatchSize(8000, [4000, 4000]).batchSize).toBe(64);
    expect(firstBatchSize(8000, []).batchSize).toBe(64);
    expect(firstBatchSize(512, [256, 256]).batchSize).toBe(64);
  });

  test('is twice that where classes are imbalanced', () => {
    expect(firstBatchSize(8000, [7000, 1000]).batchSize).toBe(128);
    expect(firstBatchSize(1024, [900, 124]).batchSize).toBe(128);
  });

  test('is smaller where train is small, so that an epoch has eight steps', () => {
    expect(firstBatchSize(511, [255, 256]).batchSize).toBe(32);
    expect(firstBatchSize(1023, [900, 123]).batchSize).toBe(64);
    expect(firstBatchSize(100, []).batchSize).toBe(8);
    expect(firstBatchSize(3, []).batchSize).toBe(1);
    for (let rows = 8; rows < 3000; rows += 7)
      expect(firstBatchSize(rows, []).batchSize * STEPS_PER_EPOCH).toBeLessThanOrEqual(rows);
  });

  test('comes with its reason, which names the number', () => {
    for (const [rows, counts] of [
      [8000, []],
      [8000, [7000, 1000]],
      [100, []],
    ] as const) {
      const { batchSize, reason } = firstBatchSize(rows, counts);
      expect(text('en', reason.key, reason.values)).toMatch(new RegExp(`^${batchSize}\\b`));
    }
    const small = firstBatchSize(100, []).reason;
    expect(text('en', small.key, small.values)).toMatch(/^8 and not 64.*100 rows.*8 steps/);
  });
});
