import type { HyperparameterSet } from '../../../domain/evidence.ts';
import type { FinalFigures, FinalMeans, FinalPlan, FinalRun, MeanSpread } from '../../../domain/final-runs.ts';
import { known } from '../../../domain/metrics.ts';
import type { TestEvaluation } from '../../../domain/test-reading.ts';
import type { DevRows } from '../../curves/dev-rows.ts';
import { lowestOn, metricBestOf } from '../../curves/evaluations.ts';
import { pointOf, type StageRecord, type TrialPoint, type TrialRecord } from '../stage-definition.ts';

/* The runs of the two configurations, each at its best evaluation [R2]. */

export const ARMS = ['chosen', 'default'] as const;
export type Arm = (typeof ARMS)[number];

/** Points of this name are compared seed by seed. */
export const FINAL_PAIR = 'final';

/** Which configuration a point of final runs is of: the chosen one sets nothing but its seed, and of a fold its steps. */
export const armOf = ({ set }: Pick<TrialPoint, 'set'>): Arm => (set.learningRate === undefined ? 'chosen' : 'default');

/** What a configuration sets over the plan's base; null: there is no such arm. */
export const settingsOf = (plan: Pick<FinalPlan, 'default'>, arm: Arm): HyperparameterSet | null =>
  arm === 'chosen' ? {} : plan.default;

export const pointFor = (set: HyperparameterSet, seed: number): TrialPoint =>
  pointOf({ ...set, seed }, 'planned', FINAL_PAIR);

/** All points, seed by seed, so that pairs come together. */
export const pointsOf = (plan: Pick<FinalPlan, 'default' | 'seeds'>): TrialPoint[] =>
  plan.seeds.flatMap(seed =>
    ARMS.flatMap(arm => {
      const set = settingsOf(plan, arm);
      return set ? [pointFor(set, seed)] : [];
    }),
  );

/** A run with what is known of it at its best evaluation. */
export interface ReadRun extends FinalRun {
  /** How the rows of dev did there, and those of test; null: not known. */
  devRows: DevRows | null;
  testRows: TestEvaluation | null;
}

/** Whether a run has ended by itself, so that it says all that it will ever say. */
export const isOver = ({ trial: { status } }: TrialRecord): boolean => status === 'finished' || status === 'diverged';

/** The runs of one arm, one a seed, as far as they were started. */
export function runsOf(plan: FinalPlan, { trials, test }: StageRecord, arm: Arm): ReadRun[] {
  const set = settingsOf(plan, arm);
  if (set === null) return [];
  const byKey = new Map(trials.map(one => [one.point.key, one]));
  return plan.seeds.flatMap(seed => {
    const one = byKey.get(pointFor(set, seed).key);
    return one ? [runOf(one, seed, test?.evaluations.get(one.trial.id) ?? null)] : [];
  });
}

function runOf({ trial, dev, rows, damagedFrom }: TrialRecord, seed: number, testRows: TestEvaluation | null): ReadRun {
  const isUsable = trial.status !== 'diverged' && damagedFrom === null;
  const { at, loss, metric } = bestOf(isUsable ? dev : null, isUsable ? rows : []);
  return {
    trialId: trial.id,
    seed,
    status: trial.status,
    at,
    dev: { loss, metric },
    test: testRows && { loss: known(testRows.loss), metric: known(testRows.metric) },
    devRows: rows.find(({ step, evaluation }) => step === at && evaluation !== null) ?? null,
    testRows,
  };
}

/** The best evaluation, whichever of loss and metric named it. */
function bestOf(dev: TrialRecord['dev'], rows: TrialRecord['rows']): FinalFigures & { at: number | null } {
  const named = metricBestOf(rows);
  if (named && dev) return { at: named.at, loss: known(named.devLoss), metric: known(named.metric) };
  const { lowestAt, lowestDevLoss, lowestMetric } = lowestOn(dev, rows);
  return { at: lowestAt, loss: known(lowestDevLoss), metric: known(lowestMetric) };
}

/** A run as it is told. */
export const told = ({ devRows: _, testRows: __, ...run }: ReadRun): FinalRun => run;

export function meanSpread(values: readonly (number | null)[]): MeanSpread | null {
  const of = values.filter(value => value !== null);
  const n = of.length;
  if (n === 0) return null;
  const mean = of.reduce((sum, value) => sum + value, 0) / n;
  const spread = n < 2 ? null : Math.sqrt(of.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  return { n, mean, spread };
}

/** Over the runs that have come to their end. */
export const meansOf = <Run extends Pick<FinalRun, 'status'>>(
  runs: readonly Run[],
  figures: (run: Run) => FinalFigures | null,
): FinalMeans => {
  const ended = runs.filter(({ status }) => status === 'finished').map(figures);
  return {
    loss: meanSpread(ended.map(of => of?.loss ?? null)),
    metric: meanSpread(ended.map(of => of?.metric ?? null)),
  };
};
