import { useState } from 'react';
import { Refusal } from '#shared/contract/refusal.ts';
import { useAppState } from '../app/context.ts';
import { useDelayed } from '../app/use-delayed.ts';
import { PageFailure } from '../layout/PageFailure.tsx';
import { PageSkeleton } from '../layout/PageSkeleton.tsx';
import { TunePlanScreen } from './TunePlanScreen.tsx';
import { TuneRunScreen } from './TuneRunScreen.tsx';
import { useTunes } from './use-tunes.ts';

/** A project's newest guided run, or the plan of a first one. */
export function TunePage({ projectId }: { projectId: string }) {
  const cards = useAppState(state => state.cards);
  const { tunes, failure } = useTunes(projectId);
  // The run beside which another one is planned.
  const [beside, setBeside] = useState<string | null>(null);
  const late = useDelayed(300);
  const project = cards?.get(projectId)?.project;
  if (cards !== null && !project?.facts && !project?.command)
    return <PageFailure error={new Refusal('error.project.unknown', { id: projectId })} />;
  if (failure !== null && tunes === null) return <PageFailure error={failure} />;
  if (!project || tunes === null) return late ? <PageSkeleton /> : null;
  const newest = tunes.at(-1);
  return newest && newest.run.id !== beside ? (
    <TuneRunScreen key={newest.run.id} view={newest} onAnother={() => setBeside(newest.run.id)} />
  ) : (
    <TunePlanScreen project={project} onBack={newest ? () => setBeside(null) : null} />
  );
}
