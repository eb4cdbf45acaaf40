import { useEffect, useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Decision } from '#shared/domain/project.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { sameSet } from '#shared/method/configuration.ts';
import { decay } from '#shared/method/stages/decay/definition.ts';
import { useSession } from '../../app/context.ts';

/** The run that the accepted configuration was chosen by. */
export interface ChosenRun {
  stageId: string;
  trial: Trial;
}

/** What is known of what a project accepted so far. */
export interface Accepted {
  /** Null: it was accepted without a run, or that is gone. */
  run: ChosenRun | null;
  /** What was accepted of decay itself; null: nothing. */
  decision: Decision | null;
}

/** What a project accepted before decay, with the run that it was chosen by, which is then followed; null: not told yet. */
export function useAccepted(projectId: string): Accepted | null {
  const session = useSession();
  const [accepted, setAccepted] = useState<Accepted | null>(null);
  useEffect(() => {
    let wanted = true;
    const read = async (): Promise<Accepted> => {
      const { decisions } = await session.ask('configuration.read', { projectId });
      const all = decisions.map(({ decision }) => decision);
      const decision = all.find(({ kind }) => kind === decay.kind) ?? null;
      const last = all.findLast(({ kind, stageId }) => kind !== decay.kind && stageId !== null);
      if (!last?.stageId) return { run: null, decision };
      const trial = runOf(await session.openStage(last.stageId), last.set);
      return { run: trial && { stageId: last.stageId, trial }, decision };
    };
    // Where the core can't be reached the page says so elsewhere.
    read().then(
      found => wanted && setAccepted(found),
      () => wanted && setAccepted({ run: null, decision: null }),
    );
    return () => {
      wanted = false;
    };
  }, [session, projectId]);
  return accepted;
}

/** The trial of a stage with what was accepted on it: the best of them, from the first seed. How long it was to train says nothing. */
function runOf({ trials, recommendation }: StageView, set: HyperparameterSet): Trial | null {
  const names = (Object.keys(set) as (keyof HyperparameterSet)[]).filter(name => name !== 'steps');
  const rankOf = (trial: Trial): number =>
    recommendation.ranking.find(({ trialId }) => trialId === trial.id)?.rank ?? Number.POSITIVE_INFINITY;
  const those = trials.filter(({ hyperparameters }) =>
    names.every(name => sameSet({ [name]: hyperparameters[name] }, { [name]: set[name] })),
  );
  return [...those].sort((a, b) => rankOf(a) - rankOf(b) || a.hyperparameters.seed - b.hyperparameters.seed)[0] ?? null;
}
