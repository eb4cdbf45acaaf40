import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { AppContext, type Translate } from '#renderer/app/context.ts';
import { Session } from '#renderer/client/session.ts';
import { type AppState, createAppStore } from '#renderer/client/state.ts';
import { ConnectionBanner } from '#renderer/frame/ConnectionBanner.tsx';
import { HomeStatusBar } from '#renderer/home/HomeStatusBar.tsx';
import { PlanBox } from '#renderer/home/PlanBox.tsx';
import { SAMPLE } from '#renderer/names.ts';
import { MeasuredPanel } from '#renderer/preparation/MeasuredPanel.tsx';
import { ProbeFindings } from '#renderer/probe/ProbeFindings.tsx';
import { StageMark } from '#renderer/rail/StageMark.tsx';
import { stageLine } from '#renderer/rail/stage-standing.ts';
import { type ProjectStep, projectSteps } from '#renderer/stage/project-steps.ts';
import { StageStatusBar } from '#renderer/stage/StageStatusBar.tsx';
import { partsOf } from '#renderer/stages/registry.ts';
import { type Ask, ProjectCard, StageView } from '#shared/contract/requests.ts';
import { type Language, text } from '#shared/messages/text.ts';
import { aPreparation, aProject } from '../contract/store-fixtures.ts';
import { someMeasured } from '../tools/preparations.ts';
import { probeAnswer, someProbe } from './page-probes.ts';
import { candidate, cardOf, stageView } from './page-views.ts';

const silent = {
  ask: (() => Promise.reject(new Error('nobody is asked'))) as Ask,
  onEvent: () => () => {},
  onConnection: () => () => {},
};

function markup(element: React.ReactNode, language: Language, state: Partial<AppState> = {}): string {
  // Where there is no browser, only the state that a store began with is shown.
  const store = createStore<AppState>(() => ({ ...createAppStore(language).getState(), ...state }));
  const app = { store, session: new Session(silent, store) };
  return renderToStaticMarkup(<AppContext value={app}>{element}</AppContext>).replaceAll('\u00a0', ' ');
}

const NaNs = { threshold: Number.NaN, done: Number.NaN };

/** A running stage, as it comes over the contract, of which nothing can be computed. */
const view = StageView.parse(
  stageView([candidate(0.1, { status: 'running', finalLoss: Number.NaN, noise: Number.NaN })], NaNs, {
    remainingMs: Number.NaN,
    stepsPerSecond: Number.POSITIVE_INFINITY,
    savedAt: Number.NaN,
  }),
);
const running = { ...view.stage, status: 'running' as const };
const project = aProject({ source: SAMPLE });
const card = ProjectCard.parse({ ...cardOf({ ...view, stage: running, remainingMs: -Infinity }), project });
const [step] = projectSteps(card) as [ProjectStep];

describe.each(['en', 'zh-CN'] as const)('what is not known (%s)', language => {
  const t: Translate = (key, ...values) => text(language, key, ...values);
  const notKnown = language === 'en' ? 'not known' : '未知';

  it('is said in the status bar of a stage that runs, and takes no screen down', () => {
    const bar = markup(<StageStatusBar view={{ ...view, stage: running }} />, language);
    expect(bar).toContain(t('page.status.leftNotKnown'));
    expect(bar).toContain(notKnown);
    expect(bar).not.toMatch(/NaN|Infinity|∞|Invalid/);
    const home = markup(<HomeStatusBar />, language, { cards: new Map([[project.id, card]]) });
    expect(home).toContain(t('page.status.stage'));
    expect(home).not.toMatch(/NaN|Infinity|∞/);
    const mark = markup(<StageMark standing={{ kind: 'running', share: view.progress.done }} label="" />, language);
    expect(mark).not.toContain('NaN');
    expect(stageLine(partsOf('learningRate'), { ...step, stage: running }, t, language)).not.toMatch(/NaN|Infinity/);
  });

  it('is said where times were measured', () => {
    const measured = someMeasured({ stepMs: null, evaluationMs: null, startMs: null });
    const panel = markup(<MeasuredPanel preparation={aPreparation(project, { measured })} facts={null} />, language);
    expect(panel.split(`<dd>${notKnown}</dd>`)).toHaveLength(4);
    const answer = probeAnswer({ steps: null, seconds: null });
    expect(markup(<ProbeFindings probe={someProbe({ answer })} />, language)).toContain(notKnown);
  });

  it('how long the last ladder took is told as it was measured, and never from two stamps', () => {
    // A clock that was set back in between made −8 h of it.
    const stage = { ...view.stage, status: 'finished' as const, createdAt: 8 * 3_600_000, endedAt: 0 };
    const box = (tookMs: number | null) =>
      markup(<PlanBox />, language, {
        cards: new Map([[project.id, { project, steps: [{ ...step, stage: { ...stage, tookMs } }] }]]),
      });
    expect(box(61_000)).toContain(t('page.duration.minutesSeconds', { minutes: 1, seconds: 1 }));
    expect(box(61_000)).toContain(t('page.plan.fromLast'));
    expect(box(null)).toContain(t('page.plan.subtitle'));
    expect(box(null)).not.toContain('28,800');
  });

  it('what the page can’t read is said quietly, beside what it shows', () => {
    expect(markup(<ConnectionBanner />, language, { connection: 'open' })).not.toContain('<p');
    const banner = markup(<ConnectionBanner />, language, { connection: 'open', unreadable: 'stage: view.trials.0' });
    expect(banner).toContain(t('page.unreadable', { detail: 'stage: view.trials.0' }));
    const lost = markup(<ConnectionBanner />, language, { connection: 'lost', unreadable: 'stage: view.trials.0' });
    expect(lost).toContain(t('page.connection.lost'));
  });
});
