import { useState } from 'react';
import type { LadderChoice } from '#shared/contract/requests.ts';
import type { StagePlan } from '#shared/domain/project.ts';
import { useSession } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { type Action, useAction } from '../app/use-action.ts';
import { baseOf, choiceOf, isComplete, type LadderSettings, settingsOf } from './ladder-choice.ts';

/** A ladder that is being chosen. */
export interface NewLadder {
  projectId: string;
  settings: LadderSettings;
  change(settings: LadderSettings): void;
  /** What all its candidates would share. */
  base: StagePlan['base'];
  choice: LadderChoice;
  /** Whether it could start. */
  complete: boolean;
  /** Starts it and leads to it. */
  start(): Promise<boolean>;
  action: Action;
}

/**
 * The choices of a new ladder.
 * @param planned what all its candidates share, as far as nothing else is chosen
 */
export function useNewLadder(projectId: string, planned: StagePlan['base']): NewLadder {
  const { ask } = useSession();
  const action = useAction();
  const [settings, change] = useState(() => settingsOf(planned));
  const choice = choiceOf(settings, planned);
  return {
    projectId,
    settings,
    change,
    base: baseOf(settings, planned),
    choice,
    complete: isComplete(settings),
    start: () =>
      action.run(async () => {
        const stage = await ask('stages.start', { projectId, kind: 'learningRate', choice });
        goTo({ page: 'learningRate', projectId, stageId: stage.id });
      }),
    action,
  };
}
