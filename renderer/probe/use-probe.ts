import { useEffect, useState } from 'react';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { Project, StagePlan } from '#shared/domain/project.ts';
import { useAppState, useSession, useText } from '../app/context.ts';
import { sentenceOf, useAction } from '../app/use-action.ts';
import { type ShownProbe, shownProbe } from './shown-probe.ts';

/** The budget probe of a project for one ladder. */
export interface ProjectProbe {
  projectId: string;
  /** Null: there is none, or it is not known yet. */
  shown: ShownProbe | null;
  /** All that were made, newest last. */
  probes: readonly Probe[];
  /** Whether it is known, as far as it can be, what was probed before. */
  ready: boolean;
  busy: boolean;
  /** Why the last probe failed, or why earlier ones can't be read. */
  error: string | null;
  run(): Promise<boolean>;
}

/**
 * Reads the project's probes and runs further ones.
 * @param base of the ladder that the probe is for
 * @param backend null: the fastest
 */
export function useProbe(project: Project, base: StagePlan['base'], backend: BackendId | null): ProjectProbe {
  const t = useText();
  const session = useSession();
  const action = useAction();
  const [failure, setFailure] = useState<unknown>(null);
  // The project as it is now: a ladder's own view of it is as old as the ladder's last change.
  const { dataDigest } = useAppState(state => state.cards?.get(project.id)?.project ?? project);
  const projectId = project.id;

  useEffect(() => {
    let wanted = true;
    session.readProbes(projectId).catch(error => wanted && setFailure(error));
    return () => {
      wanted = false;
    };
  }, [session, projectId]);

  const probes = useAppState(state => state.probes.get(projectId) ?? null);
  return {
    projectId,
    shown: probes && shownProbe(probes, { dataDigest, base }),
    probes: probes ?? [],
    ready: probes !== null || failure !== null,
    busy: action.busy,
    error: action.error ?? (probes === null && failure !== null ? sentenceOf(failure, t) : null),
    run: () => action.run(() => session.probe(projectId, { ...base, ...(backend && { backend }) })),
  };
}
