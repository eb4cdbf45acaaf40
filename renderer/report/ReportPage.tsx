import { Refusal } from '#shared/contract/refusal.ts';
import { useAppState } from '../app/context.ts';
import { useDelayed } from '../app/use-delayed.ts';
import { PageFailure } from '../layout/PageFailure.tsx';
import { PageSkeleton } from '../layout/PageSkeleton.tsx';
import { ReportScreen } from './ReportScreen.tsx';
import { useReport } from './use-report.ts';

/** The report of a project, as far as it has come. */
export function ReportPage({ projectId }: { projectId: string }) {
  const cards = useAppState(state => state.cards);
  const { report, failure } = useReport(projectId);
  const late = useDelayed(300);
  if (cards !== null && !cards.has(projectId))
    return <PageFailure error={new Refusal('error.project.unknown', { id: projectId })} />;
  if (report) return <ReportScreen report={report} />;
  if (failure !== null) return <PageFailure error={failure} />;
  return late ? <PageSkeleton /> : null;
}
