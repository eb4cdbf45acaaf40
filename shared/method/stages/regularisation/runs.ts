import type { PairedRun } from '../../../domain/paired-runs.ts';
import type { RegularisationPlan, Regularised } from '../../../domain/regularisation.ts';
import type { Schedule } from '../../../domain/schedule.ts';
import { metricOn } from '../../curves/evaluations.ts';
import { runOf } from '../paired-runs.ts';
import { pointKey, type TrialRecord } from '../stage-definition.ts';
import { setOf } from './points.ts';

/** The trials of the stage, by what they set. */
export class Runs {
  private readonly plan: Pick<RegularisationPlan, 'hasDropout'>;
  private readonly byKey: ReadonlyMap<string, TrialRecord>;

  constructor(plan: Pick<RegularisationPlan, 'hasDropout'>, trials: readonly TrialRecord[]) {
    this.plan = plan;
    this.byKey = new Map(trials.map(one => [pointKey(one.point.set), one]));
  }

  of(point: Regularised, seed: number, schedule?: Schedule): TrialRecord | null {
    return this.byKey.get(pointKey(setOf(this.plan, point, seed, schedule))) ?? null;
  }
}

/** A run at its best evaluation, whichever of loss and metric named that. */
export function bestRunOf(one: TrialRecord): PairedRun {
  const run = runOf(one);
  return run.devMetric === null ? run : { ...run, devMetric: metricOn(one.dev, one.rows).metric ?? run.devMetric };
}
