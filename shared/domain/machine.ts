import { z } from 'zod';
import { BackendId } from './hyperparameters.ts';
import { Figure, Known } from './metrics.ts';
import { Reason } from './reason.ts';

/** A graphics card as its driver names it. */
export const Device = z.object({
  name: z.string(),
  /** The processor plays the card: right for tests, far too slow to train on. */
  software: z.boolean(),
});
export type Device = z.infer<typeof Device>;

/** One backend on this machine: available with its measured speed, or why not. */
export const BackendReport = z.object({
  id: BackendId,
  available: z.boolean(),
  /** Null where available. */
  reason: Reason.nullable(),
  /** Measured on the reference step (an MLP 256-128-64-10, batch 64, SGD); null: not measured (yet). */
  stepMs: Known,
  /** What it computes on, where that has a name of its own. */
  device: Device.nullable().default(null),
});
export type BackendReport = z.infer<typeof BackendReport>;

export const Machine = z.object({
  cpu: z.string(),
  cores: z.number().int(),
  memoryBytes: Figure,
  platform: z.string(),
  backends: z.array(BackendReport),
  /** The fastest available backend. */
  defaultBackend: BackendId,
});
export type Machine = z.infer<typeof Machine>;
