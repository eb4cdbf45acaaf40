const WINDOW_MS = 5000;

/** Optimizer steps a second over the last five seconds. */
export class StepRate {
  private readonly arrivals: { at: number; steps: number }[] = [];

  /** `at` in ms, never before an earlier one. */
  add(steps: number, at: number): void {
    this.arrivals.push({ at, steps });
    this.forget(at);
  }

  /** Null until points arrived over at least a tenth of a second. */
  perSecond(now: number): number | null {
    this.forget(now);
    const first = this.arrivals[0];
    if (!first || now - first.at < 100) return null;
    // The first arrival's steps were done before the window began.
    const steps = this.arrivals.slice(1).reduce((sum, a) => sum + a.steps, 0);
    return steps === 0 ? null : (1000 * steps) / (now - first.at);
  }

  private forget(now: number): void {
    while (this.arrivals[0] && this.arrivals[0].at < now - WINDOW_MS) this.arrivals.shift();
  }
}
