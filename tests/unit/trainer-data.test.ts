import { describe, expect, it } from 'vitest';
import { Batches } from '#electron/trainer/batches.ts';
import { type Dataset, openDataset } from '#electron/trainer/dataset.ts';
import type { ModelKind } from '#shared/domain/hyperparameters.ts';
import { encodePrepared, type PreparedFacts, type RawSplit } from '#shared/domain/prepared-file.ts';
import type { Preprocessing } from '#shared/domain/preprocessing.ts';
import { classificationMetric } from '#shared/method/metrics/classification-metric.ts';
import { somePrepared } from '../tools/prepared-facts.ts';

const take = (batches: Batches, count: number) => Array.from({ length: count }, () => [...batches.next()]);

describe('Batches', () => {
  it.each([
    [10, 5],
    [10, 4],
    [10, 25],
    [1, 3],
  ])('of %d rows, %d at a time, are permutations one after the other', (rows, batchSize) => {
    const stream = take(new Batches(rows, batchSize, 1), rows * 2).flat();
    expect(stream).toHaveLength(rows * 2 * batchSize);
    for (let start = 0; start < stream.length; start += rows)
      expect(stream.slice(start, start + rows).sort((a, b) => a - b)).toEqual([...Array(rows).keys()]);
  });

  it('come in the same order for the same seed, in another for another, and in another each epoch', () => {
    const order = take(new Batches(50, 50, 1), 2);
    expect(take(new Batches(50, 50, 1), 2)).toEqual(order);
    expect(take(new Batches(50, 50, 2), 2)).not.toEqual(order);
    expect(order[0]).not.toEqual(order[1]);
  });

  it('go on from their state as if they had never stopped', () => {
    for (const before of [0, 3, 4, 5, 9]) {
      const batches = new Batches(10, 4, 1);
      take(batches, before);
      const copy = new Batches(10, 4, JSON.parse(JSON.stringify(batches.state)));
      expect(take(copy, 8)).toEqual(take(batches, 8));
    }
  });
});

describe('classificationMetric', () => {
  const labels = [0, 0, 0, 0, 1, 1, 2, 2];
  const predictions = [0, 0, 0, 1, 1, 0, 2, 2];

  it('accuracy is the share of hits', () => {
    expect(classificationMetric('accuracy', labels, predictions, 3)).toBe(6 / 8);
  });

  it('macroF1 is the mean F1 of the classes that occur', () => {
    // Class 0: 3 hits, 4 predicted, 4 actual; class 1: 1, 2, 2; class 2: 2, 2, 2; class 3 does not occur.
    expect(classificationMetric('macroF1', labels, predictions, 4)).toBeCloseTo((0.75 + 0.5 + 1) / 3, 12);
  });

  it('macroF1 is low where the rare class is never found, however high the accuracy', () => {
    const rare = [...new Array<number>(99).fill(0), 1];
    const never = new Array<number>(100).fill(0);
    expect(classificationMetric('accuracy', rare, never, 2)).toBe(0.99);
    expect(classificationMetric('macroF1', rare, never, 2)).toBeCloseTo(0.4975, 4);
  });

  it('is not defined for figures of regression', () => {
    expect(() => classificationMetric('rmse', labels, predictions, 3)).toThrow(/rmse/);
  });
});

describe('openDataset', () => {
  const open = (prepared: PreparedFacts, train: RawSplit, dev: RawSplit, model: ModelKind = 'mlp'): Dataset => {
    const test = { rows: 0, inputs: train.inputs.slice(0, 0), labels: train.labels.slice(0, 0) };
    return openDataset(encodePrepared(prepared, { train, dev, test }), '/data/file', model);
  };
  const pixels: Preprocessing = { kind: 'images', height: 1, width: 2, channels: 1, scale: 0.5 };

  it('scales the images that are asked for, in their order', () => {
    const train = { rows: 3, inputs: Uint8Array.of(1, 2, 3, 4, 5, 6), labels: Int32Array.of(0, 1, 0) };
    const dev = { rows: 1, inputs: Uint8Array.of(7, 8), labels: Int32Array.of(1) };
    const dataset = open(somePrepared({ features: 2, image: [1, 2, 1] }, pixels), train, dev);
    expect(dataset.train.width).toBe(2);
    expect(dataset.train.take(Uint32Array.of(2, 0)).inputs).toEqual(Float32Array.of(2.5, 3, 0.5, 1));
    expect(dataset.dev.take(Uint32Array.of(0)).inputs).toEqual(Float32Array.of(3.5, 4));
    expect(dataset.train.take(Uint32Array.of(1, 0)).labels).toEqual(Int32Array.of(1, 0));
  });

  it('takes a table as it is stored, and its standardised target', () => {
    const train = { rows: 2, inputs: Float32Array.of(-1.5, 2, 0, 3e-8), labels: Float32Array.of(-0.5, 1.25) };
    const facts = { kind: 'table', task: 'regression', features: 2, image: null } as const;
    const dataset = open(somePrepared(facts, { kind: 'table', columns: [] }), train, train);
    expect(dataset.train.take(Uint32Array.of(1, 0)).inputs).toEqual(Float32Array.of(0, 3e-8, -1.5, 2));
    expect(dataset.train.take(Uint32Array.of(1)).labels).toEqual(Float32Array.of(1.25));
  });

  it('makes a bag of words of tokens: each word once, fillers left out, unknown words kept, every text as long', () => {
    const train = { rows: 2, inputs: Int32Array.of(3, 1, 3, 0, 4, 2, 3, 4), labels: Int32Array.of(0, 1) };
    const facts = { kind: 'text', features: 4, image: null, tokens: { length: 4, vocabulary: 5 } } as const;
    const recipe: Preprocessing = { kind: 'text', tokeniser: 1, vocabulary: ['', '?', 'a', 'b', 'c'], length: 4 };
    const dataset = open(somePrepared(facts, recipe), train, train);
    expect(dataset.train.width).toBe(5);
    const [two, three] = [16 / Math.sqrt(2), 16 / Math.sqrt(3)];
    const expected = Float32Array.of(0, 0, three, three, three, 0, two, 0, two, 0);
    expect(dataset.train.take(Uint32Array.of(1, 0)).inputs).toEqual(expected);
  });

  it('gives the words of texts in order to a network that reads them so', () => {
    const train = { rows: 2, inputs: Int32Array.of(3, 1, 3, 0, 4, 2, 3, 4), labels: Int32Array.of(0, 1) };
    const facts = { kind: 'text', features: 4, image: null, tokens: { length: 4, vocabulary: 5 } } as const;
    const recipe: Preprocessing = { kind: 'text', tokeniser: 1, vocabulary: ['', '?', 'a', 'b', 'c'], length: 4 };
    const dataset = open(somePrepared(facts, recipe), train, train, 'textcnn');
    expect(dataset.train.width).toBe(4);
    expect(dataset.train.take(Uint32Array.of(1)).inputs).toEqual(Int32Array.of(4, 2, 3, 4));
  });

  it('uses the memory of a batch that nobody needs any more, where it fits', () => {
    const train = { rows: 2, inputs: Int32Array.of(3, 1, 4, 2), labels: Int32Array.of(0, 1) };
    const facts = { kind: 'text', features: 2, image: null, tokens: { length: 2, vocabulary: 5 } } as const;
    const recipe: Preprocessing = { kind: 'text', tokeniser: 1, vocabulary: ['', '?', 'a', 'b', 'c'], length: 2 };
    const { train: bag } = open(somePrepared(facts, recipe), train, train);
    const used = bag.take(Uint32Array.of(0, 1));
    const before = used.inputs;
    const again = bag.take(Uint32Array.of(1, 0), used);
    expect(again.inputs).toBe(before);
    expect(again).toEqual(bag.take(Uint32Array.of(1, 0)));
    expect(bag.take(Uint32Array.of(1), used)).toEqual(bag.take(Uint32Array.of(1)));
  });

  it('refuses with a sentence what holds no rows or is no prepared file', () => {
    const none = { rows: 0, inputs: new Uint8Array(), labels: new Int32Array() };
    expect(() => open(somePrepared(), none, none)).toThrow(/train part of the data in \/data\/file has no rows/);
    expect(() => openDataset(new Uint8Array(40), '/data/file', 'mlp')).toThrow(
      /\/data\/file can’t be read: not a prepared file/,
    );
  });
});
