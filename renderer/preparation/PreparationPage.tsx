import { Refusal } from '#shared/contract/refusal.ts';
import { useAppState } from '../app/context.ts';
import { PageFailure } from '../layout/PageFailure.tsx';
import { PreparationScreen } from './PreparationScreen.tsx';

/** The Preparation stage of a project. */
export function PreparationPage({ projectId }: { projectId: string }) {
  const cards = useAppState(state => state.cards);
  if (cards === null) return null;
  const project = cards.get(projectId)?.project;
  return project ? (
    <PreparationScreen project={project} />
  ) : (
    <PageFailure error={new Refusal('error.project.unknown', { id: projectId })} />
  );
}
