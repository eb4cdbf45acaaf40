import type { MetricBatch } from '#shared/domain/metrics.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { fewerSideBySide, mayStart } from '#shared/method/side-by-side.ts';
import type { Store } from '../store/store.ts';
import type { Child, Hosts } from './hosts.ts';
import type { StageState } from './stage-state.ts';
import { openTrialLog } from './trial-log.ts';
import { runTrial, type TrialRun } from './trial-run.ts';

/** What the queue tells of. */
export interface QueueListener {
  /** Points of a trial are committed. */
  points(state: StageState, trial: Trial, batches: MetricBatch[]): void;
  /** A trial's state changed and is saved. */
  changed(state: StageState): void;
  /** The store failed in the middle; nothing more can be kept. */
  broken(error: Error): void;
}

interface Entry {
  state: StageState;
  trial: Trial;
  preparedFile: string;
}

interface Running {
  entry: Entry;
  run: TrialRun;
  over: Promise<void>;
  /** What its trainer takes; null: it hasn't told yet. */
  bytes: number | null;
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
 * Runs queued trials in order, each in a process of its own, as many side by side as the foremost stage's plan allows and as fit in
 * memory [L7]. One that fails for memory beside others runs again, with one fewer at once. It alone owns running trials.
 */
export class TrialQueue {
  private readonly waiting: Entry[] = [];
  private readonly running = new Map<string, Running>();
  private readonly known = new WeakMap<StageState, Known>();
  private readonly home: string;
  private readonly store: Store;
  private readonly hosts: Hosts;
  private readonly listener: QueueListener;
  private readonly freeMemory: () => number;
  private closed = false;

  constructor(home: string, store: Store, hosts: Hosts, freeMemory: () => number, listener: QueueListener) {
    this.home = home;
    this.store = store;
    this.hosts = hosts;
    this.listener = listener;
    this.freeMemory = freeMemory;
  }

  /** Queues trials that are saved as `queued`. */
  add(state: StageState, trials: readonly Trial[], preparedFile: string): void {
    this.waiting.push(...trials.map(trial => ({ state, trial, preparedFile })));
    if (this.closed) void this.stop(new Set(trials.map(t => t.id)), 'interrupted').catch(this.listener.broken);
    this.pump();
  }

  /** Stops some trials, queued or running, and resolves when their ends are saved. */
  async stop(trialIds: ReadonlySet<string>, status: 'stopped' | 'interrupted'): Promise<void> {
    const queued = this.waiting.filter(e => trialIds.has(e.trial.id));
    this.waiting.splice(0, this.waiting.length, ...this.waiting.filter(e => !trialIds.has(e.trial.id)));
    const runs = [...this.running.values()].filter(r => trialIds.has(r.entry.trial.id));
    for (const running of runs) {
      running.stopping = true;
      running.run.stop(status);
    }
    const ends = queued.map(({ state, trial }) => this.end(state, { ...trial, status, endedAt: Date.now() }));
    const [saved] = await Promise.all([Promise.allSettled(ends), ...runs.map(r => r.over)]);
    for (const end of saved) if (end.status === 'rejected') throw end.reason;
  }

  /** Interrupts everything; nothing starts any more. */
  async close(): Promise<void> {
    this.closed = true;
    const all = [...this.waiting, ...[...this.running.values()].map(r => r.entry)];
    await this.stop(new Set(all.map(e => e.trial.id)), 'interrupted');
  }

  private pump(): void {
    while (!this.closed) {
      const entry = this.waiting[0];
      if (!entry || !this.hasRoom(entry.state)) return;
      this.waiting.shift();
      this.start(entry);
    }
  }

  private hasRoom(state: StageState): boolean {
    const { trialBytes, most } = this.knownOf(state);
    return mayStart({
      most: Math.min(most, state.stage.plan.parallel),
      running: [...this.running.values()].map(r => r.bytes),
      trialBytes,
      freeBytes: this.freeMemory(),
    });
  }

  private knownOf(state: StageState): Known {
    const known = this.known.get(state) ?? { trialBytes: null, most: Number.POSITIVE_INFINITY };
    this.known.set(state, known);
    return known;
  }

  private start(entry: Entry): void {
    const { state, preparedFile } = entry;
    const trial: Trial = {
      ...entry.trial,
      status: 'running',
      attempt: entry.trial.attempt + 1,
      startedAt: Date.now(),
      endedAt: null,
      reason: null,
      result: null,
    };
    entry.trial = trial;
    state.setTrial(trial);
    this.listener.changed(state);
    let child: Child;
    try {
      child = this.hosts.startTrainer();
    } catch (error) {
      const reason = { key: 'reason.failed.processLost', values: { detail: (error as Error).message } };
      void this.end(state, { ...trial, status: 'failed', reason, endedAt: Date.now() }).catch(this.listener.broken);
      return;
    }
    const run = runTrial({
      trial,
      preparedFile,
      child,
      store: this.store,
      log: openTrialLog(this.home, trial.id),
      onPoints: batches => {
        state.addPoints(trial.id, batches);
        this.listener.points(state, trial, batches);
      },
      onMemory: bytes => {
        const running = this.running.get(trial.id);
        if (running) running.bytes = bytes;
        const known = this.knownOf(state);
        known.trialBytes = Math.max(known.trialBytes ?? 0, bytes);
        this.pump();
      },
    });
    this.running.set(trial.id, { entry, run, over: this.over(entry, run), bytes: null, stopping: false });
  }

  private async over(entry: Entry, run: TrialRun): Promise<void> {
    const { state, trial } = entry;
    const ended = await run.done.catch((error: Error): Trial => {
      // Not saved, so the next start will call it interrupted; until then it must not look as if it still ran.
      this.listener.broken(error);
      const reason = { key: 'reason.failed.store', values: { detail: error.message } };
      return { ...trial, status: 'failed', reason, endedAt: Date.now() };
    });
    const stopping = this.running.get(trial.id)?.stopping;
    this.running.delete(trial.id);
    const fewer = ended.reason?.key === 'reason.failed.memory' ? fewerSideBySide(this.running.size) : null;
    if (fewer !== null && !stopping) {
      const known = this.knownOf(state);
      known.most = Math.min(known.most, fewer);
      this.again(entry, ended);
      return;
    }
    state.setTrial(ended);
    this.listener.changed(state);
    this.pump();
    await this.store.compact(trial.id).catch(this.listener.broken);
  }

  /** Puts a trial in front of all that wait. */
  private again(entry: Entry, ended: Trial): void {
    const queued: Trial = { ...ended, status: 'queued', reason: null, result: null, endedAt: null };
    openTrialLog(this.home, queued.id)('memory was short beside other trials: it runs again, with fewer at once');
    this.store.saveTrial(queued).catch(this.listener.broken);
    entry.state.setTrial(queued);
    this.waiting.unshift({ ...entry, trial: queued });
    this.listener.changed(entry.state);
    this.pump();
  }

  /** Ends a trial that has no trainer. In memory it has ended even where that can't be saved. */
  private async end(state: StageState, ended: Trial): Promise<void> {
    try {
      await this.store.saveTrial(ended);
    } finally {
      state.setTrial(ended);
      this.listener.changed(state);
    }
  }
}
