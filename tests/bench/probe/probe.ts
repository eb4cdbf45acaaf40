import type { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import type { ProbeAnswer } from '#shared/domain/probe.ts';
import { estimateOf } from '#shared/method/probe/answer.ts';
import { nameOf } from '../cases/cases.ts';
import { gatherCases } from '../cases/gather.ts';
import { type CaseRuns, HORIZONS } from '../cases/run-case.ts';
import { refit } from './refit.ts';
import { bestOf, curveOf, type Floor, figuresOf, lossOn, regretAt } from './regret.ts';

/** Fixed rates that people take without looking, and usual defaults of the libraries. */
const FIXED = [0.1, 0.01, 0.001];
const DEFAULTS: Record<OptimizerKind, number> = { sgd: 0.01, momentum: 0.01, nesterov: 0.01, adam: 0.001 };
/** From here on a regret is named. */
const MISSED = 0.1;

/** A case at one of the values of num_steps. */
interface At {
  one: CaseRuns;
  steps: number;
  answer: ProbeAnswer;
}

/** What takes a rate; null: it has none to say. */
type Picker = (at: At) => number | null;

/**
 * The budget probe over many cases and values of num_steps: how much deeper the dev loss of the best of twelve candidates gets within
 * num_steps than that of its rate [B9], beside the plain ratio, fastai's "valley", and fixed rates. The probe's rate is trained; what
 * the ratio and the valley say lies between rates that were.
 */
export async function probe(): Promise<Record<string, unknown>> {
  return reportOf(await gatherCases());
}

/** What is said of some cases. */
function reportOf(cases: readonly CaseRuns[]): Record<string, unknown> {
  const all = cases.flatMap(one => one.probes.map(({ steps, answer }): At => ({ one, steps, answer })));
  const aside = all.filter(({ one }) => one.case.untouched);
  return {
    cases: cases.length,
    all: tablesOf(all, cases),
    'cases kept aside': tablesOf(aside, cases),
    byConfidence: Object.fromEntries(
      (['high', 'medium', 'low'] as const).map(confidence => {
        const some = all.filter(({ answer }) => answer.confidence === confidence);
        return [confidence, some.length === 0 ? null : { count: some.length, ...summary(some, ofProbe) }];
      }),
    ),
    bySetting: Object.fromEntries(
      Object.entries(Object.groupBy(all, at => settingOf(at))).map(([setting, some]) => [
        setting,
        { count: some?.length, ...summary(some ?? [], ofProbe) },
      ]),
    ),
    'constants fitted anew, leaving one task out': refit(cases.filter(one => !one.case.untouched)),
    steps: { most: Math.max(...all.map(({ answer }) => answer.steps ?? Number.NaN)) },
    leftNoTrace: all.every(({ answer }) => answer.digestBefore === answer.digestAfter),
    missed: all
      .map(at => ({
        case: nameOf(at.one.case),
        steps: at.steps,
        aside: at.one.case.untouched,
        best: bestOf(at.one, at.steps).learningRate,
        probe: estimateOf(at.answer),
        regret: regretOf(at, ofProbe),
        'with 0.02 added': regretOf(at, ofProbe, 0.02),
        confidence: at.answer.confidence,
      }))
      .filter(({ regret }) => regret > MISSED)
      .sort((a, b) => b.regret - a.regret),
  };
}

const ofProbe: Picker = ({ answer }) => estimateOf(answer);

const settingOf = ({ one: { case: given } }: At): string =>
  `${given.optimizer}${given.optimizer === 'momentum' ? ` ${given.momentum}` : ''}, batch ${given.batchSize}`;

/** A table for each of the values of num_steps. */
const tablesOf = (all: readonly At[], cases: readonly CaseRuns[]): Record<string, unknown> =>
  Object.fromEntries(
    HORIZONS.map(steps => [
      `num_steps ${steps}`,
      tableOf(
        all.filter(at => at.steps === steps),
        cases,
      ),
    ]),
  );

function tableOf(some: readonly At[], cases: readonly CaseRuns[]): Record<string, unknown> {
  const twice = some.filter(at => otherSeed(at, cases) !== undefined);
  const best: Picker = at => bestOf(otherSeed(at, cases) as CaseRuns, at.steps).learningRate;
  return {
    cases: some.length,
    'budget probe': summary(some, ofProbe),
    'budget probe, 0.02 added to losses': summary(some, ofProbe, 0.02),
    'plain ratio [B3]': summary(some, ({ answer }) => answer.ratioRule.estimate),
    'fastai valley': summary(some, ({ one }) => one.valley),
    'defaults: SGD 0.01, Adam 0.001': summary(some, ({ one }) => DEFAULTS[one.case.optimizer]),
    ...Object.fromEntries(FIXED.map(rate => [`fixed ${rate}`, summary(some, () => rate)])),
    ...(twice.length > 0 && { 'best candidate of another seed': { cases: twice.length, ...summary(twice, best) } }),
  };
}

/** The same case from another seed: what noise alone costs. */
const otherSeed = ({ one }: At, cases: readonly CaseRuns[]): CaseRuns | undefined =>
  cases.find(({ case: { seed, ...other } }) => {
    const { seed: own, ...same } = one.case;
    return seed !== own && JSON.stringify(other) === JSON.stringify(same);
  });

function regretOf(at: At, pick: Picker, floor: Floor = 0): number {
  const rate = pick(at);
  return rate === null
    ? Number.POSITIVE_INFINITY
    : regretAt(at.one, lossOn(curveOf(at.one, at.steps), rate), at.steps, floor);
}

function summary(some: readonly At[], pick: Picker, floor: Floor = 0): Record<string, number> {
  return figuresOf(some.map(at => regretOf(at, pick, floor)));
}
