import { known } from '#shared/domain/metrics.ts';
import type { Stage } from '#shared/domain/project.ts';
import { timeFor } from '#shared/method/stages/segments.ts';
import type { Segment } from '#shared/method/stages/stage-definition.ts';
import type { AwakeClock } from '../trials/awake-clock.ts';
import { PaceMeter } from '../trials/pace-meter.ts';
import { StepRate } from '../trials/step-rate.ts';

/** How long a stage has run, how fast its trials train, and what follows for the time that is left. */
export class StageTimes {
  private readonly rate = new StepRate();
  private readonly pace = new PaceMeter();
  private readonly clock: AwakeClock;
  /** By the clock, while it runs. */
  private runsSince: number | null = null;

  constructor(clock: AwakeClock) {
    this.clock = clock;
  }

  /** It runs from now on, if it didn't; the returned function takes that back. */
  begin(): () => void {
    const before = this.runsSince;
    this.runsSince ??= this.clock.now();
    return () => {
      this.runsSince = before;
    };
  }

  /** It is at rest. @returns how long it has run in all; null: not known */
  rest({ tookMs }: Pick<Stage, 'tookMs'>): number | null {
    const { runsSince } = this;
    this.runsSince = null;
    return tookMs === null || runsSince === null ? tookMs : tookMs + this.clock.now() - runsSince;
  }

  trialStarted(trialId: string): void {
    this.pace.started(trialId, this.clock.now());
  }

  trialEnded(trialId: string): void {
    this.rate.ended(trialId);
  }

  /**
   * A trainer reported steps of a trial.
   * @param workedMs what it took for them (`WorkedTime`); null: they are in its first report
   * @param cost of one of them over a step of the stage's `base`
   */
  trained(trialId: string, steps: number, workedMs: number | null, cost: number): void {
    const now = this.clock.now();
    this.rate.add(trialId, steps, workedMs, now);
    this.pace.arrived(trialId, steps * cost, workedMs, now);
  }

  /**
   * How long some work will take, in ms; null where nothing is measured yet.
   * @param hasBegun whether a trainer runs already, so that its start isn't waited for
   */
  timeLeft(work: readonly Segment[], parallel: number, hasBegun: boolean): number | null {
    const { pace } = this.pace;
    if (!pace) return null;
    return known(Math.max(0, timeFor(work, parallel, pace) - (hasBegun ? pace.startMs : 0)));
  }

  /** Optimizer steps a second over all running trials, lately. */
  get stepsPerSecond(): number | null {
    return known(this.rate.perSecond(this.clock.now()));
  }
}
