import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { Language, MessageKey } from '#shared/messages/text.ts';
import { scheduleWords } from '#shared/method/schedules/words.ts';
import { type AnyStage, pointKey } from '#shared/method/stages/stage-definition.ts';
import { type Translate, useLanguage, useText } from '../app/context.ts';
import { formatCount, formatRate, formatWithNoise, NONE } from '../format.ts';
import { rampColor } from '../ramp.ts';
import styles from '../ui/figures.module.css';
import type { AnyStageParts, StageMessages, TrialColumn } from './stage-parts.ts';
import { planPoint } from './trial-copy.ts';

/** What is said of a stage that has no words of its own. */
export const PLAIN_MESSAGES: StageMessages = {
  why: 'stage.why',
  ofCommand: {},
  aside: 'stage.aside',
  empty: 'stage.empty',
  order: 'stage.order',
  point: 'stage.column.point',
  choose: 'stage.column.point',
  select: 'stage.select',
  another: 'stage.another',
  newTitle: 'stage.new.title',
  newDescription: 'stage.new.description',
  accept: 'stage.accept',
  nothing: 'stage.nothing',
  open: 'stage.open',
  overruled: 'stage.overruled',
  done: 'stage.done',
  yourTurn: 'stage.yourTurn',
  noAnswer: 'stage.nothing',
  holds: 'stage.holds',
  otherData: 'stage.otherData',
  otherNetwork: 'stage.otherNetwork',
  otherConfiguration: 'stage.otherConfiguration',
  stale: 'stage.stale',
  elsewhere: 'stage.elsewhere',
  outdated: 'stage.outdated',
  interrupted: 'stage.interrupted',
  news: {
    running: 'stage.news.running',
    paused: 'stage.news.paused',
    stopped: 'stage.news.stopped',
    interrupted: 'stage.news.interrupted',
    finished: 'stage.news.finished',
    finishedWithout: 'stage.news.finishedWithout',
    accepted: 'stage.news.accepted',
    kept: 'stage.news.kept',
  },
};

/** What is said of a stage of a person's own command, or of a built-in network. */
export const messagesFor = ({ messages }: Pick<AnyStageParts, 'messages'>, isCommand: boolean): StageMessages =>
  isCommand ? { ...messages, ...messages.ofCommand } : messages;

/**
 * The page of a stage as far as its rules alone decide it: trials by what they set, their figures in columns, one button that starts it as
 * it is planned by default. The parts of a kind with a folder of its own begin from these.
 */
export const plainParts = (definition: Pick<AnyStage, 'kind' | 'Plan' | 'Detail'>): AnyStageParts => ({
  definition,
  rules: [],
  messages: PLAIN_MESSAGES,
  valuesOf: (set, t, language) => ({ choice: setText(set, t, language) }),
  label: ({ point: { set } }, t, language) => setText(withoutSeed(set), t, language),
  names: 'long',
  name: ({ point }) => point.key,
  color: (trial, trials, theme) => {
    const names = [...new Set(trials.map(nameWithoutSeed))];
    return rampColor(names.indexOf(nameWithoutSeed(trial)) / Math.max(1, names.length - 1), theme);
  },
  compare: (a, b) => a.position - b.position,
  columns: ({ view: { recommendation } }, t, language) =>
    FIGURES.filter(({ key }) => recommendation.ranking.some(({ figures }) => known(figures[key]) !== null)).map(
      ({ key, label, size }): TrialColumn => ({
        key,
        label: t(label),
        value: ({ ranked }) => known(ranked?.figures[key]),
        cell: ({ ranked }) => figureText(key, ranked?.figures ?? {}, language),
        descends: false,
        size,
        yields: true,
        wide: false,
      }),
    ),
  option: (_plan, number, t) => t('stage.option', { number: String(number) }),
  form: {
    first: () => null,
    another: () => null,
    again: () => null,
    choice: () => ({}),
    isComplete: () => true,
    start: () => 'stage.start',
  },
  chosenOf: ({ point: { set } }) => withoutSeed(set),
  toAccept: set => set,
  Figures: SetFigures,
  planCopy: planPoint,
});

/** The figures of a ranking that have a column where a stage has no columns of its own. */
const FIGURES = [
  { key: 'finalLoss', label: 'stage.figure.finalLoss', size: 'loss' },
  { key: 'stepsToReach', label: 'stage.figure.stepsToReach', size: 'reach' },
  { key: 'devLoss', label: 'stage.figure.devLoss', size: 'metric' },
] as const satisfies readonly { key: string; label: MessageKey; size: TrialColumn['size'] }[];

const known = (figure: number | null | undefined): number | null =>
  typeof figure === 'number' && Number.isFinite(figure) ? figure : null;

function figureText(key: string, figures: Record<string, number | null>, language: Language): string {
  const value = figures[key] ?? null;
  if (key === 'stepsToReach') return value === null ? NONE : formatCount(value, language);
  return formatWithNoise(value, key === 'finalLoss' ? (figures.noise ?? null) : null, language).value;
}

const withoutSeed = ({ seed: _, ...set }: HyperparameterSet): HyperparameterSet => set;
const nameWithoutSeed = ({ point }: Trial): string => pointKey(withoutSeed(point.set));

/** Hyperparameters with their values: `batch size 64, momentum 0.9`. */
export const setText = (set: HyperparameterSet, t: Translate, language: Language): string =>
  Object.keys(set)
    .map(name =>
      t('stage.setting', {
        name: t(`hyperparameter.${name as keyof HyperparameterSet}`),
        value: valueText(set, name as keyof HyperparameterSet, t, language),
      }),
    )
    .join(t('chart.listSeparator'));

/** What a schedule of the learning rate is called. */
export function scheduleText(schedule: Schedule, t: Translate): string {
  const { key, values } = scheduleWords(schedule);
  return t(key, values);
}

/** A hyperparameter's value, as it was chosen. */
export function valueText(
  set: HyperparameterSet,
  name: keyof HyperparameterSet,
  t: Translate,
  language: Language,
): string {
  const value = set[name] ?? (name === 'weightDecay' || name === 'dropout' ? 0 : undefined);
  if (name === 'optimizer' && set.optimizer) return t(`newLadder.optimizer.${set.optimizer}`);
  if (Array.isArray(value)) return value.join('-');
  if (typeof value === 'object' && value !== null) return scheduleText(value, t);
  if (typeof value !== 'number') return value ?? NONE;
  // A chosen number, written as it was chosen.
  return Number.isInteger(value) ? formatCount(value, language) : formatRate(value);
}

/** Every hyperparameter that is chosen, large. */
function SetFigures({ set }: { set: HyperparameterSet }) {
  const t = useText();
  const language = useLanguage();
  return (
    <dl className={styles.figures}>
      {(Object.keys(set) as (keyof HyperparameterSet)[]).map(name => (
        <div key={name}>
          <dt>{t(`hyperparameter.${name}`)}</dt>
          <dd>{valueText(set, name, t, language)}</dd>
        </div>
      ))}
    </dl>
  );
}
