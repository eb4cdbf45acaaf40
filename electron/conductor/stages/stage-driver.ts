import { type Stage, StageFrame } from '#shared/domain/project.ts';
import type { StageRecommendation } from '#shared/domain/recommendation.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { Action, PlanFrame, Subject } from '#shared/method/stages/stage-definition.ts';
import { stageStatus } from '#shared/method/stages/stage-status.ts';
import { dropCheckpoint } from '../../store/checkpoint-files.ts';
import type { Store } from '../../store/store.ts';
import { type EventLog, reasonOf } from '../projects/event-log.ts';
import { isTrainable, type ProjectData, type TrainableProject } from '../projects/project-data.ts';
import { newTrial } from '../trials/new-trial.ts';
import { type QueueEvent, type QueueOptions, type ToTrain, TrialQueue } from '../trials/trial-queue.ts';
import type { StopStatus } from '../trials/trial-run.ts';
import type { StageState } from './stage-state.ts';
import type { StagesInUse } from './stages-in-use.ts';

type Points = Extract<QueueEvent, { type: 'points' }>;

/** What a driver works with. */
export interface StageDriverOptions extends Omit<QueueOptions, 'onEvent'> {
  data: ProjectData;
  stages: StagesInUse;
  /** What happened to projects, for a person who asks later. */
  events: EventLog;
  /** Points of a trial are committed, and its stage has them. */
  onPoints: (state: StageState, points: Points) => void;
  /** A probe or a preparation waits, is being made, or is over. */
  onQuestion: (question: Extract<QueueEvent, { type: 'question' }>) => void;
  /** A stage or one of its trials changed. */
  onChange: (state: StageState) => void;
}

/** What is to be trained on, and up to which step. */
interface Work {
  project: TrainableProject;
  preparedFile: string;
}

/**
 * Runs stages of every kind: does what the stage's definition says is next, hands trials to the queue, and keeps the stage's state equal to
 * what comes of them, until nothing follows. Changes of one stage come one after the other.
 */
export class StageDriver {
  private readonly options: StageDriverOptions;
  private readonly store: Store;
  readonly queue: TrialQueue;
  /** What is under way, which closing waits for. */
  private readonly changes = new Set<Promise<unknown>>();
  /** Stages with trials that wait at their step. */
  private readonly holding = new Set<StageState>();

  constructor(options: StageDriverOptions) {
    this.options = options;
    this.store = options.store;
    this.queue = new TrialQueue({ ...options, onEvent: event => this.hear(event) });
  }

  /** Takes what the queue tells into the state of its stage. */
  private hear(event: QueueEvent): void {
    if (event.type === 'storeFailed') {
      this.storeFailed(event.error);
      return;
    }
    if (event.type === 'question') {
      this.options.onQuestion(event);
      return;
    }
    const { trial } = event;
    // It is there as long as one of its trials is open.
    const state = this.options.stages.inMemory(trial.stageId);
    if (!state) return;
    if (event.type === 'happened') this.options.events.record(event.kind, event.detail, state.project.id);
    else if (event.type === 'points') {
      const before = state.stepsOf(trial.id);
      state.addPoints(trial.id, event.batches, event.workedMs);
      this.options.onPoints(state, event);
      // Whoever isn't held at a rung is looked at when it passes one.
      const passed = state.group.marks.some(mark => mark > before && mark <= state.stepsOf(trial.id));
      if (passed && !this.queue.hosts.can(state.group.subject).hold) void this.settle(state).catch(this.storeFailed);
    } else {
      state.setTrial(trial);
      if (event.type === 'begun') state.setCurve(trial.id, event.earlier);
      if (trial.status === 'waiting') this.holding.add(state);
      void this.settle(state).catch(this.storeFailed);
    }
  }

  /** The store failed: what can still be noted is noted. Trials that could not save end as failed by themselves. */
  private readonly storeFailed = (error: Error): void => {
    this.options.events.record('store.failed', reasonOf(error));
  };

  /** A stage of such a plan is about to start. */
  expect({ parallel, backend }: PlanFrame, subject: Subject): void {
    this.queue.warm(parallel, { subject, backend });
  }

  /** One change of a stage after another: two at once would both start the same trials. */
  change<T>(state: StageState, task: () => Promise<T>): Promise<T> {
    return this.underWay(state.inTurn(task));
  }

  /** Closing waits for it. */
  underWay<T>(change: Promise<T>): Promise<T> {
    const entry = change.catch(() => {}).finally(() => this.changes.delete(entry));
    this.changes.add(entry);
    return change;
  }

  /** Stops a whole stage: nothing more follows from its curves until somebody goes on with it. */
  stop(state: StageState, status: StopStatus): Promise<void> {
    // After a change under way, or what that starts would go on.
    return this.change(state, async () => {
      state.preparedFile = null;
      await this.stopTrials(state, () => true, status);
    });
  }

  /** Stops one trial; the others go on. */
  stopTrial(state: StageState, trialId: string, status: StopStatus): Promise<void> {
    return this.change(state, () => this.stopTrials(state, ({ id }) => id === trialId, status));
  }

  private async stopTrials(state: StageState, wanted: (trial: Trial) => boolean, status: StopStatus): Promise<void> {
    await this.queue.stop(state.open.filter(wanted), status);
    // One that came to its step in the same moment is held there by now.
    const held = state.open.filter(wanted);
    if (held.length > 0) await this.queue.stop(held, status);
  }

  /** Interrupts what runs; rejects where that could not be saved, but no trainer is left all the same. */
  async close(): Promise<void> {
    const waiting = [...this.holding].flatMap(state => state.trials.filter(({ status }) => status === 'waiting'));
    await this.queue.close(waiting);
    await Promise.allSettled(this.changes);
  }

  /**
   * Does what a stage's definition says: new trials, trials that go on, trials that can't win any more. All of it is saved at once; where
   * that fails, the stage is as it was.
   * @returns the new trials
   */
  async apply(state: StageState, actions: readonly Action[], { project, preparedFile }: Work): Promise<Trial[]> {
    const { home, version } = this.options;
    const trials = new Map(state.trials.map(trial => [trial.id, trial]));
    const { hold } = this.queue.hosts.can(state.group.subject);
    const stepFor = (until: number | null) => (hold ? until : null);
    const started: ToTrain[] = [];
    const resumed: ToTrain[] = [];
    const pruned: Trial[] = [];
    let { plan } = state;
    for (const action of actions) {
      // Neither is asked for by a stage that there is; passed over, it would be asked for again without end.
      if (action.do === 'probe' || (action.do === 'start' && action.from))
        throw new Error(`can't ${action.do} that way yet`);
      if (action.do === 'start') {
        const origin = { point: action.point, position: trials.size + started.length, home, version };
        if (action.point.origin !== 'planned') plan = state.definition.withPoint?.(plan, action.point) ?? plan;
        started.push({ trial: newTrial(state.stage, project, origin), until: stepFor(action.until) });
        continue;
      }
      const trial = trials.get(action.trialId);
      if (!trial) continue;
      if (action.do === 'resume') resumed.push({ trial, until: stepFor(action.until) });
      else if (trial.status === 'running') await this.queue.stop([trial], 'pruned', action.reason);
      else pruned.push({ ...trial, status: 'pruned', reason: action.reason, endedAt: Date.now() });
    }
    const stage =
      plan === state.plan ? state.stage : { ...state.stage, plan: StageFrame.parse({ ...state.stage.plan, ...plan }) };
    if (resumed.length + started.length + pruned.length === 0) return [];
    await this.enqueue(state, stage, [...resumed, ...started], preparedFile, pruned);
    for (const { id } of pruned) {
      this.queue.hosts.forget(id);
      await dropCheckpoint(this.options.home, id);
      await this.store.compact(id);
    }
    return started.map(({ trial }) => trial);
  }

  private async enqueue(
    state: StageState,
    stage: Stage,
    wanted: readonly ToTrain[],
    preparedFile: string,
    pruned: readonly Trial[],
  ): Promise<void> {
    const { stages } = this.options;
    const entries = wanted.map(({ trial, until }): ToTrain => {
      return { trial: { ...trial, status: 'queued', reason: null, result: null, endedAt: null }, until };
    });
    const queued = entries.map(({ trial }) => trial);
    // Known before it is saved, so that no one who asks meanwhile reads the stage into memory a second time, and a trial
    // that ends meanwhile doesn't end the stage.
    const undo = state.begin({ ...stage, status: 'running', endedAt: null }, [...queued, ...pruned]);
    const forget = stages.add(state);
    try {
      await this.store.saveStage(state.stage, [...queued, ...pruned], null);
    } catch (error) {
      undo();
      forget();
      throw error;
    }
    state.preparedFile = preparedFile;
    stages.used(state);
    this.queue.add(state.group, entries, preparedFile);
    await this.settle(state);
  }

  /**
   * Goes on with a stage where something follows from its curves; else brings its own status in line with its trials, saves
   * it where it changed, with what its results say, and tells of it.
   */
  async settle(state: StageState): Promise<void> {
    const { data, onChange } = this.options;
    if (!state.trials.some(({ status }) => status === 'waiting')) this.holding.delete(state);
    if (follows(state)) {
      onChange(state);
      void this.change(state, () => this.advance(state)).catch(error => this.giveUp(state, error));
      return;
    }
    const status = stageStatus(state.trials);
    if (status !== state.stage.status) {
      state.become(status);
      try {
        await this.store.saveStage(state.stage, [], this.kept(state));
        await data.touch(state.project.id);
      } finally {
        // Who waits for the end must hear of it even where it could not be saved.
        onChange(state);
      }
    } else onChange(state);
  }

  /** What is kept of a stage's results: all, once it is at rest. */
  private kept(state: StageState): StageRecommendation | null {
    return state.stage.status === 'running' ? null : state.recommendation;
  }

  private async advance(state: StageState): Promise<void> {
    // Asked again: a person may have stopped it since.
    const { project, preparedFile } = state;
    if (!follows(state) || preparedFile === null || !isTrainable(project)) return;
    await this.apply(state, state.actions(), { project, preparedFile });
  }

  /** A stage that can't go on by itself, since that can't be saved: it waits for a person. */
  private async giveUp(state: StageState, error: Error): Promise<void> {
    this.storeFailed(error);
    state.preparedFile = null;
    await this.queue.stop(state.open, 'interrupted').catch(this.storeFailed);
    await this.settle(state).catch(this.storeFailed);
  }
}

/** Whether something is to be done next on a stage that was started here. */
function follows(state: StageState): boolean {
  const isOn = state.stage.status === 'running' && state.preparedFile !== null;
  return isOn && state.actions().length > 0;
}
