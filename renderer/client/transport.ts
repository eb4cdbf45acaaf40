import type { CoreEvent } from '#shared/contract/events.ts';
import { type Ask, type Output, REQUESTS, type RequestName } from '#shared/contract/requests.ts';

/**
 * - `connecting`: never open yet. `open`: requests are answered.
 * - `lost`: was open, is not, and is tried again by itself.
 * - The others: the core answers, but doesn't let this page in; only a new invitation helps. `uninvited`: the page has none.
 *   `spent`: it was used before, or waited too long. `over`: the session ended with the core that it belonged to.
 */
export type Connection = 'connecting' | 'open' | 'lost' | Refused;
export type Refused = 'uninvited' | 'spent' | 'over';

export const isRefused = (connection: Connection): connection is Refused =>
  connection === 'uninvited' || connection === 'spent' || connection === 'over';

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
