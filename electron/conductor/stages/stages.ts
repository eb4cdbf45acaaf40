import { v7 as uuid } from 'uuid';
import { Refusal } from '#shared/contract/refusal.ts';
import type { LadderChoice, Output, ResumePoint, StageEstimate } from '#shared/contract/requests.ts';
import { ladderOf } from '#shared/domain/answer.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Machine } from '#shared/domain/machine.ts';
import { type Project, type Stage, StageFrame, StagePlan } from '#shared/domain/project.ts';
import { RESUMABLE, type Trial } from '#shared/domain/trial.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { networkIfAny } from '#shared/method/networks/same-network.ts';
import { STAGES, stageOf } from '#shared/method/stages/definitions.ts';
import {
  compareOptimizers,
  differsByOptimizer,
  type TunedLadder,
} from '#shared/method/stages/learning-rate/optimizers.ts';
import { emptyRecord, hyperparametersOf, type PlanFrame } from '#shared/method/stages/stage-definition.ts';
import { findCheckpoint } from '../../store/checkpoint-files.ts';
import type { Store } from '../../store/store.ts';
import { isRead, isTrainable, type ProjectData, subjectOf, type TrainableProject } from '../projects/project-data.ts';
import type { AwakeClock } from '../trials/awake-clock.ts';
import { branchState } from '../trials/earlier.ts';
import { acceptedBefore } from './decisions.ts';
import { estimateStage } from './estimate.ts';
import type { StageDriver } from './stage-driver.ts';
import { StageState } from './stage-state.ts';
import type { StagesInUse } from './stages-in-use.ts';

/** What stages need from around them. */
export interface StagesOptions {
  home: string;
  store: Store;
  data: ProjectData;
  inUse: StagesInUse;
  driver: StageDriver;
  clock: AwakeClock;
  machine: () => Machine;
}

/** What a person asks of stages, whatever their kind: to plan, start, stop, pause and go on with them, and to add a point. */
export class Stages {
  private readonly options: StagesOptions;

  constructor(options: StagesOptions) {
    this.options = options;
  }

  /** What a stage would set out to do. @throws Refusal where there is no such stage, or the choice makes none */
  async plan(projectId: string, kind: string, choice: unknown): Promise<StageFrame> {
    return this.planFor(await this.options.data.project(projectId), kind, choice);
  }

  /** What a stage would cost. @throws Refusal as `plan` */
  async estimate(projectId: string, kind: string, choice: unknown): Promise<StageEstimate> {
    const project = await this.options.data.project(projectId);
    const plan = await this.planFor(project, kind, choice);
    const work = stageOf(kind).workload(stageOf(kind).Plan.parse(plan), emptyRecord(project.facts));
    return estimateStage(plan, work, project, await this.options.store.preparations(projectId));
  }

  /** @throws Refusal as `plan`, where another stage of the project runs, and where its data or network can't be used */
  async start(projectId: string, kind: string, choice: unknown): Promise<Stage> {
    const { store, data, inUse, driver, clock } = this.options;
    const start = async () => {
      const known = await data.project(projectId);
      this.refuseBeside(known, null);
      // They start while the data is looked at.
      if (isTrainable(known)) driver.expect(await this.planFor(known, kind, choice), subjectOf(known));
      const { project, preparedFile } = await data.trainable(projectId, ({ dataDigest }) => [dataDigest]);
      const decisions = await store.decisions(projectId);
      const plan = await this.planFor(project, kind, choice);
      const { set: configuration } = acceptedBefore(kind, decisions, project);
      const network = project.command ? null : networkIfAny(plan.base);
      const stage: Stage = {
        id: uuid(),
        projectId,
        kind,
        status: 'running',
        plan,
        inputs: { dataDigest: project.dataDigest, network, configuration },
        createdAt: Date.now(),
        endedAt: null,
        tookMs: 0,
      };
      const beside = { decisions, probes: await store.probes(projectId), recommendation: null };
      const state = new StageState(project, stage, [], clock, beside);
      const actions = state.actions();
      // Refuses networks that don't fit, before any trial is made.
      for (const action of actions)
        if ((action.do === 'start' || action.do === 'probe') && isRead(project))
          networkOf(hyperparametersOf(state.plan, action.point), project.facts);
      await driver.change(state, () => driver.apply(state, actions, { project, preparedFile }));
      await inUse.get(stage.id);
      return stage;
    };
    return driver.underWay(data.inTurn(projectId, start));
  }

  /** How a ladder compares with the newest ones of its project that have ended and differ by their optimizer alone. */
  async optimizers(stageId: string): Promise<Output<'ladder.optimizers'>> {
    const { store, inUse } = this.options;
    const own = this.tuned(await inUse.get(stageId));
    if (!own) return [];
    const found: Output<'ladder.optimizers'> = [];
    const { projectId } = own.state.stage;
    for (const { id, kind } of (await store.stages(projectId)).toReversed()) {
      if (id === stageId || kind !== 'learningRate') continue;
      const other = this.tuned(await inUse.get(id));
      const { optimizer } = other?.plan.base ?? {};
      const best = other?.answer.best;
      if (!other || !optimizer || !best || found.some(one => one.optimizer === optimizer)) continue;
      const sameData = other.state.dataDigests.join() === own.state.dataDigests.join();
      const compared = sameData && differsByOptimizer(own.plan, other.plan) ? compareOptimizers(own, other) : null;
      if (compared) found.push({ stageId: id, optimizer, learningRate: best.learningRate, ...compared });
    }
    return found;
  }

  /** A ladder that has ended, with its plan and its answer; null: it is none, or has none. */
  private tuned(state: StageState): (TunedLadder & { state: StageState }) | null {
    const answer = state.stage.kind === 'learningRate' ? ladderOf(state) : null;
    if (answer === null || state.open.length > 0) return null;
    return { state, plan: StagePlan.parse(state.stage.plan), record: state.record, answer };
  }

  /** What makes a ladder like another one with other num_steps: with all the candidates that it had in the end. */
  async longer(stageId: string, steps: number): Promise<{ projectId: string; kind: string; choice: LadderChoice }> {
    const { stage } = await this.options.inUse.get(stageId);
    const { base, added, ...rest } = stage.plan;
    return { projectId: stage.projectId, kind: stage.kind, choice: { ...rest, ...base, steps } };
  }

  /** Stops what runs and keeps what it did. */
  async stop(stageId: string): Promise<void> {
    await this.options.driver.stop(await this.options.inUse.get(stageId), 'stopped');
  }

  /** Pauses what runs; it goes on from its checkpoints. */
  async pause(stageId: string): Promise<void> {
    await this.options.driver.stop(await this.options.inUse.get(stageId), 'paused');
  }

  async stopTrial(trialId: string): Promise<void> {
    await this.options.driver.stopTrial(await this.stageWith(trialId), trialId, 'stopped');
  }

  async pauseTrial(trialId: string): Promise<void> {
    await this.options.driver.stopTrial(await this.stageWith(trialId), trialId, 'paused');
  }

  /**
   * Goes on with the paused, interrupted, stopped and failed trials of a stage, from their checkpoints where they have one, and with
   * what follows from its curves.
   */
  async resume(stageId: string): Promise<void> {
    const state = await this.options.inUse.get(stageId);
    await this.options.driver.change(state, async () => {
      state.pointProbes.askAgain();
      // A stage may have been cut off after its last trial ended, and before what follows from that was begun.
      const isCut = state.open.length === 0 && state.actions().length > 0;
      await this.resumeTrials(state, state.trials, isCut);
    });
  }

  /** As `resume`, for one trial. */
  async resumeTrial(trialId: string): Promise<void> {
    const state = await this.stageWith(trialId);
    await this.options.driver.change(state, () => {
      state.pointProbes.askAgain();
      const [trial] = state.trials.filter(({ id }) => id === trialId);
      return this.resumeTrials(state, trial ? [trial] : [], false);
    });
  }

  /** @param isCut the stage has something to do even where none of the trials has */
  private async resumeTrials(state: StageState, trials: readonly Trial[], isCut: boolean): Promise<void> {
    const { driver } = this.options;
    const again = trials.filter(({ status }) => RESUMABLE.has(status)).map(({ id }) => id);
    if (again.length === 0 && !isCut) return driver.settle(state);
    await this.alone(state, async () => {
      await driver.apply(state, state.actions(new Set(again)), await this.sameData(state));
    });
  }

  /** Adds a person's point to a stage and trains it. @throws Refusal where it is there already, or there are too many */
  async addPoint(stageId: string, set: HyperparameterSet): Promise<Trial> {
    const { inUse, driver } = this.options;
    const state = await inUse.get(stageId);
    return driver.change(state, async () => {
      const point = state.definition.addPoint(state.plan, state.record, set);
      return this.alone(state, async () => {
        const work = await this.sameData(state);
        const [trial] = await driver.apply(state, [{ do: 'start', point, until: null }], work);
        return trial as Trial;
      });
    });
  }

  /** From where each unfinished trial of a stage would go on; every checkpoint is read for that, as it is when it does. */
  async resumePoints(stageId: string): Promise<ResumePoint[]> {
    const state = await this.options.inUse.get(stageId);
    const points: ResumePoint[] = [];
    for (const trial of state.trials.filter(({ status }) => RESUMABLE.has(status))) {
      const { kept, problem } = await findCheckpoint(this.options.home, trial, trial.attempt);
      const hasBegun = state.stepsOf(trial.id) > (trial.branch?.step ?? 0);
      const branch = kept ? null : await branchState(this.options.home, this.options.store, trial);
      const point = { trialId: trial.id, step: (kept ?? branch)?.step ?? 0, problem: hasBegun ? problem : null };
      if (branch || state.reaches(trial.id, point.step)) points.push(point);
      else
        points.push({ ...point, step: 0, problem: { key: 'reason.checkpoint.points', values: { step: point.step } } });
    }
    return points;
  }

  private async planFor(project: Project, kind: string, choice: unknown): Promise<StageFrame> {
    const { store, machine, driver } = this.options;
    const definition = stageKindOf(kind);
    const subject = subjectOf(project);
    const { cores, defaultBackend } = machine();
    const plan: PlanFrame = definition.plan({
      configuration: acceptedBefore(kind, await store.decisions(project.id), project),
      subject,
      host: { cores, defaultBackend, can: driver.queue.hosts.can(subject) },
      choice: definition.Choice.parse(choice),
    });
    return StageFrame.parse(plan);
  }

  private async stageWith(trialId: string): Promise<StageState> {
    const trial = await this.options.store.trial(trialId);
    if (!trial) throw new Refusal('error.trial.unknown', { id: trialId });
    return this.options.inUse.get(trial.stageId);
  }

  /** In the project's turn, as its only stage that trains. @throws Refusal where another one does, started here or in another window. */
  private alone<T>({ stage, project }: StageState, task: () => Promise<T>): Promise<T> {
    return this.options.data.inTurn(project.id, () => {
      this.refuseBeside(project, stage.id);
      return task();
    });
  }

  private refuseBeside({ id, name }: Project, stageId: string | null): void {
    const others = this.options.inUse.ofProject(id).filter(({ stage }) => stage.id !== stageId);
    if (others.some(({ stage }) => stage.status === 'running')) throw new Refusal('error.stage.running', { name });
  }

  /**
   * The prepared file that a stage's trials were trained on.
   * @throws Refusal where the project's data is other data by now.
   */
  private sameData(state: StageState): Promise<{ project: TrainableProject; preparedFile: string }> {
    return this.options.data.trainable(state.stage.projectId, () => state.dataDigests);
  }
}

/** @throws Refusal where there is no stage of that kind */
export function stageKindOf(kind: string): ReturnType<typeof stageOf> {
  try {
    return stageOf(kind);
  } catch {
    throw new Refusal('error.stage.kind', { kind, kinds: STAGES.map(stage => stage.kind).join(', ') });
  }
}
