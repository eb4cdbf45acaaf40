import { v7 as uuid } from 'uuid';
import { canFollow, takesSchedule } from '#shared/command/schedule.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Output, ResumePoint, StageEstimate } from '#shared/contract/requests.ts';
import { ladderOf } from '#shared/domain/answer.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Machine } from '#shared/domain/machine.ts';
import { type Project, type Stage, StageFrame, StagePlan } from '#shared/domain/project.ts';
import { CONSTANT, isConstant } from '#shared/domain/schedule.ts';
import { RESUMABLE, type Trial } from '#shared/domain/trial.ts';
import { configurationOf, presentInputs, withInputs } from '#shared/method/configuration.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { networkIfAny, networkIn, sameNetwork } from '#shared/method/networks/same-network.ts';
import { STAGES, stageOf } from '#shared/method/stages/definitions.ts';
import {
  compareOptimizers,
  differsByOptimizer,
  type TunedLadder,
} from '#shared/method/stages/learning-rate/optimizers.ts';
import {
  type Basis,
  type EarlierTrials,
  emptyRecord,
  hyperparametersOf,
  type PlanFrame,
} from '#shared/method/stages/stage-definition.ts';
import type { PriceInput } from '#shared/method/tune/price.ts';
import { findCheckpoint } from '../../store/checkpoint-files.ts';
import type { Store } from '../../store/store.ts';
import { isRead, isTrainable, type ProjectData, subjectOf, type TrainableProject } from '../projects/project-data.ts';
import type { AwakeClock } from '../trials/awake-clock.ts';
import { branchState } from '../trials/earlier.ts';
import { acceptedBefore } from './decisions.ts';
import { estimateStage, measuredFor, measuredNear } from './estimate.ts';
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
    const definition = stageOf(kind);
    const workOf = (of: StageFrame) => definition.workload(definition.Plan.parse(of), emptyRecord(project.facts));
    const works = { work: workOf(plan), unpruned: workOf('prune' in plan ? { ...plan, prune: false } : plan) };
    return estimateStage(plan, works, project, await this.options.store.preparations(projectId));
  }

  /**
   * @param id that it is to have; left out: a new one
   * @throws Refusal as `plan`, where another stage of the project runs, and where its data or network can't be used
   */
  async start(projectId: string, kind: string, choice: unknown, id: string = uuid()): Promise<Stage> {
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
        id,
        projectId,
        kind,
        status: 'running',
        plan,
        inputs: { dataDigest: project.dataDigest, network, configuration },
        createdAt: Date.now(),
        endedAt: null,
        tookMs: 0,
      };
      const readings = await store.testReadings(projectId);
      const beside = { decisions, probes: await store.probes(projectId), readings, recommendation: null };
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

  /**
   * What makes a stage like another one with other num_steps: with all the points that it had in the end.
   * @throws Refusal where its length is not its own to choose
   */
  async longer(stageId: string, steps: number): Promise<{ projectId: string; kind: string; choice: unknown }> {
    const { stage, plan, definition } = await this.options.inUse.get(stageId);
    const { base, ...rest } = stage.plan;
    const choice = definition.longer ? definition.longer(plan, steps) : { ...rest, ...base, steps };
    return { projectId: stage.projectId, kind: stage.kind, choice };
  }

  /** About how many ms a stage would take as it would be planned now by default; null where that is not known, or none can be planned. */
  async expectedMs(project: Project, kind: string): Promise<number | null> {
    try {
      const choice = stageKindOf(kind).Choice.parse({});
      return (await this.estimate(project.id, kind, choice)).ms;
    } catch (error) {
      // Mostly since what it needs is not accepted yet.
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  /** What the cost of a project's further stages follows from, as far as that is known before they run. */
  async priceInput(projectId: string): Promise<PriceInput> {
    const { store, machine, driver } = this.options;
    const project = await this.options.data.project(projectId);
    const [decisions, preparations] = [await store.decisions(projectId), await store.preparations(projectId)];
    const order = STAGES.map(({ kind }) => kind);
    const present = presentInputs(project);
    const configuration = configurationOf(decisions.map(withInputs), order, present);
    const subject = subjectOf(project);
    const { cores, defaultBackend, memoryBytes } = machine();
    return {
      subject,
      host: { cores, defaultBackend, can: driver.queue.hosts.can(subject), memoryBytes },
      decisions: decisions.map(withInputs),
      present,
      basis: await this.basisOf(project, configuration),
      earlier: await this.earlierTrials(project),
      measure: of => measuredNear(of, project, preparations),
    };
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
      state.askAgain();
      // A stage may have been cut off after its last trial ended, and before what follows from that was begun.
      const isCut = state.open.length === 0 && state.actions().length > 0;
      await this.resumeTrials(state, state.trials, isCut);
    });
  }

  /** As `resume`, for one trial. */
  async resumeTrial(trialId: string): Promise<void> {
    const state = await this.stageWith(trialId);
    await this.options.driver.change(state, () => {
      state.askAgain();
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

  /**
   * Reads the test rows of a finished trial, once, and counts that [R2].
   * @throws Refusal where its stage reads them itself; as `StageDriver.readTest`
   */
  async readTest(trialId: string): Promise<Output<'trials.readTest'>> {
    const { store, driver } = this.options;
    const state = await this.stageWith(trialId);
    return driver.change(state, async () => {
      if (state.definition.readsTest) throw new Refusal('error.test.byStage');
      const trial = state.trials.find(({ id }) => id === trialId) as Trial;
      const { preparedFile } = await this.sameData(state);
      const { loss, metric, rows, step } =
        state.tests.found.get(trialId) ?? (await driver.readTest(state, trial, { preparedFile, readingId: trialId }));
      const all = await store.testReadings(state.project.id);
      const readings = all.filter(({ dataDigest }) => dataDigest === trial.dataDigest).length;
      return { loss, metric, rows, step, readings };
    });
  }

  /** From where each unfinished trial of a stage would go on; every checkpoint is read for that, as it is when it does. */
  async resumePoints(stageId: string): Promise<ResumePoint[]> {
    const { inUse, driver } = this.options;
    const state = await inUse.get(stageId);
    const points: ResumePoint[] = [];
    for (const trial of state.trials.filter(({ status }) => RESUMABLE.has(status))) {
      const { kept, problem } = await findCheckpoint(this.options.home, trial, trial.attempt);
      const hasBegun = state.stepsOf(trial.id) > (trial.branch?.step ?? 0);
      const branch = kept ? null : await branchState(this.options.home, this.options.store, trial);
      const left = driver.queue.hosts.keptStep(state.group.subject, trial.id);
      const step = left ?? (kept ?? branch)?.step ?? 0;
      const point = { trialId: trial.id, step, problem: hasBegun && left === null ? problem : null };
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
    const { cores, defaultBackend, memoryBytes } = machine();
    const configuration = acceptedBefore(kind, await store.decisions(project.id), project);
    const basis = await this.basisOf(project, configuration);
    const measured = basis && measuredFor(basis, project, await store.preparations(project.id));
    const plan: PlanFrame = definition.plan({
      configuration,
      subject,
      host: { cores, defaultBackend, can: driver.queue.hosts.can(subject), memoryBytes, measured },
      choice: definition.Choice.parse(choice),
      basis,
      earlier: await this.earlierTrials(project),
    });
    const { schedule = CONSTANT } = plan.base;
    if (subject.kind === 'command' && !isConstant(schedule) && !canFollow(subject.command, schedule))
      throw new Refusal(takesSchedule(subject.command) ? 'error.command.cantFollow' : 'error.command.schedule');
    return StageFrame.parse(plan);
  }

  /** What the trials, or the probe, shared that the newest decision rests on which holds and rests on any: to skip a stage says nothing of them. */
  private async basisOf(project: Project, { decisions }: ReturnType<typeof acceptedBefore>): Promise<Basis | null> {
    const { store } = this.options;
    const newest = decisions.findLast(
      ({ standing, decision: { stageId, probeId } }) => standing === 'holds' && (stageId ?? probeId) !== null,
    )?.decision;
    if (!newest) return null;
    if (newest.stageId !== null) return (await store.stage(newest.stageId))?.plan ?? null;
    const probe = (await store.probes(project.id)).find(({ id }) => id === newest.probeId);
    return probe ? { base: probe.hyperparameters, backend: probe.backend } : null;
  }

  /** What the trials of the project's stages tell a further one: their seeds, and how long a step of the present network takes. */
  private async earlierTrials({ id, facts, network, dataDigest, command }: Project): Promise<EarlierTrials> {
    const { store } = this.options;
    const stages = await store.stages(id);
    const trials = (await Promise.all(stages.map(stage => store.trials(stage.id)))).flat();
    const present = facts && networkIn(planBase({}, facts, network));
    const pace = trials.findLast(
      ({ result, hyperparameters, dataDigest: of }) =>
        of === dataDigest &&
        (command || (present && sameNetwork(networkIn(hyperparameters), present))) &&
        result?.seconds &&
        result.steps,
    )?.result;
    return {
      seeds: [...new Set(trials.map(({ hyperparameters }) => hyperparameters.seed))],
      stepMs: pace?.seconds ? (1000 * pace.seconds) / pace.steps : null,
    };
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
