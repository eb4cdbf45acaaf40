import type { ReactNode } from 'react';
import type { StageEstimate, StageView } from '#shared/contract/requests.ts';
import type { HyperparameterSet, RankedTrial, Rule } from '#shared/domain/evidence.ts';
import type { NetworkChoice } from '#shared/domain/hyperparameters.ts';
import type { Decision, Project, Stage } from '#shared/domain/project.ts';
import type { StageRecommendation } from '#shared/domain/recommendation.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { Language, MessageKey } from '#shared/messages/text.ts';
import type { PlanFrame, StageDefinition } from '#shared/method/stages/stage-definition.ts';
import type { Translate } from '../app/context.ts';
import type { XUnit } from '../chart/places.ts';
import type { ChartMark } from '../chart/types.ts';
import type { Theme } from '../ramp.ts';
import type { DecisionMark, Present } from './project-steps.ts';
import type { CopyPlan, TrialCopy } from './trial-copy.ts';

/** A stage with what the rules of its kind read in its plan and in what it recommends. */
export interface ShownStage<Plan extends PlanFrame = PlanFrame, Detail = unknown> {
  view: StageView;
  plan: Plan;
  /** Null: it was not told by rules that this page knows. */
  detail: Detail | null;
}

/** A row of the table of trials. */
export interface TrialRow {
  trial: Trial;
  /** Its rank and the numbers it was ranked by. */
  ranked: RankedTrial | null;
  /** Steps that it has done. */
  steps: number;
  /** The best one. */
  lead: boolean;
}

/** A column of the table of trials beside those that every stage has: rank, trial, state and actions. */
export interface TrialColumn {
  key: string;
  label: string;
  /** What it is sorted by; null, where nothing was measured, comes last. */
  value(row: TrialRow): number | null;
  cell(row: TrialRow): ReactNode;
  /** A first click on its heading puts the highest first. */
  descends: boolean;
  size: 'loss' | 'reach' | 'metric' | 'fit' | 'lowest' | 'there' | 'rate';
  /** Gives its room to the words for what went wrong with a trial that has no such figure. */
  yields: boolean;
  /** Only where the window is wide. */
  wide: boolean;
}

/**
 * What the page says of a stage in words of its kind. Those of a choice are filled in with `valuesOf` it, those of a share or a trial with
 * `share` or `rate`, which is the trial's name.
 */
export interface StageMessages {
  why: MessageKey;
  /** What is said instead of a person’s own command. */
  ofCommand: Partial<Record<'why' | 'empty' | 'newDescription', MessageKey>>;
  aside: MessageKey;
  /** Before the first one has run. */
  empty: MessageKey;
  /** By what the table's ranks go. */
  order: MessageKey;
  /** What the trials differ in. */
  point: MessageKey;
  /** The same where one is chosen. */
  choose: MessageKey;
  select: MessageKey;
  another: MessageKey;
  newTitle: MessageKey;
  /** With `model`, the network's name. */
  newDescription: MessageKey;
  accept: MessageKey;
  nothing: MessageKey;
  /** Why there is nothing to accept although something is recommended. */
  open: MessageKey;
  overruled: MessageKey;
  done: MessageKey;
  yourTurn: MessageKey;
  noAnswer: MessageKey;
  holds: MessageKey;
  otherData: MessageKey;
  otherNetwork: MessageKey;
  otherConfiguration: MessageKey;
  stale: MessageKey;
  elsewhere: MessageKey;
  outdated: MessageKey;
  interrupted: MessageKey;
  news: Readonly<Record<StageNews, MessageKey>>;
}
export type StageNews = Stage['status'] | 'finishedWithout' | 'accepted' | 'kept';

/** What a person chooses of a new stage before it starts. */
export interface StageForm<Plan extends PlanFrame, Settings> {
  /** What stands in it at first: of the project's first one, of another one, and of one that is run again since the project changed. */
  first(project: Project): Settings;
  another(project: Project, plan: Plan): Settings;
  again(project: Project, plan: Plan): Settings;
  /** The settings as the core takes them (`StageDefinition.Choice`). */
  choice(settings: Settings): unknown;
  /** Whether every field that counts is filled in. */
  isComplete(settings: Settings): boolean;
  /** The network that it will train; left out: the project's. */
  network?(settings: Settings): NetworkChoice;
  /** What the button that starts it says. */
  start(settings: Settings): MessageKey;
  /** The choices above the cost; left out: none. */
  Choices?(props: FormProps<Settings>): ReactNode;
  /** Those that are good as they are for most, below it. */
  More?(props: FormProps<Settings>): ReactNode;
}

/** The few trials that are strong beside many, by id, with their colours. */
export type Strong = ReadonlyMap<string, (theme: Theme) => string>;

/** Which of its trials are looked at, by id: picked, or pointed at in the overview, the chart or the table. */
export interface Selection {
  picked: string | null;
  pointed: string | null;
  strong: Strong;
  pick(trialId: string | null): void;
  point(trialId: string | null): void;
}

export interface FormProps<Settings> {
  settings: Settings;
  onChange(settings: Settings): void;
}

/**
 * What the page of a stage has of its kind: words, names and colours of its trials, columns, the form that starts it. What is left out a
 * page does without. Everything else is the same for all stages (`StageScreen`).
 *
 * Its functions are methods, so that a list can hold parts of different plans, as `StageDefinition` does: each gets what its own
 * definition has parsed.
 */
export interface StageParts<Plan extends PlanFrame, Detail, Settings> {
  definition: Pick<StageDefinition<string, unknown, Plan, Detail>, 'kind' | 'Plan' | 'Detail'>;
  /** By which its page is explained. */
  rules: readonly Rule[];
  messages: StageMessages;
  /** What of its cost may come on top, by why, with `count` and `time` (empty where that is not known); left out: as of a ladder. */
  mayAdd?: Readonly<Record<StageEstimate['mayAdd'][number]['why'], MessageKey>>;
  /** What its messages of a choice are filled in with. */
  valuesOf(set: HyperparameterSet, t: Translate, language: Language): Record<string, string>;
  /** What a trial is called, its seed left out: `0.1`, `momentum 0.9`. */
  label(trial: Trial, t: Translate, language: Language, among?: readonly Trial[]): string;
  /** Whether names of trials are a number, two of them, or words with numbers, and so how wide their column is. */
  names: 'short' | 'pair' | 'long';
  /** The same for programs: `lr=0.1`. */
  name(trial: Trial): string;
  /** `#rrggbb`; the same wherever the trial is shown, and the same for its seeds. */
  color(trial: Trial, trials: readonly Trial[], theme: Theme): string;
  /**
   * What trials that differ in their seed alone have in common: the chart draws those of one name as their mean with a band from the least to
   * the greatest. Null, or left out: each is a curve of its own.
   */
  band?(trial: Trial): string | null;
  /** Whether the chart has a trial; left out: it has all of them. */
  isDrawn?(trial: Trial): boolean;
  /** The chart's value axis leaves the start out where that presses the rest flat, and says so. */
  cropped?: boolean;
  /** Steps that the chart marks: a former peak, where a decay starts. Left out: none. */
  marks?(stage: ShownStage<Plan, Detail>, t: Translate, language: Language): readonly ChartMark[];
  /** The order of the trials, and of those that are equal in a column. */
  compare(a: Trial, b: Trial): number;
  columns(stage: ShownStage<Plan, Detail>, t: Translate, language: Language): TrialColumn[];
  /** Of a trial that is equal to the best within noise, how that is meant: `≈` stands beside its rank; null: it isn't. Left out: none is. */
  equality?(stage: ShownStage<Plan, Detail>, trial: Trial, t: Translate, language: Language): string | null;
  /** Which of a project's stages of this kind it is, in a list of them. */
  option(plan: Plan, number: number, t: Translate, language: Language, project: Project): string;
  form: StageForm<Plan, Settings>;
  /** What of a trial is chosen where a person chooses it. */
  chosenOf(trial: Trial): HyperparameterSet;
  /**
   * num_steps that it proposes, which a person may set on the chart, and the step at which its curve converged, or from which on it overfits;
   * null: none.
   */
  numSteps?(stage: ShownStage<Plan, Detail>): { value: number; convergedAt: number | null; overfits?: boolean } | null;
  /**
   * What accepting takes of what is recommended; null: nothing can be accepted as it is.
   * @param steps num_steps as they stand on the chart
   */
  toAccept(set: HyperparameterSet, steps: number | null): HyperparameterSet | null;
  /** A choice, large. */
  Figures(props: {
    project: Project;
    trials: readonly Trial[];
    set: HyperparameterSet;
    steps: number | null;
  }): ReactNode;
  planCopy(trial: Trial, projectId: string, copy: TrialCopy): CopyPlan;
  /** Asks for a further point and adds it. */
  addPoint?: { action: MessageKey; title: MessageKey; description: MessageKey };
  AddPoint?(props: { stageId: string; onDone(): void }): ReactNode;
  /** What was planned, and what else could have been: above the chart. */
  Plan?(props: { stage: ShownStage<Plan, Detail> }): ReactNode;
  /** All trials at once, beside the chart; with it but a few curves are strong. */
  Overview?(props: { stage: ShownStage<Plan, Detail>; selection: Selection }): ReactNode;
  /** The few curves that are strong, by trial: those that matter, and the one that is looked at. */
  strong?(stage: ShownStage<Plan, Detail>, lookedAt: string | null): Strong;
  /** What its chart shows until a person chooses (`RECORDED_SERIES`); left out: the first series over steps. */
  firstSeries?(stage: ShownStage<Plan, Detail>): { recorded: string; unit: XUnit };
  /** What stands in place of the chart of everything and of the table of trials, which come along to be placed in it; `stale`: its answer is out of date. */
  Main?(props: { stage: ShownStage<Plan, Detail>; stale: boolean; chart: ReactNode; trials: ReactNode }): ReactNode;
  /** In place of the recommendation that all have. */
  Answer?(props: { stage: ShownStage<Plan, Detail>; mark: DecisionMark | null }): ReactNode;
  /** A tool of its own below the recommendation. */
  Tool?(props: { stage: ShownStage<Plan, Detail>; present: Present }): ReactNode;
  /** The page before its first stage, in place of the one that all have. */
  NoStage?(props: { project: Project; parts: AnyStageParts }): ReactNode;
}

/** Parts whatever their stage: what the page works with. */
export type AnyStageParts = StageParts<PlanFrame, unknown, unknown>;

/** Has the rules of a kind read what is told of a stage. */
export function shownStage({ definition }: AnyStageParts, view: StageView): ShownStage {
  const detail = definition.Detail.safeParse(view.recommendation.detail);
  return { view, plan: definition.Plan.parse(view.stage.plan), detail: detail.success ? detail.data : null };
}

/** The best trial, by id; null: none is recommended. */
export const leadOf = ({ set, ranking }: Pick<StageRecommendation, 'set' | 'ranking'>): string | null =>
  set === null ? null : (ranking.find(({ rank }) => rank === 1)?.trialId ?? null);

/** Whether a stage has trials that differ in their seed. */
export const hasSeeds = (trials: readonly Trial[]): boolean =>
  trials.some(({ hyperparameters }) => hyperparameters.seed !== trials[0]?.hyperparameters.seed);

/** What a trial is called beside the others of its stage: with its seed where it was given one of its own, `0.1 · seed 2`. */
export function trialLabel(
  parts: Pick<AnyStageParts, 'label'>,
  trial: Trial,
  trials: readonly Trial[],
  t: Translate,
  language: Language,
): string {
  const name = parts.label(trial, t, language, trials);
  const { seed } = trial.point.set;
  return seed !== undefined && hasSeeds(trials) ? t('stage.seed', { name, seed: String(seed) }) : name;
}

/** What a kind's message says of a choice. */
export const choiceText = (
  { messages, valuesOf }: AnyStageParts,
  which: { [K in keyof StageMessages]: StageMessages[K] extends MessageKey ? K : never }[keyof StageMessages],
  { set }: Pick<Decision, 'set'>,
  t: Translate,
  language: Language,
): string => t(messages[which] as MessageKey, valuesOf(set, t, language));
