import { v7 as uuid } from 'uuid';
import { Refusal } from '#shared/contract/refusal.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { Decision, Project } from '#shared/domain/project.ts';
import { RULE_VERSION } from '#shared/domain/recommendation.ts';
import {
  type Configuration,
  configurationOf,
  type DecisionInputs,
  presentInputs,
  sameSet,
} from '#shared/method/configuration.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { networkIn } from '#shared/method/networks/same-network.ts';
import { estimateOf } from '#shared/method/probe/answer.ts';
import { questionOf, STAGES } from '#shared/method/stages/definitions.ts';
import type { Store } from '../../store/store.ts';
import type { StageState } from './stage-state.ts';

/** What a decision was made from. */
export const inputsOf = ({ dataDigest, network, configuration }: Decision): DecisionInputs => ({
  dataDigest,
  network,
  configuration,
});

/** A project's decisions folded in the order of the stages. */
export const configurationIn = (
  decisions: readonly Decision[],
  project: Project,
  kinds = STAGES.map(stage => stage.kind),
): Configuration =>
  configurationOf(
    decisions.map(one => ({ ...one, inputs: inputsOf(one) })),
    kinds,
    presentInputs(project),
  );

/** What the stages before one have set. */
function setBefore(kind: string, decisions: readonly Decision[], project: Project): HyperparameterSet {
  const kinds = STAGES.map(stage => stage.kind);
  return configurationIn(decisions, project, kinds.slice(0, Math.max(0, kinds.indexOf(kind)))).set;
}

/** A decision that is not kept yet. */
type MadeDecision = Omit<Decision, 'id' | 'createdAt' | 'configuration'>;

/**
 * What a decision on a stage sets. A ladder's says both, learning rate and num_steps: where no num_steps is named, those that were trained.
 * @throws Refusal where it says nothing that the stage was asked
 */
export function answered({ stage, plan }: StageState, set: HyperparameterSet): HyperparameterSet {
  const isOfLadder = questionOf(stage) === 'learningRate';
  if (isOfLadder ? set.learningRate === undefined : Object.keys(set).length === 0)
    throw new Refusal('error.request.invalid', { detail: isOfLadder ? 'set.learningRate' : 'set' });
  const steps = set.steps ?? plan.base.steps;
  return isOfLadder && steps !== undefined ? { ...set, steps } : set;
}

/** A person took what a stage recommends, or something else in its place. */
function ofStage(state: StageState, set: HyperparameterSet): MadeDecision {
  const { stage, recommendation } = state;
  const [trial] = state.trials;
  return {
    projectId: stage.projectId,
    stageId: stage.id,
    probeId: null,
    kind: questionOf(stage),
    set: answered(state, set),
    recommended: recommendation.set !== null && sameSet(recommendation.set, set),
    evidence: recommendation.detail,
    dataDigest: trial?.dataDigest ?? null,
    network: trial ? networkIn(trial.hyperparameters) : null,
    ruleVersion: recommendation.ruleVersion,
  };
}

/** A person took a probe's estimate, with the num_steps that it was made for [B9] or others. */
function ofProbe({ id, projectId, answer, dataDigest, hyperparameters }: Probe, numSteps: number): MadeDecision {
  return {
    projectId,
    stageId: null,
    probeId: id,
    kind: 'learningRate',
    set: { learningRate: estimateOf(answer), steps: numSteps },
    recommended: numSteps === hyperparameters.steps,
    evidence: answer,
    dataDigest,
    network: networkIn(hyperparameters),
    ruleVersion: RULE_VERSION,
  };
}

/** A person holds on to a decision after the project's data or network became another. */
const keptFor = (decision: Decision, { dataDigest, facts, network }: Project): MadeDecision => ({
  ...decision,
  recommended: false,
  dataDigest,
  network: networkIn(planBase({}, facts, network)),
});

/** What decisions need from around them. */
export interface DecisionsOptions {
  store: Store;
  /** Of that id. @throws Refusal where there is none */
  project: (projectId: string) => Promise<Project>;
  /** Hears of every decision that was made. */
  onMade: (decision: Decision) => Promise<void>;
}

/** What a person decides: each decision is kept for itself, and the newest of its kind counts. */
export class Decisions {
  private readonly options: DecisionsOptions;

  constructor(options: DecisionsOptions) {
    this.options = options;
  }

  /** Takes some hyperparameters on a stage's evidence. @throws Refusal where they answer nothing that the stage was asked */
  async accept(state: StageState, set: HyperparameterSet): Promise<Decision> {
    return this.make(ofStage(state, set));
  }

  /** Takes a probe's estimate as it is. @throws Refusal where the project has no such probe. */
  async acceptProbe(projectId: string, probeId: string, numSteps: number): Promise<Decision> {
    const probe = (await this.options.store.probes(projectId)).find(({ id }) => id === probeId);
    if (!probe) throw new Refusal('error.probe.unknown', { id: probeId });
    return this.make(ofProbe(probe, numSteps));
  }

  /** Keeps the newest decision for what the project is now. @throws Refusal where the project has none. */
  async keep(projectId: string): Promise<Decision> {
    const project = await this.options.project(projectId);
    const newest = (await this.options.store.decisions(projectId)).at(-1);
    if (!newest) throw new Refusal('error.decision.none', { name: project.name });
    return this.make(keptFor(newest, project));
  }

  private async make(made: MadeDecision): Promise<Decision> {
    const { store, project } = this.options;
    const before = await store.decisions(made.projectId);
    const configuration = setBefore(made.kind, before, await project(made.projectId));
    const decision: Decision = { ...made, configuration, id: uuid(), createdAt: Date.now() };
    await store.saveDecision(decision);
    await this.options.onMade(decision);
    return decision;
  }
}
