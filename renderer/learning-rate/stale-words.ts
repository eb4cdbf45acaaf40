import type { Project } from '#shared/domain/project.ts';
import type { Language } from '#shared/messages/text.ts';
import { type DecisionStanding, decisionStanding } from '#shared/method/configuration.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import type { Translate } from '../app/context.ts';
import { dataFacts, networkName } from '../names.ts';
import type { MadeFor } from './stage-decision.ts';

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
