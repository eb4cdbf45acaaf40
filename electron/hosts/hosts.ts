import { Refusal } from '#shared/contract/refusal.ts';

/**
 * A process (or Worker) of its own that speaks over a port. Messages are structured clones: typed arrays and
 * non-finite numbers arrive as they are. When the core's side goes away, the child ends by itself.
 */
export interface Child {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /**
   * Called once, after the last message, however the child ended; `detail` is a code, a signal or an error's text. `killed`: by force,
   * and not by `kill`, as the system does it where memory runs out.
   */
  onExit(listener: (detail: string, killed?: boolean) => void): void;
  /** Ends it at once, without a word. Safe to call twice. */
  kill(): void;
}

/** Where the core's helpers run; each shell brings its own (DESIGN.md, "Where the trainer runs"). */
export interface Hosts {
  /** Speaks `shared/domain/trainer-protocol.ts`. */
  startTrainer(): Child;
  /** Speaks `electron/data/protocol.ts`. */
  startReader(): Child;
}

/** Hosts whose children nobody needs once the core closes: readers, and trainers that only measure. */
export interface Helpers extends Hosts {
  /** Ends those that are alive; no other can be started. */
  close(): void;
}

/** Keeps an eye on the children of some hosts, so that none outlives the core. */
export function watchHelpers(hosts: Hosts): Helpers {
  const alive = new Set<Child>();
  let closed = false;
  const watched = (start: () => Child): Child => {
    if (closed) throw new Refusal('error.core.closing');
    const child = start();
    alive.add(child);
    child.onExit(() => alive.delete(child));
    return child;
  };
  return {
    startTrainer: () => watched(() => hosts.startTrainer()),
    startReader: () => watched(() => hosts.startReader()),
    close: () => {
      closed = true;
      for (const child of alive) child.kill();
    },
  };
}

/** The line that says what happened, of all that a process wrote to its standard error before it ended. */
export function errorSummary(detail: string): string {
  const lines = detail.split('\n').map(line => line.trim());
  return lines.find(line => /^(FATAL ERROR|\w*Error)\b/.test(line)) ?? lines.findLast(line => line !== '') ?? detail;
}

/** Hosts of which one reader and one trainer run already before they are asked for; `close` ends those that nobody asked for. */
export function startedAhead(hosts: Hosts): Hosts & { close(): void } {
  let reader: Child | null = hosts.startReader();
  let trainer: Child | null = hosts.startTrainer();
  return {
    startReader: () => {
      const child = reader ?? hosts.startReader();
      reader = null;
      return child;
    },
    startTrainer: () => {
      const child = trainer ?? hosts.startTrainer();
      trainer = null;
      return child;
    },
    close: () => {
      reader?.kill();
      trainer?.kill();
    },
  };
}
