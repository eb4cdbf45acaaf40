import { FEWEST_SEEDS, type FinalChoice, type FinalPlan, MOST_SEEDS } from '#shared/domain/final-runs.ts';
import type { Project } from '#shared/domain/project.ts';

/** What a person chooses of final runs before they start. */
export interface FinalSettings {
  projectId: string;
  /** Runs of each configuration. `undefined`: as proposed; null: nothing stands in the field. */
  seeds: number | null | undefined;
}

export const settingsFor = ({ id }: Pick<Project, 'id'>): FinalSettings => ({ projectId: id, seeds: undefined });

/** Those of a stage that ran. */
export const settingsAfter = ({ id }: Pick<Project, 'id'>, { seeds }: FinalPlan): FinalSettings => ({
  projectId: id,
  seeds: seeds.length,
});

export const isComplete = ({ seeds }: FinalSettings): boolean =>
  seeds === undefined || (seeds !== null && Number.isInteger(seeds) && seeds >= FEWEST_SEEDS && seeds <= MOST_SEEDS);

/** The settings as the core takes them; what is not complete is left out. */
export const choiceOf = (settings: FinalSettings): FinalChoice =>
  isComplete(settings) && typeof settings.seeds === 'number' ? { seeds: settings.seeds } : {};
