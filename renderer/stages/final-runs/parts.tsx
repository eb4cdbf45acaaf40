import type { FinalAnswer, FinalPlan } from '#shared/domain/final-runs.ts';
import type { Project } from '#shared/domain/project.ts';
import { finalRuns } from '#shared/method/stages/final-runs/definition.ts';
import { armOf } from '#shared/method/stages/final-runs/runs.ts';
import { useText } from '../../app/context.ts';
import { ARM_COLORS } from '../../ramp.ts';
import { useNewStage } from '../../stage/NewStage.tsx';
import { NoStageLayout } from '../../stage/NoStageScreen.tsx';
import { PLAIN_MESSAGES, plainParts } from '../../stage/plain-parts.tsx';
import type { AnyStageParts, StageParts } from '../../stage/stage-parts.ts';
import { FinalFields } from './FinalFields.tsx';
import { FinalMain } from './FinalMain.tsx';
import { choiceOf, type FinalSettings, isComplete, settingsAfter, settingsFor } from './final-settings.ts';
import { VerdictPanel } from './VerdictPanel.tsx';

const plain = plainParts(finalRuns);

/** What the page of the final runs has of its own. */
export const finalRunsParts: StageParts<FinalPlan, FinalAnswer, FinalSettings> = {
  ...plain,
  definition: finalRuns,
  rules: ['R2', 'M9'],
  messages: {
    ...PLAIN_MESSAGES,
    why: 'finalPage.why',
    ofCommand: {
      why: 'finalPage.command.why',
      empty: 'finalPage.command.empty',
      newDescription: 'finalPage.command.newDescription',
    },
    aside: 'finalPage.aside',
    empty: 'finalPage.empty',
    order: 'finalPage.order',
    point: 'finalPage.point',
    another: 'finalPage.another',
    newTitle: 'finalPage.newTitle',
    newDescription: 'finalPage.newDescription',
    nothing: 'finalPage.nothing',
    yourTurn: 'finalPage.yourTurn',
    noAnswer: 'finalPage.noAnswer',
    news: {
      ...PLAIN_MESSAGES.news,
      running: 'finalPage.news.running',
      finished: 'finalPage.news.finished',
      finishedWithout: 'finalPage.news.finishedWithout',
    },
  },
  label: ({ point, fold }, t) =>
    fold === null
      ? t(`finalPage.arm.${armOf(point)}`)
      : t('finalPage.arm.fold', { arm: t(`finalPage.arm.${armOf(point)}`), fold: fold + 1 }),
  name: ({ point, fold, hyperparameters: { seed } }) =>
    `${armOf(point)},seed=${seed}${fold === null ? '' : `,fold=${fold}`}`,
  color: (trial, _trials, theme) => ARM_COLORS[armOf(trial.point)][theme],
  band: trial => armOf(trial.point),
  // Each fold is evaluated on rows of its own: its curve can't be compared with the others.
  isDrawn: ({ fold }) => fold === null,
  cropped: true,
  columns: (stage, t, language) => plain.columns(stage, t, language),
  option: plain.option,
  form: {
    first: settingsFor,
    another: settingsAfter,
    again: settingsAfter,
    choice: choiceOf,
    isComplete,
    start: () => 'finalPage.start',
    Choices: FinalFields,
  },
  firstSeries: () => ({ recorded: 'devLoss', unit: 'steps' }),
  NoStage: NoFinalRunsScreen,
  Main: FinalMain,
  Answer: VerdictPanel,
};

/** A project before its first final runs: what they will say, since they recommend nothing. */
function NoFinalRunsScreen({ project, parts }: { project: Project; parts: AnyStageParts }) {
  const t = useText();
  const stage = useNewStage(parts, project.id, () => parts.form.first(project));
  return (
    <NoStageLayout stage={stage} mark={null} notice={null} state={t('page.status.idle')} tool={null}>
      <h2>{t('finalPage.aside')}</h2>
      <p>{t('finalPage.before')}</p>
    </NoStageLayout>
  );
}
