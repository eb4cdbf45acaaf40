import type { Route } from '../app/route.ts';
import { useDelayed } from '../app/use-delayed.ts';
import { PageFailure } from '../stage/PageFailure.tsx';
import { PageSkeleton } from '../stage/PageSkeleton.tsx';
import { LadderScreen } from './LadderScreen.tsx';
import { NoLadderScreen } from './NoLadderScreen.tsx';
import { useLadder } from './use-ladder.ts';

/** The learning-rate stage of a project: its ladder, or the offer to start one. */
export function LearningRatePage({ route }: { route: Extract<Route, { page: 'learningRate' }> }) {
  const ladder = useLadder(route);
  const late = useDelayed(300);
  switch (ladder.kind) {
    case 'loading':
      return late ? <PageSkeleton /> : null;
    case 'failed':
      return <PageFailure error={ladder.error} />;
    case 'none':
      return <NoLadderScreen project={ladder.project} />;
    case 'ready':
      return <LadderScreen view={ladder.view} />;
  }
}
