import type { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import { nameOf } from '../cases/cases.ts';
import { gatherCases } from '../cases/gather.ts';
import type { CaseRuns } from '../cases/run-case.ts';
import { refit } from './refit.ts';
import { bestOf, figuresOf, regretOf } from './regret.ts';

/** Fixed rates that people take without looking, and usual defaults of the libraries. */
const FIXED = [0.1, 0.01, 0.001];
const DEFAULTS: Record<OptimizerKind, number> = { sgd: 0.01, momentum: 0.01, nesterov: 0.01, adam: 0.001 };

/**
 * The budget probe over many cases: how much more dev loss than the best of twelve candidates its rate has after the same number of steps,
 * beside the plain ratio, fastai's "valley", and fixed rates.
 */
export async function probe(): Promise<Record<string, unknown>> {
  const all = await gatherCases();
  const fitted = all.filter(({ case: { untouched } }) => !untouched);
  const untouched = all.filter(one => one.case.untouched);
  return {
    all: tableOf(all),
    'cases that nothing was chosen by': tableOf(untouched),
    'cases that constants were chosen by': tableOf(fitted),
    'constants fitted anew, leaving one task out': refit(fitted),
    steps: { most: Math.max(...all.map(({ probe: { steps } }) => steps ?? Number.NaN)) },
    leftNoTrace: all.every(({ probe: { digestBefore, digestAfter } }) => digestBefore === digestAfter),
    byConfidence: Object.fromEntries(
      (['high', 'medium', 'low'] as const).map(confidence => {
        const some = all.filter(({ probe }) => probe.confidence === confidence);
        return [confidence, some.length === 0 ? null : summary(some, one => one.probe.learningRate)];
      }),
    ),
    byCase: all.map(one => ({
      case: nameOf(one.case),
      untouched: one.case.untouched,
      best: bestOf(one).learningRate,
      probe: one.probe.learningRate,
      regret: regretOf(one, one.probe.learningRate),
      confidence: one.probe.confidence,
    })),
  };
}

const tableOf = (cases: readonly CaseRuns[]): Record<string, unknown> => ({
  cases: cases.length,
  'budget probe': summary(cases, one => one.probe.learningRate),
  'plain ratio [B3]': summary(cases, one => one.probe.ratioRule.estimate),
  'fastai valley': summary(cases, one => one.valley),
  'defaults: SGD 0.01, Adam 0.001': summary(cases, one => DEFAULTS[one.case.optimizer]),
  ...Object.fromEntries(FIXED.map(rate => [`fixed ${rate}`, summary(cases, () => rate)])),
});

function summary(cases: readonly CaseRuns[], pick: (one: CaseRuns) => number | null): Record<string, number> {
  return figuresOf(cases.map(one => regretOf(one, pick(one))));
}
