import { describe, expect, it } from 'vitest';
import type { Translate } from '#renderer/app/context.ts';
import { decades, rateAxis, ratioAxis, ratioBetween } from '#renderer/probe/probe-axes.ts';
import { checkSentence, leftNoTrace, placeOf } from '#renderer/probe/probe-sentences.ts';
import { probeSummary } from '#renderer/probe/probe-summary.ts';
import { shownProbe } from '#renderer/probe/shown-probe.ts';
import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import { text } from '#shared/messages/text.ts';
import { estimateOf, TARGET_RATIO } from '#shared/method/probe/answer.ts';
import { probeAnswer, probeRound, someProbe } from './page-probes.ts';

const t: Translate = (key, ...values) => text('en', key, ...values);

describe('the probe that counts', () => {
  const base = { ...DEFAULT_HYPERPARAMETERS };
  const target = { dataDigest: 'digest', base };

  it('is the newest for the same data, settings and steps, however often it would look at dev', () => {
    const probes = [
      someProbe({ id: 'old' }),
      someProbe({ id: 'new', hyperparameters: { ...base, evalEvery: 7 } }),
      someProbe({ id: 'longer', hyperparameters: { ...base, steps: 5000 } }),
      someProbe({ id: 'adam', hyperparameters: { ...base, optimizer: 'adam' } }),
      someProbe({ id: 'other data', dataDigest: 'other' }),
    ];
    expect(shownProbe(probes, target)).toMatchObject({ probe: { id: 'new' }, madeFor: 'this' });
  });

  it.each([
    ['otherSettings', { hyperparameters: { ...base, hidden: [128, 65] } }],
    ['otherSettings', { hyperparameters: { ...base, seed: 2 } }],
    ['otherData', { dataDigest: 'other' }],
  ])('else the newest, with a word about what it was made for: %s', (madeFor, changes) => {
    const probe = someProbe(changes);
    expect(shownProbe([someProbe({ dataDigest: 'older' }), probe], target)).toEqual({ probe, madeFor });
  });

  it.each(['sgd', 'momentum', 'adam'] as const)('is with %s one that was made for the same steps', optimizer => {
    const own = { ...base, optimizer };
    const probes = [1000, 2000].map(steps => someProbe({ id: `${steps}`, hyperparameters: { ...own, steps } }));
    const shown = (steps: number) => shownProbe(probes, { ...target, base: { ...own, steps } });
    expect(shown(1000)).toMatchObject({ probe: { id: '1000' }, madeFor: 'this' });
    expect(shown(3000)).toMatchObject({ probe: { id: '2000' }, madeFor: 'otherSteps' });
  });

  it('is none where there is none', () => expect(shownProbe([], target)).toBeNull());

  it('has an estimate of two digits', () => expect(estimateOf(someProbe().answer)).toBe(0.25));
});

describe("the axes of the probe's chart", () => {
  it('hold all rates and the estimate, all ratios, the band and the target', () => {
    const answer = probeAnswer({ learningRate: 3 });
    const [slowest, fastest] = rateAxis(answer);
    expect(slowest).toBeLessThan(0.01);
    expect(fastest).toBeGreaterThan(3);
    const [low, high] = ratioAxis(answer);
    expect(low).toBeLessThan(TARGET_RATIO);
    expect(high).toBeGreaterThan(0.5);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 0, 1e300, 1e-300])(
    'are finite and positive with a ratio of %d',
    ratio => {
      const [low, high] = ratioAxis(probeAnswer({ rounds: [probeRound(1, 0.1, ratio)] }));
      expect(low).toBeGreaterThan(0);
      expect(high).toBeGreaterThan(low);
      expect(high / low).toBeLessThan(1e9);
    },
  );

  it('have powers of ten, no more than find room', () => {
    expect(decades([0.0005, 2], 6)).toEqual([0.001, 0.01, 0.1, 1]);
    expect(decades([1e-8, 2], 5)).toEqual([1e-8, 1e-6, 1e-4, 1e-2, 1]);
    expect(decades([0.001, 1], 6)).toEqual([0.001, 0.01, 0.1, 1]);
    expect(decades([0.2, 0.5], 6)).toEqual([]);
  });
});

describe("where the estimate's dot stands", () => {
  const { rounds } = probeAnswer();

  it('on the longest round that was tried on either side', () => {
    expect(ratioBetween(rounds, 0.1)).toBeCloseTo(0.008);
    expect(ratioBetween(rounds, Math.sqrt(0.1))).toBeCloseTo(0.02);
    expect(ratioBetween(rounds, Math.sqrt(0.001))).toBeCloseTo(Math.sqrt(0.005 * 0.05));
  });

  it('nowhere outside of what was tried, and not beside what diverged', () => {
    expect(ratioBetween(rounds, 2)).toBeNull();
    expect(ratioBetween([probeRound(1, 0.1, 0.01), probeRound(1, 1, Number.NaN)], 0.5)).toBeNull();
  });
});

describe('what a probe says', () => {
  it('has the whole chart in words', () => {
    expect(probeSummary(probeAnswer(), 0.25, t, 'en')).toBe(
      'Update ratio by learning rate. Round 1: 0.00500 at 0.01, 0.0500 at 0.1, 0.500 at 1. ' +
        'Round 2: 0.0100 at 0.1, 0.0400 at 1. Round 3: 0.00800 at 0.1. ' +
        'Healthy ratios lie between 0.002 and 0.02. The estimate is 0.25.',
    );
  });

  it('claims no trace only where the digests agree', () => {
    expect(leftNoTrace(probeAnswer())).toBe(true);
    expect(leftNoTrace(probeAnswer({ digestAfter: 'cd' }))).toBe(false);
  });

  it('tells what the check showed', () => {
    const { check } = probeAnswer();
    expect(checkSentence(check, t, 'en')).toContain('from 3.39 to 2.21');
    expect(checkSentence({ ...check, halvings: 1 }, t, 'en')).toContain('Halved once');
    expect(checkSentence({ ...check, halvings: 2 }, t, 'en')).toContain('Halved 2 times');
    expect(checkSentence({ ...check, passed: false, lossAfter: Number.NaN }, t, 'en')).toMatch(/^Not confirmed.*NaN/);
  });

  it('places each weight beside the band, and no bias', () => {
    const place = (name: string, ratio: number) => placeOf({ name, ratio }, [2e-3, 2e-2]);
    expect(place('a.weight', 0.001)).toBe('below');
    expect(place('a.weight', 0.002)).toBe('within');
    expect(place('a.weight', 0.02)).toBe('within');
    expect(place('a.weight', 0.03)).toBe('above');
    expect(place('a.weight', Number.POSITIVE_INFINITY)).toBe('above');
    expect(place('a.bias', 0.01)).toBe('unused');
  });
});
