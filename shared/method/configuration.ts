import type { HyperparameterSet } from '../domain/evidence.ts';
import type { NetworkChoice } from '../domain/hyperparameters.ts';
import { sameNetwork } from './networks/same-network.ts';

/** What a decision was made from. What is not known counts as unchanged: of decisions of old, of projects whose data was never read. */
export interface DecisionInputs {
  /** SHA-256 of the prepared file. */
  dataDigest: string | null;
  /** With what the data proposes where the person chose none. */
  network: NetworkChoice | null;
  /** What the stages before had set (`Configuration.set` without its own kind's); null: not known. */
  configuration: HyperparameterSet | null;
}

/** What the fold needs of a decision; whether it came from a stage, a probe or a person. */
export interface AcceptedSet {
  /** The kind of stage whose question it answers. */
  kind: string;
  set: HyperparameterSet;
  /** Of *Keep*: those of the moment it was kept. */
  inputs: DecisionInputs;
}

/** Whether a decision still holds: for the data, the network, and what was accepted before it, as they are now. */
export type Standing = 'holds' | 'otherData' | 'otherNetwork' | 'otherConfiguration';

/** What counts for a project: the accepted decisions folded in the order of the stages. */
export interface Configuration<Decision extends AcceptedSet = AcceptedSet> {
  set: HyperparameterSet;
  /** The newest of each kind that was accepted, in the order of the stages; those that don't hold change nothing. */
  decisions: readonly { decision: Decision; standing: Standing }[];
}

/** Nothing was accepted yet. */
export const NOTHING_ACCEPTED: Configuration<never> = { set: {}, decisions: [] };

/**
 * Folds a project's decisions: stage by stage the newest of each kind sets what it sets, where it holds. One that does not is counted
 * only once a person kept it, which is a newer decision with the inputs of then; an older one of its kind never takes its place.
 * @param decisions newest last
 * @param order kinds in the order of the stages
 * @param present the project as it is now
 */
export function configurationOf<Decision extends AcceptedSet>(
  decisions: readonly Decision[],
  order: readonly string[],
  present: Pick<DecisionInputs, 'dataDigest' | 'network'>,
): Configuration<Decision> {
  let set: HyperparameterSet = {};
  const counted = order.flatMap(kind => {
    const decision = decisions.findLast(one => one.kind === kind);
    if (!decision) return [];
    const standing = standingOf(decision.inputs, { ...present, configuration: set });
    if (standing === 'holds') set = { ...set, ...decision.set };
    return [{ decision, standing }];
  });
  return { set, decisions: counted };
}

/** Whether what was made from some inputs, a decision or a stage, still holds where they are others now. */
export function standingOf(made: DecisionInputs, now: DecisionInputs): Standing {
  if (made.dataDigest !== null && now.dataDigest !== null && made.dataDigest !== now.dataDigest) return 'otherData';
  if (made.network !== null && now.network !== null && !sameNetwork(made.network, now.network)) return 'otherNetwork';
  if (made.configuration === null || now.configuration === null) return 'holds';
  return sameSet(made.configuration, now.configuration) ? 'holds' : 'otherConfiguration';
}

/** Whether two sets of hyperparameters are the same, in whatever order they are written. */
export function sameSet(a: HyperparameterSet, b: HyperparameterSet): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof HyperparameterSet>;
  return [...names].every(name => JSON.stringify(a[name]) === JSON.stringify(b[name]));
}
