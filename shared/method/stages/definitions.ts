import type { MessageKey } from '../../messages/text.ts';
import { batchMomentum } from './batch-momentum/definition.ts';
import { decay } from './decay/definition.ts';
import { finalRuns } from './final-runs/definition.ts';
import { learningRate, singleTrial } from './learning-rate/definition.ts';
import { regularisation } from './regularisation/definition.ts';
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
  /** What its drawing is: the path of a line drawing of 16 by 16. */
  icon: string;
  /** What is said of it before there is anything to be said. */
  later: MessageKey;
}

const ICONS = {
  data: 'M3 4.5c0-1 2.200-2 5-2s5 1 5 2v7c0 1-2.200 2-5 2s-5-1-5-2zM3 4.500c0 1 2.200 2 5 2s5-1 5-2M3 8c0 1 2.200 2 5 2s5-1 5-2',
  model: 'M3.500 4.500h.1M3.500 11.500h.1M8 8h.1M12.500 8h.1M4.500 5 7 7.300M4.500 11 7 8.700M9.200 8h2.200',
  preparation: 'M3 4.500l1 1 1.800-2M3 8.500l1 1 1.800-2M3 12.500l1 1 1.800-2M8 4.500h5M8 8.500h5M8 12.500h5',
  learningRate: 'M2.500 3c1.500 7 4 9 11 9.500M2.500 13.500h11M2.500 3v10.500',
  batchMomentum:
    'M2.500 2.500h4.500v4.500h-4.500zM9 2.500h4.500v4.500H9zM2.500 9h4.500v4.500h-4.500zM9 9h4.500v4.500H9z',
  decay: 'M2.500 3.500h4v3h3v3h4v3.500',
  regularisation: 'M3 13 13 3M3 8.500 8.500 3M7.500 13 13 7.500',
  finalRuns: 'M3.500 13.500v-11h8l-2 3 2 3h-8',
  report: 'M4 2.500h5l3 3v8H4zM9 2.500v3h3M6 8.500h4M6 11h4',
} as const;

const step = <Kind extends keyof typeof ICONS>(
  kind: Kind,
  name: MessageKey,
  stage: AnyStage | null,
  isThere = true,
): Step<Kind> => ({
  kind,
  name,
  stage,
  isThere,
  icon: ICONS[kind],
  later: kind === 'report' ? 'page.stage.atEnd' : 'page.stage.later',
});

/** The one list of the method's steps, in their order. */
export const STEPS = [
  step('data', 'page.stage.data', null),
  step('model', 'page.stage.model', null),
  step('preparation', 'page.stage.preparation', null),
  step('learningRate', 'page.stage.learningRate', learningRate),
  step('batchMomentum', 'page.stage.batchMomentum', batchMomentum),
  step('decay', 'page.stage.decay', decay),
  step('regularisation', 'page.stage.regularisation', regularisation),
  step('finalRuns', 'page.stage.finalRuns', finalRuns),
  step('report', 'page.stage.report', null),
] as const;

/** The stages of trials, in the order in which what was accepted on them is folded. */
export const STAGES: readonly AnyStage[] = STEPS.flatMap(({ stage }) => stage ?? []);

/** What a step of the method is called, by its kind; one that is in no list is called by that. */
export const nameOfStep = (kind: string): MessageKey | null => STEPS.find(one => one.kind === kind)?.name ?? null;

/** The definition of a stored stage. @throws Error for a kind that there is none of */
export function stageOf(kind: string, stages: readonly AnyStage[] = STAGES): AnyStage {
  const found = [...stages, singleTrial].find(stage => stage.kind === kind);
  if (!found) throw new Error(`There is no stage of the kind ${kind}.`);
  return found;
}

/** The kind of stage whose question a stage's results answer: one trial answers a ladder's, as far as it does. */
export const questionOf = ({ kind }: { kind: string }): string =>
  kind === singleTrial.kind ? learningRate.kind : kind;
