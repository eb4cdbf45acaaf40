import { useEffect, useState } from 'react';
import { stepOfCard } from '#shared/contract/requests.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { Project } from '#shared/domain/project.ts';
import { planAgain, planBase } from '#shared/method/fixed-hyperparameters.ts';
import { useAppState, useSession, useText } from '../app/context.ts';
import { sentenceOf, useAction } from '../app/use-action.ts';
import { type PreparationTarget, type ShownPreparation, shownPreparation } from './shown-preparation.ts';

/** The preparation of a project, as its screen needs it. */
export interface ProjectPreparation {
  /** Null: none was made, or it is not known yet. */
  shown: ShownPreparation | null;
  target: PreparationTarget;
  /** Whether it is known, as far as it can be, what was checked before. */
  ready: boolean;
  busy: boolean;
  /** Why the last check failed, or why earlier ones can't be read. */
  error: string | null;
  run(): Promise<boolean>;
}

/** Reads the project's preparations and makes further ones. */
export function usePreparation(project: Project): ProjectPreparation {
  const t = useText();
  const session = useSession();
  const action = useAction();
  const target = useTarget(project);
  const { known, failure } = useKnown(project.id);
  return {
    shown: known && shownPreparation(known, target),
    target,
    ready: known !== null || failure !== null,
    busy: action.busy,
    error: action.error ?? (known === null && failure !== null ? sentenceOf(failure, t) : null),
    run: () =>
      action.run(async () => {
        const { base, backend } = target;
        await session.prepare(project.id, { ...base, ...(backend && { backend }) });
      }),
  };
}

/** What the rail shows. */
export function useShownPreparation(project: Project): ShownPreparation | null {
  const target = useTarget(project);
  const { known } = useKnown(project.id);
  return known && shownPreparation(known, target);
}

/** The settings of the project's newest ladder with the network that the project has now, or of the ladder that would be started. */
function useTarget(project: Project): PreparationTarget {
  const card = useAppState(state => state.cards?.get(project.id));
  const { dataDigest, facts, network } = card?.project ?? project;
  const ladder = stepOfCard(card, 'learningRate')?.stage;
  const plan = ladder?.kind === 'learningRate' ? ladder.plan : null;
  return {
    dataDigest,
    base: plan ? planAgain(planBase(plan.base, facts, network), facts, network) : planBase({}, facts, network),
    backend: plan?.backend ?? null,
  };
}

/** The project's preparations, read anew by each screen; null: not known yet. */
function useKnown(projectId: string): { known: readonly Preparation[] | null; failure: unknown } {
  const session = useSession();
  const known = useAppState(state => state.preparations.get(projectId) ?? null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let wanted = true;
    session.readPreparations(projectId).catch(error => wanted && setFailure(error));
    return () => {
      wanted = false;
    };
  }, [session, projectId]);
  return { known, failure };
}
