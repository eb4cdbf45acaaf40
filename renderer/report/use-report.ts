import { useEffect, useState } from 'react';
import type { Report } from '#shared/domain/report.ts';
import { useAppState, useSession } from '../app/context.ts';

/** A project's report, read anew whenever something of the project changes; null: it is not known yet, or why it can't be read. */
export function useReport(projectId: string): { report: Report | null; failure: unknown } {
  const session = useSession();
  // Decisions and stages that begin or end are told with the project's card.
  const card = useAppState(state => state.cards?.get(projectId));
  const [found, setFound] = useState<{ report: Report | null; failure: unknown }>({ report: null, failure: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the card is what says that there is something new.
  useEffect(() => {
    let wanted = true;
    session.ask('report.read', { projectId }).then(
      report => wanted && setFound({ report, failure: null }),
      failure => wanted && setFound(before => ({ ...before, failure })),
    );
    return () => {
      wanted = false;
    };
  }, [session, projectId, card]);
  return found;
}
