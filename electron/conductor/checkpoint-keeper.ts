import type { Trial } from '#shared/domain/trial.ts';
import { saveCheckpoint, type TakenState } from '../store/checkpoint-files.ts';
import type { Store } from '../store/store.ts';

/**
 * Has the checkpoints of a running trial written, one at a time; where they come faster than the disk takes them, only the
 * newest. One that can't be written is logged and put on record, and the trial goes on.
 */
export class CheckpointKeeper {
  private readonly home: string;
  private readonly trial: Trial;
  private readonly store: Store;
  private readonly log: (line: string) => void;
  /** The newest one that is not being written yet. */
  private newest: { taken: TakenState; committed: Promise<unknown> } | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(home: string, trial: Trial, store: Store, log: (line: string) => void) {
    this.home = home;
    this.trial = trial;
    this.store = store;
    this.log = log;
  }

  /** @param committed resolves once all points before its step are committed: without them it would be of no use. */
  take(taken: TakenState, committed: Promise<unknown>): void {
    const isNext = this.newest !== null;
    this.newest = { taken, committed };
    if (!isNext) this.writing = this.writing.then(() => this.write());
  }

  /** Resolves once all that was taken is written. */
  get done(): Promise<void> {
    return this.writing;
  }

  private async write(): Promise<void> {
    const next = this.newest;
    this.newest = null;
    if (!next) return;
    try {
      await next.committed;
    } catch {
      return; // The trial ends with that as its reason.
    }
    try {
      await saveCheckpoint(this.home, this.trial, next.taken);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.log(`the checkpoint of step ${next.taken.step} could not be written: ${message}`);
      await this.store.recordEvent('checkpoint.failed', { trialId: this.trial.id, message }).catch(() => {});
    }
  }
}
