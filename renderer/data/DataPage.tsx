import { Refusal } from '#shared/contract/refusal.ts';
import type { Project } from '#shared/domain/project.ts';
import { useAppState } from '../app/context.ts';
import { PageFailure } from '../layout/PageFailure.tsx';
import { DataScreen } from './DataScreen.tsx';
import { UnreadScreen } from './UnreadScreen.tsx';
import { useData } from './use-data.ts';

/** The Data stage of a project: what Descent takes its source for. */
export function DataPage({ projectId }: { projectId: string }) {
  const cards = useAppState(state => state.cards);
  if (cards === null) return null;
  const project = cards.get(projectId)?.project;
  return project ? (
    <KnownProject project={project} />
  ) : (
    <PageFailure error={new Refusal('error.project.unknown', { id: projectId })} />
  );
}

function KnownProject({ project }: { project: Project }) {
  const data = useData(project.id);
  return data.understood ? (
    <DataScreen project={project} data={data} understood={data.understood} />
  ) : (
    <UnreadScreen project={project} data={data} />
  );
}
