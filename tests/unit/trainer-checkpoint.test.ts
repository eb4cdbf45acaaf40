import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '#electron/trainer/checkpoint/checkpoint.ts';
import { checkFits, decodeBest, decodeCheckpoint } from '#electron/trainer/checkpoint/decode.ts';
import { encodeBest, encodeCheckpoint } from '#electron/trainer/checkpoint/encode.ts';
import { createDivergenceWatch, MANY_STEPS } from '#shared/method/curves/divergence.ts';

const weights = { 'hidden1.weight': Float32Array.of(1, -0, Number.NaN), 'hidden1.bias': Float32Array.of(2 ** -149) };
const checkpoint: Checkpoint = {
  step: 12,
  seconds: 0.1 + 0.2,
  engine: {
    parameters: weights,
    slots: { first: weights, second: { ...weights, 'hidden1.bias': Float32Array.of(Number.POSITIVE_INFINITY) } },
    updates: 12,
    dropout: [1, 2, 3, 0xffff_ffff],
  },
  order: { epoch: [5, 6, 7, 8], position: 33 },
  recent: [{ labels: [0, 1], predictions: [1, 1] }],
  divergence: { firstLoss: 1 / 3, above: 3 },
  evaluations: {
    before: 0.7,
    last: { step: 11, loss: 1 / 7, kept: { ...weights, 'hidden1.bias': Float32Array.of(3) } },
    best: { step: 10, loss: 0.1 + 0.2, level: 1 / 9, kept: weights },
  },
};

describe('a checkpoint as bytes', () => {
  it('comes back bit for bit, from wherever its bytes lie', () => {
    const bytes = encodeCheckpoint(checkpoint);
    expect(decodeCheckpoint(bytes)).toEqual(checkpoint);
    for (const shift of [1, 4, 7]) {
      const moved = new Uint8Array(bytes.length + 16);
      moved.set(bytes, shift);
      expect(decodeCheckpoint(moved.subarray(shift, shift + bytes.length))).toEqual(checkpoint);
    }
    const bits = (values: Float32Array | undefined) => values && [...new Uint32Array(values.slice().buffer)];
    const found = decodeCheckpoint(bytes).engine.parameters['hidden1.weight'];
    expect(bits(found)).toEqual(bits(weights['hidden1.weight']));
  });

  it('comes back where nothing was trained yet and the optimizer remembers nothing', () => {
    const engine = { ...checkpoint.engine, slots: {}, updates: 0 };
    const first: Checkpoint = {
      ...checkpoint,
      step: 0,
      engine,
      recent: [],
      divergence: null,
      evaluations: { before: null, last: null, best: null },
    };
    expect(decodeCheckpoint(encodeCheckpoint(first))).toEqual(first);
  });

  it('is refused where it is cut off, at any length, or none at all', () => {
    const bytes = encodeCheckpoint(checkpoint);
    // The last four bytes fill up to a multiple of 8.
    for (let length = 0; length < bytes.length - 4; length++)
      expect(() => decodeCheckpoint(bytes.subarray(0, length)), `${length} bytes`).toThrow(/can’t be used/);
    expect(() => decodeCheckpoint(new Uint8Array(100))).toThrow(/does not begin like one/);
  });
});

it('the weights of a best evaluation come back bit for bit, and are refused where they are cut off', () => {
  const best = { step: 7, loss: 1 / 3, kept: weights };
  const bytes = encodeBest(best);
  expect(decodeBest(bytes)).toEqual(best);
  for (let length = 0; length < bytes.length - 4; length++)
    expect(() => decodeBest(bytes.subarray(0, length)), `${length} bytes`).toThrow(/can’t be used/);
  expect(() => decodeBest(encodeCheckpoint(checkpoint))).toThrow(/does not begin like one/);
});

describe('a checkpoint for a network', () => {
  const { engine } = checkpoint;
  it('fits its own', () => {
    expect(() => checkFits(engine, engine)).not.toThrow();
  });
  it.each([
    [
      'a layer of another size',
      { ...engine, parameters: { ...weights, 'hidden1.bias': new Float32Array(2) } },
      'parameters: hidden1.bias has 1 numbers, not 2',
    ],
    ['another layer', { ...engine, parameters: { ...weights, output: new Float32Array(2) } }, 'not hidden1.bias'],
    ['another optimizer', { ...engine, slots: { velocity: weights } }, 'first, second, not velocity'],
    ['an optimizer that remembers nothing', { ...engine, slots: {} }, 'first, second, not none'],
    [
      'a slot of another size',
      { ...engine, slots: { first: weights, second: { ...weights, 'hidden1.bias': new Float32Array(5) } } },
      'second: hidden1.bias has 1 numbers, not 5',
    ],
  ])('says what is wrong with %s', (_, like, why) => {
    expect(() => checkFits(engine, like)).toThrow(why);
  });
});

it('a divergence watch goes on from what an earlier one had seen', () => {
  const before = createDivergenceWatch(2);
  for (let step = 0; step < 30; step++) expect(before(step, 50)).toBeNull();
  const after = createDivergenceWatch(before.state());
  for (let step = 30; step < MANY_STEPS - 1; step++) expect(after(step, 50)).toBeNull();
  expect(after(MANY_STEPS - 1, 50)?.key).toBe('reason.diverged.farAbove');
});
