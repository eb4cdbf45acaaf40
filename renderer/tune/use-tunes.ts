import { useEffect, useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import type { TuneBudget, TunePlan, TuneView } from '#shared/domain/tune.ts';
import { useAppState, useSession } from '../app/context.ts';

/** The guided runs of a project, newest last; null: not known yet. */
export function useTunes(projectId: string): { tunes: readonly TuneView[] | null; failure: unknown } {
  const session = useSession();
  const tunes = useAppState(state => state.tunes.get(projectId) ?? null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let wanted = true;
    session.readTunes(projectId).catch(error => wanted && setFailure(error));
    return () => {
      wanted = false;
    };
  }, [session, projectId]);
  return { tunes, failure };
}

/** Typing pauses this long before the core is asked. */
const PAUSE_MS = 150;

/** How a budget would be shared out. */
export interface BudgetPlan {
  budget: TuneBudget;
  plan: TunePlan;
}

/**
 * The plan for a budget; the one before it stays until it is there.
 * @param budget null: there is none (yet)
 */
export function useBudgetPlan(
  projectId: string,
  budget: TuneBudget | null,
): { planned: BudgetPlan | null; failure: unknown } {
  const { ask } = useSession();
  const [planned, setPlanned] = useState<BudgetPlan | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const wantedBudget = JSON.stringify(budget);
  useEffect(() => {
    const wished = JSON.parse(wantedBudget) as TuneBudget | null;
    setFailure(null);
    if (wished === null) {
      setPlanned(null);
      return;
    }
    let wanted = true;
    const timer = setTimeout(
      () =>
        ask('tune.plan', { projectId, choice: { budget: wished, auto: true } }).then(
          plan => wanted && setPlanned({ budget: wished, plan }),
          error => wanted && setFailure(error),
        ),
      PAUSE_MS,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ask, projectId, wantedBudget]);
  return { planned, failure };
}

/** A stage of a run, followed while it is shown; null: there is none, or it is not known yet. */
export function useFollowedStage(stageId: string | null, isThere: boolean): StageView | null {
  const session = useSession();
  useEffect(() => {
    // One that is about to begin is told of by itself.
    if (stageId !== null && isThere) session.openStage(stageId).catch(() => undefined);
  }, [session, stageId, isThere]);
  return useAppState(state => (stageId === null ? null : (state.views.get(stageId) ?? null)));
}
