/** Painting for new points alone may take this share of the time at most: training runs on the same machine. */
const SHARE = 1 / 8;

/**
 * Paints at most once an animation frame. What a person does is painted in the next frame; new points wait where
 * painting is slow.
 */
export class FramePacer {
  readonly #paint: () => void;
  #frame: number | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #notBefore = 0;
  #stopped = false;

  constructor(paint: () => void) {
    this.#paint = paint;
  }

  /** Paints in the next frame. */
  now(): void {
    if (this.#stopped) return;
    this.#frame ??= requestAnimationFrame(() => this.#run());
  }

  /** Paints as soon as the last painting has paid for itself. */
  soon(): void {
    if (this.#frame !== null || this.#timer !== null) return;
    const wait = this.#notBefore - performance.now();
    if (wait <= 0) {
      this.now();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.now();
    }, wait);
  }

  /** Paints no more. */
  stop(): void {
    this.#stopped = true;
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #run(): void {
    this.#frame = null;
    const began = performance.now();
    this.#paint();
    const ended = performance.now();
    this.#notBefore = ended + (ended - began) * (1 / SHARE - 1);
  }
}
