import type { ProjectCard } from '#shared/contract/requests.ts';
import type { Project } from '#shared/domain/project.ts';
import type { StageState } from './stage-state.ts';

/** What the home screen shows of a project, with its newest stage if it has one. */
export function cardOf(project: Project, state: StageState | null): ProjectCard {
  return {
    project,
    stage: state?.stage ?? null,
    answer: state?.answer ?? null,
    decision: state?.decision ?? null,
    remainingMs: state?.remainingMs ?? null,
  };
}
