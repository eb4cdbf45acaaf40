import { describe, expect, it } from 'vitest';
import { DEFAULT_HYPERPARAMETERS, ModelKind } from '#shared/domain/hyperparameters.ts';
import { hasMessage } from '#shared/messages/text.ts';
import { cnnFilters, mostBlocks } from '#shared/method/networks/cnn.ts';
import { outputSize, parameterCountOf, parametersOf } from '#shared/method/networks/network.ts';
import { defaultFilters, modelsFor, networkOf } from '#shared/method/networks/network-of.ts';
import { parameterCountFor } from '#shared/method/networks/parameter-count.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import { someFacts } from '../tools/prepared-facts.ts';

const TABLE = someFacts({ kind: 'table', features: 11, image: null, classes: ['a', 'b', 'c'] });
const DIGITS = someFacts({ features: 784, image: [28, 28, 1], classes: [...'0123456789'] });
const TEXTS = someFacts({ kind: 'text', features: 40, image: null, tokens: { length: 40, vocabulary: 5000 } });
const MACHINE = { cores: 2, defaultBackend: 'wasm' } as const;

describe('the network that is proposed', () => {
  it('is an MLP for tables, a CNN for images with room for it, a bag of embeddings for texts', () => {
    expect([TABLE, DIGITS, TEXTS].map(facts => modelsFor(facts)[0])).toEqual(['mlp', 'cnn', 'fasttext']);
    expect(modelsFor(someFacts({ image: [3, 28, 1] }))).not.toContain('cnn');
  });

  it('has as many blocks as the images have room for', () => {
    expect([16, 28, 64, 5].map(side => cnnFilters(side, side))).toEqual([[16, 32], [16, 32], [16, 32, 64], []]);
    expect([3, 4, 28].map(side => mostBlocks(side, side))).toEqual([0, 1, 3]);
  });

  it('is in the plan, unless a person says otherwise', () => {
    expect(planLadder({}, MACHINE, DIGITS).base).toMatchObject({ model: 'cnn', filters: [16, 32] });
    expect(planLadder({ model: 'mlp' }, MACHINE, DIGITS).base).toMatchObject({ model: 'mlp' });
    expect(planLadder({}, MACHINE, TEXTS).base).toMatchObject({ model: 'fasttext', optimizer: 'adam' });
    expect(planLadder({}, MACHINE, null).base).toMatchObject({ model: 'mlp', optimizer: 'sgd' });
  });
});

describe('networkOf', () => {
  const of = (facts: typeof TABLE, choice: Partial<Parameters<typeof networkOf>[0]>) =>
    networkOf({ ...DEFAULT_HYPERPARAMETERS, filters: defaultFilters(facts), ...choice }, facts);

  it('counts parameters as they are counted by hand', () => {
    expect(parameterCountOf(of(TABLE, { model: 'linear' }))).toBe(11 * 3 + 3);
    expect(parameterCountOf(of(TABLE, { model: 'mlp', hidden: [8, 5] }))).toBe(96 + 45 + 18);
    // The networks that the peer's table times.
    expect(parameterCountOf(of(DIGITS, { model: 'cnn' }))).toBe(9 * 16 + 16 + 9 * 16 * 32 + 32 + 800 * 10 + 10);
    expect(parameterCountOf(of(TEXTS, { model: 'fasttext' }))).toBe(5000 * 64 + 64 * 2 + 2);
    expect(parameterCountOf(of(TEXTS, { model: 'textcnn' }))).toBe(5000 * 64 + 3 * 64 * 64 + 64 + 64 * 2 + 2);
  });

  it.each(ModelKind.options)('%s: each layer takes what the one before gives', model => {
    const facts = model === 'cnn' ? DIGITS : model === 'fasttext' || model === 'textcnn' ? TEXTS : TABLE;
    const { layers } = of(facts, { model, dropout: 0.5 });
    const names = parametersOf({ layers }).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const last = layers.at(-1);
    expect(last).toMatchObject({ kind: 'dense', relu: false, outputs: facts.classes.length });
    for (let i = 1; i < layers.length; i++) {
      const layer = layers[i]!;
      const before = outputSize(layers[i - 1]!);
      if (layer.kind === 'dense') expect(layer.inputs).toBe(before);
      if (layer.kind === 'dropout') expect(layer.size).toBe(before);
      if (layer.kind === 'convolution') expect(layer.height * layer.width * layer.channels).toBe(before);
      if (layer.kind === 'textConvolution') expect(layer.length * layer.width).toBe(before);
    }
  });

  it('has one output for regression', () => {
    expect(of({ ...TABLE, task: 'regression', classes: [] }, { model: 'mlp' }).layers.at(-1)).toMatchObject({
      outputs: 1,
    });
  });

  it.each([
    [TABLE, { model: 'cnn' as const }, 'error.model.needsImages'],
    [DIGITS, { model: 'textcnn' as const }, 'error.model.needsTexts'],
    [DIGITS, { model: 'cnn' as const, filters: [1, 2, 3, 4] }, 'error.model.blocks'],
    [DIGITS, { model: 'cnn' as const, filters: [] }, 'error.model.blocks'],
  ])('refuses what does not fit the data, with a sentence', (facts, choice, key) => {
    expect(() => of(facts, choice)).toThrow(expect.objectContaining({ record: expect.objectContaining({ key }) }));
    expect(hasMessage(key)).toBe(true);
    expect(parameterCountFor({ ...DEFAULT_HYPERPARAMETERS, ...choice }, facts)).toBeNull();
  });
});
