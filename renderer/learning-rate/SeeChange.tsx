import type { DecisionStanding } from '#shared/method/decision-standing.ts';
import { useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';

interface SeeChangeProps {
  standing: DecisionStanding;
  projectId: string;
}

/** Leads to the step on which a project's data was changed. */
export function SeeChange({ standing, projectId }: SeeChangeProps) {
  const t = useText();
  if (standing !== 'otherData') return null;
  return <a href={hrefOf({ page: 'data', projectId })}>{t('dataStep.otherData.link')}</a>;
}
