import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import type { DevRows } from '#shared/method/curves/dev-rows.ts';
import { bestEvaluation } from '#shared/method/curves/evaluations.ts';
import { asLower, type EvaluatedRows, gainOverBaseline, metricCounts } from '#shared/method/metrics/metric-gain.ts';
import type { AdviceRun, CaseRuns } from './runs.ts';

type Of = Pick<CaseRuns, 'facts' | 'devLabels' | 'baselineRows'>;

/** What a trainer tells of a run's best evaluation after so many evaluations. */
export function bestRows(of: Of, run: AdviceRun, count: number): DevRows[] {
  const lowest = bestEvaluation(run.steps.slice(0, count), run.dev.slice(0, count));
  if (lowest < 0) return [];
  const named = namedByMetric(of, run, count);
  return [lowest, ...(named === null ? [] : [named])].map(at => {
    const { facts, devLabels } = of;
    const rows = rowsOf(of, run, at);
    const largest = facts.classCounts.indexOf(Math.max(...facts.classCounts));
    const overBaseline =
      facts.metric === 'accuracy' || facts.metric === 'macroF1'
        ? gainOverBaseline(facts.metric, taskOf(facts).metric, rows, largest)
        : undefined;
    const evaluation = { loss: run.dev[at] as number, metric: run.devMetric[at] as number, rows: devLabels.length };
    return {
      step: run.steps[at] as number,
      losses: Float32Array.from(rows.losses),
      predictions: facts.task === 'classification' ? Uint16Array.from(rows.predictions) : null,
      evaluation: { ...evaluation, overBaseline, metricCounts: at === named },
    };
  });
}

/** The best evaluation of a run up to so many evaluations, as a trainer keeps it; −1: there is none. */
export const bestOf = (of: Of, run: AdviceRun, count: number): number =>
  namedByMetric(of, run, count) ?? bestEvaluation(run.steps.slice(0, count), run.dev.slice(0, count));

/** The evaluation that the metric names; null: it names none. */
function namedByMetric(of: Of, run: AdviceRun, count: number): number | null {
  const { metric } = of.facts;
  if (run.predictions.length === 0) return null;
  const steps = run.steps.slice(0, count);
  const lowest = bestEvaluation(steps, run.dev.slice(0, count));
  const values = run.devMetric.slice(0, count).map(value => asLower(metric, value));
  const at = bestEvaluation(steps, values);
  if (at < 0 || at === lowest || !((values[at] as number) < (values[lowest] as number))) return null;
  const baselineLoss = of.baselineRows.reduce((sum, loss) => sum + loss, 0) / of.baselineRows.length;
  const others = { lowest: rowsOf(of, run, lowest), baselineLoss };
  return metricCounts(metric, taskOf(of.facts).metric, rowsOf(of, run, at), others) ? at : null;
}

/** Single rows are kept of some seeds only; a metric of classes needs no more of their losses than that they are numbers. */
const rowsOf = ({ devLabels }: Of, run: AdviceRun, at: number): EvaluatedRows => ({
  labels: devLabels,
  predictions: run.predictions[at] ?? [],
  losses: run.rowLosses[at] ?? new Float32Array(devLabels.length),
  loss: run.dev[at] as number,
});
