import type { BatchMomentumChoice, BatchMomentumPlan, SearchKind } from '#shared/domain/batch-momentum.ts';
import { MOST_VALUES } from '#shared/domain/batch-momentum.ts';
import { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { Project } from '#shared/domain/project.ts';
import { typedList } from '../../stage/typed-list.ts';

/** What a person chooses of a search before it starts. Null: as proposed. Lists are as they were typed. */
export interface SearchSettings {
  projectId: string;
  search: SearchKind | null;
  batchSizes: string | null;
  momenta: string | null;
  holdRate: boolean;
  race: boolean | null;
  nesterov: boolean | null;
}

export const settingsFor = ({ id }: Pick<Project, 'id'>): SearchSettings => ({
  projectId: id,
  search: null,
  batchSizes: null,
  momenta: null,
  holdRate: false,
  race: null,
  nesterov: null,
});

/** The settings of another search: those of a stage that ran. */
export const settingsAfter = ({ id }: Pick<Project, 'id'>, plan: BatchMomentumPlan): SearchSettings => ({
  projectId: id,
  search: plan.search,
  batchSizes: written(plan.batchSizes),
  momenta: plan.base.optimizer === 'adam' ? null : written(plan.momenta),
  holdRate: plan.holdRate,
  race: plan.race,
  nesterov: plan.nesterov,
});

export const written = (values: readonly number[]): string => values.join(', ');

export const batchSizesIn = (typed: string): number[] | null =>
  typedList(typed, MOST_VALUES, value => Hyperparameters.shape.batchSize.safeParse(value).success);
export const momentaIn = (typed: string): number[] | null =>
  typedList(typed, MOST_VALUES, value => Hyperparameters.shape.momentum.safeParse(value).success);

export const isComplete = ({ batchSizes, momenta }: SearchSettings): boolean =>
  (batchSizes === null || batchSizesIn(batchSizes) !== null) && (momenta === null || momentaIn(momenta) !== null);

/** The settings as the core takes them; a list that can't be read is left out. */
export function choiceOf({
  search,
  batchSizes,
  momenta,
  holdRate,
  race,
  nesterov,
}: SearchSettings): BatchMomentumChoice {
  const [sizes, values] = [batchSizes && batchSizesIn(batchSizes), momenta && momentaIn(momenta)];
  return {
    ...(search && { search }),
    ...(sizes && { batchSizes: sizes }),
    ...(values && { momenta: values }),
    ...(race !== null && { race }),
    ...(nesterov !== null && { nesterov }),
    holdRate,
  };
}
