import { v7 as uuid } from 'uuid';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { LadderChoice, LadderEstimate, ProjectCard, ResumePoint, StageView } from '#shared/contract/requests.ts';
import type { Machine } from '#shared/domain/machine.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { Decision, Project, Stage, StagePlan } from '#shared/domain/project.ts';
import { RESUMABLE, type Trial } from '#shared/domain/trial.ts';
import { MOST_RUNGS, nextStop } from '#shared/method/ladder-moves.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { planLadder } from '#shared/method/plan.ts';
import { type Helpers, type Hosts, watchHelpers } from '../hosts/hosts.ts';
import { type CountOomKills, freeMemory } from '../hosts/memory.ts';
import { findCheckpoint } from '../store/checkpoint-files.ts';
import { Damage, isDamage, notingDamage } from '../store/damage.ts';
import type { Store } from '../store/store.ts';
import { EventLog } from './projects/event-log.ts';
import { checkSameData, isRead, ProjectData, type ReadProject } from './projects/project-data.ts';
import { ProjectDeletion } from './projects/project-deletion.ts';
import { Slots } from './projects/slots.ts';
import { keptFor, type MadeDecision, ofLadder, ofProbe } from './stages/decisions.ts';
import { estimateLadder } from './stages/estimate.ts';
import { hasMoves, StageDriver } from './stages/stage-driver.ts';
import { StageState } from './stages/stage-state.ts';
import { StagesInUse } from './stages/stages-in-use.ts';
import { Throttle } from './throttle.ts';
import { AwakeClock } from './trials/awake-clock.ts';
import { newTrial } from './trials/new-trial.ts';
import { runPreparation } from './trials/run-preparation.ts';
import { runProbe } from './trials/run-probe.ts';
import type { ToTrain } from './trials/trial-queue.ts';

/** At most four views of a stage a second. */
const VIEW_EVERY_MS = 250;

/** What a conductor works with. */
export interface ConductorOptions {
  home: string;
  version: string;
  store: Store;
  /** Where trials are trained. */
  hosts: Hosts;
  /** Where data is read; ended with the core. */
  helpers: Hosts;
  machine: () => Machine;
  emit: (event: CoreEvent) => void;
  /** What work is measured by; left out: the machine's. */
  clock?: AwakeClock;
  /** Bytes that further trainers may take; left out: what the system says. */
  freeMemory?: () => number;
  /** The same of the graphics card; left out: what its driver says. */
  freeCardMemory?: () => Promise<number | null>;
  /** How often the system ended a process for want of memory; left out: what Linux counts. */
  countOomKills?: CountOomKills;
}

/** Drives the job: projects, stages, their trials, and what follows from them. */
export class Conductor {
  private readonly options: ConductorOptions;
  private readonly store: Store;
  private readonly driver: StageDriver;
  /** Projects and what they are made from. */
  readonly data: ProjectData;
  readonly deletion: ProjectDeletion;
  private readonly stages: StagesInUse;
  private readonly clock: AwakeClock;
  private readonly views = new Throttle(VIEW_EVERY_MS);
  /** Trainers of the driver for probes and preparations, which end with the core at once. */
  private readonly borrowed: Helpers;
  /** What could not be read of what the first screen shows. */
  readonly damage = new Damage();
  /** Of each preparation and probe under way, its project. */
  private readonly looks = new Set<{ projectId: string }>();
  private readonly events: EventLog;
  private readonly slots = new Slots();

  constructor(options: ConductorOptions) {
    const store = notingDamage(options.store, this.damage);
    this.options = { ...options, store };
    this.store = store;
    const { home, helpers, emit } = options;
    this.events = new EventLog(store);
    this.clock = options.clock ?? new AwakeClock(({ kind, ms }) => this.events.record(kind, { ms }));
    this.stages = new StagesInUse(store, this.clock);
    this.data = new ProjectData({
      home,
      store,
      helpers,
      slots: this.slots,
      emit,
      isBusy: projectId => this.stages.isBusy(projectId),
      onSave: project => this.stages.takeProject(project),
      happened: (kind, detail, projectId) => this.events.record(kind, detail, projectId),
      announce: async project => emit({ type: 'project', card: await this.card(project) }),
    });
    this.deletion = new ProjectDeletion({
      home,
      store,
      data: this.data,
      isBusy: id => this.stages.isBusy(id) || [...this.looks].some(({ projectId }) => projectId === id),
      isTraining: () => this.stages.anyBusy || this.looks.size > 0,
      onGone: projectId => void this.stages.forget(projectId),
      emit,
    });
    this.driver = new StageDriver({
      ...options,
      clock: this.clock,
      freeMemory: options.freeMemory ?? freeMemory,
      data: this.data,
      stages: this.stages,
      events: this.events,
      onPoints: (state, trial, batches) => {
        const { id: trialId, attempt } = trial;
        emit({ type: 'metrics', stageId: state.stage.id, trialId, attempt, batches });
        this.announce(state);
      },
      onChange: state => this.announce(state),
    });
    this.borrowed = watchHelpers({
      startTrainer: () => this.driver.trainers.lend(),
      startReader: () => helpers.startReader(),
    });
  }

  /** Cards of all projects, the latest activity first. */
  async cards(): Promise<ProjectCard[]> {
    const cards: ProjectCard[] = [];
    // One after the other: each card wants a whole stage in memory for a moment.
    for (const project of (await this.store.projects()).reverse()) cards.push(await this.card(project));
    return cards;
  }

  startLadder(projectId: string, choice: LadderChoice): Promise<Stage> {
    return this.startStage(projectId, 'learningRate', ({ facts, network }) =>
      planLadder(choice, this.options.machine(), facts, network),
    );
  }

  startTrial(projectId: string, choice: LadderChoice, learningRate: number): Promise<Stage> {
    const one = { ...choice, rates: [learningRate], prune: false, extend: false, refine: false };
    return this.startStage(projectId, 'trial', ({ facts, network }) =>
      planLadder(one, this.options.machine(), facts, network),
    );
  }

  /** Checks whether a network can learn at all, and measures what a step takes. */
  async prepare(projectId: string, choice: LadderChoice, again = true): Promise<Preparation> {
    const { home, version, store, machine, emit } = this.options;
    const { data, borrowed: helpers } = this;
    this.driver.trainers.warm(1);
    const preparation = await this.look(projectId, () =>
      runPreparation({ home, version, store, data, helpers, machine }, projectId, choice, again),
    );
    emit({ type: 'preparation', preparation });
    return preparation;
  }

  /** What a ladder would cost. @throws Refusal where the project's data was never read. */
  async estimate(projectId: string, choice: LadderChoice): Promise<LadderEstimate> {
    const project = (await this.store.projects()).find(({ id }) => id === projectId);
    if (!project) throw new Refusal('error.project.unknown', { id: projectId });
    const plan = planLadder(choice, this.options.machine(), project.facts, project.network);
    return estimateLadder(plan, project, await this.store.preparations(projectId));
  }

  /** A hundred steps for an estimate of the learning rate. */
  async probe(projectId: string, choice: LadderChoice): Promise<Probe> {
    const { version, store, machine, emit } = this.options;
    const { data, borrowed: helpers } = this;
    this.driver.trainers.warm(1);
    const probe = await this.look(projectId, () =>
      runProbe({ version, store, data, helpers, machine }, projectId, choice),
    );
    emit({ type: 'probe', probe });
    return probe;
  }

  /** A look at a project's data by a trainer, when it is its turn. */
  private look<T>(projectId: string, task: () => Promise<T>): Promise<T> {
    const entry = { projectId };
    this.looks.add(entry);
    return this.driver.underWay(this.slots.run('asking', task).finally(() => this.looks.delete(entry)));
  }

  /** From where each unfinished trial of a stage would go on; every checkpoint is read for that, as it is when it does. */
  async resumePoints(stageId: string): Promise<ResumePoint[]> {
    const state = await this.stages.get(stageId);
    const points: ResumePoint[] = [];
    for (const trial of state.trials.filter(({ status }) => RESUMABLE.has(status))) {
      const { kept, problem } = await findCheckpoint(this.options.home, trial, trial.attempt);
      const hasBegun = state.stepsOf(trial.id) > 0;
      const point = { trialId: trial.id, step: kept?.step ?? 0, problem: hasBegun ? problem : null };
      if (state.reaches(trial.id, point.step)) points.push(point);
      else
        points.push({ ...point, step: 0, problem: { key: 'reason.checkpoint.points', values: { step: point.step } } });
    }
    return points;
  }

  async view(stageId: string): Promise<StageView> {
    return (await this.stages.get(stageId)).view();
  }

  async stopStage(stageId: string): Promise<void> {
    await this.driver.stop(await this.stages.get(stageId), 'stopped');
  }

  /** Pauses what runs; it goes on from its checkpoints. */
  async pauseStage(stageId: string): Promise<void> {
    await this.driver.stop(await this.stages.get(stageId), 'paused');
  }

  async stopTrial(trialId: string): Promise<void> {
    await this.driver.stopTrial(await this.stageOf(trialId), trialId, 'stopped');
  }

  async pauseTrial(trialId: string): Promise<void> {
    await this.driver.stopTrial(await this.stageOf(trialId), trialId, 'paused');
  }

  private async stageOf(trialId: string): Promise<StageState> {
    const trial = await this.store.trial(trialId);
    if (!trial) throw new Refusal('error.trial.unknown', { id: trialId });
    return this.stages.get(trial.stageId);
  }

  /**
   * Goes on with the paused, interrupted, stopped and failed trials of a stage, from their checkpoints where they have one, and with
   * what follows from its curves.
   */
  async continueStage(stageId: string): Promise<void> {
    const state = await this.stages.get(stageId);
    await this.driver.change(state, async () => {
      // A ladder may have been cut off after its last rung ended, and before the rung that follows from that.
      const isCut = state.open.length === 0 && hasMoves(state.moves);
      await this.goOn(state, state.trials, isCut);
    });
  }

  /** As `continueStage`, for one trial. */
  async continueTrial(trialId: string): Promise<void> {
    const state = await this.stageOf(trialId);
    await this.driver.change(state, () =>
      this.goOn(
        state,
        state.trials.filter(({ id }) => id === trialId),
        false,
      ),
    );
  }

  /** @param isCut the stage has something to do even where none of the trials has */
  private async goOn(state: StageState, trials: readonly Trial[], isCut: boolean): Promise<void> {
    const again = trials.filter(({ status }) => RESUMABLE.has(status));
    if (again.length === 0 && !isCut) return this.driver.settle(state);
    await this.alone(state, async () => {
      const { preparedFile } = await this.sameData(state);
      const { stage } = state;
      // Where nothing can be compared, nothing would go on from a barrier.
      const until = (trial: Trial) => (state.isDamaged ? null : nextStop(stage.plan, trial, state.stepsOf(trial.id)));
      const entries = again.map(trial => ({ trial, until: until(trial) }));
      await this.driver.enqueue(state, stage, entries, preparedFile);
    });
  }

  /** In the project's turn, as its only stage that trains. @throws Refusal where another one does, started here or in another window. */
  private alone<T>({ stage, project }: StageState, task: () => Promise<T>): Promise<T> {
    return this.data.inTurn(project.id, () => {
      this.refuseBeside(project, stage.id);
      return task();
    });
  }

  private refuseBeside({ id, name }: Project, stageId: string | null): void {
    const others = this.stages.ofProject(id).filter(({ stage }) => stage.id !== stageId);
    if (others.some(({ stage }) => stage.status === 'running')) throw new Refusal('error.stage.running', { name });
  }

  async addRate(stageId: string, learningRate: number): Promise<Trial> {
    const state = await this.stages.get(stageId);
    return this.driver.change(state, async () => {
      const { plan } = state.stage;
      if (plan.rates.includes(learningRate)) throw new Refusal('error.rate.there', { rate: learningRate });
      if (plan.rates.length >= MOST_RUNGS) throw new Refusal('error.rate.tooMany', { most: MOST_RUNGS });
      return this.alone(state, async () => {
        const { project, preparedFile } = await this.sameData(state);
        const { stage, entries } = this.driver.withRungs(state, project, [{ rate: learningRate, why: 'person' }]);
        await this.driver.enqueue(state, stage, entries, preparedFile);
        return (entries[0] as ToTrain).trial;
      });
    });
  }

  async runLonger(stageId: string, steps: number): Promise<Stage> {
    const { projectId, kind, plan } = (await this.stages.get(stageId)).stage;
    return this.startStage(projectId, kind, () => ({ ...plan, added: [], base: { ...plan.base, steps } }));
  }

  async accept(stageId: string, learningRate: number, numSteps: number): Promise<Decision> {
    const state = await this.stages.get(stageId);
    // Also in the moment between the last rung's end and what follows from it.
    if (state.stage.status === 'running') await this.stopStage(stageId);
    return this.decide(ofLadder(state, learningRate, numSteps));
  }

  /** Takes a probe's estimate as it is. @throws Refusal where the project has no such probe. */
  async acceptProbe(projectId: string, probeId: string, numSteps: number): Promise<Decision> {
    const probe = (await this.store.probes(projectId)).find(({ id }) => id === probeId);
    if (!probe) throw new Refusal('error.probe.unknown', { id: probeId });
    return this.decide(ofProbe(probe, numSteps));
  }

  /** Keeps the newest decision for what the project is now. @throws Refusal where the project has none. */
  async keepDecision(projectId: string): Promise<Decision> {
    const project = await this.data.project(projectId);
    const newest = (await this.store.decisions(projectId)).at(-1);
    if (!newest) throw new Refusal('error.decision.none', { name: project.name });
    return this.decide(keptFor(newest, project));
  }

  private async decide(made: MadeDecision): Promise<Decision> {
    const decision: Decision = { ...made, id: uuid(), createdAt: Date.now() };
    await this.store.saveDecision(decision);
    await this.data.touch(decision.projectId);
    await this.stages.takeDecision(decision);
    for (const state of this.stages.ofProject(decision.projectId)) this.announce(state);
    const project = (await this.store.projects()).find(({ id }) => id === decision.projectId);
    if (project) this.options.emit({ type: 'project', card: await this.card(project) });
    return decision;
  }

  /** Interrupts what runs; rejects where that could not be saved, but no trainer is left all the same. */
  async close(): Promise<void> {
    this.borrowed.close();
    this.data.close();
    try {
      await this.driver.close();
    } finally {
      this.clock.close();
      this.views.flush();
      await this.events.close();
    }
  }

  private startStage(
    projectId: string,
    kind: Stage['kind'],
    planFor: (project: ReadProject) => StagePlan,
  ): Promise<Stage> {
    const start = async () => {
      const known = await this.data.project(projectId);
      this.refuseBeside(known, null);
      // They start while the data is looked at.
      if (isRead(known)) this.driver.expect(planFor(known));
      const { project, dataset } = await this.data.ready(projectId);
      checkSameData(project, dataset, project.dataDigest);
      const plan = planFor(project);
      networkOf(plan.base, project.facts); // Refuses a network that doesn't fit, before any trial is made.
      const stage: Stage = {
        id: uuid(),
        projectId,
        kind,
        status: 'running',
        plan,
        createdAt: Date.now(),
        endedAt: null,
        tookMs: 0,
      };
      const { home, version } = this.options;
      const state = new StageState(project, stage, [], await this.store.decisions(projectId), this.clock);
      const trials = plan.rates.map((rate, i) =>
        newTrial(stage, project, { learningRate: rate, position: i, home, version }),
      );
      const entries = trials.map(trial => ({ trial, until: nextStop(plan, trial, 0) }));
      await this.driver.change(state, () => this.driver.enqueue(state, stage, entries, dataset.file));
      return stage;
    };
    return this.driver.underWay(this.data.inTurn(projectId, start));
  }

  /**
   * The prepared file that a stage's trials were trained on.
   * @throws Refusal where the project's data is other data by now.
   */
  private async sameData(state: StageState): Promise<{ project: ReadProject; preparedFile: string }> {
    const { project, dataset } = await this.data.ready(state.stage.projectId);
    for (const trial of state.trials) checkSameData(project, dataset, trial.dataDigest);
    return { project, preparedFile: dataset.file };
  }

  private announce(state: StageState): void {
    this.views.run(state.stage.id, () => {
      if (this.deletion.isGone(state.project.id)) return;
      this.options.emit({ type: 'stage', view: state.view() });
      // The newest stage of the project may be another one.
      void this.card(state.project).then(
        card => this.options.emit({ type: 'project', card }),
        () => undefined,
      );
    });
  }

  private async card(project: Project): Promise<ProjectCard> {
    const newest = (await this.store.stages(project.id)).at(-1);
    const decision = (await this.store.decisions(project.id)).at(-1) ?? null;
    const state = newest ? await this.readable(newest.id) : null;
    return {
      project,
      stage: state?.stage ?? null,
      answer: state?.answer ?? null,
      decision,
      remainingMs: state?.remainingMs ?? null,
    };
  }

  /** A stage as far as it can be read: a damaged one must not take all other projects from the screen. */
  private async readable(stageId: string): Promise<StageState | null> {
    try {
      return await this.stages.get(stageId);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.damage.add('stages', stageId);
      return null;
    }
  }
}
