import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { costLines } from '#electron/cli/batch-momentum-report.ts';
import { addBatchMomentum, type BatchMomentumOptions, batchMomentumChoiceOf } from '#electron/cli/stage-options.ts';
import type { BatchMomentumChoice } from '#shared/domain/batch-momentum.ts';
import { batchMomentum } from '#shared/method/stages/batch-momentum/definition.ts';
import { someFacts } from '../tools/prepared-facts.ts';

const planned = (choice: BatchMomentumChoice, stepMs: number | null) =>
  batchMomentum.plan({
    configuration: { set: { learningRate: 0.1, steps: 800 }, decisions: [] },
    subject: {
      kind: 'builtIn',
      facts: someFacts({ rows: { train: 4000, dev: 400, test: 400 } }),
      dataDigest: 'digest',
      network: null,
    },
    host: {
      cores: 2,
      defaultBackend: 'wasm',
      measured: stepMs === null ? null : { pace: { stepMs, startMs: 0 }, trialBytes: null },
    },
    choice,
  });

describe('what a search costs, before it runs', () => {
  it('tells both, the proposal and its reason, and what comes on top', () => {
    const lines = costLines(planned({ race: true }, 1)).split('\n');
    expect(lines[0]).toBe('From 64 × 0 at learning rate 0.1, which was accepted; each point sees 51,200 examples.');
    expect(lines[1]).toMatch(/^Grid: 25 trials, [\d,]+ steps, about .+\.$/);
    expect(lines[2]).toMatch(/^Random: 10 trials, [\d,]+ steps, about .+\.$/);
    expect(lines[3]).toContain('Proposed: grid.');
    expect(lines[4]).toContain('6 trials at other rates and 4 second seeds, and the race with 13 trials.');
  });

  it('says no time where none was measured, and what a person chose instead', () => {
    const lines = costLines(planned({ search: 'random', trials: 5 }, null));
    expect(lines).not.toContain('about');
    expect(lines).toContain('What a step takes was not measured here.');
    expect(lines).toContain('As you wish: random.');
  });
});

describe('the flags of batch-momentum', () => {
  const parsed = (...flags: string[]): BatchMomentumChoice => {
    const command = addBatchMomentum(new Command('batch-momentum'))
      .exitOverride()
      .configureOutput({ writeErr: () => {} });
    command.parse(['--data', 'sample:digits', ...flags], { from: 'user' });
    return batchMomentumChoiceOf(command.opts<BatchMomentumOptions>());
  };
  const given = (choice: BatchMomentumChoice) =>
    Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));

  it('become the choice of the stage; what nobody said is left to it', () => {
    expect(given(parsed())).toEqual({});
    expect(given(parsed('--random', '7', '--search-seed', '3', '--hold-lr', '--race', '--minutes', '2.5'))).toEqual({
      search: 'random',
      trials: 7,
      searchSeed: 3,
      holdRate: true,
      race: true,
      minutes: 2.5,
    });
    expect(given(parsed('--grid', '--batch-sizes', '8,16', '--momenta', '0,0.9', '--nesterov', '--no-prune'))).toEqual({
      search: 'grid',
      batchSizes: [8, 16],
      momenta: [0, 0.9],
      nesterov: true,
      prune: false,
    });
  });

  it.each([
    ['--grid', '--random', '3'],
    ['--random', '0'],
    ['--momenta', '0,1'],
    ['--batch-sizes', '0'],
    ['--batch-sizes', '1,2,3,4,5,6,7,8,9,10,11,12,13'],
    ['--minutes', 'soon'],
  ])('are refused where they can’t be: %s %s', (...flags) => {
    expect(() => parsed(...flags)).toThrow();
  });
});
