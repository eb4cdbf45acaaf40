import { Refusal, type RefusalRecord } from '#shared/contract/refusal.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { type CheckpointKind, findCheckpoint, saveCheckpoint, type TakenState } from '../../store/checkpoint-files.ts';

/** One that was not written. */
export interface Unwritten {
  step: number;
  why: RefusalRecord;
}

/**
 * Has the checkpoints of one kind of a running trial written, one at a time; where they come faster than the disk takes them, only the
 * newest. One that can't be written is logged and told of, and the trial goes on.
 */
export class CheckpointKeeper {
  private readonly home: string;
  private readonly trial: Trial;
  private readonly log: (line: string) => void;
  private readonly onUnwritten: (unwritten: Unwritten) => void;
  private readonly kind: CheckpointKind;
  /** The newest one that is not being written yet. */
  private newest: { taken: TakenState; committed: Promise<unknown> } | null = null;
  private writing: Promise<void> = Promise.resolve();
  /** The last one that was taken, where it was not written. */
  private unwritten: Unwritten | null = null;

  constructor(
    home: string,
    trial: Trial,
    log: (line: string) => void,
    onUnwritten: (unwritten: Unwritten) => void = () => {},
    kind: CheckpointKind = 'latest',
  ) {
    this.home = home;
    this.trial = trial;
    this.log = log;
    this.onUnwritten = onUnwritten;
    this.kind = kind;
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
    const next = this.newest;
    this.newest = null;
    if (!next) return;
    const { step } = next.taken;
    try {
      await next.committed;
    } catch {
      return; // The trial ends with that as its reason.
    }
    try {
      await saveCheckpoint(this.home, this.trial, next.taken, this.kind);
      this.unwritten = null;
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('error.internal', { detail: String(error) });
      this.log(
        `the ${this.kind === 'best' ? 'best evaluation’s weights' : 'checkpoint'} of step ${step} could not be written: ${refusal.message}`,
      );
      this.unwritten = { step, why: refusal.record };
      this.onUnwritten(this.unwritten);
    }
  }
}
