import type { LadderChoice } from '#shared/contract/requests.ts';
import type { Project, StagePlan } from '#shared/domain/project.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { FULL_LADDER, LADDER } from '#shared/method/stages/learning-rate/candidates.ts';
import { writtenBase } from '#shared/method/stages/learning-rate/plan.ts';
import { usesMomentum } from '../../stage/HyperparameterFields.tsx';

type Base = StagePlan['base'];

/** What a person chooses of a ladder before it starts. Null: the field is empty. */
export interface LadderSettings extends Pick<Base, 'optimizer'>, Pick<StagePlan, 'prune' | 'extend' | 'refine'> {
  /** Twelve candidates in place of six [L2]. */
  full: boolean;
  steps: number | null;
  batchSize: number | null;
  momentum: number | null;
}

/** The choices at first: what the data or another ladder has, six candidates, pruned and extended, not refined. */
export const settingsOf = ({ optimizer, steps, batchSize, momentum }: Base): LadderSettings => ({
  full: false,
  prune: true,
  extend: true,
  refine: false,
  optimizer,
  steps,
  batchSize,
  momentum,
});

/** What all candidates share by these settings; what was left empty is as it was. */
export const baseOf = ({ optimizer, steps, batchSize, momentum }: LadderSettings, base: Base): Base => ({
  ...base,
  optimizer,
  steps: steps ?? base.steps,
  batchSize: batchSize ?? base.batchSize,
  momentum: momentum ?? base.momentum,
});

/** The settings as the core takes them. */
export const choiceOf = (settings: LadderSettings, base: Base): LadderChoice => ({
  ...baseOf(settings, base),
  rates: [...(settings.full ? FULL_LADDER : LADDER)],
  prune: settings.prune,
  extend: settings.extend,
  refine: settings.refine,
});

/** Whether every field that counts is filled in. */
export const isComplete = ({ steps, batchSize, momentum, optimizer }: LadderSettings): boolean =>
  steps !== null && batchSize !== null && (momentum !== null || !usesMomentum(optimizer));

/** A ladder that is being chosen, with what its candidates share as far as nothing else is chosen. */
export interface LadderForm {
  settings: LadderSettings;
  planned: Base;
  /** Of a person's own command, which has its optimizer and its batch size in itself. */
  isCommand: boolean;
}

/** @param command of the person's own; null: a built-in network. Along a schedule of its own nothing is pruned unless a person says so. */
export const formOf = (planned: Base, command: Project['command'] = null): LadderForm => ({
  settings: { ...settingsOf(planned), ...(command?.schedule === 'changes' && { prune: false }) },
  planned,
  isCommand: command !== null,
});

/** What a person chooses of a ladder, as the core takes it: of a command, what it was given stays as it was written. */
export const chosenOf = ({ settings, planned, isCommand }: LadderForm): LadderChoice => {
  const choice = choiceOf(settings, planned);
  if (!isCommand) return choice;
  const { rates, prune, extend, refine, steps } = choice;
  return { rates, prune, extend, refine, steps };
};

/** What the first ladder of a project shares. */
export const firstBase = ({ facts, network, command }: Project): Base =>
  command ? planBase(writtenBase(command), null) : planBase({}, facts, network);
