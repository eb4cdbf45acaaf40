import type { Project } from '#shared/domain/project.ts';
import { type Trained, trainedOf } from '#shared/method/trained.ts';
import type { ReadOnlyStore } from '../store/store.ts';

/**
 * Which trial's network a project's is, by what is stored (`trainedOf`).
 * @throws Refusal where there is none
 */
export async function storedTrained(
  store: Pick<ReadOnlyStore, 'stages' | 'trials' | 'decisions'>,
  project: Project,
  named?: string,
): Promise<Trained> {
  const stages = await store.stages(project.id);
  const withTrials = await Promise.all(stages.map(async stage => ({ stage, trials: await store.trials(stage.id) })));
  return trainedOf({ project, stages: withTrials, decisions: await store.decisions(project.id) }, named);
}
