import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { Engine, Trainee } from '../engines/engine.ts';

/** Something that computes. */
export interface Backend {
  id: BackendId;
  /** Makes it ready, or says why it can't be had here. Safe to call again. */
  load(): Promise<Reason | null>;
  /**
   * A network on it, at its initial weights.
   * @param rows the most rows of a batch
   * @param inputs numbers (or tokens) a row
   * @throws Error where the memory isn't enough
   */
  createEngine(trainee: Trainee, rows: number, inputs: number): Promise<Engine>;
}
