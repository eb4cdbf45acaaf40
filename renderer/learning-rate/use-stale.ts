import { useState } from 'react';
import type { Decision } from '#shared/domain/project.ts';
import { isKept, keepDecision } from './kept-decisions.ts';

/** Whether a decision was made on other data than the project has now, and the way to hold on to it. */
export interface Staleness {
  stale: boolean;
  keep(): void;
}

/**
 * @param decision null: nothing was decided, so nothing is stale
 * @param madeOn digests of the data that its evidence comes from
 * @param present digest of the project's data; null: none is known
 */
export function useStale(decision: Decision | null, madeOn: readonly string[], present: string | null): Staleness {
  const [, setKept] = useState(0);
  if (decision === null || present === null || madeOn.every(digest => digest === present))
    return { stale: false, keep: () => {} };
  return {
    stale: !isKept(decision.id, present),
    keep: () => {
      keepDecision(decision.id, present);
      setKept(count => count + 1);
    },
  };
}
