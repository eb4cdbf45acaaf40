import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute } from '#renderer/app/route.ts';
import { plannedTotal, planRows, planTotal, runRows, usedSentence, type Words } from '#renderer/tune/rows.ts';
import type { TunePlan, TuneRun, TuneShare, TuneStage } from '#shared/domain/tune.ts';
import { type Language, text } from '#shared/messages/text.ts';

const words = (language: Language): Words => ({ language, t: (key, ...values) => text(language, key, ...values) });

const share = (kind: string, steps: number | null): TuneShare => ({
  ...{ line: kind, kind, name: null },
  choice: steps === null ? null : {},
  atMost: { steps: steps ?? 0, ms: steps === null ? 0 : steps * 10 },
  about: { steps: steps ?? 0, ms: steps === null ? 0 : steps * 10 },
  says:
    steps === null
      ? { key: 'tune.leftOut.steps', values: { least: { as: 'count', value: 26_000 } } }
      : { key: 'tune.does.finalRuns', values: { seeds: { as: 'count', value: 3 } } },
  without: null,
});

const PLAN: TunePlan = {
  shares: [share('learningRate', 4000), share('decay', null), share('finalRuns', 3000)],
  available: 10_000,
  planned: 7000,
  fits: true,
  least: 5000,
};

const stage = (of: Partial<TuneStage>): TuneStage => ({
  kind: 'learningRate',
  stageId: 'stage',
  share: share('learningRate', 4000),
  outcome: 'accepted',
  set: { learningRate: 0.01 },
  rule: null,
  advice: null,
  used: { trials: 6, steps: 2500, ms: 25_000 },
  cutShort: false,
  ...of,
});

const run = (stages: TuneStage[], rest: Partial<TuneRun> = {}): TuneRun => ({
  id: 'run',
  projectId: 'project',
  budget: { unit: 'steps', most: 10_000 },
  auto: false,
  seed: 1,
  status: 'running',
  plan: PLAN,
  stages,
  problem: null,
  createdAt: 0,
  endedAt: null,
  ...rest,
});

describe('the page of guided runs', () => {
  it('has an address of its own', () => {
    const route = { page: 'tune', projectId: 'a b' } as const;
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });

  it('shows each stage’s share, what is left out and why, and what stays unplanned', () => {
    const rows = planRows(PLAN, 'steps', words('en'));
    expect(rows.map(({ figures, isLeftOut }) => [...figures, isLeftOut])).toEqual([
      ['40 %', '4,000 steps', false],
      ['–', '–', true],
      ['30 %', '3,000 steps', false],
    ]);
    expect(rows[1]?.says).toBe('left out: it would fit into a budget of 26,000 steps');
    expect(planTotal(PLAN, 'steps', words('en'))).toMatchObject({ figures: ['70 %', '7,000 steps'] });
    expect(planTotal(PLAN, 'steps', words('en')).says).toContain('3,000 steps stay unplanned');
    const whole = { ...PLAN, available: 7000 };
    expect(planTotal(whole, 'steps', words('en'))).toMatchObject({ figures: ['100 %', '7,000 steps'], says: '' });
    expect(planRows(PLAN, 'minutes', words('zh-CN'))[0]?.figures[1]).toBe('40 秒');
  });

  it('shows what was used against the plan, what became of each stage, and what is to come', () => {
    const ahead = { ...PLAN, shares: PLAN.shares.slice(1) };
    const rows = runRows({ run: run([stage({})]), interrupted: false, ahead }, null, words('en'));
    // Of the plan, not of the budget, which is larger.
    expect(plannedTotal({ run: run([stage({})]), interrupted: false, ahead }, words('en'))).toBe('7,000 steps');
    expect(rows.map(({ says, figures }) => [says, ...figures])).toEqual([
      ['accepted: learning rate 0.01', '4,000 steps', '2,500 steps'],
      ['left out: it would fit into a budget of 26,000 steps', '–', ''],
      ['to come', '3,000 steps', ''],
    ]);
    expect(rows[0]?.stage).toEqual({ projectId: 'project', stageId: 'stage' });
    expect(usedSentence(run([stage({})]), null, words('en'))).toBe('Used 2,500 of 10,000 steps, 25 s in all.');
  });

  it('says that a stage waits for an answer, and that one was cut short', () => {
    const pending = stage({ outcome: 'pending', set: null, used: null });
    const gate = { run: run([pending], { status: 'gate' }), interrupted: false, ahead: null };
    expect(runRows(gate, null, words('en'))[0]).toMatchObject({ says: 'Asks you', isCurrent: true, stage: null });
    const cut = { run: run([stage({ cutShort: true })]), interrupted: false, ahead: null };
    expect(runRows(cut, null, words('en'))[0]?.says).toContain('Its time was up');
  });
});
