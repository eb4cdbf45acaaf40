import { useMemo } from 'react';
import { useAppState } from '../app/context.ts';
import type { LadderInRail } from './ladder-standing.ts';

/** A project's newest ladder as far as its card tells; null: none yet. */
export function useNewestLadder(projectId: string): LadderInRail | null {
  const card = useAppState(state => state.cards?.get(projectId));
  return useMemo(() => {
    const stage = card?.stage?.kind === 'learningRate' ? card.stage : null;
    return card && stage && card.answer ? { stage, answer: card.answer, remainingMs: card.remainingMs } : null;
  }, [card]);
}
