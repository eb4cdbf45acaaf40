import { describe, expect, it } from 'vitest';
import type { Translate } from '#renderer/app/context.ts';
import { trialName } from '#renderer/stages/regularisation/points.ts';
import { moved } from '#renderer/stages/regularisation/Scatter.tsx';
import { choiceOf, isComplete, settingsFor } from '#renderer/stages/regularisation/search-settings.ts';
import type { RegularisationAnswer, SearchedPoint } from '#shared/domain/regularisation.ts';
import { CONSTANT } from '#shared/domain/schedule.ts';
import { text } from '#shared/messages/text.ts';
import { decayAxis, dotsOf } from '#shared/method/stages/regularisation/dots.ts';
import { pointOf } from '#shared/method/stages/stage-definition.ts';
import { trial } from './ladder-members.ts';

const searched = (weightDecay: number, dropout: number, devMetric: number | null, more = {}): SearchedPoint => ({
  ...{ weightDecay, dropout, devMetric, devLoss: devMetric === null ? null : 1 - devMetric },
  ...{
    trialIds: [`${weightDecay} ${dropout}`],
    own: false,
    ended: 1,
    planned: 1,
    rank: 1,
    equal: false,
    suspect: false,
  },
  ...more,
});
const answer = (points: SearchedPoint[], more: Partial<RegularisationAnswer> = {}): RegularisationAnswer => ({
  ...{ kind: 'regularisation', metric: 'accuracy', hasDropout: true, steps: 100, points, chosen: null, pairs: null },
  ...{ verdict: null, morePairs: null, numSteps: null, bestAt: null, decay: null, schedule: CONSTANT, offer: null },
  ...{ edge: null, open: 0, ...more },
});

describe('the scatter of a search', () => {
  it('stands on a logarithmic axis of weight decay, with 0 in front of it', () => {
    const axis = decayAxis([searched(0, 0, 0.5), searched(0.001, 0, 0.5), searched(0.1, 0, 0.5)]);
    expect(axis.at(0)).toBeLessThan(axis.at(0.001));
    expect(axis.at(0.01)).toBeCloseTo((axis.at(0.001) + axis.at(0.1)) / 2, 9);
    expect(axis.ticks).toEqual([0.001, 0.01, 0.1]);
  });

  it('is darkest where the metric is best, whichever direction that is, and says what was chosen', () => {
    const points = [searched(0, 0, 0.5), searched(0.01, 0.2, 0.9), searched(0.1, 0.4, null, { rank: null })];
    const dots = dotsOf(answer(points, { chosen: { weightDecay: 0.01, dropout: 0.2 } }), 'metric');
    expect(dots.map(({ heat }) => heat)).toEqual([0, 5, null]);
    expect(dots.map(({ look }) => look)).toEqual(['plain', 'best', 'open']);
    expect(dotsOf(answer(points, { metric: 'rmse' }), 'metric').map(({ heat }) => heat)).toEqual([5, 0, null]);
  });

  it('has how good points are as their height where there is no dropout', () => {
    const points = [searched(0, 0, 0.5), searched(0.01, 0, 0.9), searched(0.1, 0, null)];
    const dots = dotsOf(answer(points, { hasDropout: false }), 'metric');
    expect(dots).toHaveLength(2);
    expect(dots[1]!.y).toBeGreaterThan(dots[0]!.y);
  });

  it('leads a key to the nearest dot on its side', () => {
    const points = [searched(0.001, 0, 0.5), searched(0.01, 0.1, 0.5), searched(0.1, 0, 0.5), searched(0.01, 0.5, 0.5)];
    const dots = dotsOf(answer(points), 'metric');
    expect(moved(dots, 0, 'ArrowRight')).toBe(1);
    expect(moved(dots, 1, 'ArrowUp')).toBe(3);
    expect(moved(dots, 0, 'ArrowLeft')).toBeNull();
    expect(moved(dots, 1, 'End')).toBe(3);
    expect(moved(dots, 1, 'a')).toBeNull();
  });
});

describe('the settings of a search', () => {
  it('are what is proposed until a person says otherwise, and lists that can’t be read start nothing', () => {
    const first = settingsFor({ id: 'p' });
    expect(choiceOf(first)).toEqual({ decayAgain: true });
    expect(isComplete(first)).toBe(true);
    const own = { ...first, trials: 4, weightDecays: '0.1, 0.01', dropouts: '0 0.5' };
    expect(choiceOf(own)).toEqual({ trials: 4, weightDecays: [0.01, 0.1], dropouts: [0, 0.5], decayAgain: true });
    expect(isComplete({ ...first, weightDecays: '2' })).toBe(false);
    expect(isComplete({ ...first, dropouts: 'half' })).toBe(false);
  });
});

it('a trial is called by how much it has of each, and by its schedule where that is the other one', () => {
  const t = ((key, values) => text('en', key, values as never)) as Translate;
  const named = (set: object) => trialName({ ...trial(0.1), point: pointOf(set) }, t);
  expect(named({ weightDecay: 0, dropout: 0, seed: 3 })).toBe('none');
  expect(named({ weightDecay: 0.01, dropout: 0.2, seed: 3 })).toBe('0.01 · 0.2');
  expect(named({ weightDecay: 0.01, seed: 3 })).toBe('0.01');
  expect(named({ weightDecay: 0.01, dropout: 0, schedule: CONSTANT })).toBe('0.01 · 0, no decay');
  expect(named({ weightDecay: 0.01, dropout: 0, schedule: { kind: 'cosine' } })).toBe('0.01 · 0, decays');
});
