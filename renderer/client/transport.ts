import type { CoreEvent } from '#shared/contract/events.ts';
import { type Ask, type Output, REQUESTS, type RequestName } from '#shared/contract/requests.ts';

/**
 * - `connecting`: never open yet. `open`: requests are answered.
 * - `lost`: was open, is not, and is tried again by itself.
 * - `refused`: the core answers but does not know this page any more; only a new invitation helps.
 */
export type Connection = 'connecting' | 'open' | 'lost' | 'refused';

/** The way to the core, whatever lies between. Every method may be called at any time. */
export interface Transport {
  /** Rejects with a `Refusal` that can be shown to the person. */
  ask: Ask;
  /** Hears every event until the returned function is called. */
  onEvent(listener: (event: CoreEvent) => void): () => void;
  /** Hears the connection as it is now, and every change of it, until the returned function is called. */
  onConnection(listener: (connection: Connection) => void): () => void;
}

/** An answer as the contract promises it. @throws ZodError where page and core are of different builds. */
export const checkedOutput = <N extends RequestName>(name: N, output: unknown): Output<N> =>
  // Name and schema stand in the same row of REQUESTS, which TypeScript can't follow through a generic index.
  REQUESTS[name].output.parse(output) as Output<N>;
