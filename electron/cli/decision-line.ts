import { acceptedRate, type Decision, type Project } from '#shared/domain/project.ts';
import { decisionStanding, isKept, newestDecision } from '#shared/method/configuration.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { formatRate } from './format.ts';
import { networkName } from './network-name.ts';
import { say } from './say.ts';

/** Of a digest, enough to tell two apart. */
const DIGEST_SHOWN = 8;

/**
 * What counts for a project, and whether that still holds; where not, from what to what the project changed since. Null: nothing was
 * accepted.
 * @param decisions of the project, newest last
 */
export function decisionLine(decisions: readonly Decision[], project: Project): string | null {
  const newest = newestDecision(decisions);
  if (newest === null) return null;
  const { decision, first } = newest;
  const { learningRate, numSteps } = acceptedRate(decision);
  const accepted = say(isKept(decision, first) ? 'cli.decision.kept' : 'cli.decision.accepted', {
    name: project.name,
    rate: formatRate(learningRate),
    steps: numSteps,
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
export function decisionSummary(decisions: readonly Decision[], project: Project): object | null {
  const newest = newestDecision(decisions);
  if (newest === null) return null;
  const { decision, first } = newest;
  const { learningRate: lr, numSteps } = acceptedRate(decision);
  return {
    projectId: project.id,
    project: project.name,
    lr,
    numSteps,
    recommended: decision.recommended,
    standing: decisionStanding(decision, project),
    kept: isKept(decision, first),
    stageId: decision.stageId,
    probeId: decision.probeId,
  };
}
