import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { sumByToken } from '#electron/trainer/engines/tensor/sum-by-token.ts';
import { Random } from '#shared/method/random.ts';

beforeAll(() => tf.setBackend('cpu'));

it.each([
  ['each once', 5, 1],
  ['some often', 40, 3],
  ['one a thousand times', 1000, 7],
])('sums rows by token: %s', async (_, count, vocabulary) => {
  const random = Random.from(3, 1);
  const tokens = Int32Array.from({ length: count }, (_, i) =>
    i < count - 10 ? 2 % vocabulary : random.below(vocabulary),
  );
  const vectors = Float32Array.from({ length: count * 4 }, () => random.below(100));
  const expected = new Float32Array(vocabulary * 4);
  vectors.forEach((value, i) => {
    expected[(tokens[Math.floor(i / 4)] as number) * 4 + (i % 4)]! += value;
  });
  const sums = tf.tidy(() => sumByToken(tf.tensor2d(vectors, [count, 4]), tokens, vocabulary));
  expect(sums.shape).toEqual([vocabulary, 4]);
  expect(await sums.data()).toEqual(expected);
});
