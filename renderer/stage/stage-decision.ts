import type { StageView } from '#shared/contract/requests.ts';
import type { Decision, Project } from '#shared/domain/project.ts';
import type { Language } from '#shared/messages/text.ts';
import { type DecisionStanding, decisionStanding, isKept } from '#shared/method/configuration.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { networkIn } from '#shared/method/networks/same-network.ts';
import type { Translate } from '../app/context.ts';
import { dataFacts, networkName } from '../names.ts';

type Decided = Pick<StageView, 'decision' | 'projectDecision'>;

/** What was accepted on this stage and still counts for the project; null: nothing, or something else counts by now. */
export const ownDecision = ({ decision, projectDecision }: Decided): Decision | null =>
  projectDecision === null || projectDecision.id === decision?.id ? decision : null;

/** What counts for the project in place of this stage's answer; null: nothing else. */
export const otherDecision = ({ decision, projectDecision }: Decided): Decision | null =>
  projectDecision?.id === decision?.id ? null : projectDecision;

/** What a decision holds for, or what its evidence comes from. */
export type MadeFor = Pick<Decision, 'dataDigest' | 'network'>;

/** The data and the network that a stage's curves are about. */
export const curvesMadeFor = ({ trials: [trial] }: Pick<StageView, 'trials'>): MadeFor => ({
  dataDigest: trial?.dataDigest ?? null,
  network: trial ? networkIn(trial.hyperparameters) : null,
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

/** Of a digest, enough to tell two apart. */
const DIGEST_SHOWN = 8;

/**
 * From what to what a project changed since something was made for it, as `MLP 128-64 → MLP 32`; null where that still holds.
 * @param present the project as it is now
 */
export function changeSince(
  made: MadeFor,
  present: Project,
  t: Translate,
  language: Language,
): { standing: Exclude<DecisionStanding, 'holds'>; change: string } | null {
  const standing = decisionStanding(made, present);
  const { dataDigest, facts, network } = present;
  if (standing === 'otherData') {
    const now = dataDigest?.slice(0, DIGEST_SHOWN) ?? '';
    return {
      standing,
      change: t('decision.change.otherData', {
        before: made.dataDigest?.slice(0, DIGEST_SHOWN) ?? '',
        now: facts ? t('decision.change.dataNow', { digest: now, facts: dataFacts(facts, t, language) }) : now,
      }),
    };
  }
  if (standing === 'holds' || made.network === null) return null;
  const now = networkName(planBase({}, facts, network), t);
  return { standing, change: t('decision.change.otherNetwork', { before: networkName(made.network, t), now }) };
}
