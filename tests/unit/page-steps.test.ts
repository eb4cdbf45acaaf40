import { afterEach, expect, it, vi } from 'vitest';
import { fromHere } from '#renderer/app/route.ts';
import { stageLine, stageStanding } from '#renderer/rail/stage-standing.ts';
import { type Present, projectSteps } from '#renderer/stage/project-steps.ts';
import { changeSince } from '#renderer/stage/stage-decision.ts';
import { partsOf } from '#renderer/stages/registry.ts';
import { type CardStep, cardWith, type ProjectCard } from '#shared/contract/requests.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Decision } from '#shared/domain/project.ts';
import { text } from '#shared/messages/text.ts';
import { aSearch, point } from './page-search.ts';
import { candidate, cardOf, stageView } from './page-views.ts';

const decided = (kind: string, set: HyperparameterSet, configuration: HyperparameterSet): Decision => ({
  id: kind,
  projectId: 'project',
  stageId: 'stage',
  probeId: null,
  kind,
  set,
  configuration,
  ruleVersion: 2,
  recommended: true,
  evidence: null,
  dataDigest: null,
  network: null,
  createdAt: 0,
});

const ladder = cardOf(stageView([candidate(0.1)]), decided('learningRate', { learningRate: 0.1, steps: 600 }, {}));
const none: CardStep = {
  kind: 'batchMomentum',
  stage: null,
  recommendation: null,
  progress: null,
  remainingMs: null,
  expectedMs: 300_000,
  decision: null,
};
const card = (...steps: CardStep[]): ProjectCard => ({ project: ladder.project, steps });
const [learningRate] = ladder.steps as [CardStep];
const search = aSearch([point(32, 0.9, { rank: 1, noise: 0 })]);
const searched = (before: HyperparameterSet): CardStep => ({
  ...none,
  ...(cardOf(search).steps[0] as CardStep),
  decision: decided('batchMomentum', { batchSize: 32, momentum: 0.9, learningRate: 0.2 }, before),
});
const t = ((key: never, ...values: never[]) => text('en', key, ...values)) as Parameters<typeof stageLine>[2];
const ofSearch = (from: ProjectCard) => projectSteps(from).find(({ kind }) => kind === 'batchMomentum')!;
const line = (from: ProjectCard) => stageLine(partsOf('batchMomentum'), ofSearch(from), t, 'en');

it('a kind whose needs are accepted waits for the person, and says how long it would take', () => {
  const step = ofSearch(card(learningRate, none));
  expect([step.missing, stageStanding(step), line(card(learningRate, none))]).toEqual([
    [],
    { kind: 'here' },
    'about 5 min',
  ]);
});

it('final runs that have ended wait for nobody, for there is nothing to choose; a search without an answer does', () => {
  const ended = (kind: string) => {
    const [own] = cardOf(stageView([candidate(0.1)])).steps as [CardStep];
    const recommendation = { ...own.recommendation!, set: null };
    const [step] = projectSteps(card({ ...own, kind, recommendation }));
    return stageStanding(step!);
  };
  expect(ended('finalRuns')).toEqual({ kind: 'done' });
  expect(ended('learningRate')).toEqual({ kind: 'here' });
});

it('one whose needs are not accepted, or no longer hold, says which', () => {
  const open = ofSearch(card({ ...learningRate, decision: null }, { ...none, expectedMs: null }));
  expect([open.missing, stageStanding(open)]).toEqual([['learningRate'], { kind: 'none' }]);
  const stale = { ...learningRate, decision: { ...learningRate.decision!, dataDigest: 'old' } };
  const other = { ...card(stale, none), project: { ...ladder.project, dataDigest: 'new' } };
  expect(ofSearch(other).missing).toEqual(['learningRate']);
});

it('what was accepted goes out of date where an earlier choice changed, and says from what to what', () => {
  const holds = card(learningRate, searched({ learningRate: 0.1, steps: 600 }));
  expect([stageStanding(ofSearch(holds)).kind, line(holds)]).toEqual(['done', 'Batch size 32, momentum 0.9']);
  const before = { learningRate: 0.05, steps: 600 };
  const stale = card(learningRate, searched(before));
  expect(ofSearch(stale).standing).toBe('otherConfiguration');
  expect(stageStanding(ofSearch(stale))).toEqual({ kind: 'stale' });
  expect(line(stale)).toContain('out of date');
  const present: Present = { ...ladder.project, before: { learningRate: 0.1, steps: 600 } };
  expect(changeSince(ofSearch(stale).decision!, present, t, 'en')).toEqual({
    standing: 'otherConfiguration',
    change: 'Since then: learning rate 0.05 → 0.1.',
    names: ['learningRate'],
  });
});

it('a view changes its own step of a card alone', () => {
  const other = { ...search, stage: { ...search.stage, id: 'search' }, remainingMs: 40_000 };
  const both = card(learningRate, { ...searched({}), stage: other.stage });
  const told = cardWith(both, { ...other, stage: { ...other.stage, status: 'running' } });
  expect(told.steps[0]).toBe(both.steps[0]);
  expect(told.steps[1]).toMatchObject({ stage: { status: 'running' }, remainingMs: 40_000 });
  expect(cardWith(both, { ...other, stage: { ...other.stage, id: 'older' } })).toBe(both);
});

afterEach(() => vi.unstubAllGlobals());

it('what a person asked for leads them there, unless they went elsewhere meanwhile', () => {
  const location = { hash: '#/project/p/learningRate' };
  vi.stubGlobal('location', location);
  const route = { page: 'stage', projectId: 'p', kind: 'batchMomentum', stageId: 's' } as const;
  const go = fromHere();
  location.hash = '#/';
  go(route);
  expect(location.hash).toBe('#/');
  fromHere()(route);
  expect(location.hash).toBe('#/project/p/batchMomentum/s');
});
