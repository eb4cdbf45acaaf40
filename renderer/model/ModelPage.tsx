import { Refusal } from '#shared/contract/refusal.ts';
import { useAppState } from '../app/context.ts';
import { PageFailure } from '../layout/PageFailure.tsx';
import { ModelScreen } from './ModelScreen.tsx';
import { NoDataScreen } from './NoDataScreen.tsx';

/** The Model stage of a project: which network is trained. */
export function ModelPage({ projectId }: { projectId: string }) {
  const cards = useAppState(state => state.cards);
  if (cards === null) return null;
  const project = cards.get(projectId)?.project;
  if (!project) return <PageFailure error={new Refusal('error.project.unknown', { id: projectId })} />;
  return project.facts ? <ModelScreen project={project} facts={project.facts} /> : <NoDataScreen project={project} />;
}
