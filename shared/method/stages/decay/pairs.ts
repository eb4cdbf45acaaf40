import type { DecayComparison } from '../../../domain/decay.ts';
import type { TrialMetric } from '../../../domain/metrics.ts';
import { CONSTANT, type Schedule } from '../../../domain/schedule.ts';
import { comparePairs, hasEnded } from '../paired-runs.ts';
import { pointKey, type TrialRecord } from '../stage-definition.ts';

/** The settings of a run from one seed with one schedule. */
export const setOf = (schedule: Schedule, seed: number) => ({ schedule, seed });
const keyOf = (schedule: Schedule, seed: number): string => pointKey(setOf(schedule, seed));

/** The trials of a decay stage by schedule and seed. */
export class Runs {
  private readonly byKey: ReadonlyMap<string, TrialRecord>;

  /** What the trials are evaluated by beside the loss. */
  readonly metric: TrialMetric;

  constructor(trials: readonly TrialRecord[]) {
    this.metric = trials[0]?.trial.metric ?? 'none';
    this.byKey = new Map(trials.map(one => [pointKey(one.point.set), one]));
  }

  of(schedule: Schedule, seed: number): TrialRecord | null {
    return this.byKey.get(keyOf(schedule, seed)) ?? null;
  }

  /** Whether a schedule has been trained to the end of what it says from all of these seeds. */
  areEnded(schedule: Schedule, seeds: readonly number[]): boolean {
    return seeds.every(seed => hasEnded(this.of(schedule, seed)));
  }
}

/** What is compared: one schedule with another, from these seeds. */
export interface Asked {
  schedule: Schedule;
  /** Left out: with none. */
  against?: Schedule;
  seeds: readonly number[];
  why: DecayComparison['why'];
}

/** One schedule against another one over paired runs, with the verdict of the dev loss at the best evaluation [D6]; while they train, so far. */
export const compare = (runs: Runs, { schedule, against = CONSTANT, seeds, why }: Asked): DecayComparison => ({
  schedule,
  against,
  why,
  ...comparePairs(seeds.map(seed => ({ seed, without: runs.of(against, seed), with: runs.of(schedule, seed) }))),
});
