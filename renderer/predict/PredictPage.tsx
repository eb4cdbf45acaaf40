import { Refusal } from '#shared/contract/refusal.ts';
import { useAppState } from '../app/context.ts';
import { PageFailure } from '../layout/PageFailure.tsx';
import { PredictScreen } from './PredictScreen.tsx';

/** What a project's trained network says of new rows. */
export function PredictPage({ projectId }: { projectId: string }) {
  const cards = useAppState(state => state.cards);
  if (cards === null) return null;
  const project = cards.get(projectId)?.project;
  return project?.facts ? (
    <PredictScreen project={project} facts={project.facts} />
  ) : (
    <PageFailure error={new Refusal('error.project.unknown', { id: projectId })} />
  );
}
