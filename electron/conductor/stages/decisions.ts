import { v7 as uuid } from 'uuid';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Output } from '#shared/contract/requests.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { Decision, MadeFrom, Project } from '#shared/domain/project.ts';
import { RULE_VERSION } from '#shared/domain/recommendation.ts';
import {
  type Configuration,
  configurationBefore,
  configurationOf,
  presentInputs,
  sameSet,
  settingsOfLadder,
  stageStanding,
  withInputs,
} from '#shared/method/configuration.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { networkIn } from '#shared/method/networks/same-network.ts';
import { estimateOf } from '#shared/method/probe/answer.ts';
import { questionOf, STAGES } from '#shared/method/stages/definitions.ts';
import type { Store } from '../../store/store.ts';
import type { StageState } from './stage-state.ts';

const order = (): string[] => STAGES.map(stage => stage.kind);

/** What was accepted before a stage of that kind. */
export const acceptedBefore = (
  kind: string,
  decisions: readonly Decision[],
  project: Project,
): Configuration<Decision & { inputs: MadeFrom }> =>
  configurationBefore(questionOf({ kind }), decisions.map(withInputs), order(), presentInputs(project));

/** A decision that is not kept yet. */
type MadeDecision = Omit<Decision, 'id' | 'createdAt' | 'configuration'>;

/**
 * What a decision on a stage sets. A ladder's says both, learning rate and num_steps (where none is named, those that were trained), and what
 * both hold for (`settingsOfLadder`).
 * @throws Refusal where it says nothing that the stage was asked
 */
export function answered({ stage, plan, project }: StageState, set: HyperparameterSet): HyperparameterSet {
  const isOfLadder = questionOf(stage) === 'learningRate';
  if (isOfLadder ? set.learningRate === undefined : Object.keys(set).length === 0)
    throw new Refusal('error.request.invalid', { detail: isOfLadder ? 'set.learningRate' : 'set' });
  if (!isOfLadder) return set;
  const steps = set.steps ?? plan.base.steps;
  // A script's settings are its own.
  return { ...(!project.command && settingsOfLadder(plan.base)), ...set, ...(steps !== undefined && { steps }) };
}

/** A person took what a stage recommends, or something else in its place. */
function ofStage(state: StageState, set: HyperparameterSet): MadeDecision {
  const { stage, project, recommendation } = state;
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
    network: trial && !project.command ? networkIn(trial.hyperparameters) : null,
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
    set: { ...settingsOfLadder(hyperparameters), learningRate: estimateOf(answer), steps: numSteps },
    recommended: numSteps === hyperparameters.steps,
    evidence: answer,
    dataDigest,
    network: networkIn(hyperparameters),
    ruleVersion: RULE_VERSION,
  };
}

/** A person chose something without a run: of decay, to go on without. */
const ofPerson = (
  { id, dataDigest, facts, network, command }: Project,
  kind: string,
  set: HyperparameterSet,
): MadeDecision => ({
  projectId: id,
  stageId: null,
  probeId: null,
  kind,
  set,
  recommended: false,
  evidence: null,
  dataDigest,
  network: command ? null : networkIn(planBase({}, facts, network)),
  ruleVersion: RULE_VERSION,
});

/** A person holds on to a decision after the project's data or network became another. */
const keptFor = (decision: Decision, { dataDigest, facts, network, command }: Project): MadeDecision => ({
  ...decision,
  recommended: false,
  dataDigest,
  network: command ? null : networkIn(planBase({}, facts, network)),
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
    // Its evidence is from what it was planned from: of a stale stage, as of other data, it counts only once it is kept.
    return this.make(ofStage(state, set), state.stage.inputs?.configuration);
  }

  /** Takes a probe's estimate as it is. @throws Refusal where the project has no such probe. */
  async acceptProbe(projectId: string, probeId: string, numSteps: number): Promise<Decision> {
    const probe = (await this.options.store.probes(projectId)).find(({ id }) => id === probeId);
    if (!probe) throw new Refusal('error.probe.unknown', { id: probeId });
    return this.make(ofProbe(probe, numSteps));
  }

  /**
   * Takes what a person chose for a kind of stage without a run.
   * @throws Refusal where there is no such kind, where it sets nothing, and for a learning rate, which wants a run or a probe
   */
  async choose(projectId: string, kind: string, set: HyperparameterSet): Promise<Decision> {
    const project = await this.options.project(projectId);
    if (!order().includes(kind) || kind === 'learningRate')
      throw new Refusal('error.request.invalid', { detail: 'kind' });
    if (Object.keys(set).length === 0) throw new Refusal('error.request.invalid', { detail: 'set' });
    return this.make(ofPerson(project, kind, set));
  }

  /**
   * Keeps a decision for what the project is now.
   * @param kind the newest of that kind; left out: the newest of all
   * @throws Refusal where the project has none
   */
  async keep(projectId: string, kind?: string): Promise<Decision> {
    const project = await this.options.project(projectId);
    const decisions = await this.options.store.decisions(projectId);
    const newest = decisions.findLast(one => kind === undefined || one.kind === kind);
    if (!newest) throw new Refusal('error.decision.none', { name: project.name });
    return this.make(keptFor(newest, project));
  }

  /** What counts for a project, and how its decisions and stages stand to that. */
  async configuration(projectId: string): Promise<Output<'configuration.read'>> {
    const { store, project: find } = this.options;
    const project = await find(projectId);
    const all = await store.decisions(projectId);
    const present = presentInputs(project);
    const { set, decisions } = configurationOf(all.map(withInputs), order(), present);
    const stages = (await store.stages(projectId)).map(stage => {
      const before = acceptedBefore(stage.kind, all, project);
      return { stageId: stage.id, standing: stageStanding(stage, before, present) };
    });
    return {
      set,
      decisions: decisions.map(({ decision: { inputs: _, ...decision }, standing }) => ({ decision, standing })),
      stages,
    };
  }

  /** @param madeFrom what the stages before had set for its evidence; left out: what they set now */
  private async make(made: MadeDecision, madeFrom?: HyperparameterSet | null): Promise<Decision> {
    const { store, project } = this.options;
    const before = await store.decisions(made.projectId);
    const configuration = madeFrom ?? acceptedBefore(made.kind, before, await project(made.projectId)).set;
    const decision: Decision = { ...made, configuration, id: uuid(), createdAt: Date.now() };
    await store.saveDecision(decision);
    await this.options.onMade(decision);
    return decision;
  }
}
