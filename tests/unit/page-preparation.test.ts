import { describe, expect, it } from 'vitest';
import type { Translate } from '#renderer/app/context.ts';
import {
  type PreparationTarget,
  type ShownPreparation,
  shownPreparation,
} from '#renderer/preparation/shown-preparation.ts';
import { preparationLine, preparationStanding } from '#renderer/rail/preparation-standing.ts';
import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import type { Preparation, PreparationCheck } from '#shared/domain/preparation.ts';
import { text } from '#shared/messages/text.ts';
import { someMeasured } from '../tools/preparations.ts';

const check = (verdict: PreparationCheck['verdict']): PreparationCheck => ({
  id: 'gradients',
  rule: null,
  verdict,
  key: 'prepare.gradients.finite',
  values: {},
});

const preparation = (changes: Partial<Preparation> = {}): Preparation => ({
  id: 'p',
  projectId: 'project',
  hyperparameters: DEFAULT_HYPERPARAMETERS,
  backend: 'wasm',
  dataDigest: 'data',
  programVersion: 'test',
  measured: someMeasured(),
  checks: [check('passes')],
  createdAt: 0,
  ...changes,
});

const target: PreparationTarget = { dataDigest: 'data', base: DEFAULT_HYPERPARAMETERS, backend: null };
const t: Translate = (key, ...values) => text('en', key, ...values);

describe('the preparation that is shown', () => {
  it('is none where none was made', () => {
    expect(shownPreparation([], target)).toBeNull();
  });

  it('is the newest that was made for the present data and settings, however long training is to run', () => {
    const fitting = preparation({
      id: 'fits',
      hyperparameters: { ...DEFAULT_HYPERPARAMETERS, steps: 7, evalEvery: 3 },
    });
    const other = preparation({ id: 'other', hyperparameters: { ...DEFAULT_HYPERPARAMETERS, batchSize: 8 } });
    expect(shownPreparation([preparation(), fitting, other], target)).toEqual({
      preparation: fitting,
      madeFor: 'this',
    });
  });

  it('holds for a ladder of another optimizer too, as a guided run trains a second one', () => {
    const one = preparation({
      hyperparameters: { ...DEFAULT_HYPERPARAMETERS, optimizer: 'momentum', momentum: 0.95 },
    });
    const base = { ...DEFAULT_HYPERPARAMETERS, optimizer: 'adam' as const };
    expect(shownPreparation([one], { ...target, base })).toEqual({ preparation: one, madeFor: 'this' });
  });

  it.each<[ShownPreparation['madeFor'], Partial<Preparation>]>([
    ['otherData', { dataDigest: 'before' }],
    ['otherSettings', { hyperparameters: { ...DEFAULT_HYPERPARAMETERS, hidden: [3] } }],
    ['otherSettings', { hyperparameters: { ...DEFAULT_HYPERPARAMETERS, seed: 2 } }],
  ])('is else the newest at all, made for %s', (madeFor, changes) => {
    const newest = preparation(changes);
    expect(shownPreparation([preparation({ dataDigest: 'long ago' }), newest], target)).toEqual({
      preparation: newest,
      madeFor,
    });
  });
});

describe('the preparation in the rail', () => {
  it.each([
    ['done', 'All 2 checks pass', ['passes', 'passes'], 'this'],
    ['done', 'Ready, 1 warning', ['passes', 'warns'], 'this'],
    ['here', '1 check stops', ['passes', 'warns', 'stops'], 'this'],
    ['stale', 'Out of date, check again', ['passes'], 'otherData'],
    ['stale', 'Out of date, check again', ['passes'], 'otherSettings'],
  ] as const)('is %s: %s', (kind, line, verdicts, madeFor) => {
    const shown = { preparation: preparation({ checks: verdicts.map(check) }), madeFor };
    expect(preparationStanding(shown)).toEqual({ kind });
    expect(preparationLine(shown, t)).toBe(line);
  });

  it('waits where nothing was checked', () => {
    expect(preparationStanding(null)).toEqual({ kind: 'here' });
    expect(preparationLine(null, t)).toBe('Not checked yet');
  });
});
