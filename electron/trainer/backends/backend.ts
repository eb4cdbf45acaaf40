import type { Device } from '#shared/domain/machine.ts';
import type { Engine, Trainee } from '../engines/engine.ts';
import type { Host } from '../host.ts';

/** Something that computes, ready to. */
export interface Backend {
  /** The card that it computes on, as its driver names it; null: the processor. */
  device: Device | null;
  /**
   * A network on it, at its initial weights.
   * @param rows the most rows of a batch
   * @param inputs numbers (or tokens) a row
   * @throws Error where the memory isn't enough
   */
  createEngine(trainee: Trainee, rows: number, inputs: number): Promise<Engine>;
}

/** Makes a backend ready; may be called again. @throws Error or Refusal that says why it can't be had here */
export type LoadBackend = (host: Host) => Promise<Backend>;
