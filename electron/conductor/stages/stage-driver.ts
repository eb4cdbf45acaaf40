import { v7 as uuid } from 'uuid';
import { whyNoFurther } from '#shared/command/fails-at-once.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { PreparedDataset } from '#shared/domain/dataset.ts';
import type { EventDetail, EventKind } from '#shared/domain/logged-event.ts';
import type { Probe } from '#shared/domain/probe.ts';
import { type Stage, StageFrame } from '#shared/domain/project.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { StageRecommendation } from '#shared/domain/recommendation.ts';
import type { TestEvaluation } from '#shared/domain/test-reading.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { branchesOf, checkBranch } from '#shared/method/stages/branching.ts';
import {
  type Action,
  hyperparametersOf,
  type PlanFrame,
  type Subject,
  type TrialPoint,
} from '#shared/method/stages/stage-definition.ts';
import { dropBranches, dropCheckpoint } from '../../store/checkpoint-files.ts';
import type { Store } from '../../store/store.ts';
import { type EventLog, reasonOf } from '../projects/event-log.ts';
import { isTrainable, type ProjectData, type TrainableProject } from '../projects/project-data.ts';
import { newTrial } from '../trials/new-trial.ts';
import type { Asker } from '../trials/questions.ts';
import { readTest } from '../trials/read-test.ts';
import { askForProbe } from '../trials/run-probe.ts';
import { type QueueEvent, type QueueOptions, type ToTrain, TrialQueue } from '../trials/trial-queue.ts';
import type { StopStatus } from '../trials/trial-run.ts';
import type { Cut, StageQuestions } from './stage-questions.ts';
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

/** What of a stage is to be done at once. */
interface ToDo {
  wanted: readonly ToTrain[];
  /** Trials that won't go on: pruned, or never begun since their fold can't be had. */
  over: readonly Trial[];
  probed: readonly TrialPoint[];
  /** Trials whose test rows are to be read. */
  tested: readonly Trial[];
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
  private readonly waiting = new Set<StageState>();
  /** What stages ask beside their trials. */
  private readonly asked = new WeakMap<StageState, Set<Promise<void>>>();
  /** Stages that are being stopped, and how. */
  private readonly stops = new WeakMap<StageState, Cut>();

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
    } else if (event.type === 'rows') state.addRows(trial.id, event.rows);
    else {
      state.setTrial(trial);
      if (event.type === 'begun') state.setCurve(trial.id, event.earlier);
      if (trial.status === 'waiting') this.waiting.add(state);
      const why = this.whyNoFurther(state, trial);
      void (why ? this.endFurther(state, why) : this.settle(state)).catch(this.storeFailed);
    }
  }

  /** Why a person's command is not run any further, once a run of it failed; null: it is. */
  private whyNoFurther({ group, stage, trials }: StageState, { status }: Trial): Reason | null {
    const isAsked = status === 'failed' && stage.status === 'running' && group.subject.kind === 'command';
    return isAsked ? whyNoFurther(trials) : null;
  }

  /** Nothing further of a stage is begun, not even what is next in the queue. */
  private async endFurther(state: StageState, why: Reason): Promise<void> {
    await this.queue.stop(state.open, 'stopped', why);
    await this.stop(state, 'stopped', why);
    await this.settle(state);
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

  /**
   * Stops a whole stage: nothing more follows from its curves until somebody goes on with it.
   * @param reason that its open trials end with; null: a person’s word
   */
  stop(state: StageState, status: Cut, reason: Reason | null = null): Promise<void> {
    // After a change under way, or what that starts would go on.
    return this.change(state, async () => {
      state.preparedFile = null;
      this.stops.set(state, status);
      this.queue.stopAskedBy(state.stage.id);
      await Promise.all([...(this.asked.get(state) ?? []), this.stopTrials(state, () => true, status, reason)]);
      this.stops.delete(state);
    });
  }

  /** Stops one trial; the others go on. */
  stopTrial(state: StageState, trialId: string, status: StopStatus): Promise<void> {
    return this.change(state, () => this.stopTrials(state, ({ id }) => id === trialId, status));
  }

  private async stopTrials(
    state: StageState,
    wanted: (trial: Trial) => boolean,
    status: StopStatus,
    reason: Reason | null = null,
  ): Promise<void> {
    await this.queue.stop(state.open.filter(wanted), status, reason);
    // One that came to its step in the same moment waits there by now.
    const waiting = state.open.filter(wanted);
    if (waiting.length > 0) await this.queue.stop(waiting, status, reason);
  }

  /** Interrupts what runs; rejects where that could not be saved, but no trainer is left all the same. */
  async close(): Promise<void> {
    const waiting = [...this.waiting].flatMap(state => state.trials.filter(({ status }) => status === 'waiting'));
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
    /** Whose fold can't be had. */
    const refused: Trial[] = [];
    const probed: TrialPoint[] = [];
    const tested: Trial[] = [];
    let { plan } = state;
    const toTrain = (trial: Trial, until: number | null, preparedFile?: string): ToTrain => {
      return { trial, until: stepFor(until), branches: branchesOf(state.definition, plan, trial.point), preparedFile };
    };
    for (const action of actions) {
      if (action.do === 'probe') {
        probed.push(action.point);
        continue;
      }
      if (action.do === 'start') {
        const { point, from: branch = null } = action;
        if (point.origin !== 'planned') plan = state.definition.withPoint?.(plan, point) ?? plan;
        const position = trials.size + started.length + refused.length;
        const origin = { point, branch, position, home, version };
        const fold = point.fold === undefined ? null : await this.foldOf(project, point.fold);
        const own = fold?.dataset ? { facts: fold.dataset.facts, dataDigest: fold.dataset.digest } : {};
        const trial = newTrial(state.stage, { ...project, ...own }, origin);
        if (fold?.refused) {
          refused.push({ ...trial, status: 'failed', reason: fold.refused, endedAt: Date.now() });
          continue;
        }
        if (branch) checkBranch(trial, trials.get(branch.trialId), branch.step);
        started.push(toTrain(trial, action.until, fold?.dataset?.file));
        continue;
      }
      const trial = trials.get(action.trialId);
      if (!trial) continue;
      if (action.do === 'resume') {
        if (trial.fold === null) resumed.push(toTrain(trial, action.until));
        else {
          const { file, digest } = await this.options.data.fold(project, trial.fold);
          const own = trial.attempt === 0 ? { ...trial, dataDigest: digest } : trial;
          resumed.push(toTrain(own, action.until, file));
        }
      } else if (action.do === 'readTest') tested.push(trial);
      else if (trial.status === 'running' || trial.status === 'queued')
        await this.queue.stop([trial], 'pruned', action.reason);
      else pruned.push({ ...trial, status: 'pruned', reason: action.reason, endedAt: Date.now() });
    }
    const stage =
      plan === state.plan ? state.stage : { ...state.stage, plan: StageFrame.parse({ ...state.stage.plan, ...plan }) };
    const over = [...pruned, ...refused];
    if (resumed.length + started.length + over.length + probed.length + tested.length === 0) return [];
    const toDo = { wanted: [...resumed, ...started], over, probed, tested };
    await this.enqueue(state, stage, toDo, { project, preparedFile });
    for (const { id } of pruned) {
      this.queue.hosts.forget(id);
      await dropCheckpoint(this.options.home, id);
      await this.store.compact(id);
    }
    return started.map(({ trial }) => trial);
  }

  /** What a fold of cross-validation trains on [M9], or why there is none. */
  private async foldOf(
    project: TrainableProject,
    fold: number,
  ): Promise<{ dataset: PreparedDataset; refused: null } | { dataset: null; refused: Reason }> {
    try {
      return { dataset: await this.options.data.fold(project, fold), refused: null };
    } catch (error) {
      if (error instanceof Refusal) return { dataset: null, refused: error.record };
      throw error;
    }
  }

  private async enqueue(
    state: StageState,
    stage: Stage,
    { wanted, over, probed, tested }: ToDo,
    work: Work,
  ): Promise<void> {
    const { stages } = this.options;
    const { preparedFile } = work;
    const entries = wanted.map(({ trial, ...rest }): ToTrain => {
      return { trial: { ...trial, status: 'queued', reason: null, result: null, endedAt: null }, ...rest };
    });
    const queued = entries.map(({ trial }) => trial);
    // Known before it is saved, so that no one who asks meanwhile reads the stage into memory a second time, and a trial
    // that ends meanwhile doesn't end the stage.
    const begun: Stage = { ...stage, status: 'running', endedAt: null };
    const asked = { probed: probed.map(({ key }) => key), tested: tested.map(({ id }) => id) };
    const undo = state.begin(begun, [...queued, ...over], asked);
    const forget = stages.add(state);
    try {
      await this.store.saveStage(state.stage, [...queued, ...over], null);
    } catch (error) {
      undo();
      forget();
      throw error;
    }
    state.preparedFile = preparedFile;
    stages.used(state);
    this.queue.add(state.group, entries, preparedFile);
    for (const point of probed) this.probe(state, point, work);
    for (const trial of tested) this.test(state, trial, work);
    await this.settle(state);
  }

  /** Asks for a learning rate for one point [S6] and keeps the answer. */
  private probe(state: StageState, { key: pointKey, set }: TrialPoint, { project, preparedFile }: Work): void {
    const { stage, plan, group } = state;
    const { learningRate: _, ...hyperparameters } = hyperparametersOf(plan, { set });
    const { version } = this.options;
    const failed = { kind: 'probe.failed', detail: { point: pointKey } } as const;
    this.ask(state, state.pointProbes, { key: pointKey, failed }, async () => {
      const { dataDigest } = project;
      const asker = { projectId: project.id, stage: { stageId: stage.id, pointKey } };
      const decided = { hyperparameters, backend: group.backend, dataDigest };
      const answer = await askForProbe(this.queue, { ...asker, ...decided, subject: group.subject, preparedFile });
      const { projectId } = asker;
      const made = { id: uuid(), projectId, ...asker.stage, ...decided, programVersion: version, answer };
      const probe: Probe = { ...made, createdAt: Date.now() };
      await this.store.saveProbe(probe);
      state.takeOwnProbe(probe);
    });
  }

  /** Has the test rows of one of its trials read, and keeps and counts that: all trials of the stage together are one reading [R2]. */
  private test(state: StageState, trial: Trial, { preparedFile }: Work): void {
    const { id } = state.stage;
    const failed = { kind: 'test.failed', detail: {} } as const;
    this.ask(state, state.tests, { key: trial.id, failed }, async () => {
      const stage = { stageId: id, pointKey: trial.point.key };
      await this.readTest(state, trial, { preparedFile, stage, readingId: id });
    });
  }

  /**
   * Reads the test rows of a finished trial, keeps what they say and counts it.
   * @param asked `readingId`: one that was counted before counts no second time; without a stage it is a person who asks
   * @throws Refusal as `trials/read-test.ts`, or where that can't be kept
   */
  async readTest(
    state: StageState,
    trial: Trial,
    { readingId, ...asked }: { preparedFile: string; readingId: string; stage?: Asker['stage'] },
  ): Promise<TestEvaluation> {
    const { home, events, stages } = this.options;
    const { project, stage, group } = state;
    const projectId = project.id;
    // One whose weights are still read when the stage is stopped comes to the queue later.
    const isStopped = () => this.stops.has(state);
    const stopped = () => Promise.reject(new Refusal('error.question.stopped'));
    const queue: Pick<TrialQueue, 'ask'> = { ask: question => (isStopped() ? stopped() : this.queue.ask(question)) };
    const evaluation = await readTest(queue, { home, trial, projectId, subject: group.subject, ...asked });
    const { dataDigest } = trial;
    const reading = {
      id: readingId,
      projectId,
      stageId: stage.id,
      kind: stage.kind,
      dataDigest,
      createdAt: Date.now(),
    };
    const isNew = await this.store.saveTestEvaluation(trial.id, evaluation, reading);
    const readings = await this.store.testReadings(projectId);
    state.takeTest(trial.id, evaluation);
    await stages.takeReadings(projectId, readings);
    const count = readings.filter(one => one.dataDigest === dataDigest).length;
    if (isNew) events.record('test.read', { count, rows: evaluation.rows }, projectId);
    return evaluation;
  }

  /** Asks a trainer something for a stage, which then goes on. What comes to nothing is not asked again until a person goes on with the stage. */
  private ask(
    state: StageState,
    questions: Pick<StageQuestions<unknown>, 'cutOff'>,
    { key, failed }: { key: string; failed: { kind: EventKind; detail: EventDetail } },
    task: () => Promise<void>,
  ): void {
    const ask = async () => {
      try {
        await task();
      } catch (error) {
        const why = error instanceof Refusal ? error.record.key : null;
        const isStopped = why === 'error.question.stopped' || why === 'error.core.closing';
        questions.cutOff(key, (isStopped && this.stops.get(state)) || 'interrupted');
        const detail = { ...reasonOf(error as Error), ...failed.detail };
        if (!isStopped) this.options.events.record(failed.kind, detail, state.project.id);
      }
      await this.settle(state);
    };
    const asked = this.underWay(ask()).catch(this.storeFailed);
    const all = this.asked.get(state) ?? new Set();
    this.asked.set(state, all.add(asked));
    void asked.finally(() => all.delete(asked));
  }

  /**
   * Goes on with a stage where something follows from its curves; else brings its own status in line with its trials, saves
   * it where it changed, with what its results say, and tells of it.
   */
  async settle(state: StageState): Promise<void> {
    const { home, data, onChange } = this.options;
    if (!state.trials.some(({ status }) => status === 'waiting')) this.waiting.delete(state);
    if (follows(state)) {
      onChange(state);
      void this.change(state, () => this.advance(state)).catch(error => this.giveUp(state, error));
      return;
    }
    const { status } = state;
    if (status !== state.stage.status) {
      state.become(status);
      try {
        await this.store.saveStage(state.stage, [], this.kept(state));
        await data.touch(state.project.id);
        if (status === 'finished') await dropBranches(home, branched(state));
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

/** The trials of a stage that keep checkpoints for others. */
const branched = ({ definition, plan, trials }: StageState): string[] =>
  trials.filter(({ point }) => branchesOf(definition, plan, point).length > 0).map(({ id }) => id);
