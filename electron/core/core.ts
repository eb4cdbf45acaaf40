import type { CoreEvent } from '#shared/contract/events.ts';
import type { Ask } from '#shared/contract/requests.ts';
import type { OwnCommand } from '#shared/domain/own-command.ts';
import type { Project } from '#shared/domain/project.ts';
import type { Hosts } from '../hosts/hosts.ts';
import type { CountOomKills } from '../hosts/memory.ts';

/** What a core is opened with. */
export interface CoreOptions {
  home: string;
  hosts: Hosts;
  version: string;
  /** Measure the backends in the background once open, where that was not done on this machine and version yet. */
  measure: boolean;
  /** Where nothing can be written, or a part of the database is damaged: show what can be read, instead of refusing. */
  orRead?: boolean;
  /**
   * Folders that interfaces may look into beside the person's own folder and the sources of their projects; left out: everywhere, as is
   * right where nobody but the person asks.
   */
  within?: readonly string[];
  /** Where a bundler put the store's worker; left out when run from source. */
  storeWorker?: URL;
  /** As for the conductor. */
  countOomKills?: CountOomKills;
}

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
  /**
   * Makes a project of a person's own command. It is no request of the contract: a command comes from who opened this core, as the terminal
   * does, and from no page.
   */
  addCommand(command: OwnCommand): Promise<Project>;
  /** Hears every event until the returned function is called. */
  onEvent(listener: (event: CoreEvent) => void): () => void;
  /** Notes where this core is served, so that a second one can name it. */
  setAddress(address: string): void;
  /** Stops trainers, keeps what they did, closes the store, gives the lock back. Safe to call twice. */
  close(): Promise<void>;
}
