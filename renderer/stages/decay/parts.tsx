import type { DecayAnswer, DecayPlan } from '#shared/domain/decay.ts';
import { CONSTANT, isConstant, scheduleKey } from '#shared/domain/schedule.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { decay } from '#shared/method/stages/decay/definition.ts';
import type { ChartMark } from '../../chart/types.ts';
import { formatCount } from '../../format.ts';
import { PLAIN_MESSAGES, plainParts, scheduleText } from '../../stage/plain-parts.tsx';
import type { StageParts } from '../../stage/stage-parts.ts';
import { DecayMain } from './DecayMain.tsx';
import { DecayTool } from './DecayTool.tsx';
import { NoDecayScreen } from './NoDecayScreen.tsx';
import { runColor } from './schedule-names.ts';
import { VerdictCard } from './VerdictCard.tsx';

const plain = plainParts(decay);
const scheduleOf = ({ hyperparameters }: Trial) => hyperparameters.schedule;

/** What the page of decay has of its own. */
export const decayParts: StageParts<DecayPlan, DecayAnswer, unknown> = {
  ...plain,
  definition: decay,
  rules: ['D1', 'D6', 'D7'],
  messages: {
    ...PLAIN_MESSAGES,
    why: 'decayPage.why',
    aside: 'decayPage.aside',
    empty: 'decayPage.empty',
    order: 'decayPage.order',
    point: 'decayPage.point',
    another: 'decayPage.another',
    newTitle: 'decayPage.newTitle',
    newDescription: 'decayPage.newDescription',
    accept: 'decayPage.accept',
    nothing: 'decayPage.nothing',
    noAnswer: 'decayPage.noAnswer',
    overruled: 'decayPage.overruled',
    news: {
      ...PLAIN_MESSAGES.news,
      running: 'decayPage.news.running',
      finished: 'decayPage.news.finished',
      finishedWithout: 'decayPage.news.finishedWithout',
    },
  },
  valuesOf: ({ schedule = CONSTANT }, t) => ({
    choice: isConstant(schedule) ? t('decayPage.none') : scheduleText(schedule, t),
  }),
  label: (trial, t) => scheduleText(scheduleOf(trial), t),
  name: trial => `${scheduleKey(scheduleOf(trial))},seed=${trial.hyperparameters.seed}`,
  color: (trial, trials, theme) => {
    const keys = [...new Set(trials.map(one => scheduleKey(scheduleOf(one))))].filter(
      key => key !== scheduleKey(CONSTANT),
    );
    const place = keys.indexOf(scheduleKey(scheduleOf(trial)));
    return place < 0 ? WITHOUT[theme] : runColor(place)(theme);
  },
  band: trial => scheduleKey(scheduleOf(trial)),
  cropped: true,
  marks: ({ detail }, t, language) => {
    const marks = [
      { key: 'formerPeak', peak: detail?.formerPeak, run: detail?.lazy.pairs[0]?.without },
      { key: 'peak', peak: detail?.newPeak, run: detail?.lazy.pairs[0]?.with },
    ] as const;
    return marks.flatMap(({ key, peak, run }): ChartMark[] => {
      if (!peak?.seen) return [];
      const label = t(`decayPage.chart.${key}`, { step: formatCount(peak.step, language) });
      return [{ step: peak.step, label, line: 'dotted', trialId: run?.trialId ?? null }];
    });
  },
  columns: (stage, t, language) => plain.columns(stage, t, language),
  option: plain.option,
  Main: DecayMain,
  Answer: VerdictCard,
  Tool: DecayTool,
  NoStage: NoDecayScreen,
};

/** Of runs without decay: as the ink that their band is drawn in. */
const WITHOUT = { light: '#55524c', dark: '#b7b3ab' } as const;
