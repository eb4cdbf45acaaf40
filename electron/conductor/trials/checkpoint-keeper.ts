import { Refusal, type RefusalRecord } from '#shared/contract/refusal.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { CheckpointKind } from '#shared/domain/trainer-protocol.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { findCheckpoint, saveCheckpoint, type TakenState } from '../../store/checkpoint-files.ts';

/** One that was not written. */
export interface Unwritten {
  step: number;
  why: RefusalRecord;
}

/** One that is not written yet. */
interface Taken {
  kind: CheckpointKind;
  taken: TakenState;
  committed: Promise<unknown>;
}

/**
 * Has the checkpoints of a running trial written, one at a time, in the order they came; where the latest ones come faster than the disk
 * takes them, only the newest. One that can't be written is logged and told of, and the trial goes on.
 */
export class CheckpointKeeper {
  private readonly home: string;
  private readonly trial: Trial;
  private readonly log: (line: string) => void;
  private readonly onUnwritten: (unwritten: Unwritten) => void;
  private waiting: Taken[] = [];
  private writing: Promise<void> = Promise.resolve();
  /** The latest one that was taken, where it was not written. */
  private unwritten: Unwritten | null = null;

  constructor(home: string, trial: Trial, log: (line: string) => void, onUnwritten: (unwritten: Unwritten) => void) {
    this.home = home;
    this.trial = trial;
    this.log = log;
    this.onUnwritten = onUnwritten;
  }

  /** @param committed resolves once all points before its step are committed: without them it would be of no use. */
  take(taken: TakenState, committed: Promise<unknown>, kind: CheckpointKind = 'latest'): void {
    const others = this.waiting.filter(one => kind === 'branch' || one.kind === 'branch');
    const takesPlace = others.length < this.waiting.length;
    this.waiting = [...others, { kind, taken, committed }];
    if (!takesPlace) this.writing = this.writing.then(() => this.write());
  }

  /** Resolves once all that was taken is written. */
  get done(): Promise<void> {
    return this.writing;
  }

  /** That the trial can't go on from where it ended, and from where it does; null: it can. To be asked when `done`. */
  async note(): Promise<Reason | null> {
    if (!this.unwritten) return null;
    const { step, why } = this.unwritten;
    const values = { ...why.values, step, reasonKey: why.key };
    const { kept } = await findCheckpoint(this.home, this.trial, this.trial.attempt);
    return kept
      ? { key: 'note.checkpoint.unwritten', values: { ...values, from: kept.step } }
      : { key: 'note.checkpoint.none', values };
  }

  private async write(): Promise<void> {
    const next = this.waiting.shift();
    if (!next) return;
    const { kind, taken } = next;
    const { step } = taken;
    try {
      await next.committed;
    } catch {
      return; // The trial ends with that as its reason.
    }
    try {
      await saveCheckpoint(this.home, this.trial, taken, kind);
      if (kind === 'latest') this.unwritten = null;
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('error.internal', { detail: String(error) });
      this.log(`the checkpoint of step ${step} could not be written: ${refusal.message}`);
      const unwritten = { step, why: refusal.record };
      if (kind === 'latest') this.unwritten = unwritten;
      this.onUnwritten(unwritten);
    }
  }
}
