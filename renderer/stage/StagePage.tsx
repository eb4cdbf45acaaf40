import { useEffect, useMemo, useState } from 'react';
import { Refusal } from '#shared/contract/refusal.ts';
import { type StageView, stepOfCard } from '#shared/contract/requests.ts';
import type { Project } from '#shared/domain/project.ts';
import { useAppState, useSession } from '../app/context.ts';
import type { StageRoute } from '../app/route.ts';
import { useDelayed } from '../app/use-delayed.ts';
import type { Session } from '../client/session.ts';
import type { AppState } from '../client/state.ts';
import { PageFailure } from '../layout/PageFailure.tsx';
import { PageSkeleton } from '../layout/PageSkeleton.tsx';
import { NeedsScreen } from './NeedsScreen.tsx';
import { NoStageScreen } from './NoStageScreen.tsx';
import { useProjectStep } from './project-steps.ts';
import { StageScreen } from './StageScreen.tsx';
import { type AnyStageParts, shownStage } from './stage-parts.ts';

/** A stage of a project, or the offer to start the first one of its kind. */
export function StagePage({ parts, route }: { parts: AnyStageParts; route: StageRoute }) {
  const found = useStage(route);
  const late = useDelayed(300);
  switch (found.kind) {
    case 'loading':
      return late ? <PageSkeleton /> : null;
    case 'failed':
      return <PageFailure error={found.error} />;
    case 'none':
      return <FirstOfKind parts={parts} project={found.project} />;
    case 'ready':
      return <KnownStage parts={parts} view={found.view} />;
  }
}

/** A project without a stage of a kind: the offer of one, or what must come first. */
function FirstOfKind({ parts, project }: { parts: AnyStageParts; project: Project }) {
  const missing = useProjectStep(project.id, parts.definition.kind)?.missing ?? [];
  if (missing.length > 0) return <NeedsScreen parts={parts} project={project} missing={missing} />;
  return parts.NoStage ? (
    <parts.NoStage parts={parts} project={project} />
  ) : (
    <NoStageScreen parts={parts} project={project} />
  );
}

function KnownStage({ parts, view }: { parts: AnyStageParts; view: StageView }) {
  const stage = useMemo(() => shownStage(parts, view), [parts, view]);
  return <StageScreen parts={parts} stage={stage} />;
}

/** The stage that a route names, as far as it is known. */
type FoundStage =
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'none'; project: Project }
  | { kind: 'ready'; view: StageView };

/** Opens the named stage, or the project's newest of the kind, and follows it. */
function useStage({ projectId, kind, stageId }: StageRoute): FoundStage {
  const session = useSession();
  const [found, setFound] = useState<{ stageId: string | null } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const cards = useAppState(state => state.cards);
  const view = useAppState(state => (found?.stageId ? state.views.get(found.stageId) : undefined));

  // Started here or in another window: the project's newest one is this one from then on.
  const newest = useAppState(state => (stageId === null ? newestIn(state, projectId, kind) : null));

  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for anew where there is a newer one
  useEffect(() => {
    let wanted = true;
    open(session, projectId, kind, stageId).then(
      id => wanted && setFound({ stageId: id }),
      error => wanted && setFailure(error),
    );
    return () => {
      wanted = false;
    };
  }, [session, projectId, kind, stageId, newest]);

  if (failure !== null) return { kind: 'failed', error: failure };
  if (view) return { kind: 'ready', view };
  if (!found || cards === null) return { kind: 'loading' };
  const project = cards.get(projectId)?.project;
  if (!project) return { kind: 'failed', error: new Refusal('error.project.unknown', { id: projectId }) };
  if (found.stageId !== null) return { kind: 'loading' };
  return { kind: 'none', project };
}

function newestIn({ cards }: AppState, projectId: string, kind: string): string | null {
  const stage = stepOfCard(cards?.get(projectId), kind)?.stage;
  return stage?.kind === kind ? stage.id : null;
}

/** The stage that is open now; null: the project has none of the kind yet. */
async function open(session: Session, projectId: string, kind: string, stageId: string | null): Promise<string | null> {
  const id = stageId ?? (await newestOf(session, projectId, kind));
  if (id !== null) await session.openStage(id);
  return id;
}

async function newestOf({ ask }: Session, projectId: string, kind: string): Promise<string | null> {
  const stages = await ask('stages.list', { projectId });
  return stages.findLast(stage => stage.kind === kind)?.id ?? null;
}
