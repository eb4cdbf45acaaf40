import type { LadderAnswer } from '#shared/domain/answer.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { DevCurve } from '#shared/method/curves/dev-curve.ts';
import type { DevRows } from '#shared/method/curves/dev-rows.ts';
import { LossCurve } from '#shared/method/curves/loss-curve.ts';
import { next, rungsOfPlan } from '#shared/method/stages/learning-rate/next.ts';
import { type PlanChoice, planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import { recommend } from '#shared/method/stages/learning-rate/recommend.ts';
import {
  emptyRecord,
  hyperparametersOf,
  type Recommendation,
  type TrialRecord,
} from '#shared/method/stages/stage-definition.ts';
import { bestRows } from './best-rows.ts';
import type { AdviceRun, CaseRuns } from './runs.ts';

/**
 * A ladder of six as a person gets it, pruned, extended and with second seeds, by the stage's own rules over runs that are stored.
 * @param asksMetric false: as version 2 of the rules, which read the dev loss alone
 * @param choice what a person chose of the ladder
 */
export function simulatedLadder(
  of: CaseRuns,
  { asksMetric = true, choice = {} }: { asksMetric?: boolean; choice?: PlanChoice } = {},
): Recommendation<LadderAnswer> {
  const { base, facts, baselineRows, runs } = of;
  const plan = planLadder({ ...base, ...choice }, { cores: 2, defaultBackend: 'wasm' }, facts);
  const marks = rungsOfPlan(plan).map(({ step }) => step);
  const trials: { record: TrialRecord; run: AdviceRun | null }[] = [];
  const record = () => ({ ...emptyRecord(facts), trials: trials.map(one => one.record) });
  const baseline: DevRows = { step: 0, losses: baselineRows, predictions: null, evaluation: null };
  const measured = (run: AdviceRun, count: number) => (asksMetric ? bestRows(of, run, count) : []);
  for (;;) {
    const actions = next(plan, record());
    if (actions.length === 0) return recommend(plan, record());
    for (const action of actions) {
      if (action.do === 'start') {
        const hyperparameters = hyperparametersOf(plan, action.point);
        const { learningRate, seed } = hyperparameters;
        const run = runs.find(one => one.learningRate === learningRate && one.seed === seed) ?? null;
        const position = trials.length;
        const trial = { id: `${position}`, position, hyperparameters, metric: facts.metric, endedAt: null } as Trial;
        const made = { trial: { ...trial, status: 'failed' as const }, point: action.point, ...NOTHING };
        trials.push({ run, record: run ? upTo(made, run, action.until, marks, baseline, measured) : made });
      } else if (action.do === 'resume' || action.do === 'prune') {
        const one = trials.find(({ record: { trial } }) => trial.id === action.trialId);
        if (!one?.run) throw new Error('an action for a trial that is not there');
        one.record =
          action.do === 'prune'
            ? { ...one.record, trial: { ...one.record.trial, status: 'pruned' } }
            : upTo(one.record, one.run, action.until, marks, baseline, measured);
      }
    }
  }
}

/** A rate that no run was trained at: past the ladder's low end. */
const NOTHING = { curve: null, dev: null, rows: [], evaluation: null, damagedFrom: null };

/** A trial as it is after so many steps; null: at its end. */
function upTo(
  record: TrialRecord,
  run: AdviceRun,
  until: number | null,
  marks: readonly number[],
  baseline: DevRows,
  measured: (run: AdviceRun, count: number) => DevRows[],
): TrialRecord {
  const planned = record.trial.hyperparameters.steps;
  const done = Math.min(until ?? planned, run.diverged ?? planned);
  const curve = new LossCurve(marks);
  const losses = Float64Array.from(run.trainLoss.subarray(0, done));
  curve.push(
    losses.map((_, step) => step),
    losses,
  );
  const count = run.steps.filter(step => step <= done).length;
  const first = (values: readonly number[]) => Float64Array.from(values.slice(0, count));
  const dev = new DevCurve();
  dev.push(first(run.steps), first(run.dev), first(run.devMetric));
  const diverged = run.diverged !== null && run.diverged < (until ?? planned);
  return {
    ...record,
    trial: { ...record.trial, status: diverged ? 'diverged' : until === null ? 'finished' : 'waiting' },
    curve,
    dev,
    rows: [
      baseline,
      ...measured(run, count),
      ...run.rowLosses
        .slice(1, count)
        .map((losses, i) => ({ step: run.steps[i + 1] as number, losses, predictions: null, evaluation: null })),
    ],
    evaluation: { devLoss: run.dev[count - 1] as number, devMetric: run.devMetric[count - 1] as number },
  };
}
