import { v7 as uuid } from 'uuid';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { LadderChoice, ProjectCard, StageView } from '#shared/contract/requests.ts';
import type { Machine } from '#shared/domain/machine.ts';
import type { Decision, Project, Stage, StagePlan } from '#shared/domain/project.ts';
import { ENDED, type Trial } from '#shared/domain/trial.ts';
import { planLadder } from '#shared/method/plan.ts';
import { readData } from '../data/client.ts';
import type { Store } from '../store/store.ts';
import type { Hosts } from './hosts.ts';
import { StageState } from './stage-state.ts';
import { Throttle } from './throttle.ts';
import { logFileOf } from './trial-log.ts';
import { TrialQueue } from './trial-queue.ts';

/** At most four views of a stage a second. */
const VIEW_EVERY_MS = 250;

/** What a conductor works with. */
export interface ConductorOptions {
  home: string;
  version: string;
  store: Store;
  hosts: Hosts;
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
  private readonly views = new Throttle(VIEW_EVERY_MS);

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

  /** No trial is queued or running. */
  get idle(): boolean {
    return this.queue.idle;
  }

  async createProject(source: string): Promise<Project> {
    const { home, hosts, emit } = this.options;
    const prepared = await readData(hosts.startReader(), source, home, done => emit({ type: 'reading', source, done }));
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
    await this.queue.stop(new Set(state.open.map(t => t.id)), 'stopped');
  }

  async stopTrial(trialId: string): Promise<void> {
    await this.queue.stop(new Set([trialId]), 'stopped');
  }

  /** Starts the interrupted, stopped and failed trials of a stage anew. */
  async continueStage(stageId: string): Promise<void> {
    const state = await this.state(stageId);
    const again = state.trials.filter(t => ['interrupted', 'stopped', 'failed'].includes(t.status));
    await this.enqueue(state, again);
  }

  async addRate(stageId: string, learningRate: number): Promise<Trial> {
    const state = await this.state(stageId);
    const { stage, project, trials } = state;
    if (stage.plan.rates.includes(learningRate)) throw new Refusal('error.rate.there', { rate: learningRate });
    const rates = [...stage.plan.rates, learningRate].sort((a, b) => b - a);
    state.stage = { ...stage, plan: { ...stage.plan, rates } };
    const trial = this.newTrial(state.stage, project, learningRate, trials.length);
    await this.enqueue(state, [trial]);
    return trial;
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
    if (state) return state;
    this.states.delete(stageId);
    throw new Refusal('error.stage.unknown', { id: stageId });
  }

  async close(): Promise<void> {
    await this.queue.close();
    this.views.flush();
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
    const state = new StageState(project, stage, [], null);
    this.states.set(stage.id, Promise.resolve(state));
    await this.enqueue(
      state,
      plan.rates.map((rate, i) => this.newTrial(stage, project, rate, i)),
    );
    return stage;
  }

  /** Prepares the data (usually found prepared), saves the trials as queued and hands them to the queue. */
  private async enqueue(state: StageState, trials: readonly Trial[]): Promise<void> {
    if (trials.length === 0) return;
    const { home, hosts } = this.options;
    const { project } = state;
    const prepared = await readData(hosts.startReader(), project.source, home, () => {});
    if (prepared.digest !== project.dataDigest) throw new Refusal('error.source.changed', { source: project.source });
    const queued = trials.map((t): Trial => ({ ...t, status: 'queued', reason: null, result: null, endedAt: null }));
    state.stage = { ...state.stage, status: 'running', endedAt: null };
    await this.store.saveStage(state.stage, queued);
    for (const trial of queued) state.setTrial(trial);
    this.queue.add(state, queued, prepared.file);
    await this.settle(state);
  }

  private newTrial(stage: Stage, project: Project, learningRate: number, position: number): Trial {
    const id = uuid();
    return {
      id,
      stageId: stage.id,
      position,
      status: 'queued',
      hyperparameters: { ...stage.plan.base, learningRate },
      backend: stage.plan.backend,
      metric: project.facts?.metric ?? 'accuracy',
      dataDigest: project.dataDigest ?? '',
      programVersion: this.options.version,
      attempt: 0,
      reason: null,
      result: null,
      logFile: logFileOf(this.options.home, id),
      createdAt: Date.now(),
      startedAt: null,
      endedAt: null,
    };
  }

  /** Brings the stage's own status in line with its trials, saves it where it changed, and tells of it. */
  private async settle(state: StageState): Promise<void> {
    const status = statusOf(state.trials);
    if (status !== state.stage.status) {
      const endedAt = status === 'running' ? null : Date.now();
      state.stage = { ...state.stage, status, endedAt };
      state.project = { ...state.project, updatedAt: Date.now() };
      await this.store.saveStage(state.stage, []);
      await this.store.saveProject(state.project);
    }
    this.announce(state);
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

function cardOf(project: Project, state: StageState | null): ProjectCard {
  return {
    project,
    stage: state?.stage ?? null,
    answer: state?.answer ?? null,
    decision: state?.decision ?? null,
    remainingMs: state?.remainingMs ?? null,
  };
}

function statusOf(trials: readonly Trial[]): Stage['status'] {
  if (trials.some(t => !ENDED.has(t.status))) return 'running';
  if (trials.some(t => t.status === 'interrupted')) return 'interrupted';
  return trials.some(t => t.status === 'stopped') ? 'stopped' : 'finished';
}

/** `sample:digits` keeps its name (the interface translates it); a path gives its last part. */
function nameOf(source: string): string {
  return source.startsWith('sample:') ? source : (source.split(/[\\/]/).findLast(part => part !== '') ?? source);
}
