import type { CoreEvent } from '#shared/contract/events.ts';
import type { Ask } from '#shared/contract/requests.ts';

/** The core as a shell sees it: the contract's requests and events, and an end. */
export interface Core {
  /**
   * Answers one request of the contract. Name and input may be anything: they are checked here, for all shells.
   * @param gone aborted where nobody waits for the answer any more
   * @throws Refusal with a sentence for the person; nothing else.
   */
  handle(name: string, input: unknown, gone?: AbortSignal): Promise<unknown>;
  /** The same for callers that know the types. */
  ask: Ask;
  /** Hears every event until the returned function is called. */
  onEvent(listener: (event: CoreEvent) => void): () => void;
  /** Notes where this core is served, so that a second one can name it. */
  setAddress(address: string): void;
  /** Stops trainers, keeps what they did, closes the store, gives the lock back. Safe to call twice. */
  close(): Promise<void>;
}
