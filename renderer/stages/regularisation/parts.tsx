import type { RegularisationAnswer, RegularisationPlan } from '#shared/domain/regularisation.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { Language } from '#shared/messages/text.ts';
import { regularisation } from '#shared/method/stages/regularisation/definition.ts';
import { isNone } from '#shared/method/stages/regularisation/dots.ts';
import type { Translate } from '../../app/context.ts';
import { formatCount, formatMetric, formatNumber, formatRate, NONE } from '../../format.ts';
import { metricHeading } from '../../names.ts';
import { rampColor } from '../../ramp.ts';
import { PLAIN_MESSAGES } from '../../stage/plain-parts.tsx';
import type { ShownStage, StageParts, TrialColumn, TrialRow } from '../../stage/stage-parts.ts';
import { strongOf } from '../../stage/strong-colors.ts';
import { Faint } from '../../stage/TrialsTable.tsx';
import { planPoint } from '../../stage/trial-copy.ts';
import { AddPoint } from './AddPoint.tsx';
import { Figures } from './Figures.tsx';
import { NoRegularisationScreen } from './NoRegularisationScreen.tsx';
import { PairsPanel } from './PairsPanel.tsx';
import { chosenIn, pointWords, regularisedIn, trialName } from './points.ts';
import { Scatter } from './Scatter.tsx';
import { SearchFields, SearchOptions } from './SearchFields.tsx';
import { choiceOf, isComplete, type SearchSettings, settingsAfter, settingsFor } from './search-settings.ts';

/** What the page of regularisation has of its own. */
export const regularisationParts: StageParts<RegularisationPlan, RegularisationAnswer, SearchSettings> = {
  definition: regularisation,
  rules: ['R1', 'S4', 'D7'],
  messages: {
    ...PLAIN_MESSAGES,
    why: 'regPage.why',
    aside: 'regPage.aside',
    empty: 'regPage.empty',
    order: 'regPage.order',
    point: 'regPage.point',
    choose: 'regPage.point',
    newDescription: 'regPage.newDescription',
    accept: 'regPage.accept',
    nothing: 'regPage.nothing',
    noAnswer: 'regPage.nothing',
  },
  mayAdd: {
    refined: 'regPage.mayAdd.refined',
    repeated: 'regPage.mayAdd.repeated',
    extended: 'regPage.mayAdd.extended',
  },
  valuesOf: (set, t) => ({ choice: pointWords(set, t) }),
  label: (trial, t) => trialName(trial, t),
  names: 'long',
  name: ({ point }) => point.key,
  color: (trial, trials, theme) => {
    const values = [...new Set(trials.map(weightDecayOf))].sort((a, b) => a - b);
    return rampColor(values.indexOf(weightDecayOf(trial)) / Math.max(1, values.length - 1), theme);
  },
  compare: (a, b) =>
    weightDecayOf(a) - weightDecayOf(b) ||
    a.hyperparameters.dropout - b.hyperparameters.dropout ||
    a.hyperparameters.seed - b.hyperparameters.seed ||
    a.position - b.position,
  columns,
  option: ({ points }, number, t) => t('regPage.option', { number: String(number), count: points.length }),
  form: {
    first: settingsFor,
    another: settingsAfter,
    again: settingsFor,
    choice: choiceOf,
    isComplete,
    start: () => 'regPage.start',
    Choices: SearchFields,
    More: SearchOptions,
  },
  chosenOf: ({ point: { set } }) => ({
    weightDecay: set.weightDecay ?? 0,
    ...(set.dropout !== undefined && { dropout: set.dropout }),
  }),
  numSteps: ({ detail }) => {
    const again = detail?.numSteps;
    if (!again || again.value === null) return null;
    const { value, convergedAt, overfitsFrom } = again;
    return overfitsFrom === null ? { value, convergedAt } : { value, convergedAt: overfitsFrom, overfits: true };
  },
  toAccept: (set, steps) => (steps === null || set.steps === undefined ? set : { ...set, steps }),
  Figures: ({ set, steps }) => <Figures set={set} steps={steps} />,
  planCopy: planPoint,
  addPoint: { action: 'batchMomentum.add', title: 'batchMomentum.add.title', description: 'regPage.add.description' },
  AddPoint,
  Overview: Scatter,
  strong: ({ detail }, looked) => {
    const none = detail?.points.find(isNone)?.trialIds[0] ?? null;
    const best = detail ? (chosenIn(detail)?.trialIds[0] ?? null) : null;
    return strongOf({ looked, reference: none, best });
  },
  firstSeries: () => ({ recorded: 'devLoss', unit: 'steps' }),
  Tool: PairsPanel,
  NoStage: NoRegularisationScreen,
};

const weightDecayOf = ({ point: { set } }: Trial): number => regularisedIn(set).weightDecay;

/** What a run reached at its best evaluation: the metric, and the loss beside it. */
function columns(
  { detail }: ShownStage<RegularisationPlan, RegularisationAnswer>,
  t: Translate,
  language: Language,
): TrialColumn[] {
  const metric = detail?.metric ?? 'none';
  const figure =
    (name: string) =>
    ({ ranked }: TrialRow): number | null => {
      const value = ranked?.figures[name];
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    };
  const point =
    (name: 'weightDecay' | 'dropout') =>
    ({ trial }: TrialRow) =>
      regularisedIn(trial.point.set)[name];
  const plain = { yields: false, wide: true } as const;
  return [
    {
      ...plain,
      ...{ key: 'weightDecay', label: t('regPage.weightDecay'), size: 'rate', descends: true },
      value: point('weightDecay'),
      cell: row => formatRate(point('weightDecay')(row)),
    },
    ...(metric === 'none'
      ? []
      : [
          {
            ...{ key: 'metric', label: metricHeading(metric, t), size: 'metric' as const, descends: metric !== 'rmse' },
            ...{ yields: true, wide: false },
            value: figure('lowestMetric'),
            cell: (row: TrialRow) => formatMetric(metric, figure('lowestMetric')(row), language),
          },
        ]),
    {
      ...{ key: 'loss', label: t('stage.lowest'), size: 'lowest', descends: false, yields: true, wide: false },
      value: figure('lowestDevLoss'),
      cell: row => {
        const [loss, at] = [figure('lowestDevLoss')(row), figure('lowestAt')(row)];
        if (loss === null) return NONE;
        return (
          <>
            {formatNumber(loss, language)}
            {at !== null && <Faint>@ {formatCount(at, language)}</Faint>}
          </>
        );
      },
    },
  ];
}
