import type { Pace } from '#shared/method/stages/stage-definition.ts';

/** What was measured so long ago (ms) counts 1/e: a machine that others begin to use is soon seen to be slower. */
const FORGET_MS = 30_000;

/** Measures what training costs: how long trainers take to begin, and what a step takes then. */
export class PaceMeter {
  private readonly begun = new Map<string, number>();
  private startMs = 0;
  private starts = 0;
  private stepMs = 0;
  private steps = 0;

  /** A trainer was started for a trial. `at` in ms, of an `AwakeClock`. */
  started(trialId: string, at: number): void {
    this.begun.set(trialId, at);
  }

  /**
   * A trainer reported steps of a trial.
   * @param workedMs what it took for them (`WorkedTime`); null: this is its first report
   * @param at as in `started`
   */
  arrived(trialId: string, steps: number, workedMs: number | null, at: number): void {
    if (workedMs !== null) {
      const kept = Math.exp(-workedMs / FORGET_MS);
      this.stepMs = this.stepMs * kept + workedMs;
      this.steps = this.steps * kept + steps;
      return;
    }
    const begun = this.begun.get(trialId);
    if (begun === undefined) return;
    this.startMs += Math.max(0, at - begun);
    this.starts++;
  }

  /** Null until a trainer reported steps after its first report. */
  get pace(): Pace | null {
    if (this.steps === 0) return null;
    return { stepMs: this.stepMs / this.steps, startMs: this.starts === 0 ? 0 : this.startMs / this.starts };
  }
}
