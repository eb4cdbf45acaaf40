import type { BatchMomentumAnswer, BatchMomentumPlan, BatchMomentumPoint } from '#shared/domain/batch-momentum.ts';
import type { Language } from '#shared/messages/text.ts';
import { batchMomentum } from '#shared/method/stages/batch-momentum/definition.ts';
import type { Translate } from '../../app/context.ts';
import { formatMetric, formatRate, formatWithNoise, NONE } from '../../format.ts';
import { metricHeading } from '../../names.ts';
import { rateColor } from '../../ramp.ts';
import { PLAIN_MESSAGES } from '../../stage/plain-parts.tsx';
import type { ShownStage, StageParts, TrialColumn } from '../../stage/stage-parts.ts';
import { strongOf } from '../../stage/strong-colors.ts';
import { Faint } from '../../stage/TrialsTable.tsx';
import { planPoint } from '../../stage/trial-copy.ts';
import { RateSwatch } from '../../ui/RateSwatch.tsx';
import { AddPoint } from './AddPoint.tsx';
import { Figures } from './Figures.tsx';
import { HeatMap } from './HeatMap.tsx';
import { PlanBar } from './PlanBar.tsx';
import { RacePanel } from './RacePanel.tsx';
import { SearchFields, SearchOptions } from './SearchFields.tsx';
import { choiceOf, isComplete, type SearchSettings, settingsAfter, settingsFor } from './search-settings.ts';
import { choiceWords, curveName, hasMomentum, rateFromText } from './words.ts';

/** What the page of batch size and momentum has of its own. */
export const batchMomentumParts: StageParts<BatchMomentumPlan, BatchMomentumAnswer, SearchSettings> = {
  definition: batchMomentum,
  rules: ['S1', 'S6', 'S7'],
  messages: {
    ...PLAIN_MESSAGES,
    why: 'batchMomentum.why',
    empty: 'batchMomentum.empty',
    order: 'batchMomentum.order',
    point: 'batchMomentum.point',
    choose: 'batchMomentum.choose',
    newDescription: 'batchMomentum.newDescription',
    accept: 'batchMomentum.accept',
    yourTurn: 'batchMomentum.yourTurn',
  },
  valuesOf: choiceWords,
  label: ({ hyperparameters }, _t, _language, among = []) => curveName(hyperparameters, among),
  names: 'pair',
  name: ({ hyperparameters: { batchSize, momentum, optimizer, learningRate, seed }, point }) =>
    [
      `batch=${batchSize}`,
      ...(hasMomentum(optimizer) ? [`momentum=${momentum}`] : []),
      `lr=${learningRate}`,
      ...(point.set.seed === undefined ? [] : [`seed=${seed}`]),
    ].join(','),
  color: ({ hyperparameters }, _trials, theme) => rateColor(hyperparameters.learningRate, theme),
  compare: (a, b) => {
    const [x, y] = [a.hyperparameters, b.hyperparameters];
    return (
      x.batchSize - y.batchSize ||
      x.momentum - y.momentum ||
      x.learningRate - y.learningRate ||
      x.seed - y.seed ||
      a.position - b.position
    );
  },
  columns,
  option: ({ points, search }, number, t) =>
    t('batchMomentum.option', {
      number: String(number),
      count: points.length,
      search: t(`batchMomentum.search.${search}`),
    }),
  form: {
    first: settingsFor,
    another: settingsAfter,
    again: settingsFor,
    choice: choiceOf,
    isComplete,
    start: () => 'batchMomentum.start',
    Choices: SearchFields,
    More: SearchOptions,
  },
  chosenOf: ({ hyperparameters: { batchSize, momentum, learningRate, optimizer } }) => ({
    batchSize,
    ...(hasMomentum(optimizer) && { momentum }),
    learningRate,
  }),
  numSteps: ({ detail }) => {
    if (!detail || detail.numSteps.value === null) return null;
    const { value, convergedAt, overfitsFrom } = detail.numSteps;
    return overfitsFrom === null ? { value, convergedAt } : { value, convergedAt: overfitsFrom, overfits: true };
  },
  toAccept: (set, steps) => (steps === null ? set : { ...set, steps }),
  Figures: ({ set }) => <Figures set={set} />,
  planCopy: planPoint,
  addPoint: {
    action: 'batchMomentum.add',
    title: 'batchMomentum.add.title',
    description: 'batchMomentum.add.description',
  },
  AddPoint,
  Plan: PlanBar,
  Overview: HeatMap,
  strong: ({ detail }, looked) =>
    strongOf({ looked, reference: detail?.acceptedTrialId ?? null, best: detail?.best?.trialId ?? null }),
  firstSeries: () => ({ recorded: 'devLoss', unit: 'examples' }),
  Tool: RacePanel,
};

/** What the points were ranked by [S4], and with which rate. */
function columns(
  { detail }: ShownStage<BatchMomentumPlan, BatchMomentumAnswer>,
  t: Translate,
  language: Language,
): TrialColumn[] {
  const points = new Map(detail?.points.map(point => [point.trialId, point]));
  const metric = detail?.metric ?? 'accuracy';
  const column = (
    key: string,
    label: string,
    of: Pick<TrialColumn, 'size' | 'descends' | 'yields'>,
    value: (point: BatchMomentumPoint) => number | null,
    cell: (point: BatchMomentumPoint) => React.ReactNode,
  ): TrialColumn => ({
    key,
    label,
    value: ({ trial }) => {
      const point = points.get(trial.id);
      return point ? value(point) : null;
    },
    cell: ({ trial }) => {
      const point = points.get(trial.id);
      return point ? cell(point) : NONE;
    },
    wide: false,
    ...of,
  });
  return [
    column(
      'rate',
      t('batchMomentum.column.rate'),
      { size: 'rate', descends: true, yields: false },
      ({ learningRate }) => learningRate,
      point => (
        <>
          <RateSwatch rate={point.learningRate} /> {formatRate(point.learningRate)}
          <Faint>{rateFromText(point, t)}</Faint>
        </>
      ),
    ),
    column(
      'level',
      t('stage.lowest'),
      { size: 'lowest', descends: false, yields: true },
      ({ level, part }) => (part === 'race' ? null : level),
      ({ level, noise, part }) => {
        if (level === null || part === 'race') return NONE;
        const said = formatWithNoise(level, noise || null, language);
        const below = noise === 0 ? t('batchMomentum.heat.lowest') : said.noise === null ? '' : `± ${said.noise}`;
        return (
          <>
            {said.value}
            <Faint>{below}</Faint>
          </>
        );
      },
    ),
    ...(metric === 'none'
      ? []
      : [
          column(
            'metric',
            metricHeading(metric, t),
            { size: 'metric', descends: metric !== 'rmse', yields: true },
            point => point.metric.value,
            point => formatMetric(metric, point.metric.value, language),
          ),
        ]),
  ];
}
