import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { EventDetail } from '#shared/domain/logged-event.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { fewerSideBySide, mayStart } from '#shared/method/side-by-side.ts';
import type { Hosts } from '../../hosts/hosts.ts';
import { type CountOomKills, MemoryWitness } from '../../hosts/memory.ts';
import { type Lent, ProcessPool } from '../../hosts/process-pool.ts';
import type { Store } from '../../store/store.ts';
import { openTrialLog } from '../../store/trial-log.ts';
import type { StageState } from '../stages/stage-state.ts';
import type { AwakeClock } from './awake-clock.ts';
import { CardMemory } from './gpu-memory.ts';
import { runTrial, type StopStatus, type TrialRun } from './trial-run.ts';

/** What the queue tells of. */
export interface QueueListener {
  /** Points of a trial are committed. */
  points(state: StageState, trial: Trial, batches: MetricBatch[]): void;
  /** A trial's state changed and is saved. */
  changed(state: StageState): void;
  /** Something happened that a person may want to know later. */
  happened(state: StageState, kind: string, detail: EventDetail): void;
  /** The store failed in the middle; nothing more can be kept. */
  broken(error: Error): void;
}

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
  /** The same of the graphics card; left out: what its driver says. */
  freeCardMemory?: () => Promise<number | null>;
  /** How often the system ended a process for want of memory; left out: what Linux counts. */
  countOomKills?: CountOomKills;
  listener: QueueListener;
}

/** A trial to be run, from its checkpoint where it has one. */
export interface ToTrain {
  /** Saved as `queued`. */
  trial: Trial;
  /** The step it is held at, as `waiting`; null: it trains to its end. */
  until: number | null;
}

interface Entry extends ToTrain {
  state: StageState;
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

/** What is known of a stage's trials side by side. */
interface Known {
  /** The most that one of them took. */
  trialBytes: number | null;
  /** The most that may run at once, after some failed for memory. */
  most: number;
}

/**
 * Runs queued trials in order, each in a process that trains nothing else meanwhile, as many side by side as the foremost stage's plan allows and as fit in
 * memory [L7]. One that is short of memory beside others goes on, with one fewer at once. It alone owns trials that are queued,
 * running or held at a barrier.
 */
export class TrialQueue {
  private readonly queued: Entry[] = [];
  private readonly running = new Map<string, Running>();
  /** Stages with trials held at a barrier. */
  private readonly holding = new Set<StageState>();
  private readonly known = new WeakMap<StageState, Known>();
  private readonly options: QueueOptions;
  private readonly card: CardMemory;
  /** Where its trials are trained, and whatever else needs a trainer. */
  readonly trainers: ProcessPool;
  private closed = false;

  constructor(options: QueueOptions) {
    this.options = options;
    this.trainers = new ProcessPool(() => options.hosts.startTrainer());
    this.card = new CardMemory(() => this.pump(), options.freeCardMemory);
  }

  /**
   * Starts trainers ahead for trials that are about to be queued, as many as may train at once.
   * @param most so many trials, or so many side by side
   */
  warm({ most, backend }: { most: number; backend: BackendId }): void {
    const freeBytes = this.options.freeMemory() + this.trainers.idleBytes;
    const others: null[] = [null];
    while (!takesCard(backend) && mayStart({ most, running: others, trialBytes: null, freeBytes })) others.push(null);
    if (this.training.length === 0) this.trainers.warm(others.length);
  }

  /** Queues trials that are saved as `queued`. */
  add(state: StageState, queued: readonly ToTrain[], preparedFile: string): void {
    this.queued.push(...queued.map(q => ({ ...q, state, preparedFile, again: 0 })));
    if (this.closed)
      void this.stop(new Set(queued.map(q => q.trial.id)), 'interrupted').catch(this.options.listener.broken);
    this.pump();
  }

  /** Stops some trials, queued, running or held, and resolves when their ends are saved. Those that ran leave a checkpoint. */
  async stop(trialIds: ReadonlySet<string>, status: StopStatus): Promise<void> {
    const idle = [...this.queued, ...this.held()].filter(e => trialIds.has(e.trial.id));
    this.queued.splice(0, this.queued.length, ...this.queued.filter(e => !trialIds.has(e.trial.id)));
    const runs = [...this.running.values()].filter(r => trialIds.has(r.entry.trial.id));
    for (const running of runs) {
      running.stopping = true;
      running.run.stop(status);
    }
    const ends = idle.map(({ state, trial }) => this.end(state, { ...trial, status, endedAt: Date.now() }));
    const [saved] = await Promise.all([Promise.allSettled(ends), ...runs.map(r => r.over)]);
    for (const end of saved) if (end.status === 'rejected') throw end.reason;
  }

  /** Interrupts everything; nothing starts any more. */
  async close(): Promise<void> {
    this.closed = true;
    const running = [...this.running.values()].map(r => r.entry);
    const all = [...this.queued, ...this.held(), ...running];
    await this.stop(new Set(all.map(e => e.trial.id)), 'interrupted').finally(() => this.trainers.close());
  }

  /** Trials that wait at a barrier now; whoever lets them go on or prunes them changes that in their stage. */
  private held(): Pick<Entry, 'state' | 'trial'>[] {
    const held = [...this.holding].flatMap(state =>
      state.trials.filter(({ status }) => status === 'waiting').map(trial => ({ state, trial })),
    );
    for (const state of this.holding) if (!held.some(h => h.state === state)) this.holding.delete(state);
    return held;
  }

  private pump(): void {
    while (!this.closed) {
      const entry = this.queued[0];
      if (!entry || !this.hasRoom(entry.state)) return;
      this.queued.shift();
      this.start(entry);
    }
  }

  private hasRoom(state: StageState): boolean {
    if (onCard(state) && !this.card.hasRoom()) return false;
    const { trialBytes, most } = this.knownOf(state);
    return mayStart({
      most: Math.min(most, state.stage.plan.parallel),
      running: this.training.map(r => r.bytes),
      trialBytes,
      freeBytes: this.options.freeMemory() + this.trainers.idleBytes,
    });
  }

  private get training(): Running[] {
    return [...this.running.values()].filter(({ training }) => training);
  }

  private knownOf(state: StageState): Known {
    const known = this.known.get(state) ?? { trialBytes: null, most: Number.POSITIVE_INFINITY };
    this.known.set(state, known);
    return known;
  }

  private start(entry: Entry): void {
    const { home, version, store, clock, listener } = this.options;
    const { state, preparedFile, until } = entry;
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
      child = this.trainers.lend(trial.id);
    } catch (error) {
      const reason = { key: 'reason.failed.processLost', values: { detail: (error as Error).message } };
      void this.end(state, { ...trial, status: 'failed', reason, endedAt: Date.now() }).catch(listener.broken);
      return;
    }
    const onItsCard = onCard(state);
    if (onItsCard) this.card.started();
    let trains = false;
    const witness = new MemoryWitness(this.options.countOomKills);
    const run = runTrial({
      trial,
      home,
      preparedFile,
      until,
      marks: state.marks,
      child,
      store,
      clock,
      log: openTrialLog(home, trial.id),
      onBegin: (begun, earlier) => {
        state.setTrial(begun);
        state.setCurve(trial.id, earlier);
        listener.changed(state);
      },
      onPoints: (batches, workedMs) => {
        state.addPoints(trial.id, batches, workedMs);
        listener.points(state, trial, batches);
        // By its first points it has taken what it needs.
        if (onItsCard && !trains) void this.card.measure();
        trains = true;
      },
      onEvent: (kind, detail) => listener.happened(state, kind, detail),
      witness,
      onMemory: bytes => {
        witness.sawFree(this.options.freeMemory());
        const running = this.running.get(trial.id);
        if (running) running.bytes = bytes;
        const known = this.knownOf(state);
        known.trialBytes = Math.max(known.trialBytes ?? 0, bytes);
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
    const { store, listener } = this.options;
    const { state, trial } = entry;
    const ended = await run.done.catch((error: Error): Trial => {
      // Not saved, so the next start will call it interrupted; until then it must not look as if it still ran.
      listener.broken(error);
      const reason = { key: 'reason.failed.store', values: { detail: error.message } };
      return { ...trial, status: 'failed', reason, endedAt: Date.now() };
    });
    const { stopping, mostBeside } = this.running.get(trial.id) as Running;
    this.running.delete(trial.id);
    if (onCard(state)) this.card.ended();
    const { again } = entry;
    const { parallel: planned } = state.stage.plan;
    const fewer = isShort(ended) ? fewerSideBySide({ beside: this.training.length, mostBeside, again, planned }) : null;
    if (fewer !== null && !stopping) {
      const known = this.knownOf(state);
      known.most = Math.min(known.most, fewer);
      this.again(entry, ended, known.most);
      return;
    }
    if (ended.status === 'failed' && ended.reason) {
      const { key, values } = ended.reason;
      listener.happened(state, 'trial.failed', { ...values, reasonKey: key, rate: trial.hyperparameters.learningRate });
    }
    if (ended.status === 'waiting') this.holding.add(state);
    else this.trainers.forget(trial.id);
    state.setTrial(ended);
    listener.changed(state);
    this.pump();
    if (ended.status !== 'waiting') await store.compact(trial.id).catch(listener.broken);
  }

  /** Puts a trial in front of all that are queued. */
  private again(entry: Entry, ended: Trial, most: number): void {
    const { home, store, listener } = this.options;
    const queued: Trial = { ...ended, status: 'queued', reason: null, result: null, endedAt: null };
    openTrialLog(home, queued.id)('memory was short beside other trials: it runs again, with fewer at once');
    listener.happened(entry.state, 'memory.short', { rate: queued.hyperparameters.learningRate, most });
    store.saveTrial(queued).catch(listener.broken);
    entry.state.setTrial(queued);
    this.queued.unshift({ ...entry, trial: queued, again: entry.again + 1 });
    listener.changed(entry.state);
    this.pump();
  }

  /** Ends a trial that has no trainer. In memory it has ended even where that can't be saved. */
  private async end(state: StageState, ended: Trial): Promise<void> {
    const { store, listener } = this.options;
    this.trainers.forget(ended.id);
    try {
      await store.saveTrial(ended);
    } finally {
      state.setTrial(ended);
      listener.changed(state);
    }
    if (ended.attempt > 0) await store.compact(ended.id).catch(listener.broken);
  }
}

/**
 * Whether memory ran out, as the trainer or the system said, or as it may be where that can't be told. One that somebody ended is not run
 * again by itself: they may have meant it.
 */
const isShort = ({ reason }: Trial): boolean => SHORT.has(reason?.key ?? '');

const SHORT: ReadonlySet<string> = new Set([
  'reason.failed.memory',
  'reason.failed.killed',
  'reason.failed.killedUnknown',
]);

/** Whether a stage's trials take memory of the graphics card. */
const onCard = ({ stage: { plan } }: StageState): boolean => takesCard(plan.backend);

const takesCard = (backend: BackendId): boolean => backend === 'webgpu' || backend === 'cuda';
