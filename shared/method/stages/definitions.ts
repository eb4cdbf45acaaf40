import type { MessageKey } from '../../messages/text.ts';
import { decay } from './decay/definition.ts';
import { learningRate, singleTrial } from './learning-rate/definition.ts';
import type { AnyStage } from './stage-definition.ts';

/** A step of the method as it stands in the rail, on the home screen and in the report. */
interface Step<Kind extends string = string> {
  kind: Kind;
  /** What it is called. */
  name: MessageKey;
  /** Null: it is no stage of trials, or not there yet. */
  stage: AnyStage | null;
  /** Whether the program has it. */
  isThere: boolean;
}

const step = <Kind extends string>(
  kind: Kind,
  name: MessageKey,
  stage: AnyStage | null,
  isThere = true,
): Step<Kind> => ({
  kind,
  name,
  stage,
  isThere,
});

/** The one list of the method's steps, in their order. */
export const STEPS = [
  step('data', 'page.stage.data', null),
  step('model', 'page.stage.model', null),
  step('preparation', 'page.stage.preparation', null),
  step('learningRate', 'page.stage.learningRate', learningRate),
  step('batchMomentum', 'page.stage.batchMomentum', null, false),
  step('decay', 'page.stage.decay', decay),
  step('report', 'page.stage.report', null, false),
] as const;

export type StepKind = (typeof STEPS)[number]['kind'];

/** The stages of trials, in the order in which what was accepted on them is folded. */
export const STAGES: readonly AnyStage[] = STEPS.flatMap(({ stage }) => stage ?? []);

/** The definition of a stored stage. @throws Error for a kind that there is none of */
export function stageOf(kind: string, stages: readonly AnyStage[] = STAGES): AnyStage {
  const found = [...stages, singleTrial].find(stage => stage.kind === kind);
  if (!found) throw new Error(`There is no stage of the kind ${kind}.`);
  return found;
}

/** The kind of stage whose question a stage's results answer: one trial answers a ladder's, as far as it does. */
export const questionOf = ({ kind }: { kind: string }): string =>
  kind === singleTrial.kind ? learningRate.kind : kind;
