/** One wish to quit may arrive more than once (Ctrl-C by the terminal and by npm, a double click); a later one means "now". */
const SAME_WISH_MS = 1000;

/**
 * Longest time that closing may take. A trainer that is told to stop has three seconds, and its last points and checkpoint need a
 * moment. What was acknowledged is on disk in any case, so who runs out of it loses no more than the steps since a checkpoint.
 */
const LONGEST_CLOSE_MS = 10_000;

export interface QuittingOptions {
  /** Whether quitting would interrupt something. */
  runs(): boolean;
  /** Asks the person whether to quit all the same. */
  ask(): Promise<boolean>;
  /** Ends what runs and keeps what was done. */
  close(): Promise<void>;
  /** Says that something could not be kept. */
  onTrouble(error: unknown): void;
  /** Ends the process; further calls are of no matter. */
  exit(code: number): void;
}

/** The way out of the desktop: asks where something runs, closes within a limit, and obeys who insists. */
export class Quitting {
  readonly #options: QuittingOptions;
  #state: 'open' | 'asking' | 'closing' = 'open';
  /** When it came to this state, on a clock that nobody sets. */
  #since = 0;

  constructor(options: QuittingOptions) {
    this.#options = options;
  }

  /** Somebody wishes to quit: the person, or a signal. Who insists while the question is open is not asked; while it closes, it ends at once. */
  wish(): void {
    const insists = performance.now() - this.#since > SAME_WISH_MS;
    if (this.#state === 'open') void this.#askFirst();
    else if (!insists) return;
    else if (this.#state === 'asking') this.now();
    else this.#options.exit(0);
  }

  /** Quits without a question, since nobody will answer it: the system shuts down or logs out. */
  now(): void {
    if (this.#state !== 'closing') void this.#close();
  }

  async #askFirst(): Promise<void> {
    if (!this.#options.runs()) return this.now();
    this.#enter('asking');
    const quits = await this.#options.ask();
    if (this.#state !== 'asking') return;
    if (quits) this.now();
    else this.#enter('open');
  }

  async #close(): Promise<void> {
    this.#enter('closing');
    const { close, onTrouble, exit } = this.#options;
    const limit = setTimeout(() => exit(0), LONGEST_CLOSE_MS);
    try {
      await close();
      exit(0);
    } catch (error) {
      onTrouble(error);
      exit(1);
    } finally {
      clearTimeout(limit);
    }
  }

  #enter(state: 'open' | 'asking' | 'closing'): void {
    this.#state = state;
    this.#since = performance.now();
  }
}
