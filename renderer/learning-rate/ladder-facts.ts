import type { StageView } from '#shared/contract/requests.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';

/** The facts of the data that a ladder's trials saw; null where the project has other data by now. */
export const ladderFacts = ({ project, trials }: Pick<StageView, 'project' | 'trials'>): DatasetFacts | null =>
  trials.every(trial => trial.dataDigest === project.dataDigest) ? project.facts : null;
