import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { costLines, pairsTable, pointsTable } from '#electron/cli/regularisation-report.ts';
import { addRegularise, type RegulariseOptions, regulariseChoiceOf } from '#electron/cli/stage-options.ts';
import { estimateStage } from '#electron/conductor/stages/estimate.ts';
import { RegularisationChoice } from '#shared/domain/regularisation.ts';
import { regularisation } from '#shared/method/stages/regularisation/definition.ts';
import { emptyRecord } from '#shared/method/stages/stage-definition.ts';
import { RegularisationRuns, regularisationPlan } from './regularisation-runs.ts';

describe('what a search of regularisation costs, before it runs', () => {
  const lines = (choice: RegularisationChoice) => {
    const plan = regularisationPlan(choice);
    const work = regularisation.workload(plan, emptyRecord());
    const estimate = estimateStage(
      plan,
      { work, unpruned: work },
      { dataDigest: null, facts: null, command: null },
      [],
    );
    return costLines('wine', plan, estimate).split('\n');
  };

  it('tells the search and why it has so many points, and each part that may come on top', () => {
    const [of, search, second, pairs, decay] = lines({});
    expect(of).toBe('wine: SGD at rate 0.1, batch size 64, 1,000 steps.');
    expect(search).toMatch(
      /^The search: 9 runs, one of them without regularisation, 9,000 steps in all\. 8 points drawn at random/,
    );
    expect(second).toMatch(/4 runs, 4,000 more steps$/);
    expect(pairs).toMatch(/in pairs from fresh seeds: 10 runs, 10,000 more steps$/);
    expect(decay).toMatch(/decay once more: 5 runs, 5,000 more steps$/);
  });

  it('says where even the least takes longer than a person has', () => {
    expect(lines({ minutes: 0.01 }).at(-1)).toBe(
      'That is longer than 0.01 minutes: this is the least that gives a verdict.',
    );
    expect(lines({ decayAgain: false })).toHaveLength(4);
  });
});

describe('the flags of regularise', () => {
  const parsed = (...flags: string[]) => {
    const command = addRegularise(new Command('regularise'))
      .exitOverride()
      .configureOutput({ writeErr: () => {} });
    command.parse(['--data', 'sample:digits', ...flags], { from: 'user' });
    const choice = regulariseChoiceOf(command.opts<RegulariseOptions>());
    return RegularisationChoice.parse(
      Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined)),
    );
  };

  it('become the choice of the stage; what nobody said is left to it', () => {
    expect(parsed()).toEqual({});
    const flags = [
      '--random',
      '4',
      '--weight-decays',
      '0,0.01',
      '--dropouts',
      '0.5',
      '--seeds',
      '3',
      '--no-decay-again',
    ];
    expect(parsed(...flags, '--minutes', '2', '--search-seed', '7')).toEqual({
      ...{
        trials: 4,
        weightDecays: [0, 0.01],
        dropouts: [0.5],
        seeds: 3,
        decayAgain: false,
        minutes: 2,
        searchSeed: 7,
      },
    });
    expect(() => parsed('--weight-decays', '2')).toThrow();
    expect(() => parsed('--dropouts', '0.99')).toThrow();
  });
});

it('the points stand by rank with their metric and loss, and the pairs with their differences', () => {
  const stage = new RegularisationRuns(regularisationPlan({ trials: 2, seeds: 2 }), ({ set }) => ({
    loss: set.weightDecay === 0 && set.dropout === 0 ? 0.5 : 0.4,
    at: 300,
  })).run();
  const { detail } = stage.answer;
  const rows = pointsTable(detail).split('\n');
  expect(rows[0]).toMatch(/^rank +weight decay +dropout +runs/);
  expect(rows).toHaveLength(4);
  expect(rows[1]).toMatch(/^ +1 .* 2\/2 .* 0\.400/);
  expect(pairsTable(detail)?.split('\n')).toHaveLength(1 + 1 + 2 + 1);
  expect(pairsTable({ ...detail, pairs: null })).toBeNull();
});
