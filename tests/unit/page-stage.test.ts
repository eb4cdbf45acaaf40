import { describe, expect, it } from 'vitest';
import type { Translate } from '#renderer/app/context.ts';
import { hrefOf, parseRoute, type Route } from '#renderer/app/route.ts';
import { stageLine, stageStanding } from '#renderer/rail/stage-standing.ts';
import { chartSeries } from '#renderer/stage/chart-series.ts';
import { type ProjectStep, projectSteps } from '#renderer/stage/project-steps.ts';
import { otherDecision, ownDecision } from '#renderer/stage/stage-decision.ts';
import { stageNews } from '#renderer/stage/stage-news.ts';
import { shownStage } from '#renderer/stage/stage-parts.ts';
import { inOrder, type Sorting, sortRows, trialRows } from '#renderer/stage/trial-order.ts';
import { partsOf } from '#renderer/stages/registry.ts';
import type { StageView } from '#shared/contract/requests.ts';
import type { Decision } from '#shared/domain/project.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { text } from '#shared/messages/text.ts';
import { someFacts } from '../tools/prepared-facts.ts';
import { candidate, cardOf, stageView } from './page-views.ts';

const parts = partsOf('learningRate');
const t: Translate = (key, ...values) => text('en', key, ...values);

describe('addresses of screens', () => {
  it.each<Route>([
    { page: 'home' },
    { page: 'data', projectId: 'a b/c' },
    { page: 'model', projectId: 'a b/c' },
    { page: 'stage', projectId: 'a b/c', kind: 'learningRate', stageId: null },
    { page: 'stage', projectId: 'p', kind: 'learningRate', stageId: 's' },
  ])('survive a reload: %o', route => expect(parseRoute(hrefOf(route))).toEqual(route));

  it('of before there were several stages lead to a project’s ladder', () => {
    expect(parseRoute('#/project/p')).toEqual({ page: 'stage', projectId: 'p', kind: 'learningRate', stageId: null });
    expect(parseRoute('#/project/p/s')).toEqual({ page: 'stage', projectId: 'p', kind: 'learningRate', stageId: 's' });
  });

  it.each(['', '#', '#/project/', '#/elsewhere/1'])('%j is the home screen', fragment =>
    expect(parseRoute(fragment)).toEqual({ page: 'home' }),
  );
});

describe('the trials table', () => {
  const view = stageView([
    candidate(1, { rank: null, finalLoss: Number.NaN, status: 'diverged' }),
    candidate(0.1, { rank: 1, finalLoss: 0.03 }),
    candidate(0.01, { rank: 2, finalLoss: 0.2, metric: { name: 'accuracy', value: null } }),
  ]);
  const rates = (rows: ReturnType<typeof trialRows>): number[] =>
    rows.map(row => row.trial.hyperparameters.learningRate);

  const columns = parts.columns(shownStage(parts, view), t, 'en');
  const sorted = (sorting: Sorting) => rates(sortRows(trialRows(view), sorting, { columns, compare: parts.compare }));

  it('sorts by any column, both ways, and keeps what was not measured last', () => {
    expect(sorted({ key: 'loss', descending: true })).toEqual([0.01, 0.1, 1]);
    expect(sorted({ key: 'metric', descending: false })).toEqual([1, 0.1, 0.01]);
  });

  it('keeps an order under the pointer and puts new rows at its end', () => {
    expect(rates(inOrder(trialRows(view), ['trial-0.01', 'trial-1']))).toEqual([0.01, 1, 0.1]);
  });
});

describe('the series of the chart', () => {
  it('are one mean curve for all trials of a band, without those that are out', () => {
    const view = stageView([
      candidate(0.1, { rank: 1 }),
      candidate(0.03, { rank: 2 }),
      candidate(0.01, { status: 'diverged', rank: null }),
      candidate(0.001, { status: 'running' }),
    ]);
    const band = ({ hyperparameters: { learningRate } }: Trial) => (learningRate > 0.05 ? null : 'small');
    const [alone, small, ...others] = chartSeries({ ...parts, band }, view, 'en');
    expect(others).toEqual([]);
    expect(alone).toMatchObject({ id: 'trial-0.1', members: [], lead: true });
    expect(small).toMatchObject({ id: 'small', label: '0.03', lead: false, dashed: false, divergedAt: null });
    expect(small?.members).toEqual([
      { trialId: 'trial-0.03', isDone: true },
      { trialId: 'trial-0.001', isDone: false },
    ]);
    expect(small?.status).toBe('running');
  });

  it('go from high to low, know the lead, and where a trial diverged', () => {
    const view = stageView([candidate(0.01), candidate(1, { status: 'diverged', rank: null })]);
    const diverged = view.trials.find(trial => trial.id === 'trial-1')!;
    diverged.reason = { key: 'reason.diverged.notFinite', values: { step: 212 } };
    const series = chartSeries(parts, view, 'en');
    expect(series.map(({ label, lead, divergedAt }) => [label, lead, divergedAt])).toEqual([
      ['1', false, 212],
      ['0.01', true, null],
    ]);
    const quiet = (view: StageView, stale: boolean) =>
      chartSeries(parts, view, 'en', stale).map(s => [s.prunedAt, s.quiet]);
    const pruned = stageView([candidate(0.1), candidate(0.01, { status: 'pruned', steps: 150 })]);
    pruned.trials[1]!.reason = { key: 'reason.pruned', values: { step: 150, keep: 3 } };
    expect(quiet(pruned, false)).toEqual([
      [null, false],
      [150, true],
    ]);
    expect(quiet(pruned, true)).toEqual([
      [null, true],
      [150, true],
    ]);
    expect(series[0]?.endReason).toBe(text('en', 'chart.reason.notFinite'));
  });
});

describe('what counts for the project', () => {
  const decided = (id: string) => ({
    id,
    projectId: 'project',
    stageId: 'stage',
    probeId: null,
    kind: 'learningRate',
    set: { learningRate: 0.1, steps: 900 },
    configuration: null,
    ruleVersion: 1,
    recommended: true,
    evidence: null,
    dataDigest: null,
    network: null,
    createdAt: 0,
  });

  it("is this ladder's decision until another one is made elsewhere", () => {
    const own = { decision: decided('a'), projectDecision: decided('a') };
    expect([ownDecision(own)?.id, otherDecision(own)]).toEqual(['a', null]);
    const later = { decision: decided('a'), projectDecision: decided('b') };
    expect([ownDecision(later), otherDecision(later)?.id]).toEqual([null, 'b']);
    const elsewhere = { decision: null, projectDecision: decided('b') };
    expect([ownDecision(elsewhere), otherDecision(elsewhere)?.id]).toEqual([null, 'b']);
  });
});

describe('how a ladder stands', () => {
  const running = stageView([candidate(0.1, { status: 'running' })], { open: 1, done: 0.4 });
  running.stage = { ...running.stage, status: 'running' };
  const decision = {
    id: 'd',
    projectId: 'project',
    stageId: 'stage',
    probeId: null,
    kind: 'learningRate',
    set: { learningRate: 0.1, steps: 6000 },
    configuration: null,
    ruleVersion: 1,
    recommended: true,
    evidence: null,
    dataDigest: null,
    network: null,
    createdAt: 0,
  };

  it('is said in the rail and on the card', () => {
    const step = (view: StageView | null, decided: Decision | null) => {
      const card = cardOf(view ?? running, decided);
      const [{ stage, recommendation }] = card.steps as [ProjectStep];
      const told = view ? { stage, recommendation } : { stage: null, recommendation: null };
      return projectSteps({ ...card, steps: card.steps.map(one => ({ ...one, ...told })) })[0] as ProjectStep;
    };
    const line = (view: StageView | null, decided: Decision | null) => stageLine(parts, step(view, decided), t, 'en');
    expect(line(null, null)).toBe('Not started');
    expect(stageStanding(step(running, null))).toEqual({ kind: 'running', share: 0.4 });
    expect(line({ ...running, remainingMs: 200_000 }, decision)).toBe('1 to go, about 4 min left');
    expect(line(stageView([candidate(0.1)]), null)).toBe('Your turn: 0.1?');
    expect(line(stageView([], { best: null }), null)).toBe('No rate to recommend');
    const paused = stageView([candidate(0.1)]);
    paused.stage = { ...paused.stage, status: 'paused' };
    expect(line(paused, null)).toBe('Paused');
    for (const ladder of [stageView([candidate(0.1)]), null]) {
      expect(line(ladder, decision)).toBe('0.1, 6,000 steps');
      expect(stageStanding(step(ladder, decision))).toEqual({ kind: 'done' });
    }
  });

  it('is out of date where the project has other data or another network than the decision', () => {
    const facts = someFacts();
    const present = { ...running.project, facts, dataDigest: 'new' };
    const step = (view: StageView, decided: Decision, project = present) => {
      const [one] = projectSteps({ ...cardOf(view, decided), project });
      return one as ProjectStep;
    };
    const ended = stageView([candidate(0.1)]);
    const network = { model: 'mlp' as const, hidden: [8], filters: [], embedding: 64 };
    for (const [changes, line] of [
      [{ dataDigest: 'old' }, '0.1, out of date: other data'],
      [{ dataDigest: 'new', network }, '0.1, out of date: another network'],
    ] as const) {
      const decided = { ...decision, ...changes };
      expect(stageLine(parts, step(ended, decided), t, 'en')).toBe(line);
      expect(stageStanding(step(ended, decided))).toEqual({ kind: 'stale' });
      expect(stageStanding(step(running, decided))).toEqual({ kind: 'running', share: 0.4 });
    }
    const kept = { ...decision, dataDigest: 'new', network };
    expect(stageStanding(step(ended, kept, { ...present, network }))).toEqual({ kind: 'done' });
  });

  it('is read out once for each event, and never for a step', () => {
    const finished = stageView([candidate(0.1)]);
    expect(stageNews(parts, running, { ...running, progress: { ...running.progress, done: 0.5 } }, 'en')).toBeNull();
    expect(stageNews(parts, running, finished, 'en')).toBe('The ladder has finished. The recommendation is 0.1.');
    expect(stageNews(parts, finished, { ...finished, decision }, 'zh-CN')).toBe('已采用 0.1 和 6,000 步。');
    const kept = { ...decision, dataDigest: 'other data' };
    expect(stageNews(parts, finished, { ...finished, decision: kept }, 'en')).toBe('0.1 and 6,000 steps are kept.');
    const diverged = { ...running, trials: running.trials.map(trial => ({ ...trial, status: 'diverged' as const })) };
    expect(stageNews(parts, running, diverged, 'en')).toBe('The trial at 0.1 diverged.');
    expect(stageNews(parts, diverged, diverged, 'en')).toBeNull();
    const pruned = { ...running, trials: running.trials.map(trial => ({ ...trial, status: 'pruned' as const })) };
    expect(stageNews(parts, running, pruned, 'en')).toContain('0.1 was stopped early');
  });
});
