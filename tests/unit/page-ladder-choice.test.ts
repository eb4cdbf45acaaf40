import { describe, expect, it } from 'vitest';
import { baseOf, choiceOf, isComplete, settingsOf } from '#renderer/stages/learning-rate/ladder-choice.ts';
import { LadderChoice } from '#shared/contract/requests.ts';
import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import { FULL_LADDER, LADDER } from '#shared/method/stages/learning-rate/candidates.ts';

describe("a new ladder's choices", () => {
  const base = { ...DEFAULT_HYPERPARAMETERS, hidden: [32], seed: 7 };

  it('are good as they are: six candidates, pruned, extended past an end, not refined', () => {
    const choice = LadderChoice.parse(choiceOf(settingsOf(base), base));
    expect(choice).toMatchObject({ ...base, rates: LADDER, prune: true, extend: true, refine: false });
  });

  it('reach the core, and leave what they do not name as it was', () => {
    const settings = { ...settingsOf(base), full: true, prune: false, refine: true, batchSize: 32 };
    const choice = LadderChoice.parse(choiceOf({ ...settings, optimizer: 'adam', steps: 300 }, base));
    expect(choice).toMatchObject({ rates: FULL_LADDER, prune: false, refine: true, optimizer: 'adam', steps: 300 });
    expect(choice).toMatchObject({ batchSize: 32, hidden: [32], seed: 7 });
  });

  it('are incomplete where a field that counts is empty; the estimate goes on with what was there', () => {
    const settings = settingsOf(base);
    expect(isComplete(settings)).toBe(true);
    expect(isComplete({ ...settings, steps: null })).toBe(false);
    expect(isComplete({ ...settings, momentum: null, optimizer: 'adam' })).toBe(true);
    expect(isComplete({ ...settings, momentum: null, optimizer: 'nesterov' })).toBe(false);
    expect(baseOf({ ...settings, steps: null, batchSize: null, momentum: null }, base)).toEqual(base);
  });
});
