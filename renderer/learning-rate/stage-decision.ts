import type { StageView } from '#shared/contract/requests.ts';
import type { Decision, Project } from '#shared/domain/project.ts';
import { decisionStanding, isKept } from '#shared/method/configuration.ts';

type Decided = Pick<StageView, 'decision' | 'projectDecision'>;

/** What was accepted on this ladder and still counts for the project; null: nothing, or something else counts by now. */
export const ownDecision = ({ decision, projectDecision }: Decided): Decision | null =>
  projectDecision === null || projectDecision.id === decision?.id ? decision : null;

/** What counts for the project in place of this ladder's answer; null: nothing else. */
export const otherDecision = ({ decision, projectDecision }: Decided): Decision | null =>
  projectDecision?.id === decision?.id ? null : projectDecision;

/** What a decision holds for, or what its evidence comes from. */
export type MadeFor = Pick<Decision, 'dataDigest' | 'network'>;

/** The data and the network that a ladder's curves are about. */
export const ladderMadeFor = ({ stage, trials }: Pick<StageView, 'stage' | 'trials'>): MadeFor => ({
  dataDigest: trials[0]?.dataDigest ?? null,
  network: stage.plan.base,
});

/** How what was accepted is marked: as it was found, kept for other data or another network, or neither while it should be. */
export type DecisionMark = 'accepted' | 'kept' | 'outOfDate';

/**
 * @param present the project as it is now
 * @param evidence what the decision's evidence comes from
 */
export function decisionMark(decision: Decision, present: Project, evidence: MadeFor): DecisionMark {
  if (decisionStanding(decision, present) !== 'holds') return 'outOfDate';
  return isKept(decision, evidence) ? 'kept' : 'accepted';
}
