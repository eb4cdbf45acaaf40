import { v7 as uuid } from 'uuid';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { LadderChoice, ProjectCard, StageView } from '#shared/contract/requests.ts';
import type { Machine } from '#shared/domain/machine.ts';
import type { Decision, Project, Stage, StagePlan } from '#shared/domain/project.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { planLadder } from '#shared/method/plan.ts';
import { stageStatus } from '#shared/method/stage-status.ts';
import { readData } from '../data/client.ts';
import type { Store } from '../store/store.ts';
import type { Hosts } from './hosts.ts';
import { newTrial } from './new-trial.ts';
import { cardOf } from './project-card.ts';
import { StageState } from './stage-state.ts';
import { Throttle } from './throttle.ts';
import { TrialQueue } from './trial-queue.ts';

/** At most four views of a stage a second. */
const VIEW_EVERY_MS = 250;

/** Stages kept in memory beside those that run. */
const STAGES_KEPT = 32;

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
}

/** Drives the job: projects, stages, their trials, and what follows from them. */
export class Conductor {
  private readonly options: ConductorOptions;
  private readonly store: Store;
  private readonly queue: TrialQueue;
  /** Stages in use, by id. A promise, so that two askers share one reading. */
  private readonly states = new Map<string, Promise<StageState | null>>();
  /** Those of them that are read, the one used longest ago first. */
  private readonly inMemory = new Map<string, StageState>();
  private readonly views = new Throttle(VIEW_EVERY_MS);
  /** Changes of stages under way, which closing waits for. */
  private readonly changes = new Set<Promise<unknown>>();

  constructor(options: ConductorOptions) {
    this.options = options;
    this.store = options.store;
    this.queue = new TrialQueue(options.home, options.store, options.hosts, {
      points: (state, trial, batches) => {
        const { id: trialId, attempt } = trial;
        options.emit({ type: 'metrics', stageId: state.stage.id, trialId, attempt, batches });
        this.announce(state);
      },
      changed: state => void this.settle(state).catch(this.broken),
      broken: this.broken,
    });
  }

  /** The store failed: what can still be noted is noted. Trials that could not save end as failed by themselves. */
  private readonly broken = (error: Error): void => {
    void this.store.recordEvent('store.failed', { message: error.message }).catch(() => {});
  };

  async createProject(source: string): Promise<Project> {
    const { home, helpers, emit } = this.options;
    const prepared = await readData(helpers.startReader(), source, home, done =>
      emit({ type: 'reading', source, done }),
    );
    const { facts, digest } = prepared;
    const now = Date.now();
    const known = (await this.store.projects()).find(p => p.source === facts.source && p.dataDigest === digest);
    const project: Project = known
      ? { ...known, updatedAt: now }
      : {
          id: uuid(),
          name: nameOf(facts.source),
          source: facts.source,
          facts,
          dataDigest: digest,
          createdAt: now,
          updatedAt: now,
        };
    await this.store.saveProject(project);
    emit({ type: 'project', card: await this.card(project) });
    return project;
  }

  async project(projectId: string): Promise<Project> {
    const project = (await this.store.projects()).find(p => p.id === projectId);
    if (!project) throw new Refusal('error.project.unknown', { id: projectId });
    return project;
  }

  /** Cards of all projects, the latest activity first. */
  async cards(): Promise<ProjectCard[]> {
    const projects = await this.store.projects();
    const cards = await Promise.all(projects.map(p => this.card(p)));
    return cards.sort((a, b) => b.project.updatedAt - a.project.updatedAt);
  }

  async startLadder(projectId: string, choice: LadderChoice): Promise<Stage> {
    return this.startStage(await this.project(projectId), 'learningRate', planLadder(choice, this.options.machine()));
  }

  async startTrial(projectId: string, choice: LadderChoice, learningRate: number): Promise<Stage> {
    const plan = planLadder({ ...choice, rates: [learningRate] }, this.options.machine());
    return this.startStage(await this.project(projectId), 'trial', plan);
  }

  async view(stageId: string): Promise<StageView> {
    return (await this.state(stageId)).view();
  }

  async stopStage(stageId: string): Promise<void> {
    const state = await this.state(stageId);
    // After a change under way, or what that starts would go on.
    await this.change(state, () => this.queue.stop(new Set(state.open.map(t => t.id)), 'stopped'));
  }

  async stopTrial(trialId: string): Promise<void> {
    await this.queue.stop(new Set([trialId]), 'stopped');
  }

  /** Starts the interrupted, stopped and failed trials of a stage anew. */
  async continueStage(stageId: string): Promise<void> {
    const state = await this.state(stageId);
    await this.change(state, () => {
      const again = state.trials.filter(t => ['interrupted', 'stopped', 'failed'].includes(t.status));
      return this.enqueue(state, state.stage, again);
    });
  }

  async addRate(stageId: string, learningRate: number): Promise<Trial> {
    const state = await this.state(stageId);
    return this.change(state, async () => {
      const { home, version } = this.options;
      const { stage, project, trials } = state;
      if (stage.plan.rates.includes(learningRate)) throw new Refusal('error.rate.there', { rate: learningRate });
      const rates = [...stage.plan.rates, learningRate].sort((a, b) => b - a);
      const trial = newTrial(stage, project, { learningRate, position: trials.length, home, version });
      await this.enqueue(state, { ...stage, plan: { ...stage.plan, rates } }, [trial]);
      return trial;
    });
  }

  async runLonger(stageId: string, steps: number): Promise<Stage> {
    const { project, stage } = await this.state(stageId);
    return this.startStage(project, stage.kind, { ...stage.plan, base: { ...stage.plan.base, steps } });
  }

  async accept(stageId: string, learningRate: number, numSteps: number): Promise<Decision> {
    const state = await this.state(stageId);
    const evidence = state.answer;
    const { best, numSteps: proposed } = evidence;
    if (state.open.length > 0) await this.stopStage(stageId);
    const recommended = best?.learningRate === learningRate && proposed.value === numSteps;
    const decision: Decision = {
      id: uuid(),
      stageId,
      learningRate,
      numSteps,
      recommended,
      evidence,
      createdAt: Date.now(),
    };
    await this.store.saveDecision(decision);
    state.decision = decision;
    await this.settle(state);
    return decision;
  }

  /** A stage in memory. Throws a Refusal where there is none of that id. */
  async state(stageId: string): Promise<StageState> {
    let found = this.states.get(stageId);
    if (!found) {
      found = StageState.load(this.store, stageId);
      this.states.set(stageId, found);
      found.catch(() => this.states.delete(stageId));
    }
    const state = await found;
    if (state) {
      this.used(state);
      return state;
    }
    this.states.delete(stageId);
    throw new Refusal('error.stage.unknown', { id: stageId });
  }

  /** Interrupts what runs; rejects where that could not be saved, but no trainer is left all the same. */
  async close(): Promise<void> {
    try {
      await this.queue.close();
      await Promise.allSettled(this.changes);
    } finally {
      this.views.flush();
    }
  }

  /** One change of a stage after another: two at once would both start the same trials. */
  private change<T>(state: StageState, task: () => Promise<T>): Promise<T> {
    const result = state.inTurn(task);
    const entry = result.catch(() => {}).finally(() => this.changes.delete(entry));
    this.changes.add(entry);
    return result;
  }

  /** Marks a stage as the latest used one, and lets go of those used longest ago that nothing happens in. */
  private used(state: StageState): void {
    this.inMemory.delete(state.stage.id);
    this.inMemory.set(state.stage.id, state);
    for (const [id, old] of this.inMemory) {
      if (this.inMemory.size <= STAGES_KEPT) return;
      if (old.busy) continue;
      this.inMemory.delete(id);
      this.states.delete(id);
    }
  }

  private async startStage(project: Project, kind: Stage['kind'], plan: StagePlan): Promise<Stage> {
    const stage: Stage = {
      id: uuid(),
      projectId: project.id,
      kind,
      status: 'running',
      plan,
      createdAt: Date.now(),
      endedAt: null,
    };
    const { home, version } = this.options;
    const state = new StageState(project, stage, [], null);
    const trials = plan.rates.map((rate, i) =>
      newTrial(stage, project, { learningRate: rate, position: i, home, version }),
    );
    await this.change(state, () => this.enqueue(state, stage, trials));
    return stage;
  }

  /**
   * Prepares the data (usually found prepared), saves the stage with the trials as queued and hands them to the queue.
   * Where that fails, the stage is as it was.
   */
  private async enqueue(state: StageState, stage: Stage, trials: readonly Trial[]): Promise<void> {
    if (trials.length === 0) return;
    const { home, helpers } = this.options;
    const { project } = state;
    const prepared = await readData(helpers.startReader(), project.source, home, () => {});
    if (prepared.digest !== project.dataDigest) throw new Refusal('error.source.changed', { source: project.source });
    const queued = trials.map((t): Trial => ({ ...t, status: 'queued', reason: null, result: null, endedAt: null }));
    // Known before it is saved, so that no one who asks meanwhile reads the stage into memory a second time, and a trial
    // that ends meanwhile doesn't end the stage.
    const undo = state.begin({ ...stage, status: 'running', endedAt: null }, queued);
    const isNew = !this.states.has(stage.id);
    if (isNew) this.states.set(stage.id, Promise.resolve(state));
    try {
      await this.store.saveStage(state.stage, queued);
    } catch (error) {
      undo();
      if (isNew) this.states.delete(stage.id);
      throw error;
    }
    this.used(state);
    this.queue.add(state, queued, prepared.file);
    await this.settle(state);
  }

  /** Brings the stage's own status in line with its trials, saves it where it changed, and tells of it. */
  private async settle(state: StageState): Promise<void> {
    const status = stageStatus(state.trials);
    if (status !== state.stage.status) {
      const endedAt = status === 'running' ? null : Date.now();
      state.stage = { ...state.stage, status, endedAt };
      state.project = { ...state.project, updatedAt: Date.now() };
      try {
        await this.store.saveStage(state.stage, []);
        await this.store.saveProject(state.project);
      } finally {
        // Who waits for the end must hear of it even where it could not be saved.
        this.announce(state);
      }
    } else this.announce(state);
  }

  private announce(state: StageState): void {
    this.views.run(state.stage.id, () => {
      this.options.emit({ type: 'stage', view: state.view() });
      this.options.emit({ type: 'project', card: cardOf(state.project, state) });
    });
  }

  private async card(project: Project): Promise<ProjectCard> {
    const newest = (await this.store.stages(project.id)).at(-1);
    return cardOf(project, newest ? await this.state(newest.id) : null);
  }
}

/** `sample:digits` keeps its name (the interface translates it); a path gives its last part. */
function nameOf(source: string): string {
  return source.startsWith('sample:') ? source : (source.split(/[\\/]/).findLast(part => part !== '') ?? source);
}
