import { describe, expect, it } from 'vitest';
import type { Translate } from '#renderer/app/context.ts';
import { layerRows } from '#renderer/model/layer-rows.ts';
import { draftOf, isChange, type NetworkDraft, readDraft } from '#renderer/model/network-draft.ts';
import { perRow } from '#renderer/model/per-row.ts';
import { modelLine } from '#renderer/rail/model-line.ts';
import { DEFAULT_HYPERPARAMETERS, type ModelKind } from '#shared/domain/hyperparameters.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { planAgain, planBase } from '#shared/method/fixed-hyperparameters.ts';
import { outputSize, parameterCountOf } from '#shared/method/networks/network.ts';
import { modelsFor, networkOf, proposalReason } from '#shared/method/networks/network-of.ts';
import { networkIn } from '#shared/method/networks/same-network.ts';
import { someFacts } from '../tools/prepared-facts.ts';

const TABLE = someFacts({ kind: 'table', features: 11, image: null });
const DIGITS = someFacts({ features: 784, image: [28, 28, 1], classes: [...'0123456789'] });
const TEXTS = someFacts({ kind: 'text', features: 40, image: null, tokens: { length: 40, vocabulary: 5000 } });
const DATA = { TABLE, DIGITS, TEXTS };

const t: Translate = (key, ...values) => text('en', key, ...values);
const proposed = (facts: typeof TABLE) => networkIn(planBase({}, facts));
const draft = (facts: typeof TABLE, changes: Partial<NetworkDraft>): NetworkDraft => ({
  ...draftOf(proposed(facts)),
  ...changes,
});

describe('a network that is being chosen', () => {
  it.each(Object.entries(DATA))('is at first what the data proposes: %s', (_, facts) => {
    expect(readDraft(draftOf(proposed(facts)), facts)).toMatchObject({ network: proposed(facts), wrong: {} });
  });

  it.each(['256, 32', '256 32', '256-32', ' 256，32 ', '256、32'])('reads %j as two hidden layers', hidden => {
    const { network, parameters } = readDraft(draft(DIGITS, { model: 'mlp', hidden }), DIGITS);
    expect(network?.hidden).toEqual([256, 32]);
    expect(parameters).toBe(785 * 256 + 257 * 32 + 33 * 10);
  });

  it('takes sizes that the network does not have from the data, whatever stands in their fields', () => {
    const { network } = readDraft(draft(DIGITS, { model: 'mlp', hidden: '8', filters: '7, x', embedding: '' }), DIGITS);
    expect(network).toEqual({ ...proposed(DIGITS), model: 'mlp', hidden: [8] });
  });

  it.each<[boolean, string, Partial<NetworkDraft> | undefined]>([
    [false, 'nothing was begun', undefined],
    [false, 'it is the present one, written otherwise', { hidden: '16;' }],
    [true, 'it is another one', { hidden: '128, 64' }],
    [true, 'its sizes can not be used', { hidden: '16, x' }],
    [false, 'the data is of another kind now', { model: 'cnn' }],
  ])('is a change: %s, where %s', (change, _, changes) => {
    const project = { facts: TABLE, network: { ...proposed(TABLE), hidden: [16] } };
    expect(isChange(changes && draft(TABLE, changes), project)).toBe(change);
  });

  it.each<[keyof typeof DATA, Partial<NetworkDraft>, 'hidden' | 'filters' | 'embedding', string]>([
    ['TABLE', { hidden: '128, x' }, 'hidden', 'list'],
    ['TABLE', { hidden: '1.5' }, 'hidden', 'list'],
    ['TABLE', { hidden: '' }, 'hidden', 'noHidden'],
    ['TABLE', { hidden: '0' }, 'hidden', 'range'],
    ['TABLE', { hidden: '65537' }, 'hidden', 'range'],
    ['TABLE', { hidden: '1 2 3 4 5 6 7 8 9' }, 'hidden', 'layers'],
    ['TABLE', { hidden: '65536, 65536' }, 'hidden', 'large'],
    ['DIGITS', { filters: '' }, 'filters', 'noBlocks'],
    ['DIGITS', { filters: '8, 8, 8, 8' }, 'filters', 'blocks'],
    ['DIGITS', { filters: '1025' }, 'filters', 'range'],
    ['TEXTS', { embedding: '64, 64' }, 'embedding', 'one'],
    ['TEXTS', { embedding: '' }, 'embedding', 'one'],
    ['TEXTS', { embedding: '1025' }, 'embedding', 'range'],
    ['TEXTS', { model: 'textcnn', filters: '16, 32' }, 'filters', 'one'],
  ])('%s with %o says what to change', (name, changes, size, key) => {
    const { network, wrong } = readDraft(draft(DATA[name], changes), DATA[name]);
    expect(network).toBeNull();
    expect(Object.keys(wrong)).toEqual([size]);
    expect(wrong[size]?.key).toBe(`modelStep.wrong.${key}`);
    for (const language of LANGUAGES) expect(text(language, wrong[size]!.key, wrong[size]!.values)).not.toContain('{');
  });

  it('may fill the image with blocks, up to the last', () => {
    expect(readDraft(draft(DIGITS, { filters: '8, 8, 8' }), DIGITS).network?.filters).toEqual([8, 8, 8]);
  });
});

describe('layer by layer', () => {
  const cases = Object.entries(DATA).flatMap(([name, facts]) =>
    modelsFor(facts).map(model => [model, name, facts] as const),
  );

  it.each(cases)('%s of %s: the shapes are what comes out, the parameters add up', (model, _, facts) => {
    const network = networkOf({ ...DEFAULT_HYPERPARAMETERS, ...proposed(facts), model }, facts);
    const [input, ...layers] = layerRows(network, facts);
    expect(input).toMatchObject({ name: null, parameters: null, weights: null });
    const sizes = layers.map(({ shape }) => shape.reduce((size, n) => size * n));
    expect(sizes).toEqual(network.layers.map(outputSize));
    expect(layers.reduce((sum, { parameters }) => sum + (parameters ?? 0), 0)).toBe(parameterCountOf(network));
    expect(layers.at(-1)).toMatchObject({ name: 'output', weights: 'glorot' });
    for (const { what } of [input!, ...layers]) expect(t(what.key, what.values)).not.toMatch(/[{}]|modelStep/);
  });

  it('says which image and which words go in', () => {
    const rows = (facts: typeof TABLE, model: ModelKind) =>
      layerRows(networkOf({ ...DEFAULT_HYPERPARAMETERS, ...proposed(facts), model }, facts), facts)[0];
    expect(rows(DIGITS, 'cnn')).toMatchObject({ what: { key: 'modelStep.layers.image' }, shape: [28, 28, 1] });
    expect(rows(DIGITS, 'mlp')).toMatchObject({ what: { key: 'modelStep.layers.pixels' }, shape: [784] });
    expect(rows(TEXTS, 'fasttext')).toMatchObject({ what: { key: 'modelStep.layers.words' }, shape: [40] });
    expect(rows(TEXTS, 'linear')).toMatchObject({ what: { key: 'modelStep.layers.bag' }, shape: [5000] });
  });
});

describe('why a network is proposed', () => {
  it.each([
    [TABLE, 'table'],
    [DIGITS, 'images'],
    [TEXTS, 'texts'],
    [someFacts({ image: [3, 28, 1] }), 'smallImages'],
    // Room for a block that would leave one pixel: not a network to begin with.
    [someFacts({ image: [5, 5, 1] }), 'smallImages'],
  ])('%#: %s', (facts, key) => {
    expect(proposalReason(facts).key).toBe(`modelStep.proposed.${key}`);
    expect(() => networkOf({ ...proposed(facts), dropout: 0 }, facts)).not.toThrow();
  });
});

describe('numbers to learn against rows', () => {
  it.each([
    [640, 64, 'More numbers to learn than rows to learn them from: 10 for each row.'],
    [64, 96, 'Fewer numbers to learn than rows to learn them from: 1.5 rows for each number.'],
    [64, 64, 'As many numbers'],
  ])('%d against %d', (parameters, rows, start) => {
    expect(perRow(parameters, rows, t, 'en').startsWith(start)).toBe(true);
  });
});

describe('the network of a project', () => {
  const mlp = { ...proposed(DIGITS), model: 'mlp' as const, hidden: [32] };

  it('stands in the rail with its size', () => {
    expect(modelLine({ facts: DIGITS, network: null }, t, 'en')).toBe('CNN, 12,810 parameters');
    expect(modelLine({ facts: DIGITS, network: mlp }, t, 'en')).toBe('MLP, 25,450 parameters');
    expect(modelLine({ facts: null, network: null }, t, 'en')).toBe('Follows from the data');
  });

  it('is what a further ladder trains, with the settings of the one before', () => {
    const before = { ...planBase({ steps: 70, batchSize: 8 }, DIGITS), momentum: 0.5 };
    expect(planAgain(before, DIGITS, null)).toBe(before);
    expect(planAgain(before, DIGITS, mlp)).toEqual({ ...before, ...mlp });
    expect(planAgain({ ...before, ...mlp }, DIGITS, null)).toEqual(before);
    expect(planAgain(before, null, mlp)).toBe(before);
  });

  it('brings its own settings where the data has become of another kind', () => {
    const before = planBase({ steps: 70, batchSize: 8 }, DIGITS);
    expect(planAgain(before, TEXTS, null)).toEqual(planBase({ steps: 70 }, TEXTS));
  });
});
