import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkChoice } from '#shared/domain/hyperparameters.ts';
import {
  type AcceptedSet,
  configurationBefore,
  configurationOf,
  type DecisionStanding,
  decisionStanding,
  isKept,
  presentInputs,
  settingsOfLadder,
  stageStanding,
} from '#shared/method/configuration.ts';
import { someFacts } from '../tools/prepared-facts.ts';

const mlp: NetworkChoice = { model: 'mlp', hidden: [128, 64], filters: [], embedding: 64 };
const table = someFacts({ kind: 'table', image: null });
const project = { dataDigest: 'now', facts: table, network: null };

describe('how a decision stands', () => {
  type MadeFor = Parameters<typeof decisionStanding>[0];
  it.each<[DecisionStanding, MadeFor, Parameters<typeof decisionStanding>[1]]>([
    ['holds', { dataDigest: 'now', network: mlp }, project],
    [
      'holds',
      { dataDigest: 'now', network: { ...mlp, hidden: [8] } },
      { ...project, network: { ...mlp, hidden: [8] } },
    ],
    ['otherNetwork', { dataDigest: 'now', network: mlp }, { ...project, network: { ...mlp, hidden: [8] } }],
    ['otherNetwork', { dataDigest: 'now', network: { ...mlp, model: 'linear' } }, project],
    ['otherData', { dataDigest: 'before', network: mlp }, project],
    ['otherData', { dataDigest: 'before', network: { ...mlp, hidden: [8] } }, project],
  ])('%s: %j', (standing, decision, present) => expect(decisionStanding(decision, present)).toBe(standing));

  it('does not look at sizes that a network doesn’t have', () => {
    const decided = (network: NetworkChoice, now: NetworkChoice, facts = table) =>
      decisionStanding({ dataDigest: 'now', network }, { dataDigest: 'now', facts, network: now });
    const other = { hidden: [1], filters: [2], embedding: 3 };
    expect(decided({ ...mlp, filters: [9], embedding: 9 }, mlp)).toBe('holds');
    expect(decided({ ...mlp, model: 'linear' }, { ...other, model: 'linear' })).toBe('holds');
    const cnn: NetworkChoice = { ...mlp, model: 'cnn', filters: [2] };
    expect(decided(cnn, { ...other, model: 'cnn' }, someFacts())).toBe('holds');
    expect(decided({ ...cnn, filters: [4] }, { ...other, model: 'cnn' }, someFacts())).toBe('otherNetwork');
    expect(decided({ ...mlp, model: 'fasttext', embedding: 3 }, { ...other, model: 'fasttext' })).toBe('holds');
    expect(decided({ ...other, model: 'textcnn' }, { ...other, model: 'textcnn', hidden: [7] })).toBe('holds');
    expect(decided({ ...other, model: 'textcnn' }, { ...other, model: 'textcnn', filters: [7] })).toBe('otherNetwork');
  });

  it('holds where it is not known what it was made for, or what the project has', () => {
    expect(decisionStanding({ dataDigest: null, network: null }, project)).toBe('holds');
    const made = { dataDigest: 'before', network: { ...mlp, hidden: [8] } };
    expect(decisionStanding(made, { dataDigest: null, facts: null, network: null })).toBe('holds');
  });
});

describe('a decision is kept', () => {
  const evidence = { dataDigest: 'before', network: mlp };
  it.each([
    [false, evidence],
    [false, { dataDigest: null, network: null }],
    [false, { dataDigest: 'before', network: { ...mlp, filters: [9] } }],
    [true, { dataDigest: 'now', network: mlp }],
    [true, { dataDigest: 'before', network: { ...mlp, hidden: [8] } }],
  ])('%s: %j', (kept, decision) => expect(isKept(decision, evidence)).toBe(kept));
});

describe('the configuration', () => {
  const ORDER = ['learningRate', 'batchMomentum', 'decay'];
  const present = { dataDigest: 'now', network: mlp };
  const accepted = (
    kind: string,
    set: AcceptedSet['set'],
    inputs: Partial<AcceptedSet['inputs']> = {},
  ): AcceptedSet => ({
    kind,
    set,
    inputs: { ...present, configuration: null, ...inputs },
  });
  const rate = accepted('learningRate', { learningRate: 0.1, steps: 900 });
  const momentum = accepted(
    'batchMomentum',
    { momentum: 0.95, batchSize: 32, steps: 600 },
    { configuration: { learningRate: 0.1, steps: 900 } },
  );
  const fold = (...decisions: AcceptedSet[]) => configurationOf(decisions, ORDER, present);

  it('is what was accepted, stage by stage, a later stage having the last word', () => {
    expect(fold().set).toEqual({});
    expect(fold(momentum, rate).set).toEqual({ learningRate: 0.1, steps: 600, momentum: 0.95, batchSize: 32 });
  });

  it('takes the newest of each kind', () => {
    const newer = accepted('learningRate', { learningRate: 0.03, steps: 1200 });
    expect(fold(rate, newer).set).toEqual(newer.set);
  });

  it('counts what was made from something else only once it was kept, and nothing older in its place', () => {
    const stale = accepted('learningRate', { learningRate: 0.3, steps: 300 }, { dataDigest: 'before' });
    expect(fold(rate, stale)).toEqual({ set: {}, decisions: [{ decision: stale, standing: 'otherData' }] });
    expect(fold(rate, stale, { ...stale, inputs: rate.inputs }).set).toEqual(stale.set);
    const otherNetwork = accepted('learningRate', {}, { network: { ...mlp, hidden: [8] } });
    expect(fold(otherNetwork).decisions[0]?.standing).toBe('otherNetwork');
  });

  it('lets what follows from another learning rate fall away, and come back with it', () => {
    const other = accepted('learningRate', { learningRate: 0.03, steps: 900 });
    const changed = fold(rate, momentum, other);
    expect(changed.set).toEqual(other.set);
    expect(changed.decisions.map(({ standing }) => standing)).toEqual(['holds', 'otherConfiguration']);
    expect(fold(rate, momentum, other, rate).set.momentum).toBe(0.95);
  });

  it('counts an optimizer that a decision of old does not say as unchanged, and knows others apart', () => {
    const of = (optimizer: 'sgd' | 'adam') => accepted('learningRate', { ...rate.set, optimizer });
    const standing = (...all: AcceptedSet[]) => fold(...all).decisions.at(-1)?.standing;
    expect(standing(of('adam'), momentum)).toBe('holds');
    const withSgd = { ...momentum, inputs: { ...momentum.inputs, configuration: of('sgd').set } };
    expect(standing(rate, withSgd)).toBe('holds');
    expect(standing(of('sgd'), withSgd)).toBe('holds');
    expect(standing(of('adam'), withSgd)).toBe('otherConfiguration');
  });

  it('knows the answer of a ladder apart from that of one with another batch size, dropout or weight decay', () => {
    const base = { optimizer: 'sgd', momentum: 0.9, batchSize: 64, weightDecay: 0, dropout: 0 } as const;
    const ladder = (told: Partial<Record<'batchSize' | 'dropout' | 'weightDecay', number>>) =>
      accepted('learningRate', { ...settingsOfLadder({ ...base, ...told }), ...rate.set });
    const later = { ...momentum, inputs: { ...momentum.inputs, configuration: ladder({}).set } };
    const standing = (told: Parameters<typeof ladder>[0]) => fold(ladder(told), later).decisions.at(-1)?.standing;
    expect(standing({})).toBe('holds');
    expect(standing({ batchSize: 32 })).toBe('otherConfiguration');
    expect(standing({ dropout: 0.2 })).toBe('otherConfiguration');
    expect(standing({ weightDecay: 1e-4 })).toBe('otherConfiguration');
    const regularised = { ...later, inputs: { ...later.inputs, configuration: ladder({ dropout: 0.2 }).set } };
    expect(fold(ladder({}), regularised).decisions.at(-1)?.standing).toBe('otherConfiguration');
  });

  it('is of the project as it is: its network with what the data proposes', () => {
    expect(presentInputs(project)).toMatchObject({ dataDigest: 'now', network: { model: 'mlp' } });
    expect(presentInputs({ dataDigest: null, facts: null, network: null }).network).toBeNull();
  });

  const decisions = fc.array(
    fc
      .record({
        kind: fc.constantFrom(...ORDER),
        learningRate: fc.constantFrom(0.1, 0.03),
        momentum: fc.constantFrom(0, 0.9),
        dataDigest: fc.constantFrom('now', 'now', 'before', null),
        configuration: fc.constantFrom(null, {}, { learningRate: 0.1 }),
      })
      .map(({ kind, learningRate, momentum, ...inputs }) =>
        accepted(kind, kind === 'learningRate' ? { learningRate } : { momentum }, inputs),
      ),
  );

  it('depends on the newest of each kind alone, not on the order between kinds', () =>
    fc.assert(
      fc.property(decisions, all => {
        const byKind = ORDER.toReversed().flatMap(kind => all.filter(one => one.kind === kind));
        expect(fold(...byKind)).toEqual(fold(...all));
        const newest = ORDER.flatMap(kind => all.findLast(one => one.kind === kind) ?? []);
        expect(fold(...newest)).toEqual(fold(...all));
      }),
    ));

  it('holds what a person keeps, whatever was before', () =>
    fc.assert(
      fc.property(decisions, fc.constantFrom(...ORDER), (all, kind) => {
        const set = { momentum: 0.5 };
        const before = fold(...all.filter(one => ORDER.indexOf(one.kind) < ORDER.indexOf(kind))).set;
        const kept = accepted(kind, set, { configuration: before });
        const { decisions: counted } = fold(...all, kept);
        expect(counted.find(({ decision }) => decision === kept)?.standing).toBe('holds');
      }),
    ));
});

describe('how a stage stands', () => {
  const present = presentInputs(project);
  const made = { dataDigest: 'now', network: mlp, configuration: { learningRate: 0.1 } };
  const plan = { base: mlp } as unknown as Parameters<typeof stageStanding>[0]['plan'];
  const standing = (inputs: typeof made | null, set = { learningRate: 0.1 }) =>
    stageStanding({ inputs, plan }, { set }, present);

  it('holds as long as data, network and what was accepted before it are what it was planned from', () => {
    expect(standing(made)).toBe('holds');
    expect(standing({ ...made, dataDigest: 'before' })).toBe('otherData');
    expect(standing({ ...made, network: { ...mlp, hidden: [8] } })).toBe('otherNetwork');
    expect(standing(made, { learningRate: 0.2 })).toBe('otherConfiguration');
  });

  it('of a stage of old, the network alone is known', () => {
    expect(standing(null, { learningRate: 0.2 })).toBe('holds');
    expect(stageStanding({ inputs: null, plan }, { set: {} }, { ...present, network: { ...mlp, hidden: [8] } })).toBe(
      'otherNetwork',
    );
  });

  it('looks at the kinds before it alone; of a kind in no order nothing comes before', () => {
    const inputs = { dataDigest: null, network: null, configuration: null };
    const decisions = [
      { kind: 'a', set: { learningRate: 0.1 }, inputs },
      { kind: 'b', set: { momentum: 0.5 }, inputs },
    ];
    const before = (kind: string) => configurationBefore(kind, decisions, ['a', 'b', 'c'], present).set;
    expect(['a', 'b', 'c', 'trial'].map(before)).toEqual([
      {},
      { learningRate: 0.1 },
      { learningRate: 0.1, momentum: 0.5 },
      {},
    ]);
  });
});
