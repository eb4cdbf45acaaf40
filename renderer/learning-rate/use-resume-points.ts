import { useEffect } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import { RESUMABLE } from '#shared/domain/trial.ts';
import { useSession } from '../app/context.ts';

/** Has it looked up from where the unfinished trials of a stage would go on, whenever they are others. */
export function useResumePoints({ stage, trials }: StageView): void {
  const session = useSession();
  const open = trials.filter(({ status }) => RESUMABLE.has(status));
  const which = open.map(({ id, attempt, status }) => `${id} ${attempt} ${status}`).join();
  useEffect(() => {
    // Where it can't be told, the buttons stay as they are.
    if (which !== '') session.readResumePoints(stage.id).catch(() => undefined);
  }, [session, stage.id, which]);
}
