import type { Engine } from '../engines/engine.ts';

/** How long after an error the device may take to say that it was lost, in ms. */
const PATIENCE_MS = 100;

/**
 * Ends what runs on a device with the device's failure. Without it a step on a lost device may wait forever, and one after
 * an error of memory may count with zeros.
 */
export class DeviceWatch {
  #failure: Error | null = null;
  #interrupt: ((failure: Error) => void) | null = null;

  /** Tells of a failure; the first one counts. */
  fail(failure: Error): void {
    this.#failure ??= failure;
    this.#interrupt?.(this.#failure);
  }

  /** The engine, whose steps and evaluations throw the failure. */
  guard(engine: Engine): Engine {
    return {
      bytes: engine.bytes,
      step: (...given) => this.#unlessFailed(() => engine.step(...given)),
      evaluate: (batch, byRow) => this.#unlessFailed(() => engine.evaluate(batch, byRow)),
      weights: () => this.#unlessFailed(() => engine.weights()),
      state: () => this.#unlessFailed(() => engine.state()),
      restore: state => engine.restore(state),
      dispose: () => engine.dispose(),
    };
  }

  #unlessFailed<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#interrupt = reject;
      work()
        .then(
          value => (this.#failure ? reject(this.#failure) : resolve(value)),
          // The failure explains the error, and may come a moment later.
          error => setTimeout(() => reject(this.#failure ?? error), PATIENCE_MS),
        )
        .finally(() => {
          this.#interrupt = null;
        });
    });
  }
}
