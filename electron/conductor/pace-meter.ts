import type { Pace } from '#shared/method/ladder-time.ts';

/** What was measured so long ago (ms) counts 1/e: a machine that others begin to use is soon seen to be slower. */
const FORGET_MS = 30_000;

/** Measures what training costs from when points arrive: how long trainers take to begin, and what a step takes then. */
export class PaceMeter {
  private readonly begun = new Map<string, number>();
  private readonly last = new Map<string, number>();
  private startMs = 0;
  private starts = 0;
  private stepMs = 0;
  private steps = 0;

  /** A trainer was started for a trial. `at` in ms, never before an earlier one. */
  started(trialId: string, at: number): void {
    this.begun.set(trialId, at);
    this.last.delete(trialId);
  }

  /** Further steps of a trial arrived. */
  arrived(trialId: string, steps: number, at: number): void {
    const before = this.last.get(trialId);
    this.last.set(trialId, at);
    if (before === undefined) {
      this.startMs += at - (this.begun.get(trialId) ?? at);
      this.starts++;
      return;
    }
    const kept = Math.exp(-(at - before) / FORGET_MS);
    this.stepMs = this.stepMs * kept + (at - before);
    this.steps = this.steps * kept + steps;
  }

  /** Null until steps arrived twice from one trainer. */
  get pace(): Pace | null {
    if (this.steps === 0) return null;
    return { stepMs: this.stepMs / this.steps, startMs: this.starts === 0 ? 0 : this.startMs / this.starts };
  }
}
