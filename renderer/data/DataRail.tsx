import type { Project } from '#shared/domain/project.ts';
import { useAppState } from '../app/context.ts';
import { StageRail } from '../rail/StageRail.tsx';

/** The rail of the Data stage, with the project's newest ladder as far as its card tells. */
export function DataRail({ project }: { project: Project }) {
  const card = useAppState(state => state.cards?.get(project.id));
  const stage = card?.stage?.kind === 'learningRate' ? card.stage : null;
  const ladder = card && stage && card.answer ? { stage, answer: card.answer, remainingMs: card.remainingMs } : null;
  return <StageRail project={project} ladder={ladder} open="data" />;
}
