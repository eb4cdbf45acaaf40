import type { StageView } from '#shared/contract/requests.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Decision, Standing } from '#shared/domain/project.ts';
import type { Language } from '#shared/messages/text.ts';
import { isKept, sameSet } from '#shared/method/configuration.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { networkIn } from '#shared/method/networks/same-network.ts';
import type { Translate } from '../app/context.ts';
import { dataFacts, networkName } from '../names.ts';
import { valueText } from './plain-parts.tsx';
import { type DecisionMark, type MadeFor, type Present, standingNow } from './project-steps.ts';

type Decided = Pick<StageView, 'decision' | 'projectDecision'>;

/** What was accepted on this stage and still counts for the project; null: nothing, or something else counts by now. */
export const ownDecision = ({ decision, projectDecision }: Decided): Decision | null =>
  projectDecision === null || projectDecision.id === decision?.id ? decision : null;

/** What counts for the project in place of this stage's answer; null: nothing else. */
export const otherDecision = ({ decision, projectDecision }: Decided): Decision | null =>
  projectDecision?.id === decision?.id ? null : projectDecision;

/** What a stage's curves are about: data, network, and what was accepted before it. */
export const curvesMadeFor = ({ stage, trials: [trial] }: Pick<StageView, 'stage' | 'trials'>): MadeFor => ({
  dataDigest: trial?.dataDigest ?? null,
  network: trial ? networkIn(trial.hyperparameters) : null,
  configuration: stage.inputs?.configuration ?? null,
});

export type { DecisionMark };

/**
 * @param present the project as it is now
 * @param evidence what the decision's evidence comes from
 */
export function decisionMark(decision: Decision, present: Present, evidence: MadeFor): DecisionMark {
  if (standingNow(decision, present) !== 'holds') return 'outOfDate';
  return isKept(decision, evidence) ? 'kept' : 'accepted';
}

/** Of a digest, enough to tell two apart. */
const DIGEST_SHOWN = 8;

/** What a project changed since something was made for it. */
export interface Change {
  standing: Exclude<Standing, 'holds'>;
  /** From what to what, as `Network MLP 128-64 → MLP 32.` */
  change: string;
  /** The hyperparameters that were accepted anew before it, where it is those. */
  names: readonly (keyof HyperparameterSet)[];
}

/**
 * What a project changed since something was made for it; null where that still holds.
 * @param present the project as it is now
 */
export function changeSince(made: MadeFor, present: Present, t: Translate, language: Language): Change | null {
  const standing = standingNow(made, present);
  const { dataDigest, facts, network, before } = present;
  if (standing === 'otherData') {
    const now = dataDigest?.slice(0, DIGEST_SHOWN) ?? '';
    return {
      standing,
      names: [],
      change: t('decision.change.otherData', {
        before: made.dataDigest?.slice(0, DIGEST_SHOWN) ?? '',
        now: facts ? t('decision.change.dataNow', { digest: now, facts: dataFacts(facts, t, language) }) : now,
      }),
    };
  }
  if (standing === 'otherConfiguration') return otherConfiguration(made.configuration ?? {}, before ?? {}, t, language);
  if (standing === 'holds' || made.network === null) return null;
  const now = networkName(planBase({}, facts, network), t);
  const change = t('decision.change.otherNetwork', { before: networkName(made.network, t), now });
  return { standing, change, names: [] };
}

/** `learning rate 0.1 → 0.05` */
function otherConfiguration(was: HyperparameterSet, is: HyperparameterSet, t: Translate, language: Language): Change {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])] as (keyof HyperparameterSet)[];
  const differ = names.filter(name => !sameSet({ [name]: was[name] }, { [name]: is[name] }));
  // What a choice set that is out of date itself waits for that one: told only where nothing else changed.
  const anew = differ.filter(name => is[name] !== undefined);
  const changed = anew.length > 0 ? anew : differ;
  const one = (name: keyof HyperparameterSet) =>
    t('decision.change.hyperparameter', {
      name: t(`hyperparameter.${name}`),
      before: valueText(was, name, t, language),
      now: valueText(is, name, t, language),
    });
  const change = t('decision.change.otherConfiguration', { changes: changed.map(one).join(t('chart.listSeparator')) });
  return { standing: 'otherConfiguration', change, names: changed };
}
