import type { Project } from '#shared/domain/project.ts';
import {
  MOST_VALUES,
  type RegularisationChoice,
  type RegularisationPlan,
  Regularised,
} from '#shared/domain/regularisation.ts';
import { typedList } from '../../stage/typed-list.ts';

/** What a person chooses of a search before it starts. Null: as proposed. Lists are as they were typed; empty ones are not searched by. */
export interface SearchSettings {
  projectId: string;
  trials: number | null;
  seeds: number | null;
  weightDecays: string;
  dropouts: string;
  decayAgain: boolean;
}

export const settingsFor = ({ id }: Pick<Project, 'id'>): SearchSettings => ({
  projectId: id,
  trials: null,
  seeds: null,
  weightDecays: '',
  dropouts: '',
  decayAgain: true,
});

/** The settings of another search: as many pairs as that one had. */
export const settingsAfter = (project: Pick<Project, 'id'>, plan: RegularisationPlan): SearchSettings => ({
  ...settingsFor(project),
  seeds: plan.seeds.length,
  decayAgain: plan.decayAgain,
});

export const weightDecaysIn = (typed: string): number[] | null =>
  typedList(typed, MOST_VALUES, value => Regularised.shape.weightDecay.safeParse(value).success);
export const dropoutsIn = (typed: string): number[] | null =>
  typedList(typed, MOST_VALUES, value => Regularised.shape.dropout.safeParse(value).success);

const isEmpty = (typed: string): boolean => typed.trim() === '';

export const isComplete = ({ weightDecays, dropouts }: SearchSettings): boolean =>
  (isEmpty(weightDecays) || weightDecaysIn(weightDecays) !== null) &&
  (isEmpty(dropouts) || dropoutsIn(dropouts) !== null);

/** The settings as the core takes them; a list that can't be read is left out. */
export function choiceOf({ trials, seeds, weightDecays, dropouts, decayAgain }: SearchSettings): RegularisationChoice {
  const [decays, drops] = [weightDecaysIn(weightDecays), dropoutsIn(dropouts)];
  return {
    ...(trials !== null && { trials }),
    ...(seeds !== null && { seeds }),
    ...(decays && { weightDecays: decays }),
    ...(drops && { dropouts: drops }),
    decayAgain,
  };
}
