import { useEffect, useState } from 'react';
import type { StageEstimate } from '#shared/contract/requests.ts';
import type { DecayPlan } from '#shared/domain/decay.ts';
import { type Schedule, sameSchedule } from '#shared/domain/schedule.ts';
import type { Language } from '#shared/messages/text.ts';
import { decay } from '#shared/method/stages/decay/definition.ts';
import { plannedStarts, startOf } from '#shared/method/stages/decay/schedules.ts';
import { type Translate, useSession } from '../../app/context.ts';
import { formatCount, formatEstimate } from '../../format.ts';

/** What the linear way's pairs cost in a project; null: not told yet. */
export function useFirstCost(projectId: string): StageEstimate | null {
  const { ask } = useSession();
  const [estimate, setEstimate] = useState<StageEstimate | null>(null);
  useEffect(() => {
    let wanted = true;
    ask('stages.estimate', { projectId, kind: decay.kind, choice: {} }).then(
      found => wanted && setEstimate(found),
      // Where it can't be planned, the page says why.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [ask, projectId]);
  return estimate;
}

/** Optimizer steps of one more schedule's runs: from a checkpoint of the runs without decay where those keep one for it [D9]. */
export function stepsOf(plan: DecayPlan, schedule: Schedule): number {
  const { steps = 0 } = plan.base;
  const start = startOf(schedule);
  const branches = start !== null && plannedStarts(plan).includes(start);
  return plan.seeds.length * (branches ? steps - start : steps);
}

/** About how long so many steps take, by what the pairs were estimated at; null: not known. */
export const msOf = (steps: number, estimate: StageEstimate | null): number | null =>
  estimate === null || estimate.ms === null || estimate.steps === 0 ? null : (estimate.ms * steps) / estimate.steps;

/** What that much training costs, in time where that is known, else in steps. */
export const costText = (ms: number | null, steps: number, t: Translate, language: Language): string =>
  ms === null ? t('decayPage.run.steps', { steps: formatCount(steps, language) }) : formatEstimate(ms, language);

/** How a schedule stands in a stage: nobody ran it, some of its runs are still to end, or it has run. */
export function standingIn(
  schedule: Schedule,
  trials: readonly { hyperparameters: { schedule: Schedule }; status: string }[],
): 'notRun' | 'isRunning' | 'hasRun' {
  const own = trials.filter(({ hyperparameters }) => sameSchedule(hyperparameters.schedule, schedule));
  if (own.length === 0) return 'notRun';
  return own.every(({ status }) => status === 'finished' || status === 'diverged') ? 'hasRun' : 'isRunning';
}
