import { Refusal } from '#shared/contract/refusal.ts';
import type { EventDetail, EventKind } from '#shared/domain/logged-event.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { Hosts, Lent } from '../../hosts/hosts.ts';
import { type CountOomKills, MemoryWitness } from '../../hosts/memory.ts';
import { TrialHosts } from '../../hosts/trial-hosts.ts';
import type { Store } from '../../store/store.ts';
import { openTrialLog } from '../../store/trial-log.ts';
import { Admission, type TrialGroup } from './admission.ts';
import type { AwakeClock } from './awake-clock.ts';
import type { CurveSoFar } from './curve-so-far.ts';
import { type Asker, type Question, type QuestionState, Questions, type QueuedQuestion } from './questions.ts';
import { runTrial, type StopStatus, type TrialRun } from './trial-run.ts';

/** What the queue tells of. Whoever hears it owns the state that follows from it. */
export type QueueEvent =
  /** An attempt is kept; it goes on from this curve of earlier ones, which may be none. */
  | { type: 'begun'; trial: Trial; earlier: CurveSoFar }
  /** Points are committed; for them a trainer worked so long (`WorkedTime`). */
  | { type: 'points'; trial: Trial; batches: MetricBatch[]; workedMs: number | null }
  /** How rows of dev did is kept. */
  | { type: 'rows'; trial: Trial; rows: MeasuredRows }
  /** It ended, or came to its step and is `waiting`; that is saved, or can't be. */
  | { type: 'ended'; trial: Trial }
  /** Memory was short beside others: it is queued again. */
  | { type: 'again'; trial: Trial }
  /** Something happened that a person may want to know later. */
  | { type: 'happened'; trial: Trial; kind: EventKind; detail: EventDetail }
  /** A probe or a preparation waits, is being made, or is over. */
  | ({ type: 'question' } & QuestionState)
  /** The store failed in the middle; nothing more can be kept. */
  | { type: 'storeFailed'; error: Error };

/** What a queue works with. */
export interface QueueOptions {
  home: string;
  /** Of the program: it stands in the record of every attempt, and a checkpoint of another one is not gone on from. */
  version: string;
  store: Store;
  hosts: Hosts;
  /** What training is measured by. */
  clock: AwakeClock;
  /** Bytes that further trainers may take. */
  freeMemory: () => number;
  /** The same of the GPU; left out: what its driver says. */
  freeGpuMemory?: () => Promise<number | null>;
  /** How often the system ended a process for want of memory; left out: what Linux counts. */
  countOomKills?: CountOomKills;
  /** Trials (by id) whose best evaluation's weights stay, however much they take; left out: none. */
  lastingWeights?: () => Promise<string[]>;
  onEvent: (event: QueueEvent) => void;
}

/** A trial to be run, from its checkpoint where it has one. */
export interface ToTrain {
  /** Saved as `queued`. */
  trial: Trial;
  /** The step it waits at; null: it trains to its end. */
  until: number | null;
  /** Steps before which it keeps a checkpoint for others that branch off it; left out: none. */
  branches?: readonly number[];
}

interface Entry extends ToTrain {
  group: TrialGroup;
  preparedFile: string;
  /** How often it was run again for memory. */
  again: number;
}

interface Running {
  entry: Entry;
  run: TrialRun;
  over: Promise<void>;
  /** It has a trainer; else what it did is still being saved. */
  training: boolean;
  /** What it takes of memory; null: it hasn't told yet. */
  bytes: number | null;
  /** The most that ran beside it at once. */
  mostBeside: number;
  /** It was told to stop. */
  stopping: boolean;
}

/**
 * Runs queued trials in order, each in a process that trains nothing else meanwhile, as many side by side as the foremost one's group
 * allows and as fit in memory [L7]. One that is short of memory beside others goes on, with one fewer at once. Probes and preparations are
 * short, and somebody waits for them: they don't wait behind trials, but for memory as these do. The queue alone owns trials that
 * are queued or running; it tells what becomes of them.
 */
export class TrialQueue {
  private readonly queued: Entry[] = [];
  private readonly running = new Map<string, Running>();
  private readonly questions: Questions;
  private readonly options: QueueOptions;
  private readonly admission: Admission;
  /** Where jobs are done. */
  readonly hosts: TrialHosts;
  private closed = false;

  constructor(options: QueueOptions) {
    this.options = options;
    this.hosts = new TrialHosts(options.hosts);
    this.admission = new Admission({
      // What idle processes take, the next job uses.
      freeBytes: () => options.freeMemory() + this.hosts.idleBytes,
      freeGpuMemory: options.freeGpuMemory,
      changed: () => this.pump(),
    });
    this.questions = new Questions({
      hosts: this.hosts,
      freeMemory: options.freeMemory,
      ...(options.countOomKills && { countOomKills: options.countOomKills }),
      tell: state => options.onEvent({ type: 'question', ...state }),
      pump: () => this.pump(),
    });
  }

  /**
   * Starts processes ahead for trials that are about to be queued, as many as may train at once.
   * @param most so many trials, or so many side by side
   */
  warm(most: number, { subject, backend }: Pick<TrialGroup, 'subject' | 'backend'>): void {
    if (this.training.length === 0) this.hosts.of(subject).warm(this.admission.sideBySide(most, backend));
  }

  /** Starts a trainer ahead for a question that is about to be asked. */
  warmOne(): void {
    this.hosts.warmOne();
  }

  /** Queues trials that are saved as `queued`. */
  add(group: TrialGroup, queued: readonly ToTrain[], preparedFile: string): void {
    this.queued.push(...queued.map(q => ({ ...q, group, preparedFile, again: 0 })));
    if (this.closed)
      void this.stop(
        queued.map(q => q.trial),
        'interrupted',
      ).catch(this.storeFailed);
    this.pump();
  }

  /**
   * Asks a trainer one thing when there is room for it.
   * @throws Refusal where it says why there is no answer, is lost or stopped; where too many wait already, or the core closes
   */
  ask<T>(question: Question<T>): Promise<T> {
    return this.closed ? Promise.reject(new Refusal('error.core.closing')) : this.questions.ask(question);
  }

  /** Stops a person's probes and preparations of a project, asked or waiting. @returns how many there were */
  stopQuestions(projectId: string): number {
    const isWanted = (asker: Asker) => asker.projectId === projectId && !asker.stage;
    return this.questions.stop(isWanted, new Refusal('error.question.stopped'));
  }

  /** The same for what a stage asks. */
  stopAskedBy(ofStage: string): number {
    return this.questions.stop(({ stage }) => stage?.stageId === ofStage, new Refusal('error.question.stopped'));
  }

  /**
   * Stops some trials and resolves when their ends are saved: queued and running ones, which leave a checkpoint, and those that wait at
   * their step outside the queue.
   */
  async stop(trials: readonly Trial[], status: StopStatus, reason: Reason | null = null): Promise<void> {
    const ids = new Set(trials.map(({ id }) => id));
    const queued = this.queued.filter(e => ids.has(e.trial.id)).map(e => e.trial);
    const waiting = trials.filter(trial => trial.status === 'waiting' && !this.has(trial.id));
    this.queued.splice(0, this.queued.length, ...this.queued.filter(e => !ids.has(e.trial.id)));
    const runs = [...this.running.values()].filter(r => ids.has(r.entry.trial.id));
    for (const running of runs) {
      running.stopping = true;
      running.run.stop(status, reason);
    }
    const ends = [...queued, ...waiting].map(trial => this.end({ ...trial, status, reason, endedAt: Date.now() }));
    const [saved] = await Promise.all([Promise.allSettled(ends), ...runs.map(r => r.over)]);
    for (const end of saved) if (end.status === 'rejected') throw end.reason;
  }

  /**
   * Interrupts everything; nothing starts any more.
   * @param waiting trials that wait at their step
   */
  async close(waiting: readonly Trial[] = []): Promise<void> {
    this.closed = true;
    this.questions.stop(() => true, new Refusal('error.core.closing'));
    const own = [...this.queued, ...[...this.running.values()].map(r => r.entry)].map(e => e.trial);
    await this.stop([...own, ...waiting], 'interrupted').finally(() => this.hosts.close());
  }

  private has(trialId: string): boolean {
    return this.running.has(trialId) || this.queued.some(e => e.trial.id === trialId);
  }

  private readonly storeFailed = (error: Error): void => this.options.onEvent({ type: 'storeFailed', error });

  private pump(): void {
    while (!this.closed) {
      const question = this.questions.foremost;
      const [entry] = this.queued;
      if (question && this.hasRoomToAsk(question)) void this.answer(question);
      else if (
        entry &&
        this.admission.hasRoomFor(
          entry.group,
          this.training.map(({ bytes }) => bytes),
        )
      ) {
        this.queued.shift();
        this.start(entry);
      } else return;
    }
  }

  private async answer(question: QueuedQuestion): Promise<void> {
    this.admission.started(question.backend);
    await this.questions.begin(question);
    this.admission.ended(question.backend);
    this.pump();
  }

  private hasRoomToAsk({ backend }: QueuedQuestion): boolean {
    const asked = Array.from({ length: this.questions.count }, () => null);
    return this.admission.hasRoomToAsk(backend, [...this.training.map(({ bytes }) => bytes), ...asked]);
  }

  private get training(): Running[] {
    return [...this.running.values()].filter(({ training }) => training);
  }

  private start(entry: Entry): void {
    const { home, version, store, clock, onEvent } = this.options;
    const { group, preparedFile, until, branches } = entry;
    const trial: Trial = {
      ...entry.trial,
      status: 'running',
      attempt: entry.trial.attempt + 1,
      programVersion: version,
      startedAt: Date.now(),
      endedAt: null,
      reason: null,
      note: null,
      result: null,
    };
    entry.trial = trial;
    let child: Lent;
    try {
      child = this.hosts.lend({ kind: 'train', subject: group.subject, trialId: trial.id });
    } catch (error) {
      const reason: Reason = { key: 'reason.failed.processLost', values: { detail: (error as Error).message } };
      void this.end({ ...trial, status: 'failed', reason, endedAt: Date.now() }).catch(this.storeFailed);
      return;
    }
    this.admission.started(group.backend);
    let trains = false;
    const witness = new MemoryWitness(this.options.countOomKills);
    const run = runTrial({
      trial,
      home,
      preparedFile,
      until,
      ...(branches && { branches }),
      marks: group.marks,
      child,
      canResume: this.hosts.can(group.subject).resume,
      store,
      clock,
      log: openTrialLog(home, trial.id),
      onBegin: (begun, earlier) => onEvent({ type: 'begun', trial: begun, earlier }),
      onPoints: (batches, workedMs) => {
        onEvent({ type: 'points', trial, batches, workedMs });
        if (!trains) this.admission.trains(group.backend);
        trains = true;
      },
      onRows: rows => onEvent({ type: 'rows', trial, rows }),
      onEvent: (kind, detail) => onEvent({ type: 'happened', trial, kind, detail }),
      lastingWeights: this.options.lastingWeights,
      witness,
      onMemory: bytes => {
        witness.sawFree(this.options.freeMemory());
        const running = this.running.get(trial.id);
        if (running) running.bytes = bytes;
        this.admission.took(group, bytes);
        this.pump();
      },
      onFree: () => {
        const running = this.running.get(trial.id);
        if (running) running.training = false;
        this.pump();
      },
    });
    const over = this.over(entry, run);
    this.running.set(trial.id, { entry, run, over, training: true, bytes: null, mostBeside: 0, stopping: false });
    const { training } = this;
    for (const each of training) each.mostBeside = Math.max(each.mostBeside, training.length - 1);
  }

  private async over(entry: Entry, run: TrialRun): Promise<void> {
    const { store, onEvent } = this.options;
    const { group, trial } = entry;
    const ended = await run.done.catch((error: Error): Trial => {
      // Not saved, so the next start will call it interrupted; until then it must not look as if it still ran.
      this.storeFailed(error);
      const reason: Reason = { key: 'reason.failed.store', values: { detail: error.message } };
      return { ...trial, status: 'failed', reason, endedAt: Date.now() };
    });
    const { stopping, mostBeside } = this.running.get(trial.id) as Running;
    this.running.delete(trial.id);
    this.admission.ended(group.backend);
    const { again } = entry;
    const beside = { beside: this.training.length, mostBeside, again };
    const most = stopping ? null : this.admission.fewerAfter(group, ended, beside);
    if (most !== null) {
      this.again(entry, ended, most);
      return;
    }
    if (ended.status === 'failed' && ended.reason) {
      const { key, values } = ended.reason;
      const detail = { ...values, reasonKey: key, rate: trial.hyperparameters.learningRate };
      onEvent({ type: 'happened', trial, kind: 'trial.failed', detail });
    }
    if (ended.status !== 'waiting') this.hosts.forget(trial.id);
    onEvent({ type: 'ended', trial: ended });
    this.pump();
    if (ended.status !== 'waiting') await store.compact(trial.id).catch(this.storeFailed);
  }

  /** Puts a trial in front of all that are queued. */
  private again(entry: Entry, ended: Trial, most: number): void {
    const { home, store, onEvent } = this.options;
    const queued: Trial = { ...ended, status: 'queued', reason: null, result: null, endedAt: null };
    openTrialLog(home, queued.id)('memory was short beside other trials: it runs again, with fewer at once');
    const detail = { rate: queued.hyperparameters.learningRate, most };
    onEvent({ type: 'happened', trial: queued, kind: 'memory.short', detail });
    store.saveTrial(queued).catch(this.storeFailed);
    this.queued.unshift({ ...entry, trial: queued, again: entry.again + 1 });
    onEvent({ type: 'again', trial: queued });
    this.pump();
  }

  /** Ends a trial that has no process. To whoever hears of it, it has ended even where that can't be saved. */
  private async end(ended: Trial): Promise<void> {
    const { store, onEvent } = this.options;
    this.hosts.forget(ended.id);
    try {
      await store.saveTrial(ended);
    } finally {
      onEvent({ type: 'ended', trial: ended });
    }
    if (ended.attempt > 0) await store.compact(ended.id).catch(this.storeFailed);
  }
}
