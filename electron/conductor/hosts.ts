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

/** Where the core's helpers run; each shell brings its own (docs/architecture.md, "Processes"). */
export interface Hosts {
  /** Speaks `shared/domain/trainer-protocol.ts`. */
  startTrainer(): Child;
  /** Speaks `electron/data/protocol.ts`. */
  startReader(): Child;
}
