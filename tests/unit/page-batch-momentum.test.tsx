import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { AppContext, type Translate } from '#renderer/app/context.ts';
import { Session } from '#renderer/client/session.ts';
import { type AppState, createAppStore } from '#renderer/client/state.ts';
import { chartSeries } from '#renderer/stage/chart-series.ts';
import { StageScreen } from '#renderer/stage/StageScreen.tsx';
import { shownStage } from '#renderer/stage/stage-parts.ts';
import { batchMomentumParts } from '#renderer/stages/batch-momentum/parts.tsx';
import { shownOf } from '#renderer/stages/batch-momentum/RacePanel.tsx';
import { batchSizesIn, choiceOf, momentaIn, settingsFor } from '#renderer/stages/batch-momentum/search-settings.ts';
import { choiceWords, curveName, pointName } from '#renderer/stages/batch-momentum/words.ts';
import { partsOf } from '#renderer/stages/registry.ts';
import { moved } from '#renderer/ui/grid-keys.ts';
import type { Ask } from '#shared/contract/requests.ts';
import { BatchMomentumChoice, type Race } from '#shared/domain/batch-momentum.ts';
import { LANGUAGES, type Language, text } from '#shared/messages/text.ts';
import { type HeatCell, heatRows } from '#shared/method/stages/batch-momentum/heat.ts';
import { aSearch, point } from './page-search.ts';

// Here is no window whose theme could be asked for.
vi.mock('#renderer/theme.ts', () => ({ useTheme: () => 'light' }));

const silent = {
  ask: (() => new Promise(() => {})) as Ask,
  onEvent: () => () => {},
  onConnection: () => () => {},
};

function markup(element: React.ReactNode, language: Language): string {
  const store = createStore<AppState>(() => createAppStore(language).getState());
  const app = { store, session: new Session(silent, store) };
  return renderToStaticMarkup(<AppContext value={app}>{element}</AppContext>).replaceAll('\u00a0', ' ');
}

/** Two batch sizes with two momenta: the lowest, one equal to it, one pruned, one running. */
const POINTS = [
  point(32, 0, { rank: 2, level: 0.58, noise: 0.01, equal: true }),
  point(32, 0.9, { rank: 1, level: 0.57, noise: 0 }),
  point(64, 0, { status: 'pruned', level: 0.7, noise: 0.01 }),
  point(64, 0.9, { status: 'running', level: 0.6, noise: 0.01, examples: 1600, examplesFull: 6400, rank: 3 }),
];
const view = aSearch(POINTS);
const parts = partsOf('batchMomentum');
const shown = shownStage(parts, view);

describe('the heat map', () => {
  it('has the highest momentum on top, and of each point what it is', () => {
    const rows = heatRows(answerOf(POINTS), 'loss');
    expect(rows.map(cells => cells.map(({ batchSize, momentum, look }) => [batchSize, momentum, look]))).toEqual([
      [
        [32, 0.9, 'lowest'],
        [64, 0.9, 'running'],
      ],
      [
        [32, 0, 'equal'],
        [64, 0, 'pruned'],
      ],
    ]);
    expect(rows[0]?.[1]?.share).toBe(0.25);
  });

  it('shades the better ones more, by loss or by metric, and what is pruned not at all', () => {
    const heats = (measure: 'loss' | 'metric') => heatRows(answerOf(POINTS), measure).map(row => row.map(c => c.heat));
    expect(heats('loss')).toEqual([
      [5, 0],
      [4, null],
    ]);
    const better = POINTS.map((one, i) => ({ ...one, metric: { ...one.metric, value: 0.7 + i / 10 } }));
    expect(heatRows(answerOf(better), 'metric').map(row => row.map(c => c.heat))).toEqual([
      [1, 5],
      [0, null],
    ]);
    const errors = { ...answerOf(better), metric: 'rmse' as const };
    expect(heatRows(errors, 'metric')[1]?.[0]?.heat).toBe(5);
    const [alone] = better as [(typeof better)[0]];
    for (const measure of ['loss', 'metric'] as const)
      expect(
        heatRows(answerOf([alone]), measure)
          .flat()
          .find(({ point }) => point)?.heat,
      ).toBe(5);
  });

  it('shows of a point the best of its rates, and has a place for what was not tried', () => {
    const tripled = point(32, 0.9, { trialId: 'tripled', multiple: 3, rank: 1, level: 0.5, noise: 0 });
    const rows = heatRows(
      { ...answerOf([...POINTS.slice(0, 1), { ...POINTS[1]!, rank: 2, noise: 0.01 }, tripled]) },
      'loss',
    );
    expect(rows[0]?.map(cell => cell.point?.trialId)).toEqual(['tripled', undefined]);
    expect(rows[0]?.[1]?.look).toBe('none');
  });

  it('outlines as the lowest what stands there, also where another rate of the place is recommended', () => {
    const value = (at: number) => ({ ...POINTS[1]!.metric, value: at });
    const chosen = { ...POINTS[1]!, rank: 1, level: 0.51, noise: 0.02, equal: true, metric: value(0.9) };
    const deepest = point(32, 0.9, { trialId: 'deepest', multiple: 3, rank: 2, level: 0.5, noise: 0 });
    const answer = answerOf([POINTS[0]!, chosen, { ...deepest, metric: value(0.8) }]);
    const cellBy = (measure: 'loss' | 'metric') => (heatRows(answer, measure) as [[HeatCell]])[0][0];
    expect(cellBy('loss')).toMatchObject({ look: 'lowest', value: 0.5, noise: 0, point: { trialId: 'deepest' } });
    expect(cellBy('metric')).toMatchObject({ look: 'equal', value: 0.9, point: { trialId: chosen.trialId } });
    expect(cellBy('loss').all.map(({ trialId }) => trialId)).toEqual([chosen.trialId, 'deepest']);
  });

  it('says that the lowest is so over two seeds where one seed alone came lower', () => {
    const single = point(32, 0, { rank: 2, level: 0.55, noise: 0.04, equal: true });
    const lowestOf = (points: ReturnType<typeof point>[]) =>
      heatRows(answerOf(points), 'loss')
        .flat()
        .find(({ look }) => look === 'lowest')?.overSeeds;
    expect(lowestOf([single, ...POINTS.slice(1)])).toBe(true);
    expect(lowestOf(POINTS)).toBe(false);
  });

  it('is walked by the arrow keys and never left by them', () => {
    const size = [2, 3] as const;
    expect(moved([0, 0], 'ArrowRight', size)).toEqual([0, 1]);
    expect(moved([0, 0], 'ArrowUp', size)).toEqual([0, 0]);
    expect(moved([1, 2], 'ArrowDown', size)).toEqual([1, 2]);
    expect(moved([1, 1], 'Home', size)).toEqual([1, 0]);
    expect(moved([1, 1], 'End', size)).toEqual([1, 2]);
    expect(moved([1, 1], 'a', size)).toBeNull();
  });
});

describe('its curves', () => {
  it('are strong where they are recommended, accepted or looked at: three at most', () => {
    const strong = batchMomentumParts.strong?.(shown as never, POINTS[3]!.trialId);
    expect([...(strong?.keys() ?? [])].sort()).toEqual(['p32-0.9', 'p64-0', 'p64-0.9']);
    const series = chartSeries(parts, view, 'en', false, strong ?? null);
    expect(series.filter(({ muted }) => !muted).map(({ label }) => label)).toEqual(['32 × 0.9', '64 × 0', '64 × 0.9']);
    expect(new Set(series.filter(({ muted }) => !muted).map(s => s.color('light'))).size).toBe(3);
  });
});

describe.each(LANGUAGES)('the page of batch size and momentum (%s)', language => {
  const t: Translate = (key, ...values) => text(language, key, ...values);
  const page = markup(<StageScreen parts={parts} stage={shown} />, language);

  it('has the plan, the map with a cell a point, and the points with their rates', () => {
    expect(page).toContain(t('batchMomentum.search.grid'));
    expect(page).toContain(t('batchMomentum.proposed'));
    expect(page.match(/role="gridcell"/g)).toHaveLength(4);
    expect(page.match(/role="gridcell"[^>]*tabindex="0"|tabindex="0"[^>]*role="gridcell"/gi) ?? []).toHaveLength(1);
    expect(page).toContain(t('batchMomentum.from.probe'));
    expect(page).toContain(t('batchMomentum.state.running', { share: '25 %' }));
    expect(page).not.toMatch(/NaN|undefined|0e0/);
  });

  it('says in a cell its rate, its loss with its noise, its metric and its state', () => {
    const label = [
      t('batchMomentum.cell.rate', { name: '32 × 0', rate: '0.2', from: t('batchMomentum.from.probe') }),
      t('batchMomentum.cell.loss', { loss: '0.58 ± 0.01' }),
      t('batchMomentum.state.equal'),
    ];
    for (const said of label) expect(page).toContain(said);
  });

  it('offers to accept both by their values', () => {
    expect(choiceWords({ batchSize: 32, momentum: 0 }, t, language).short).toContain('32');
    expect(page).toContain(
      t('batchMomentum.accept', { short: choiceWords(view.recommendation.set!, t, language).short }),
    );
  });
});

it('with Adam there are batch sizes alone', () => {
  expect(pointName({ batchSize: 32, momentum: 0.9, optimizer: 'adam' })).toBe('32');
  const adam = aSearch([point(32, 0, { optimizer: 'adam', rank: 1, noise: 0 })], 'adam');
  const page = markup(<StageScreen parts={parts} stage={shownStage(parts, adam)} />, 'en');
  expect(page).toContain('>Batch size<');
  expect(page).not.toContain('32 × ');
});

it('a curve has its rate in its name where the same point came in at another one before', () => {
  const at = (learningRate: number, position: number) => {
    const [trial] = view.trials;
    if (!trial) throw new Error('no trial');
    const hyperparameters = { ...trial.hyperparameters, batchSize: 64, momentum: 0, learningRate };
    return { ...trial, position, hyperparameters };
  };
  const [first, higher, again] = [at(0.1, 3), at(0.3, 8), at(0.1, 9)];
  const among = [higher, again, first];
  expect(among.map(({ hyperparameters }) => curveName(hyperparameters, among))).toEqual([
    '64 × 0 @ 0.3',
    '64 × 0',
    '64 × 0',
  ]);
});

it('before its first trial it begins, and says neither that none was usable nor that none is to go', () => {
  const begun = {
    ...view,
    trials: [],
    progress: { ...view.progress, open: 0 },
    stage: { ...view.stage, status: 'running' as const },
    recommendation: { ...view.recommendation, set: null, evidence: [] },
  };
  const page = markup(<StageScreen parts={parts} stage={shownStage(parts, begun)} />, 'en');
  expect(page).toContain('Beginning');
  for (const wrong of ['No trial was usable', '0 of 0', 'every 1 steps']) expect(page).not.toContain(wrong);
});

it('lists are read as they are typed, in order and each value once', () => {
  expect(batchSizesIn('64, 16 32,16')).toEqual([16, 32, 64]);
  expect(momentaIn('0；0.9、0.5')).toEqual([0, 0.5, 0.9]);
  for (const wrong of ['', 'x', '0', '1.5', '-4']) expect(batchSizesIn(wrong)).toBeNull();
  for (const wrong of ['', '1', '-0.1', 'a']) expect(momentaIn(wrong)).toBeNull();
  const settings = { ...settingsFor({ id: 'p' }), batchSizes: '32, 8', search: 'random' as const };
  expect(BatchMomentumChoice.parse(choiceOf(settings))).toEqual({
    search: 'random',
    batchSizes: [8, 32],
    holdRate: false,
  });
});

it('a race shows differences above zero where the chosen one is better, whichever way its measure goes', () => {
  const side = (devLoss: number, metric: number) => ({ trialId: 't', devLoss, metric });
  const racer = { optimizer: 'sgd' as const, batchSize: 32, momentum: 0, learningRate: 0.1 };
  const race: Race = {
    chosen: racer,
    other: { ...racer, optimizer: 'adam' },
    confidence: 97.5,
    planned: 2,
    pairs: [{ seed: 2, chosen: side(0.5, 0.8), other: side(0.6, 0.79) }],
    metric: 'accuracy',
    loss: { mean: -0.1, low: -0.2, high: 0 },
    metricDifference: { mean: 0.01, low: -0.01, high: 0.03 },
    verdict: 'noise',
    by: null,
  };
  expect(shownOf(race).differences[0]).toBeCloseTo(1);
  expect(shownOf({ ...race, by: 'loss' })).toMatchObject({ unit: 'loss', interval: { mean: 0.1, low: -0, high: 0.2 } });
  expect(shownOf({ ...race, metric: 'rmse' }).differences[0]).toBeCloseTo(-0.01);
});

function answerOf(points: typeof POINTS) {
  const { detail } = shownStage(parts, aSearch(points));
  return detail as NonNullable<ReturnType<typeof batchMomentumParts.definition.Detail.parse>>;
}
