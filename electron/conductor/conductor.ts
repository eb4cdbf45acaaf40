import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { CardStep, LadderChoice, Output, ProjectCard, StageView } from '#shared/contract/requests.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Machine } from '#shared/domain/machine.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { Decision, Project, Stage } from '#shared/domain/project.ts';
import type { StageRecommendation } from '#shared/domain/recommendation.ts';
import { questionOf, STAGES } from '#shared/method/stages/definitions.ts';
import type { Hosts } from '../hosts/hosts.ts';
import { type CountOomKills, freeMemory } from '../hosts/memory.ts';
import { Damage, isDamage, notingDamage } from '../store/damage.ts';
import type { Store } from '../store/store.ts';
import { CommandDrafts } from './projects/command-drafts.ts';
import { EventLog } from './projects/event-log.ts';
import { Predictions } from './projects/predictions.ts';
import { ProjectData } from './projects/project-data.ts';
import { ProjectDeletion } from './projects/project-deletion.ts';
import { answered, Decisions } from './stages/decisions.ts';
import { StageDriver } from './stages/stage-driver.ts';
import type { StageState } from './stages/stage-state.ts';
import { viewOf } from './stages/stage-view.ts';
import { Stages } from './stages/stages.ts';
import { StagesInUse } from './stages/stages-in-use.ts';
import { Throttle } from './throttle.ts';
import { AwakeClock } from './trials/awake-clock.ts';
import { type PreparationContext, runPreparation } from './trials/run-preparation.ts';
import { runProbe } from './trials/run-probe.ts';
import { Tuner } from './tuning/tuner.ts';

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
  /** The same of the GPU; left out: what its driver says. */
  freeGpuMemory?: () => Promise<number | null>;
  /** How often the system ended a process for want of memory; left out: what Linux counts. */
  countOomKills?: CountOomKills;
}

/** A probe or a preparation that a person asked for. */
interface Look {
  projectId: string;
  isStopped: boolean;
  stop: () => void;
}

/** Drives the job: puts projects, stages and their trials together, and tells the interfaces what becomes of them. */
export class Conductor {
  private readonly options: ConductorOptions;
  private readonly store: Store;
  private readonly driver: StageDriver;
  /** Projects and what they are made from. */
  readonly data: ProjectData;
  readonly deletion: ProjectDeletion;
  /** Commands that are typed on a page, and become projects. */
  readonly commands: CommandDrafts;
  /** What trained networks say of new rows. */
  readonly predictions: Predictions;
  readonly stages: Stages;
  /** Guided runs through all stages. */
  readonly tuner: Tuner;
  private readonly decisions: Decisions;
  private readonly inUse: StagesInUse;
  private readonly clock: AwakeClock;
  private readonly views = new Throttle(VIEW_EVERY_MS);
  /** What could not be read of what the first screen shows. */
  readonly damage = new Damage();
  /** A person's preparations and probes under way, from the reading of their data on. */
  private readonly looks = new Set<Look>();
  private readonly events: EventLog;
  /** Which status of each stage its project's card told last. */
  private readonly toldStatus = new WeakMap<StageState, Stage['status']>();

  constructor(options: ConductorOptions) {
    const store = notingDamage(options.store, this.damage);
    this.options = { ...options, store };
    this.store = store;
    const { home, hosts, helpers, emit, machine } = options;
    this.commands = new CommandDrafts(hosts.startRunner ? () => hosts.startRunner!() : null);
    this.events = new EventLog(store);
    this.clock = options.clock ?? new AwakeClock(({ kind, ms }) => this.events.record(kind, { ms }));
    this.inUse = new StagesInUse(store, this.clock);
    this.data = new ProjectData({
      home,
      store,
      helpers,
      emit,
      isBusy: projectId => this.inUse.isBusy(projectId),
      onSave: project => this.inUse.takeProject(project),
      happened: (kind, detail, projectId) => this.events.record(kind, detail, projectId),
      announce: async project => emit({ type: 'project', card: await this.card(project) }),
    });
    this.predictions = new Predictions({ home, store, data: this.data, helpers, emit });
    this.deletion = new ProjectDeletion({
      home,
      store,
      data: this.data,
      isBusy: id => this.inUse.isBusy(id) || [...this.looks].some(({ projectId }) => projectId === id),
      isTraining: () => this.inUse.anyBusy || this.looks.size > 0,
      onGone: projectId => void this.inUse.forget(projectId),
      emit,
    });
    this.driver = new StageDriver({
      ...options,
      clock: this.clock,
      freeMemory: options.freeMemory ?? freeMemory,
      data: this.data,
      stages: this.inUse,
      events: this.events,
      onPoints: (state, { trial: { id: trialId, attempt }, batches }) => {
        emit({ type: 'metrics', stageId: state.stage.id, trialId, attempt, batches });
        this.announce(state);
      },
      onQuestion: ({ projectId, kind, stage, state }) => {
        // A stage tells of these itself.
        if (kind === 'evaluate') return;
        emit(stage ? { type: 'pointProbe', ...stage, state } : { type: 'job', projectId, kind, state });
      },
      lastingWeights: () => store.trialIdsOf(STAGES.filter(({ readsTest }) => readsTest).map(({ kind }) => kind)),
      onChange: state => {
        this.tuner.stageChanged(state);
        this.announce(state);
      },
    });
    const { data, driver, inUse, clock } = this;
    this.stages = new Stages({ home, store, data, driver, inUse, clock, machine });
    this.decisions = new Decisions({
      store,
      project: id => data.project(id),
      onMade: decision => this.tellDecision(decision),
    });
    this.tuner = new Tuner({
      store,
      inUse,
      stages: this.stages,
      prepare: async (projectId, choice) =>
        (await this.data.project(projectId)).command ? { checks: [] } : this.prepare(projectId, choice, false),
      accept: (stageId, set) => this.accept(stageId, set),
      emit: view => this.deletion.isGone(view.run.projectId) || emit({ type: 'tune', view }),
      onDefect: error => this.events.record('defect', { stack: String(error) }),
    });
  }

  /** Cards of all projects, the latest activity first. */
  async cards(): Promise<ProjectCard[]> {
    const cards: ProjectCard[] = [];
    for (const project of (await this.store.projects()).reverse()) cards.push(await this.card(project));
    return cards;
  }

  async view(stageId: string): Promise<StageView> {
    return viewOf(await this.inUse.get(stageId));
  }

  /** Checks whether a network can learn at all, and measures what a step takes. */
  async prepare(projectId: string, choice: LadderChoice, again = true): Promise<Preparation> {
    const { emit } = this.options;
    const preparation = await this.look(projectId, context => runPreparation(context, projectId, choice, again));
    emit({ type: 'preparation', preparation });
    return preparation;
  }

  /** A hundred steps for an estimate of the learning rate. */
  async probe(projectId: string, choice: LadderChoice): Promise<Probe> {
    const probe = await this.look(projectId, context => runProbe(context, projectId, choice));
    this.options.emit({ type: 'probe', probe });
    await this.inUse.takeProbe(probe);
    // It may be evidence for or against what they recommend [B8].
    for (const state of this.inUse.ofProject(projectId)) this.announce(state);
    return probe;
  }

  /** Stops a project's probes and preparations: whoever asked for them hears that. @returns how many there were */
  stopLooks(projectId: string): number {
    const wanted = [...this.looks].filter(look => look.projectId === projectId && !look.isStopped);
    for (const look of wanted) look.stop();
    this.driver.queue.stopQuestions(projectId);
    return wanted.length;
  }

  /** A look at a project's data by a trainer, which starts while the data is read. */
  private look<T>(projectId: string, task: (context: PreparationContext) => Promise<T>): Promise<T> {
    const { home, version, machine } = this.options;
    const { store, data, driver } = this;
    const stopped = Promise.withResolvers<never>();
    const why = new Refusal('error.question.stopped');
    const look: Look = {
      projectId,
      isStopped: false,
      stop: () => {
        look.isStopped = true;
        stopped.reject(why);
      },
    };
    // One whose data is still read when it is stopped comes to the queue later.
    const queue: PreparationContext['queue'] = {
      ask: question => (look.isStopped ? Promise.reject(why) : driver.queue.ask(question)),
    };
    this.looks.add(look);
    driver.queue.warmOne();
    const looking = task({ home, version, store, data, machine, queue }).finally(() => this.looks.delete(look));
    return Promise.race([driver.underWay(looking), stopped.promise]);
  }

  /**
   * Takes some hyperparameters for a project on a stage's evidence; running trials are stopped and kept.
   * @throws Refusal where they answer nothing that the stage was asked
   */
  async accept(stageId: string, set: HyperparameterSet): Promise<Decision> {
    const state = await this.inUse.get(stageId);
    answered(state, set); // Refused before anything is stopped for it.
    // Also in the moment between the last trial's end and what follows from it.
    if (state.stage.status === 'running') await this.stages.stop(stageId);
    return this.decisions.accept(state, set);
  }

  acceptProbe(projectId: string, probeId: string, numSteps: number): Promise<Decision> {
    return this.decisions.acceptProbe(projectId, probeId, numSteps);
  }

  /** Takes what a person chose for a kind of stage without a run. */
  choose(projectId: string, kind: string, set: HyperparameterSet): Promise<Decision> {
    return this.decisions.choose(projectId, kind, set);
  }

  /** @param kind the newest of that kind; left out: the newest of all */
  keepDecision(projectId: string, kind?: string): Promise<Decision> {
    return this.decisions.keep(projectId, kind);
  }

  /** What counts for a project, and how its decisions and stages stand to that. */
  configuration(projectId: string): Promise<Output<'configuration.read'>> {
    return this.decisions.configuration(projectId);
  }

  /** Interrupts what runs; rejects where that could not be saved, but no trainer is left all the same. */
  async close(): Promise<void> {
    this.data.close();
    try {
      await this.commands.close();
      await this.driver.close();
      await this.tuner.close();
    } finally {
      this.clock.close();
      this.views.flush();
      await this.events.close();
    }
  }

  private async tellDecision(decision: Decision): Promise<void> {
    await this.data.touch(decision.projectId);
    await this.inUse.takeDecision(decision);
    for (const state of this.inUse.ofProject(decision.projectId)) this.announce(state);
    const project = (await this.store.projects()).find(({ id }) => id === decision.projectId);
    if (project) this.options.emit({ type: 'project', card: await this.card(project) });
  }

  private announce(state: StageState): void {
    this.views.run(state.stage.id, () => {
      if (this.deletion.isGone(state.project.id)) return;
      this.options.emit({ type: 'stage', view: viewOf(state) });
      const { status } = state.stage;
      if (this.toldStatus.get(state) === status) return;
      this.toldStatus.set(state, status);
      // It may be the newest of its project now. What happens in it from here on, its views tell (`cardWith`).
      void this.card(state.project).then(
        card => this.options.emit({ type: 'project', card }),
        () => undefined,
      );
    });
  }

  /** What is shown of a project without one of its pages: of each kind its newest stage with what its results say, and what was decided. */
  private async card(project: Project): Promise<ProjectCard> {
    const [stages, decisions] = [await this.store.stages(project.id), await this.store.decisions(project.id)];
    const steps: CardStep[] = [];
    for (const { kind } of STAGES) {
      const stage = stages.findLast(one => questionOf(one) === kind) ?? null;
      const decision = decisions.findLast(one => one.kind === kind) ?? null;
      steps.push({ kind, decision, ...(await (stage ? this.told(stage) : this.notThere(project, kind))) });
    }
    return { project, steps };
  }

  private async told(stage: Stage): Promise<Omit<CardStep, 'kind' | 'decision'>> {
    const state = this.inUse.inMemory(stage.id);
    const recommendation = state ? state.recommendation : await this.kept(stage);
    return {
      // One that can't be read is not told of.
      stage: state?.stage ?? (recommendation && stage),
      recommendation,
      progress: state?.progress ?? null,
      remainingMs: state?.remainingMs ?? null,
      expectedMs: null,
    };
  }

  private async notThere(project: Project, kind: string): Promise<Omit<CardStep, 'kind' | 'decision'>> {
    const expectedMs = await this.stages.expectedMs(project, kind);
    return { stage: null, recommendation: null, progress: null, remainingMs: null, expectedMs };
  }

  /** What was kept when a stage ended; one that was cut off is evaluated once, by its points, and then kept too. */
  private async kept({ id }: Stage): Promise<StageRecommendation | null> {
    const kept = await this.store.recommendation(id);
    if (kept) return kept;
    try {
      const state = await this.inUse.get(id);
      if (!state.busy) await this.store.saveStage(state.stage, [], state.recommendation).catch(() => {});
      return state.recommendation;
    } catch (error) {
      // A damaged one must not take all other projects from the screen.
      if (!isDamage(error)) throw error;
      this.damage.add('stages', id);
      return null;
    }
  }
}
