import { Command } from 'commander';
import { expect, it, onTestFinished, vi } from 'vitest';
import { addStageCommand } from '#electron/cli/commands/stage.ts';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { REQUESTS, type StageView, stepOfCard } from '#shared/contract/requests.ts';
import { STAGES } from '#shared/method/stages/definitions.ts';
import { temporaryHome } from '../tools/home.ts';
import { refusalOf } from '../unit/data-files.ts';

/* A stage that the program doesn't have runs through core, contract and terminal by its definition and a line in the list alone. */

vi.mock('#shared/method/stages/definitions.ts', async original => {
  const real = await original<typeof import('#shared/method/stages/definitions.ts')>();
  const { toyStage } = await import('../tools/toy-stage.ts');
  const STAGES = [...real.STAGES, toyStage];
  return { ...real, STAGES, stageOf: (kind: string) => real.stageOf(kind, STAGES) };
});

async function open(home: string): Promise<Core> {
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  return core;
}

/** Resolves with a stage's view once it is at rest. */
const ended = (core: Core, stageId: string): Promise<StageView> =>
  new Promise((resolve, reject) => {
    const look = (view: StageView) => view.stage.status !== 'running' && resolve(view);
    core.onEvent(event => event.type === 'stage' && event.view.stage.id === stageId && look(event.view));
    core.ask('stages.view', { stageId }).then(look, reject);
  });

/** A project with an accepted learning rate, which the toy stage needs. */
async function withRate(core: Core): Promise<string> {
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
  await core.ask('projects.setNetwork', {
    projectId,
    network: { model: 'mlp', hidden: [16], filters: [], embedding: 64 },
  });
  const choice = { rates: [0.02], steps: 40, evalEvery: 20, prune: false, extend: false };
  const ladder = await core.ask('stages.start', { projectId, kind: 'learningRate', choice });
  await ended(core, ladder.id);
  await core.ask('decisions.accept', { stageId: ladder.id, set: { learningRate: 0.02, steps: 40 } });
  return projectId;
}

it('runs through core and contract: planned, estimated, trained, ranked, accepted, and kept', async () => {
  const home = temporaryHome();
  const core = await open(home);
  const projectId = await withRate(core);
  const asked = { projectId, kind: 'toy', choice: { momenta: [0, 0.9] } };
  const plan = await core.ask('stages.plan', asked);
  // What was accepted before is what it builds on.
  expect(plan).toMatchObject({ base: { learningRate: 0.02, model: 'mlp' }, momenta: [0, 0.9] });
  expect(await core.ask('stages.estimate', asked)).toMatchObject({ trials: 2, steps: 200, mayAdd: [] });

  const stage = await core.ask('stages.start', asked);
  expect(stage).toMatchObject({ kind: 'toy', plan: { momenta: [0, 0.9] } });
  const view = REQUESTS['stages.view'].output.parse(await ended(core, stage.id));
  expect(view.trials.map(({ status, point }) => [status, point.key])).toEqual([
    ['finished', 'momentum=0'],
    ['finished', 'momentum=0.9'],
  ]);
  expect(view.trials.map(t => [t.hyperparameters.momentum, t.hyperparameters.learningRate])).toEqual([
    [0, 0.02],
    [0.9, 0.02],
  ]);
  const { set, ranking, detail } = view.recommendation;
  expect(set).toEqual({ momentum: 0.9 });
  expect(ranking.map(({ rank }) => rank)).toEqual([2, 1]);
  expect((detail as { difference: number }).difference).toBeGreaterThan(0);
  expect(view.progress).toMatchObject({ open: 0, done: 1, stepsUsed: 200, stepsFull: 200 });

  const decision = await core.ask('decisions.accept', { stageId: stage.id, set: { momentum: 0.9 } });
  expect(decision).toMatchObject({
    kind: 'toy',
    set: { momentum: 0.9 },
    recommended: true,
    configuration: { learningRate: 0.02, steps: 40 },
  });
  const added = await core.ask('stages.addPoint', { stageId: stage.id, set: { momentum: 0.5 } });
  expect(added.point).toMatchObject({ key: 'momentum=0.5', origin: 'person' });
  const longer = await ended(core, stage.id);
  expect(longer.trials.map(({ status }) => status)).toEqual(['finished', 'finished', 'finished']);
  const [card] = await core.ask('projects.list', {});
  expect(stepOfCard(card, 'toy')?.stage?.id).toBe(stage.id);
  await core.close();

  const again = await open(home);
  const kept = await again.ask('stages.view', { stageId: stage.id });
  expect(kept.recommendation).toEqual(longer.recommendation);
  expect(kept.decision).toEqual(decision);
});

it('is refused with a sentence where there is none of that name, or the choice is none of its own', async () => {
  const core = await open(temporaryHome());
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
  const unknown = await refusalOf(core.ask('stages.start', { projectId, kind: 'dream', choice: {} }));
  expect(unknown.record).toMatchObject({
    key: 'error.stage.kind',
    values: { kinds: STAGES.map(({ kind }) => kind).join(', ') },
  });
  const choice = { momenta: [0.5] };
  const wrong = await refusalOf(core.ask('stages.plan', { projectId, kind: 'toy', choice }));
  expect(wrong.record.key).toBe('error.request.invalid');
});

it('runs in the terminal', async () => {
  const home = temporaryHome();
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation(line => void lines.push(String(line)));
  onTestFinished(() => log.mockRestore());
  const program = new Command('descent').exitOverride();
  addStageCommand(program);
  const run = (...flags: string[]) =>
    program.parseAsync(['stage', 'toy', '--data', 'sample:digits', '--home', home, ...flags], { from: 'user' });
  await run('--json', '--accept');
  expect(JSON.parse(lines.splice(0).join('\n'))).toMatchObject({
    kind: 'toy',
    status: 'finished',
    ranking: [{ point: { momentum: 0 } }, { point: { momentum: 0.9 } }],
    set: { momentum: expect.any(Number) },
  });
  expect(process.exitCode).toBe(0);
  // For a person in words: what each point sets, and its figures by their names.
  await run();
  const told = lines.join('\n');
  expect(told).toMatch(/Smoothed loss/);
  expect(told).toMatch(/momentum 0\.9/);
  expect(told).not.toMatch(/finalLoss|momentum=/);
});
