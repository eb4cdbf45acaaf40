import type { HyperparameterSet } from '../domain/evidence.ts';
import { sameSetting } from '../domain/hyperparameters.ts';
import type { Decision, MadeFrom, Project, Stage, Standing } from '../domain/project.ts';
import { planBase } from './fixed-hyperparameters.ts';
import { networkIfAny, sameNetwork } from './networks/same-network.ts';

/** What the fold needs of a decision; whether it came from a stage, a probe or a person. */
export interface AcceptedSet {
  /** The kind of stage whose question it answers. */
  kind: string;
  set: HyperparameterSet;
  /** What it was accepted on; left out: not known. */
  evidence?: unknown;
  /** Of *Keep*: those of the moment it was kept. */
  inputs: MadeFrom;
}

/** What counts for a project: the accepted decisions folded in the order of the stages. */
export interface Configuration<Accepted extends AcceptedSet = AcceptedSet> {
  set: HyperparameterSet;
  /** The newest of each kind that was accepted, in the order of the stages; those that don't hold change nothing. */
  decisions: readonly { decision: Accepted; standing: Standing }[];
}

/** A decision with what it was made from, as the fold takes it. */
export const withInputs = (decision: Decision): Decision & AcceptedSet => {
  const { dataDigest, network, configuration } = decision;
  return { ...decision, inputs: { dataDigest, network, configuration } };
};

/**
 * Folds a project's decisions: stage by stage the newest of each kind sets what it sets, where it holds. One that does not is counted
 * only once a person kept it, which is a newer decision with the inputs of then; an older one of its kind never takes its place.
 * @param decisions newest last
 * @param order kinds in the order of the stages
 * @param present the project as it is now (`presentInputs`)
 */
export function configurationOf<Accepted extends AcceptedSet>(
  decisions: readonly Accepted[],
  order: readonly string[],
  present: Pick<MadeFrom, 'dataDigest' | 'network'>,
): Configuration<Accepted> {
  let set: HyperparameterSet = {};
  const newest = order.flatMap(kind => {
    const decision = decisions.findLast(one => one.kind === kind);
    if (!decision) return [];
    const { dataDigest, network } = present;
    const standing = standingOf(decision.inputs, { dataDigest, network, configuration: set });
    if (standing === 'holds') set = { ...set, ...decision.set };
    return [{ decision, standing }];
  });
  return { set, decisions: newest };
}

/** What a decision about a project would be made from now, as far as its data and its network decide that. */
export const presentInputs = ({
  dataDigest,
  facts,
  network,
}: Pick<Project, 'dataDigest' | 'facts' | 'network'>): Pick<MadeFrom, 'dataDigest' | 'network'> => ({
  dataDigest,
  network: facts && planBase({}, facts, network),
});

/**
 * What was accepted before a stage of some kind: the fold of the stages that come before it.
 * @param kind that answers the question; of a kind that stands in no order nothing comes before
 */
export const configurationBefore = <Accepted extends AcceptedSet>(
  kind: string,
  decisions: readonly Accepted[],
  order: readonly string[],
  present: Parameters<typeof configurationOf>[2],
): Configuration<Accepted> => configurationOf(decisions, order.slice(0, Math.max(0, order.indexOf(kind))), present);

/**
 * Whether a stage still holds: what it was planned from is what counts now. (Of one that did not keep that, the network of its plan is known.)
 * @param before what is accepted before it now (`configurationBefore`)
 */
export const stageStanding = (
  { inputs, plan }: Pick<Stage, 'inputs' | 'plan'>,
  before: Pick<Configuration, 'set'>,
  present: Parameters<typeof configurationOf>[2],
): Standing =>
  standingOf(inputs ?? { dataDigest: null, network: networkIfAny(plan.base), configuration: null }, {
    ...present,
    configuration: before.set,
  });

/** Whether what was made from some inputs, a decision or a stage, still holds where they are others now. */
export function standingOf(made: MadeFrom, now: MadeFrom): Standing {
  if (made.dataDigest !== null && now.dataDigest !== null && made.dataDigest !== now.dataDigest) return 'otherData';
  if (made.network !== null && now.network !== null && !sameNetwork(made.network, now.network)) return 'otherNetwork';
  if (made.configuration === null || now.configuration === null) return 'holds';
  return sameConfiguration(made.configuration, now.configuration) ? 'holds' : 'otherConfiguration';
}

/** The optimizer of some settings, with its momentum where it has one. */
export function optimizerIn({ optimizer, momentum }: HyperparameterSet): HyperparameterSet {
  if (optimizer === undefined) return {};
  const hasMomentum = optimizer === 'momentum' || optimizer === 'nesterov';
  return { optimizer, ...(hasMomentum && momentum !== undefined && { momentum }) };
}

/**
 * What all candidates of a ladder were told beside their rate, so that its answer holds for that alone: another optimizer, batch size, weight
 * decay or dropout makes another choice of the same rate. (The network is a project's, and looked at by itself.)
 */
export function settingsOfLadder(base: HyperparameterSet): HyperparameterSet {
  const { batchSize, weightDecay = 0, dropout = 0 } = base;
  return {
    ...optimizerIn(base),
    ...(batchSize !== undefined && { batchSize }),
    // Off is what is left out [M6].
    ...(weightDecay > 0 && { weightDecay }),
    ...(dropout > 0 && { dropout }),
  };
}

/** A ladder's decision of old does not say its optimizer: what is not known counts as unchanged. */
function sameConfiguration(a: HyperparameterSet, b: HyperparameterSet): boolean {
  if ((a.optimizer === undefined) === (b.optimizer === undefined)) return sameSet(a, b);
  const known = ({ optimizer: _, momentum: __, ...set }: HyperparameterSet): HyperparameterSet => set;
  return sameSet(known(a), known(b));
}

/** Whether two sets of hyperparameters are the same, in whatever order they are written. */
export function sameSet(a: HyperparameterSet, b: HyperparameterSet): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof HyperparameterSet>;
  return [...names].every(name => sameSetting(name, a, b));
}

/** What a decision holds for, or what its evidence comes from. */
type MadeFor = Pick<Decision, 'dataDigest' | 'network'> & Partial<Pick<Decision, 'configuration'>>;

/** Whether a decision of the first stage still holds for its project: nothing is accepted before it. */
export type DecisionStanding = Exclude<Standing, 'otherConfiguration'>;

export const decisionStanding = (
  { dataDigest, network }: MadeFor,
  project: Parameters<typeof presentInputs>[0],
): DecisionStanding =>
  standingOf(
    { dataDigest, network, configuration: null },
    { ...presentInputs(project), configuration: null },
  ) as DecisionStanding;

/** Whether a person kept a decision for other data, another network, or other choices before it, than its evidence comes from. */
export const isKept = (decision: MadeFor, evidence: MadeFor): boolean =>
  standingOf({ configuration: null, ...decision }, { configuration: null, ...evidence }) !== 'holds';

/**
 * What counts for a project as its learning rate, and the first decision with the same evidence, which was made for what that comes from; null:
 * nothing. (One of decay sets none.)
 */
export function newestDecision(decisions: readonly Decision[]): { decision: Decision; first: Decision } | null {
  const decision = decisions.findLast(({ set }) => set.learningRate !== undefined);
  const first = decisions.find(({ stageId, probeId }) => stageId === decision?.stageId && probeId === decision.probeId);
  return decision && first ? { decision, first } : null;
}
