import type { StageView } from '#shared/contract/requests.ts';
import type { Decision } from '#shared/domain/project.ts';

type Decided = Pick<StageView, 'decision' | 'projectDecision'>;

/** What was accepted on this ladder and still counts for the project; null: nothing, or something else counts by now. */
export const ownDecision = ({ decision, projectDecision }: Decided): Decision | null =>
  projectDecision === null || projectDecision.id === decision?.id ? decision : null;

/** What counts for the project in place of this ladder's answer; null: nothing else. */
export const otherDecision = ({ decision, projectDecision }: Decided): Decision | null =>
  projectDecision?.id === decision?.id ? null : projectDecision;
