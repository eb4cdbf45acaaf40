import type { Decision, Project } from '../domain/project.ts';
import { sameNetwork } from './networks/same-network.ts';
import { planBase } from './plan.ts';

/** Whether a decision still holds for its project: for its data and its network as they are now. */
export type DecisionStanding = 'holds' | 'otherData' | 'otherNetwork';

/** What a decision holds for, or what evidence comes from. */
type MadeFor = Pick<Decision, 'dataDigest' | 'network'>;

/** What is not known counts as unchanged: of projects whose data was never read, of decisions of old. */
export function decisionStanding(
  decision: MadeFor,
  { dataDigest, facts, network }: Pick<Project, 'dataDigest' | 'facts' | 'network'>,
): DecisionStanding {
  if (decision.dataDigest !== null && dataDigest !== null && decision.dataDigest !== dataDigest) return 'otherData';
  if (decision.network === null || facts === null) return 'holds';
  return sameNetwork(decision.network, planBase({}, facts, network)) ? 'holds' : 'otherNetwork';
}

/** Whether a person kept a decision for other data, or another network, than its evidence comes from. */
export const isKept = (decision: MadeFor, evidence: MadeFor): boolean =>
  (decision.dataDigest !== null && evidence.dataDigest !== null && decision.dataDigest !== evidence.dataDigest) ||
  (decision.network !== null && evidence.network !== null && !sameNetwork(decision.network, evidence.network));

/** What counts for a project, and the first decision with the same evidence, which was made for what that comes from; null: nothing. */
export function newestDecision(decisions: readonly Decision[]): { decision: Decision; first: Decision } | null {
  const decision = decisions.at(-1);
  const first = decisions.find(({ stageId, probeId }) => stageId === decision?.stageId && probeId === decision.probeId);
  return decision && first ? { decision, first } : null;
}
