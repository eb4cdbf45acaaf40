import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { AppContext, type Translate } from '#renderer/app/context.ts';
import { Session } from '#renderer/client/session.ts';
import { type AppState, createAppStore } from '#renderer/client/state.ts';
import { StageScreen } from '#renderer/stage/StageScreen.tsx';
import { shownStage } from '#renderer/stage/stage-parts.ts';
import { axisOf } from '#renderer/stages/final-runs/axis.ts';
import { choiceOf, isComplete, settingsFor } from '#renderer/stages/final-runs/final-settings.ts';
import { partsOf } from '#renderer/stages/registry.ts';
import { type Ask, StageView } from '#shared/contract/requests.ts';
import { FinalAnswer, type FinalVerdict } from '#shared/domain/final-runs.ts';
import type { TestReading } from '#shared/domain/test-reading.ts';
import { LANGUAGES, type Language, text } from '#shared/messages/text.ts';
import { classificationErrors } from '#shared/method/metrics/classification-errors.ts';
import { regressionErrors } from '#shared/method/metrics/regression-errors.ts';
import { finalPlan } from './final-runs.ts';
import { candidate, stageView } from './page-views.ts';

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

const SEEDS = [3, 4, 5];
const reading = (i: number): TestReading => ({
  id: `reading ${i}`,
  projectId: 'project',
  stageId: 'stage',
  kind: 'finalRuns',
  dataDigest: 'digest',
  createdAt: 1_700_000_000_000 + i,
});

function arm(accuracy: number, isRead: boolean) {
  const figures = { loss: 1 - accuracy, metric: accuracy };
  const means = {
    loss: { n: 3, mean: 1 - accuracy, spread: 0.01 },
    metric: { n: 3, mean: accuracy, spread: 0.0123 },
  };
  return {
    hyperparameters: {},
    runs: SEEDS.map(seed => ({
      trialId: `${accuracy} ${seed}`,
      seed,
      status: 'finished',
      at: 300,
      dev: figures,
      test: isRead ? figures : null,
    })),
    dev: means,
    test: isRead ? means : null,
  };
}

/** By how much the chosen configuration is better, with half of its interval. */
function comparison(gain: number, half: number, verdict: FinalVerdict) {
  const of = (mean: number) => ({
    n: 3,
    mean,
    error: half / 2,
    seedError: half / 3,
    rowError: half / 3,
    low: mean - half,
    high: mean + half,
    verdict,
  });
  return { loss: of(-gain), metric: of(gain) };
}

interface Told extends Partial<Pick<FinalAnswer, 'classes' | 'regression' | 'metric' | 'crossValidation'>> {
  verdict?: FinalVerdict | null;
  readings?: number;
}

function answer({ verdict = 'better', readings = 1, metric = 'accuracy', ...errors }: Told = {}): FinalAnswer {
  const isRead = verdict !== null;
  const compared = verdict && comparison(verdict === 'worse' ? -0.042 : 0.042, 0.0254, verdict);
  return FinalAnswer.parse({
    kind: 'finalRuns',
    metric,
    steps: 600,
    seeds: SEEDS,
    chosen: arm(0.929, isRead),
    default: arm(0.887, isRead),
    dev: compared,
    test: isRead ? compared : null,
    conclusion: verdict && { verdict, part: 'test', figure: 'loss' },
    rows: { dev: 400, test: isRead ? 400 : null },
    readings: Array.from({ length: readings }, (_, i) => reading(i)),
    carried: null,
    open: 0,
    ...errors,
  });
}

function view(detail: FinalAnswer): StageView {
  const ladder = stageView([candidate(0.1), candidate(0.01)]);
  return StageView.parse({
    ...ladder,
    stage: { ...ladder.stage, kind: 'finalRuns', plan: finalPlan({ seeds: 3 }) },
    recommendation: { ranking: [], set: null, evidence: [], detail, ruleVersion: 3 },
  });
}

/** Of so many classes of ten rows each, each right in nine; the first one in none. */
function classes(count: number) {
  const labels = Array.from({ length: 10 * count }, (_, row) => Math.floor(row / 10));
  const predicted = labels.map((label, row) => (label === 0 || row % 10 === 0 ? (label + 1) % count : label));
  return classificationErrors({
    names: Array.from({ length: count }, (_, i) => `class ${i}`),
    labels,
    runs: [predicted],
  });
}

describe.each(LANGUAGES)('R2: the page of the final runs (%s)', language => {
  const t: Translate = (key, ...values) => text(language, key, ...values).replaceAll('\u00a0', ' ');
  const parts = partsOf('finalRuns');
  const page = (told?: Told) =>
    markup(<StageScreen parts={parts} stage={shownStage(parts, view(answer(told)))} />, language);

  it.each(['better', 'notDistinguishable', 'worse'] as const)('says the verdict in words: %s', verdict => {
    const html = page({ verdict });
    expect(html).toContain(t(`finalPage.verdict.${verdict}`));
    expect(html).toContain(t(`finalPage.verdict.words.${verdict}`));
    expect(html).toContain(t('finalPage.verdict.heading.test'));
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('does not tell below the figures what they say, and everything else', () => {
    const evidence = (
      ['evidence.final.better', 'evidence.final.metric', 'evidence.final.dev', 'evidence.final.stays'] as const
    ).map(key => ({
      rule: 'R2' as const,
      verdict: 'good' as const,
      title: { key, values: {} },
      body: { key: 'evidence.final.staysSo' as const, values: {} },
      remedy: null,
    }));
    const of = (told: Told) => {
      const shown = view(answer(told));
      const said = { ...shown, recommendation: { ...shown.recommendation, evidence } };
      return markup(<StageScreen parts={parts} stage={shownStage(parts, StageView.parse(said))} />, language);
    };
    const html = of({});
    for (const key of ['evidence.final.dev', 'evidence.final.stays'] as const) expect(html).toContain(t(key));
    expect(html).not.toContain(t('evidence.final.better'));
    expect(html).not.toContain(t('evidence.final.metric'));
    // Without a difference there are no figures.
    expect(of({ verdict: null })).toContain(t('evidence.final.better'));
  });

  it('tells the difference in points with its interval, and both means with their spread', () => {
    const html = page();
    expect(html).toContain('+4.20');
    expect(html).toContain(t('finalPage.verdict.interval', { low: '+1.66', high: '+6.74' }));
    for (const said of ['92.90', '88.70', '± 1.23', '@ 300']) expect(html).toContain(said);
  });

  it('warns where the test rows were read more than once, and says where they were not yet', () => {
    expect(page({ readings: 1 })).not.toContain(t('page.verdict.warn'));
    expect(page({ readings: 3 })).toContain(t('page.verdict.warn'));
    const waiting = page({ verdict: null, readings: 0 });
    expect(waiting).toContain(t('finalPage.readings.none'));
    expect(waiting).toContain(t('finalPage.verdict.heading.dev'));
  });

  it('draws the confusion matrix with its table, and marks what does badly', () => {
    const html = page({ classes: classes(4) });
    expect(html.match(/role="gridcell"/g)).toHaveLength(16);
    const values = { actual: 'class 0', predicted: 'class 1', share: '100 %', rows: '10' };
    expect(html).toContain(t('finalPage.confusion.taken', values));
    expect(html).toContain(t('finalPage.classes.low'));
    expect(html).toContain(t('finalPage.classes.few'));
  });

  it('of many classes tells the worst pairs in place of a matrix', () => {
    const html = page({ classes: classes(25) });
    expect(html).not.toContain('role="gridcell"');
    expect(html).toContain(t('finalPage.confusion.pairs'));
    expect(html).toContain('class 24');
  });

  it('M9: has a row for each fold, with both configurations, and says what that is worth', () => {
    const folded = (accuracy: number, steps: number) => ({
      folds: [0, 1, 2, 3, 4].map(fold => ({
        fold,
        trialId: `${accuracy} ${fold}`,
        status: 'finished' as const,
        figures: { loss: 1 - accuracy, metric: accuracy + fold / 100 },
      })),
      steps,
      means: {
        loss: { n: 5, mean: 1 - accuracy, spread: 0.01 },
        metric: { n: 5, mean: accuracy + 0.02, spread: 0.0158 },
      },
    });
    const both = { chosen: folded(0.91, 140), default: folded(0.88, 520) };
    const html = page({ crossValidation: { ...both, planned: 5, rolling: false, better: { folds: 4, of: 5 } } });
    for (const said of ['91.00', '95.00', '88.00', '93.00 ± 1.58']) expect(html).toContain(said);
    expect(html).toContain(t('finalPage.folds.optimistic'));
    expect(html).toContain(t('finalPage.folds.better', { folds: 4, of: 5 }));
    expect(page()).not.toContain(t('finalPage.folds'));
  });

  it('of a regression draws predicted against true, and tells errors along the range', () => {
    const targets = Float32Array.from({ length: 200 }, (_, row) => row / 100 - 1);
    const off = targets.map((target, row) => target + (row % 2 === 0 ? 0.1 : -0.1) * (row > 180 ? 9 : 1));
    const regression = regressionErrors({ targets, runs: [off], scale: { mean: 50, std: 10 } });
    const html = page({ metric: 'rmse', regression });
    expect(html).toContain(t('finalPage.residuals.scatter', { rows: '200' }));
    expect(html).toContain(t('finalPage.ranges.large'));
    expect(html).toContain(t('finalPage.residuals.noBias'));
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('the chart of the final runs', () => {
  it('M9: has no curve of a fold, whose rows are others', () => {
    const { isDrawn } = partsOf('finalRuns');
    const [trial] = stageView([candidate(0.1)]).trials;
    expect(
      [
        { ...trial!, fold: null },
        { ...trial!, fold: 0 },
      ].map(one => isDrawn?.(one)),
    ).toEqual([true, false]);
  });
});

describe('what is chosen of final runs', () => {
  const first = settingsFor({ id: 'project' });

  it('is the proposal until a number of seeds stands there that can be', () => {
    expect(choiceOf(first)).toEqual({});
    expect(choiceOf({ ...first, seeds: 7 })).toEqual({ seeds: 7 });
    expect([first, { ...first, seeds: 3 }].every(isComplete)).toBe(true);
    expect([null, 2, 2.5, 31].some(seeds => isComplete({ ...first, seeds }))).toBe(false);
  });
});

describe('an axis around values', () => {
  it('has round ticks between its ends and every value inside', () => {
    const { ticks, place, low, high } = axisOf([0.887, 0.929], 6);
    expect(ticks).toEqual([0.89, 0.9, 0.91, 0.92, 0.93]);
    for (const value of [0.887, 0.929]) expect(place(value) > 0 && place(value) < 1).toBe(true);
    expect(low).toBeLessThan(0.887);
    expect(high).toBeGreaterThan(0.929);
  });

  it('is no point where all values are one', () => {
    const { low, high, place } = axisOf([5, 5], 4);
    expect(high).toBeGreaterThan(low);
    expect(place(5)).toBeCloseTo(0.5, 10);
    expect(axisOf([0], 4).ticks).toContain(0);
  });
});
