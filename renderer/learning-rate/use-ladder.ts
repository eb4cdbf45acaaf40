import { useEffect, useState } from 'react';
import { Refusal } from '#shared/contract/refusal.ts';
import type { StageView } from '#shared/contract/requests.ts';
import type { Project } from '#shared/domain/project.ts';
import { useAppState, useSession } from '../app/context.ts';
import type { Route } from '../app/route.ts';
import type { Session } from '../client/session.ts';
import type { AppState } from '../client/state.ts';

/** The ladder that a route names, as far as it is known. */
export type Ladder =
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'none'; project: Project }
  | { kind: 'ready'; view: StageView };

/** Opens the named ladder, or the project's newest, and follows it. */
export function useLadder({ projectId, stageId }: Extract<Route, { page: 'learningRate' }>): Ladder {
  const session = useSession();
  const [found, setFound] = useState<{ stageId: string | null } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const cards = useAppState(state => state.cards);
  const view = useAppState(state => (found?.stageId ? state.views.get(found.stageId) : undefined));

  // Started here or in another window: the project's newest ladder is this one from then on.
  const newest = useAppState(state => (stageId === null ? newestIn(state, projectId) : null));

  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for anew where there is a newer one
  useEffect(() => {
    let wanted = true;
    open(session, projectId, stageId).then(
      id => wanted && setFound({ stageId: id }),
      error => wanted && setFailure(error),
    );
    return () => {
      wanted = false;
    };
  }, [session, projectId, stageId, newest]);

  if (failure !== null) return { kind: 'failed', error: failure };
  if (view) return { kind: 'ready', view };
  if (!found || cards === null) return { kind: 'loading' };
  const project = cards.get(projectId)?.project;
  if (!project) return { kind: 'failed', error: new Refusal('error.project.unknown', { id: projectId }) };
  if (found.stageId !== null) return { kind: 'loading' };
  return { kind: 'none', project };
}

function newestIn({ cards }: AppState, projectId: string): string | null {
  const stage = cards?.get(projectId)?.stage;
  return stage?.kind === 'learningRate' ? stage.id : null;
}

/** The stage that is open now; null: the project has no ladder yet. */
async function open(session: Session, projectId: string, stageId: string | null): Promise<string | null> {
  const id = stageId ?? (await newestLadder(session, projectId));
  if (id !== null) await session.openStage(id);
  return id;
}

async function newestLadder({ ask }: Session, projectId: string): Promise<string | null> {
  const stages = await ask('stages.list', { projectId });
  return stages.findLast(stage => stage.kind === 'learningRate')?.id ?? null;
}
