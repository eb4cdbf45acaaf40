import { describe, expect, it } from 'vitest';
import type { NetworkChoice } from '#shared/domain/hyperparameters.ts';
import { type DecisionStanding, decisionStanding, isKept } from '#shared/method/configuration.ts';
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
