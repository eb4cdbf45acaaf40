import { expect, it } from 'vitest';
import { buildPyramid } from '#electron/store/pyramid.ts';
import { Random } from '#shared/method/random.ts';

const steps = (length: number) => Float64Array.from({ length }, (_, i) => i * 10);

it('has buckets of 8, 64, … points up to a single one', () => {
  const shape = (length: number) =>
    buildPyramid(steps(length), new Float64Array(length)).map(({ bucket, min }) => [bucket, min.length]);
  expect(shape(0)).toEqual([]);
  expect(shape(1)).toEqual([[8, 1]]);
  expect(shape(8)).toEqual([[8, 1]]);
  expect(shape(9)).toEqual([
    [8, 2],
    [64, 1],
  ]);
});

it('passes over NaN, keeps infinities, and is NaN where nothing else is', () => {
  const odd = [Number.NaN, 3, Number.NEGATIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY, 1, 2, Number.NaN];
  const values = Float64Array.from([...odd, ...Array(8).fill(Number.NaN)]);
  const [first, second] = buildPyramid(steps(16), values);
  expect(first).toEqual({
    bucket: 8,
    steps: Float64Array.of(0, 80),
    min: Float64Array.of(Number.NEGATIVE_INFINITY, Number.NaN),
    max: Float64Array.of(Number.POSITIVE_INFINITY, Number.NaN),
  });
  expect(second?.min).toEqual(Float64Array.of(Number.NEGATIVE_INFINITY));
});

it('loses no extreme at any level', () => {
  const random = Random.from(3);
  const values = Float64Array.from({ length: 5000 }, () => random.normal());
  for (const { bucket, min, max } of buildPyramid(steps(5000), values)) {
    for (let i = 0; i < min.length; i++) {
      const points = values.subarray(i * bucket, (i + 1) * bucket);
      expect([min[i], max[i]]).toEqual([Math.min(...points), Math.max(...points)]);
    }
  }
});
