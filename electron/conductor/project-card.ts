import type { ProjectCard } from '#shared/contract/requests.ts';
import type { Decision, Project } from '#shared/domain/project.ts';
import type { StageState } from './stage-state.ts';

/** What the home screen shows of a project, with its newest stage if it has one, and its newest decision. */
export function cardOf(project: Project, state: StageState | null, decision: Decision | null): ProjectCard {
  return {
    project,
    stage: state?.stage ?? null,
    answer: state?.answer ?? null,
    decision,
    remainingMs: state?.remainingMs ?? null,
  };
}
