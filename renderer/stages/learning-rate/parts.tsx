import type { Candidate, LadderAnswer } from '#shared/domain/answer.ts';
import { acceptedRate, type StagePlan } from '#shared/domain/project.ts';
import type { Language } from '#shared/messages/text.ts';
import { planAgain, planBase } from '#shared/method/fixed-hyperparameters.ts';
import { rSquared, rSquaredName } from '#shared/method/metrics/metric.ts';
import { learningRate } from '#shared/method/stages/learning-rate/definition.ts';
import type { Translate } from '../../app/context.ts';
import { formatCount, formatMetric, formatNumber, formatRate, formatWithNoise, NONE } from '../../format.ts';
import { metricHeading } from '../../names.ts';
import { rateColor } from '../../ramp.ts';
import { trialFacts } from '../../stage/chart-facts.ts';
import { PLAIN_MESSAGES } from '../../stage/plain-parts.tsx';
import type { ShownStage, StageParts, TrialColumn } from '../../stage/stage-parts.ts';
import { Faint } from '../../stage/TrialsTable.tsx';
import { AddRate } from './AddRate.tsx';
import { Figures } from './Figures.tsx';
import { LadderCandidates, LadderSettingsFields } from './LadderSettingsFields.tsx';
import { chosenOf, firstBase, formOf, isComplete, type LadderForm } from './ladder-choice.ts';
import { LadderProbe, NoLadderScreen } from './NoLadderScreen.tsx';
import { planCopy } from './trial-copy.ts';

/** What the page of the learning rate has of its own. */
export const learningRateParts: StageParts<StagePlan, LadderAnswer, LadderForm> = {
  definition: learningRate,
  rules: ['L1', 'L3', 'L6', 'L7'],
  messages: {
    ...PLAIN_MESSAGES,
    why: 'page.why',
    aside: 'page.recommendation.aside',
    empty: 'page.empty.ladder',
    ofCommand: { empty: 'commandPage.empty' },
    order: 'page.trials.order',
    point: 'page.trials.rate',
    choose: 'page.change.rate',
    select: 'page.ladder.select',
    another: 'page.action.newLadder',
    newTitle: 'newLadder.title',
    newDescription: 'newLadder.description',
    accept: 'page.recommendation.accept',
    nothing: 'page.recommendation.nothing',
    open: 'page.recommendation.stepsOpen',
    overruled: 'page.recommendation.overruled',
    done: 'page.recommendation.done',
    yourTurn: 'page.ladder.yourTurn',
    noAnswer: 'page.ladder.noAnswer',
    holds: 'page.ladder.holds',
    otherData: 'page.ladder.otherData',
    otherNetwork: 'page.ladder.otherNetwork',
    otherConfiguration: 'page.ladder.otherConfiguration',
    stale: 'decision.stale.what',
    elsewhere: 'decision.byLadder',
    outdated: 'decision.ladder.what',
    interrupted: 'page.interrupted.title',
    news: {
      running: 'page.news.running',
      paused: 'page.news.paused',
      stopped: 'page.news.stopped',
      interrupted: 'page.news.interrupted',
      finished: 'page.news.finished',
      finishedWithout: 'page.news.finishedWithout',
      accepted: 'page.news.accepted',
      kept: 'decision.news.kept',
    },
  },
  valuesOf: (set, _t, language) => {
    const { learningRate, numSteps } = acceptedRate({ set });
    return { rate: formatRate(learningRate), steps: formatCount(numSteps, language) };
  },
  label: ({ hyperparameters }) => formatRate(hyperparameters.learningRate),
  names: 'short',
  // A plain hyphen: for programs.
  name: ({ hyperparameters, point: { set } }) =>
    `lr=${hyperparameters.learningRate}${set.seed === undefined ? '' : `,seed=${set.seed}`}`,
  color: ({ hyperparameters }, _trials, theme) => rateColor(hyperparameters.learningRate, theme),
  compare: (a, b) =>
    b.hyperparameters.learningRate - a.hyperparameters.learningRate || a.hyperparameters.seed - b.hyperparameters.seed,
  // Both are read [L3]; of a command that tells no dev loss there is one.
  firstSeries: ({ view: { project } }) => ({
    recorded: project.command && !project.command.figures.devLoss ? 'loss' : 'bothLosses',
    unit: 'steps',
  }),
  columns,
  equality: ({ detail }, { id }, t, language) => {
    const { equal, devNoise = null } = detail?.candidates.find(({ trialId }) => trialId === id) ?? {};
    const noise = finite(devNoise);
    return equal && noise ? t('page.trials.equal', { noise: formatNumber(noise, language) }) : null;
  },
  option: ({ rates, base }, number, t, language, { command }) => {
    const values = { number, count: rates.length, steps: formatCount(base.steps, language) };
    // Of a command's own optimizer nothing is known.
    return command
      ? t('page.ladder.optionOfCommand', values)
      : t('page.ladder.option', { ...values, optimizer: t(`newLadder.optimizer.${base.optimizer}`) });
  },
  form: {
    first: project => formOf(firstBase(project), project.command),
    another: ({ facts, network, command }, { base }) => formOf(planAgain(base, facts, network), command),
    again: (project, { base }) =>
      project.command
        ? formOf({ ...firstBase(project), steps: base.steps }, project.command)
        : formOf(planBase({ steps: base.steps }, project.facts, project.network)),
    choice: chosenOf,
    isComplete: ({ settings }) => isComplete(settings),
    network: ({ planned }) => planned,
    start: ({ settings }) => (settings.full ? 'newLadder.startTwelve' : 'newLadder.startSix'),
    Choices: ({ settings: form, onChange }) => (
      <LadderCandidates settings={form.settings} onChange={settings => onChange({ ...form, settings })} />
    ),
    More: ({ settings: form, onChange }) => (
      <LadderSettingsFields
        settings={form.settings}
        isCommand={form.isCommand}
        onChange={settings => onChange({ ...form, settings })}
      />
    ),
  },
  // Whichever seed shows it.
  chosenOf: ({ hyperparameters }) => ({ learningRate: hyperparameters.learningRate }),
  numSteps: ({ detail }) => {
    if (!detail || detail.numSteps.value === null) return null;
    const { value, convergedAt, overfitsFrom } = detail.numSteps;
    return overfitsFrom === null ? { value, convergedAt } : { value, convergedAt: overfitsFrom, overfits: true };
  },
  toAccept: ({ learningRate }, steps) =>
    steps === null || learningRate === undefined ? null : { learningRate, steps },
  Figures: ({ project, trials, set, steps }) => (
    <Figures
      project={project}
      batchSize={trials[0]?.hyperparameters.batchSize ?? null}
      learningRate={set.learningRate ?? Number.NaN}
      numSteps={steps}
    />
  ),
  planCopy,
  addPoint: { action: 'page.action.addRate', title: 'page.addRate.title', description: 'page.addRate.description' },
  AddPoint: AddRate,
  Tool: LadderProbe,
  NoStage: NoLadderScreen,
};

/** What a ramp of candidates was ranked by, and how far down their dev loss went where that is known. */
function columns(
  { view, detail }: ShownStage<StagePlan, LadderAnswer>,
  t: Translate,
  language: Language,
): TrialColumn[] {
  const facts = trialFacts(view);
  const candidates = new Map(detail?.candidates.map(candidate => [candidate.trialId, candidate]));
  const metric = detail?.candidates[0]?.metric.name ?? 'accuracy';
  const threshold = detail?.threshold ?? null;
  const hasLowest = detail?.candidates.some(({ lowestDevLoss }) => finite(lowestDevLoss) !== null) ?? false;
  const size = metric === 'rmse' ? 'fit' : 'metric';
  const descends = metric !== 'rmse';
  const column = (
    key: string,
    label: string,
    of: Pick<TrialColumn, 'size'> & Partial<Pick<TrialColumn, 'descends' | 'yields' | 'wide'>>,
    value: (candidate: Candidate) => number | null | undefined,
    cell: (candidate: Candidate) => React.ReactNode,
  ): TrialColumn => ({
    key,
    label,
    value: ({ trial }) => finite(candidates.get(trial.id) && value(candidates.get(trial.id)!)),
    cell: ({ trial }) => {
      const candidate = candidates.get(trial.id);
      return candidate ? cell(candidate) : NONE;
    },
    descends: false,
    yields: false,
    wide: false,
    ...of,
  });
  const metricCell = (value: number | null, devLoss: number | null) => {
    const r2 = facts && rSquared(devLoss, facts);
    return (
      <>
        {formatMetric(metric, value, language)}
        {r2 !== null && (
          <Faint>
            {rSquaredName(facts)} {formatNumber(r2, language)}
          </Faint>
        )}
      </>
    );
  };

  const loss = column(
    'loss',
    t('page.trials.loss'),
    { size: 'loss', yields: !hasLowest, wide: hasLowest },
    ({ finalLoss }) => finalLoss,
    ({ finalLoss, noise }) => {
      const said = formatWithNoise(finalLoss, noise, language);
      return (
        <>
          {said.value}
          {said.noise !== null && <Faint>± {said.noise}</Faint>}
        </>
      );
    },
  );
  const reach = column(
    'reach',
    threshold === null
      ? t('page.trials.reach')
      : t('page.trials.reachLoss', { loss: formatNumber(threshold, language) }),
    // Where the lowest dev loss stands too, there is no room for both.
    { size: 'reach', yields: !hasLowest, wide: hasLowest },
    ({ stepsToReach }) => stepsToReach,
    ({ stepsToReach }) => (stepsToReach === null ? NONE : formatCount(stepsToReach, language)),
  );
  const heading = metricHeading(metric, t);
  if (!hasLowest)
    return [
      loss,
      reach,
      column(
        'metric',
        heading,
        { size, descends },
        candidate => candidate.metric.value,
        candidate => metricCell(candidate.metric.value, candidate.devLoss),
      ),
    ];
  return [
    loss,
    reach,
    column(
      'lowest',
      t('stage.lowest'),
      { size: 'lowest' },
      ({ lowestDevLoss }) => lowestDevLoss,
      ({ lowestDevLoss = null, lowestAt = null }) => (
        <>
          {formatNumber(lowestDevLoss, language)}
          {lowestAt !== null && <Faint>{t('stage.lowest.at', { step: formatCount(lowestAt, language) })}</Faint>}
        </>
      ),
    ),
    column(
      'metric',
      t('stage.lowest.metric', { metric: heading }),
      { size: metric === 'rmse' ? 'fit' : 'there', descends },
      ({ metricBest, lowestMetric }) => metricBest?.metric ?? lowestMetric,
      ({ metricBest, lowestMetric = null, lowestDevLoss = null }) =>
        metricBest ? (
          <>
            {metricCell(metricBest.metric, null)}
            <Faint>{t('stage.lowest.at', { step: formatCount(metricBest.at, language) })}</Faint>
          </>
        ) : (
          metricCell(lowestMetric, lowestDevLoss)
        ),
    ),
  ];
}

const finite = (value: number | null | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
