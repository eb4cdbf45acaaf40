import type { Project } from '#shared/domain/project.ts';
import { StageRail } from '../rail/StageRail.tsx';
import { useNewestLadder } from '../rail/use-newest-ladder.ts';

/** The rail of the Data stage, with the project's newest ladder as far as its card tells. */
export function DataRail({ project }: { project: Project }) {
  return <StageRail project={project} ladder={useNewestLadder(project.id)} open="data" />;
}
