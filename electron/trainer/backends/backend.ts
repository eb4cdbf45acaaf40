import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { Host } from '../host.ts';

/** Something that computes. */
export interface Backend {
  id: BackendId;
  /** Makes it TensorFlow.js's current backend, or says why it can't be had here. Safe to call again. */
  load(host: Host): Promise<Reason | null>;
}
