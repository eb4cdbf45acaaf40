import type { Decision, Project } from '#shared/domain/project.ts';
import { decisionStanding } from '#shared/method/decision-standing.ts';
import { planBase } from '#shared/method/plan.ts';
import { formatRate } from './format.ts';
import { networkName } from './network-name.ts';
import { say } from './say.ts';

/** Of a digest, enough to tell two apart. */
const DIGEST_SHOWN = 8;

/** What was accepted for a project, and whether that still holds; where not, from what to what the project changed since. */
export function decisionLine(decision: Decision, project: Project): string {
  const accepted = say('cli.decision.accepted', {
    name: project.name,
    rate: formatRate(decision.learningRate),
    steps: decision.numSteps,
  });
  const standing = decisionStanding(decision, project);
  if (standing === 'holds') return accepted;
  const [before, now] =
    standing === 'otherData'
      ? [decision.dataDigest?.slice(0, DIGEST_SHOWN), project.dataDigest?.slice(0, DIGEST_SHOWN)]
      : [decision.network && networkName(decision.network), networkName(planBase({}, project.facts, project.network))];
  return `${accepted}\n  ${say(`cli.decision.${standing}`, { before: before ?? '', now: now ?? '' })}`;
}

/** The same for programs. */
export const decisionSummary = (decision: Decision, project: Project): object => ({
  projectId: project.id,
  project: project.name,
  lr: decision.learningRate,
  numSteps: decision.numSteps,
  recommended: decision.recommended,
  standing: decisionStanding(decision, project),
  stageId: decision.stageId,
  probeId: decision.probeId,
});
