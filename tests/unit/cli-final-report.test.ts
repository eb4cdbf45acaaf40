import { expect, it } from 'vitest';
import { beforeLines, finalSummary, finalText } from '#electron/cli/final-report.ts';
import type { StageView } from '#shared/contract/requests.ts';
import type { TestReading } from '#shared/domain/test-reading.ts';
import { aProject } from '../contract/store-fixtures.ts';
import { FinalRuns, finalPlan, type TrainFinal } from './final-runs.ts';

const better: TrainFinal = (arm, seed) => ({
  loss: (arm === 'chosen' ? 0.4 : 0.5) + 0.002 * (seed % 3),
  at: arm === 'chosen' ? 300 : 500,
});

const viewOf = ({ answer, record }: FinalRuns): StageView =>
  ({
    project: aProject(),
    stage: { id: 's', status: 'finished' },
    trials: record.trials.map(({ trial }) => trial),
    recommendation: { ...answer, ruleVersion: 1 },
  }) as unknown as StageView;

it('R2: the terminal tells figures seed by seed, mean ± spread, the difference with its interval, and the verdict in words', () => {
  const view = viewOf(new FinalRuns(finalPlan({ seeds: 3 }), better).run());
  const text = finalText(view);
  expect(text).toMatch(/^Test loss$/m);
  expect(text).toMatch(/^Test accuracy$/m);
  expect(text).toMatch(/^ +3 +0\.400 @ 300 +0\.500 @ 500 +-0\.1/m);
  expect(text).toMatch(/^mean ± sd +0\.402 ± 0\.002/m);
  expect(text).toContain('Better than the default configuration (by the test loss).');
  expect(text).toContain('[R2]');
  expect(text).not.toMatch(/undefined|NaN|\{\w+\}|evidence\.|cli\./);
  expect(finalSummary(view)).toMatchObject({
    conclusion: { verdict: 'better', part: 'test' },
    set: null,
    stageId: 's',
  });
});

it('R2: while test is unread there is no verdict, and one arm alone says so', () => {
  const runs = new FinalRuns(finalPlan({ seeds: 3 }), better);
  for (const action of runs.next) runs.apply(action);
  expect(finalText(viewOf(runs))).toContain('No verdict yet.');
  const alone = finalPlan({ seeds: 3 }, { optimizer: 'adam', learningRate: 0.001, batchSize: 64 });
  const text = finalText(viewOf(new FinalRuns(alone, better).run()));
  expect(text).toContain('The default configuration was run alone.');
  expect(text).not.toMatch(/undefined|NaN|\{\w+\}/);
});

it('M9: folds are told one by one with mean and spread, and the verdict of the runs does not wait for them', () => {
  const clearly: TrainFinal = (arm, seed) => ({ ...better(arm, seed), loss: arm === 'chosen' ? 0.2 : 0.4 });
  const runs = new FinalRuns({ ...finalPlan({ seeds: 3 }), folds: 5 }, clearly).run();
  const text = finalText(viewOf(runs));
  expect(text).toMatch(/^Cross-validation over train and dev$/m);
  expect(text).toContain('some of these rows have chosen');
  expect(text).toMatch(/^ *fold +chosen, accuracy +default, accuracy +chosen, loss +default, loss$/m);
  const row = (of: string) => new RegExp(`^ *${of} +\\d\\S+ % +\\d\\S+ % +\\d\\.\\d+ +\\d\\.\\d+$`, 'm');
  for (const fold of ['1', '2', '3', '4', '5']) expect(text).toMatch(row(fold));
  expect(text).toContain('The chosen one has the lower loss in 5 of 5 folds.');
  expect(text).not.toMatch(/undefined|NaN|\{\w+\}|finalPage\.|status\./);

  const { trials } = runs.record;
  const last = trials.filter(({ point }) => point.fold !== undefined).at(-1);
  const cut = (one: (typeof trials)[number]) =>
    one === last ? { ...one, evaluation: null, trial: { ...one.trial, status: 'paused' as const } } : one;
  runs.record = { ...runs.record, trials: trials.map(cut) };
  const soFar = finalText(viewOf(runs));
  expect(soFar).toMatch(/^ *5 .*paused/m);
  expect(soFar).toContain('Better than the default configuration (by the test loss).');
});

it('R2: before anything runs it tells what it costs, and how often the test rows of this data were read', () => {
  const project = aProject({ dataDigest: 'a' });
  const reading = (dataDigest: string): TestReading => ({
    ...{ id: dataDigest, projectId: project.id, stageId: 's', kind: 'trial', dataDigest, createdAt: 0 },
  });
  const estimate = { trials: 6, steps: 6000, ms: 12_000, mayAdd: [] } as unknown as Parameters<typeof beforeLines>[2];
  const lines = beforeLines(project, finalPlan({ seeds: 3 }), estimate, [reading('a'), reading('b')]);
  expect(lines).toContain('3 seeds, 6 runs, 6,000 steps');
  expect(lines).toContain('Readings of them so far: 1.');
});
