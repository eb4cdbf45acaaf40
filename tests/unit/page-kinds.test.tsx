import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { AppContext, type Translate } from '#renderer/app/context.ts';
import { hrefOf, parseRoute } from '#renderer/app/route.ts';
import { Session } from '#renderer/client/session.ts';
import { type AppState, createAppStore } from '#renderer/client/state.ts';
import { StageRail } from '#renderer/rail/StageRail.tsx';
import { chartSeries } from '#renderer/stage/chart-series.ts';
import { NoStageScreen } from '#renderer/stage/NoStageScreen.tsx';
import { plainParts } from '#renderer/stage/plain-parts.tsx';
import { StageScreen } from '#renderer/stage/StageScreen.tsx';
import { type AnyStageParts, shownStage } from '#renderer/stage/stage-parts.ts';
import { partsOf } from '#renderer/stages/registry.ts';
import { type Ask, StageView } from '#shared/contract/requests.ts';
import { LANGUAGES, type Language, text } from '#shared/messages/text.ts';
import { pointOf } from '#shared/method/stages/stage-definition.ts';
import { toyPlan, toyStage } from '../tools/toy-stage.ts';
import { candidate, cardOf, stageView } from './page-views.ts';

/* A stage that the program doesn't have gets a page by its definition alone, and one of its own by its parts in the list. */

vi.mock('#shared/method/stages/definitions.ts', async original => {
  const real = await original<typeof import('#shared/method/stages/definitions.ts')>();
  const { toyStage } = await import('../tools/toy-stage.ts');
  const STAGES = [...real.STAGES, toyStage];
  return { ...real, STAGES, stageOf: (kind: string) => real.stageOf(kind, STAGES) };
});

const silent = {
  ask: (() => new Promise(() => {})) as Ask,
  onEvent: () => () => {},
  onConnection: () => () => {},
};

function markup(element: React.ReactNode, language: Language, state: Partial<AppState> = {}): string {
  const store = createStore<AppState>(() => ({ ...createAppStore(language).getState(), ...state }));
  const app = { store, session: new Session(silent, store) };
  return renderToStaticMarkup(<AppContext value={app}>{element}</AppContext>).replaceAll('\u00a0', ' ');
}

/** A toy stage that has ended: two momenta, of which the second is recommended. */
function toyView(): StageView {
  const ladder = stageView([candidate(0.1), candidate(0.01)]);
  const trials = ladder.trials.map((trial, i) => {
    const point = pointOf({ momentum: i === 0 ? 0 : 0.9 });
    return { ...trial, point, hyperparameters: { ...trial.hyperparameters, ...point.set, learningRate: 0.3 } };
  });
  const [first, second] = trials.map(({ id }) => id) as [string, string];
  return StageView.parse({
    ...ladder,
    stage: { ...ladder.stage, kind: 'toy', plan: toyPlan() },
    trials,
    recommendation: {
      ranking: [
        { trialId: first, rank: 2, figures: { finalLoss: 0.75 } },
        { trialId: second, rank: 1, figures: { finalLoss: 0.25 } },
      ],
      set: { momentum: 0.9 },
      evidence: [
        {
          rule: 'L3',
          verdict: 'good',
          title: { key: 'evidence.deepest', values: {} },
          body: { key: 'evidence.edge', values: {} },
          remedy: null,
        },
      ],
      detail: { difference: 0.5 },
      ruleVersion: 1,
    },
  });
}

describe.each(LANGUAGES)('a kind that has no folder (%s)', language => {
  const t: Translate = (key, ...values) => text(language, key, ...values);
  const parts = partsOf('toy');
  const page = markup(<StageScreen parts={parts} stage={shownStage(parts, toyView())} />, language);
  const momentum = (value: string) => t('stage.setting', { name: t('hyperparameter.momentum'), value });

  it('shows its trials by what they set, with their figures and the evidence', () => {
    for (const value of ['0', '0.9']) expect(page).toContain(momentum(value));
    expect(page).toContain(t('stage.figure.finalLoss'));
    expect(page).toContain('0.750');
    expect(page).toContain(t('evidence.deepest'));
    expect(page).not.toContain(t('page.trials.rate'));
  });

  it('offers to accept what is recommended', () => {
    expect(page).toContain(t('stage.accept', { choice: momentum('0.9') }));
  });

  it('offers to start its first one', () => {
    const { project } = toyView();
    const empty = markup(<NoStageScreen parts={parts} project={project} />, language);
    expect(empty).toContain(t('stage.empty'));
    expect(empty).toContain(`>${t('stage.start')}</button>`);
  });
});

it('its curves have a colour each, the same for all seeds of a point, of which a further one is dashed and named', () => {
  const view = toyView();
  const [first, second] = view.trials as [StageView['trials'][0], StageView['trials'][0]];
  const point = pointOf({ momentum: 0.9, seed: 2 });
  const seeded = {
    ...second,
    id: 'seeded',
    position: 2,
    point,
    hyperparameters: { ...second.hyperparameters, seed: 2 },
  };
  const series = chartSeries(partsOf('toy'), { ...view, trials: [first, second, seeded] }, 'en');
  expect(series.map(({ label, dashed }) => [label, dashed])).toEqual([
    ['momentum 0', false],
    ['momentum 0.9', false],
    ['momentum 0.9 · seed 2', true],
  ]);
  expect(series[2]?.color('light')).toBe(series[1]?.color('light'));
  expect(series[1]?.color('light')).not.toBe(series[0]?.color('light'));
  expect(series.map(({ lead }) => lead)).toEqual([false, true, false]);
});

it('a kind with parts of its own has its words and its columns', () => {
  const own: AnyStageParts = {
    ...plainParts(toyStage),
    label: ({ hyperparameters }) => `μ ${hyperparameters.momentum}`,
    columns: () => [
      {
        key: 'half',
        label: 'Half of it',
        value: ({ ranked }) => ranked?.figures.finalLoss ?? null,
        cell: ({ ranked }) => `half is ${(ranked?.figures.finalLoss ?? 0) / 2}`,
        descends: true,
        size: 'loss',
        yields: true,
        wide: false,
      },
    ],
  };
  const parts = partsOf('toy', [own]);
  const page = markup(<StageScreen parts={parts} stage={shownStage(parts, toyView())} />, 'en');
  for (const said of ['μ 0.9', 'Half of it', 'half is 0.375']) expect(page).toContain(said);
  expect(page).not.toContain('Smoothed loss');
});

it('has an address', () => {
  const route = { page: 'stage', projectId: 'p', kind: 'toy', stageId: null } as const;
  expect(parseRoute(hrefOf(route))).toEqual(route);
});

it('a ladder’s page has a column for seeds only where they differ, and the lowest dev loss where it is known', () => {
  const parts = partsOf('learningRate');
  const page = (view: StageView) => markup(<StageScreen parts={parts} stage={shownStage(parts, view)} />, 'en');
  const unknown = { lowestDevLoss: null, lowestAt: null, lowestMetric: null };
  const plain = stageView([candidate(0.1, unknown), candidate(0.01, { rank: 2, ...unknown })]);
  expect(page(plain)).not.toMatch(/>Seed</);
  expect(page(plain)).not.toContain('Lowest dev loss');
  const told = { lowestDevLoss: 0.489, lowestAt: 1250, lowestMetric: 0.785 };
  const view = stageView([candidate(0.1, told), candidate(0.01, { rank: 2 })]);
  const [first, second] = view.trials as [StageView['trials'][0], StageView['trials'][0]];
  const point = pointOf({ learningRate: 0.1, seed: 2 });
  const trials = [first, { ...second, point, hyperparameters: { ...first.hyperparameters, seed: 2 } }];
  const seeded = page({ ...view, trials });
  expect(seeded).toMatch(/>Seed</);
  expect(seeded).toContain('0.1 · seed 2');
  expect(seeded).toContain('Lowest dev loss');
  expect(seeded).toContain('0.489');
  expect(seeded).toContain('at 1,250');
  expect(seeded).toContain('78.5');
});

it('the rail leads to the newest stage of each kind', () => {
  const ladder = stageView([candidate(0.1)]);
  const { project, stage } = ladder;
  const card = cardOf(ladder);
  const rail = markup(<StageRail route={{ page: 'data', projectId: project.id }} />, 'en', {
    cards: new Map([[project.id, card]]),
  });
  expect(rail).toContain(`href="#/project/${project.id}/learningRate/${stage.id}"`);
  expect(rail).toContain('Your turn: 0.1?');
});
