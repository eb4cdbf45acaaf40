import type { DecisionStanding } from '#shared/method/configuration.ts';
import { useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';

interface SeeChangeProps {
  standing: Exclude<DecisionStanding, 'holds'>;
  projectId: string;
}

/** Leads to the step on which a project's data or its network was changed. */
export function SeeChange({ standing, projectId }: SeeChangeProps) {
  const t = useText();
  const page = standing === 'otherData' ? 'data' : 'model';
  return <a href={hrefOf({ page, projectId })}>{t(`decision.change.see.${page}`)}</a>;
}
