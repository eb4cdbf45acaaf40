import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TunePlan } from '#shared/domain/tune.ts';
import { STAGES } from '#shared/method/stages/definitions.ts';
import { TUNE_LINES } from '#shared/method/tune/lines.ts';
import { MARGIN, planTune, type TuneInput } from '#shared/method/tune/plan.ts';
import { someFacts } from '../tools/prepared-facts.ts';

const PACE = { stepMs: 2, startMs: 400 };

/** A project on which nothing was accepted yet. */
const input = (changes: Partial<TuneInput> & { train?: number } = {}): TuneInput => {
  const { train = 1600, ...rest } = changes;
  const facts = someFacts({ kind: 'table', image: null, features: 11, rows: { train, dev: 400, test: 400 } });
  return {
    subject: { kind: 'builtIn', facts, dataDigest: 'ab', network: null },
    host: { cores: 2, defaultBackend: 'wasm' },
    decisions: [],
    present: { dataDigest: 'ab', network: null },
    basis: null,
    earlier: { seeds: [], stepMs: null },
    measure: () => ({ pace: PACE, trialBytes: null }),
    unit: 'steps',
    available: 100_000,
    seed: 1,
    ladderSteps: null,
    over: new Set(),
    ...rest,
  };
};

/** Place of what a stage gets among the offers of its line; −1: it is left out. */
const levels = (plan: TunePlan, { subject, seed }: TuneInput): number[] =>
  plan.shares.map(({ line: name, choice }) => {
    const line = TUNE_LINES.find(one => one.line === name);
    const facts = subject.kind === 'builtIn' ? subject.facts : null;
    const given = { subject, facts, set: {}, seed, ladderSteps: null };
    return line?.offers.findIndex(offer => JSON.stringify(offer.choice(given)) === JSON.stringify(choice)) ?? -1;
  });

const anInput = fc
  .record({
    available: fc.integer({ min: 1, max: 3_000_000 }),
    train: fc.integer({ min: 20, max: 50_000 }),
    unit: fc.constantFrom('steps' as const, 'minutes' as const),
  })
  .map(input);

describe('a plan of a guided run', () => {
  it('has a line for each stage of the method', () => {
    expect(TUNE_LINES.map(({ kind }) => kind)).toEqual(expect.arrayContaining(STAGES.map(({ kind }) => kind)));
  });

  it('offers no two things at the same place of the order, and within a stage the leaner ones first', () => {
    const ranks = TUNE_LINES.map(({ offers }) => offers.map(({ rank }) => rank));
    expect(new Set(ranks.flat()).size).toBe(ranks.flat().length);
    for (const some of ranks) expect(some).toEqual([...some].sort((a, b) => a - b));
  });

  it('takes no more than there is: the next stage at its worst, those after it as they mostly go', () => {
    fc.assert(
      fc.property(anInput, given => {
        const { shares, planned, fits } = planTune(given);
        const unit = given.unit === 'steps' ? ('steps' as const) : ('ms' as const);
        const next = shares.findIndex(({ choice }) => choice !== null);
        const margin = (kind: string) => (kind === 'finalRuns' && unit === 'ms' ? MARGIN : 1);
        const costs = shares.map(
          ({ kind, atMost, about }, i) => margin(kind) * ((i === next ? atMost : about)[unit] ?? NaN),
        );
        const sum = costs.reduce((all, cost) => all + cost, 0);
        expect(sum).toBeLessThanOrEqual(given.available);
        expect(planned).toBeCloseTo(sum, 3);
        if (!fits) expect(shares.every(({ choice }) => choice === null)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('gives every stage a share, or a reason why not', () => {
    fc.assert(
      fc.property(anInput, given => {
        const { shares } = planTune(given);
        expect(shares.map(({ line }) => line)).toEqual(TUNE_LINES.map(({ line }) => line));
        expect([...new Set(shares.map(({ kind }) => kind))]).toEqual(STAGES.map(({ kind }) => kind));
        for (const { choice, says } of shares)
          expect(says.key).toMatch(choice === null ? /^(tune\.leftOut|error)\./ : /^tune\.does\./);
      }),
      { numRuns: 60 },
    );
  });

  it('with more budget never gives less of anything', () => {
    fc.assert(
      fc.property(anInput, fc.integer({ min: 1, max: 1_000_000 }), (given, more) => {
        const before = levels(planTune(given), given);
        const after = levels(planTune({ ...given, available: given.available + more }), given);
        for (const [i, level] of before.entries()) expect(after[i]).toBeGreaterThanOrEqual(level);
      }),
      { numRuns: 60 },
    );
  });

  it('reserves the final runs before any stage but the ladder', () => {
    const { least } = planTune(input({ available: 1 }));
    const { shares, fits } = planTune(input({ available: least }));
    expect(fits).toBe(true);
    const reserved = ['learningRate', 'finalRuns'].filter(kind => STAGES.some(stage => stage.kind === kind));
    expect(shares.filter(({ choice }) => choice !== null).map(({ kind }) => kind)).toEqual(reserved);
    expect(planTune(input({ available: least - 1 })).fits).toBe(false);
  });

  it('tells of a stage that is left out what the whole budget would have to be, not what is left of it', () => {
    const { least } = planTune(input({ available: 1 }));
    const said = (spent: number) => {
      const { shares } = planTune(input({ available: least, spent }));
      const says = shares.find(({ choice }) => choice === null)?.says;
      expect(says?.key).toBe('tune.leftOut.steps');
      return (says?.values.least as { value: number } | undefined)?.value ?? Number.NaN;
    };
    expect(said(5000)).toBe(said(0) + 5000);
  });

  it('in steps never looks at a clock', () => {
    const measured = planTune(input());
    const unmeasured = planTune(input({ measure: () => null, slower: 3 }));
    const choices = ({ shares }: TunePlan) => shares.map(({ kind, choice }) => ({ kind, choice }));
    expect(choices(unmeasured)).toEqual(choices(measured));
  });

  it('in minutes says of what was not measured that nobody can tell', () => {
    const { fits, shares } = planTune(input({ unit: 'minutes', available: 1e9, measure: () => null }));
    expect(fits).toBe(false);
    expect(shares[0]?.says.key).toBe('tune.leftOut.unmeasured');
  });

  it('buys less where things take longer than was measured', () => {
    const available = 15 * 60_000;
    const usual = planTune(input({ unit: 'minutes', available }));
    const slow = planTune(input({ unit: 'minutes', available, slower: 4 }));
    expect(levels(slow, input()).every((level, i) => level <= (levels(usual, input())[i] as number))).toBe(true);
    expect(slow.planned).toBeLessThanOrEqual(available);
  });

  it('begins the leanest final runs where nothing else is left, though they don’t fit the minutes, but never more steps than there are', () => {
    const over = new Set(TUNE_LINES.map(({ line }) => line).filter(line => line !== 'finalRuns'));
    const decisions = [
      {
        kind: 'learningRate',
        set: { learningRate: 0.1, steps: 400 },
        inputs: { dataDigest: null, network: null, configuration: null },
      },
    ];
    const of = (unit: TuneInput['unit']) => planTune(input({ unit, over, decisions, available: 1 })).shares;
    expect(of('minutes')).toMatchObject([{ line: 'finalRuns', choice: { seeds: 3 } }]);
    expect(of('steps')).toMatchObject([{ line: 'finalRuns', choice: null }]);
  });

  it('leaves what a stage did not use to those after it', () => {
    const given = input({ available: 60_000 });
    const first = planTune(given);
    const over = new Set(['learningRate', 'otherOptimizer']);
    const decisions = [
      {
        kind: 'learningRate',
        set: { learningRate: 0.1, steps: 400, optimizer: 'momentum' as const, momentum: 0.9 },
        inputs: { dataDigest: null, network: null, configuration: null },
      },
    ];
    const later = planTune({ ...given, over, decisions, available: 55_000 });
    const of = (plan: TunePlan, kind: string) => plan.shares.find(share => share.kind === kind)?.about.steps ?? 0;
    expect(later.shares.map(({ kind }) => kind)).not.toContain('learningRate');
    expect(of(later, 'batchMomentum')).toBeGreaterThan(0);
    expect(later.planned).toBeGreaterThan(0);
    expect(later.planned).toBeLessThanOrEqual(55_000);
    expect(first.planned).toBeLessThanOrEqual(60_000);
  });
});
