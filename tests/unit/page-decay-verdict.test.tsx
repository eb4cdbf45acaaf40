import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { AppContext, type Translate } from '#renderer/app/context.ts';
import { Session } from '#renderer/client/session.ts';
import { type AppState, createAppStore } from '#renderer/client/state.ts';
import { figuresOf } from '#renderer/stage/paired-figures.ts';
import { StageScreen } from '#renderer/stage/StageScreen.tsx';
import { shownStage } from '#renderer/stage/stage-parts.ts';
import { showsVerdict, sideMean } from '#renderer/stages/decay/pair-figures.ts';
import { partsOf } from '#renderer/stages/registry.ts';
import { type Ask, StageView } from '#shared/contract/requests.ts';
import { DecayAnswer } from '#shared/domain/decay.ts';
import type { PairedVerdict } from '#shared/domain/paired-runs.ts';
import { LANGUAGES, type Language, text } from '#shared/messages/text.ts';
import { decayPlan } from './decay-runs.ts';
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

const run = (trialId: string, devMetric: number) => ({
  trialId,
  status: 'finished',
  devLoss: 1 - devMetric,
  devMetric,
  at: 300,
});

/** Three pairs by how much better the metric is with decay; `mean`, of the metric, with an interval of that half width. */
function answer(verdict: PairedVerdict | null, mean: number, half: number): DecayAnswer {
  const pairs = [0.96, 0.962, 0.964].map((without, i) => ({
    seed: 3 + i,
    without: run(`without ${i}`, without),
    with: run(`with ${i}`, without + mean),
    difference: -mean,
    metricDifference: mean,
    diverged: null,
  }));
  const lazy = {
    schedule: { kind: 'linear', interval: 50 },
    against: { kind: 'constant' },
    why: 'lazy',
    pairs,
    planned: 3,
    n: 3,
    loss: 0.04,
    difference: { mean: -mean, low: -mean - half, high: -mean + half },
    metricDifference: { mean, low: mean - half, high: mean + half },
    rowNoise: 0.0001,
    seedNoise: 0.001,
    verdict,
  };
  return DecayAnswer.parse({
    kind: 'decay',
    metric: 'accuracy',
    learningRate: 0.1,
    steps: 1000,
    lazy,
    variants: [],
    againstBest: [],
    search: [],
    formerPeak: { step: 300, seen: true },
    newPeak: { step: 700, seen: true },
    movedLater: true,
    chosen: verdict === 'gain' ? lazy.schedule : verdict === 'flat' ? lazy.against : null,
    saved: { steps: 0, trials: 0 },
    morePairs: null,
    proposal: { kind: 'exponential', start: 270, rate: 0.5, period: 146 },
    offer: verdict === 'gain' ? { set: { seed: 3 }, trials: 20, steps: 9000 } : null,
    open: 0,
  });
}

function view(detail: DecayAnswer): StageView {
  const ladder = stageView([candidate(0.1), candidate(0.01)]);
  return StageView.parse({
    ...ladder,
    stage: { ...ladder.stage, kind: 'decay', plan: decayPlan({ seeds: 3 }) },
    recommendation: {
      ranking: [],
      set: detail.chosen && { schedule: detail.chosen },
      evidence: [],
      detail,
      ruleVersion: 2,
    },
  });
}

describe.each(LANGUAGES)('the page of decay (%s)', language => {
  const t: Translate = (key, ...values) => text(language, key, ...values);
  const parts = partsOf('decay');
  const page = (detail: DecayAnswer) =>
    markup(<StageScreen parts={parts} stage={shownStage(parts, view(detail))} />, language);

  it('is hatched where what was accepted on it is out of date', () => {
    const fresh = view(answer('gain', 0.0089, 0.0037));
    const decision = {
      id: 'd',
      projectId: fresh.project.id,
      stageId: fresh.stage.id,
      probeId: null,
      kind: 'decay',
      set: { schedule: { kind: 'linear', interval: 50 } },
      configuration: null,
      ruleVersion: 3,
      recommended: true,
      evidence: null,
      network: null,
      createdAt: 0,
    } as const;
    const of = (dataDigest: string | null) => {
      const decided = { ...decision, dataDigest };
      const project = { ...fresh.project, dataDigest: 'now' };
      const stage = StageView.parse({ ...fresh, project, decision: decided, projectDecision: decided });
      return markup(<StageScreen parts={parts} stage={shownStage(parts, stage)} />, language);
    };
    const isHatched = (html: string) => /class="[^"]*stale/.test(html);
    expect([of('before'), of('now')].map(isHatched)).toEqual([true, false]);
  });

  it('tells a gain in points, with what decides, and offers the search and the schedule', () => {
    const html = page(answer('gain', 0.0089, 0.0037));
    expect(html).toContain('+0.89');
    expect(html).toContain(t('decayPage.verdict.points', { noise: '0.37' }));
    expect(html).toContain(t('decayPage.verdict.gain'));
    expect(html).toContain(t('decayPage.verdict.loss', { difference: '−0.009 ± 0.004' }));
    for (const button of ['decayPage.search', 'decayPage.acceptLinear', 'decayPage.skip'] as const)
      expect(html).toContain(`>${t(button)}</button>`);
  });

  it.each(['flat', 'unknown', 'worse', null] as const)('says in words what the pairs say: %s', verdict => {
    const html = page(answer(verdict, 0.0002, 0.004));
    expect(html).toContain(verdict === null ? t('decayPage.verdict.soFar') : t(`decayPage.verdict.${verdict}`));
    expect(html).not.toContain(`>${t('decayPage.search')}</button>`);
    expect(html).toContain(`>${t('decayPage.skip')}</button>`);
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('has a row for each pair, with both figures, where they were measured, and the difference', () => {
    const html = page(answer('gain', 0.0089, 0.0037));
    for (const seed of ['3', '4', '5']) expect(html).toContain(t('decayPage.pairs.seed', { seed }));
    expect(html).toContain('96.00');
    expect(html).toContain('96.89');
    expect(html).toContain('@ 300');
    expect(html).toContain(t('decayPage.pairs.dot', { from: '96.00', to: '96.89' }));
  });
});

describe('the figures of pairs', () => {
  it('the metric stands for the verdict only where its own interval says the same', () => {
    const of = (verdict: PairedVerdict, mean: number, half: number) =>
      showsVerdict(answer(verdict, mean, half).lazy, 'accuracy');
    expect(of('gain', 0.01, 0.005)).toBe(true);
    expect(of('gain', 0.001, 0.005)).toBe(false);
    expect(of('worse', -0.01, 0.005)).toBe(true);
    expect(of('worse', 0.01, 0.005)).toBe(false);
    expect(of('flat', 0.001, 0.005)).toBe(true);
    expect(of('unknown', 0.01, 0.005)).toBe(false);
    // An error is better where it is lower.
    expect(showsVerdict(answer('gain', -0.01, 0.005).lazy, 'rmse')).toBe(true);
    expect(showsVerdict(answer('gain', 0.01, 0.005).lazy, 'none')).toBe(false);
  });

  it('accuracies are per cent, their differences points with a sign', () => {
    const { value, difference, interval } = figuresOf('accuracy', 'devMetric', 'en');
    expect(value(0.9642)).toBe('96.42');
    expect(difference(0.0089)).toBe('+0.89');
    expect(difference(-0.0025)).toBe('−0.25');
    expect(difference(0)).toBe('0.00');
    expect(value(null)).toBe('–');
    expect(interval({ mean: 0.0089, low: 0.0052, high: 0.0126 })).toEqual({ value: '+0.89', noise: '0.37' });
  });

  it('a mean far within its interval has the decimals of that', () => {
    const { interval } = figuresOf('macroF1', 'devMetric', 'en');
    expect(interval({ mean: -2.26e-5, low: -0.00178, high: 0.00173 })).toEqual({ value: '0.000', noise: '0.002' });
    expect(interval({ mean: 7e-4, low: -0.0013, high: 0.0027 })).toEqual({ value: '+0.001', noise: '0.002' });
    expect(interval({ mean: -0.03, low: -0.04, high: -0.02 })).toEqual({ value: '−0.03', noise: '0.01' });
  });

  it('an interval that is wider than 1, as that of two pairs may be, has no decimals', () => {
    const { interval } = figuresOf('accuracy', 'devLoss', 'en');
    expect(interval({ mean: -1.2, low: -3.4, high: 1 })).toEqual({ value: '−1', noise: '2' });
    expect(interval({ mean: 14, low: -16, high: 44 })).toEqual({ value: '+14', noise: '30' });
  });

  it('the mean of a side is that of the pairs that count', () => {
    const { lazy } = answer('gain', 0.01, 0.005);
    const [first, ...others] = lazy.pairs;
    const pairs = [{ ...first!, difference: null, metricDifference: null }, ...others];
    expect(sideMean(pairs, 'without', 'devMetric')?.mean).toBeCloseTo(0.963);
    expect(sideMean(pairs.slice(0, 2), 'without', 'devMetric')).toBe(null);
  });
});
