import type { LadderAnswer } from '#shared/domain/answer.ts';
import type { Recommendation } from '#shared/method/stages/stage-definition.ts';
import { ADDED, afterwards, lowestKey, meanTest, signFlip } from './advice.ts';
import { type AdviceCase, adviceCases } from './cases.ts';
import { type AdviceRun, type CaseRuns, caseRuns, FOLDS, FRESH_SEEDS, foldRuns, splitsToRun } from './runs.ts';
import { simulatedLadder } from './simulated-ladder.ts';

/** Only of so few rows is a trial so cheap, and dev so small, that folds are thought of. */
const FEW_ROWS = 1000;
const RULES = ['one part', 'folds', 'deepest of folds', 'contenders on folds'] as const;
type Rule = (typeof RULES)[number];

interface Advice {
  rate: number | null;
  numSteps: number | null;
  /** That were trained for it. */
  steps: number;
}

/**
 * Whether rate and num_steps of a small table are better chosen by cross-validation over train and dev than on the one dev part: by the stage's own
 * rules over the mean curve and the rows of all folds, for all candidates (`folds`; `deepest of folds`: the lowest mean curve is taken, not the fastest of
 * equals) or only for those that a second seed would decide between
 * (`contenders on folds`). Judged as in `advice`: trained anew on train from three seeds that chose nothing, on test at the best evaluation.
 */
export async function adviceFolds(): Promise<Record<string, unknown>> {
  const only = new RegExp(process.env.ADVICE_ONLY ?? '');
  const rows: ReturnType<typeof rowOf>[] = [];
  for (const given of adviceCases().filter(({ source, name }) => source.includes('/tables/') && only.test(name))) {
    const splits: CaseRuns[] = [];
    const folded: CaseRuns[] = [];
    for (const seed of splitsToRun(given)) {
      const split = await caseRuns(given, seed);
      const { train, dev, test } = split.facts.rows;
      if (train + dev + test >= FEW_ROWS) break;
      splits.push(split);
      folded.push(together(await foldRuns(given, seed)));
    }
    if (splits.length > 0) rows.push(rowOf(given, splits, folded));
    console.error(given.name);
  }
  const logs = (rule: Rule) => rows.map(row => Math.log((row.loss[rule] + ADDED) / (row.best + ADDED)));
  const geometric = (values: readonly number[]) => Math.exp(mean(values));
  const against = (rule: Rule) => {
    const differences = logs(rule).map((log, i) => log - logs('one part')[i]!);
    const of = rows.flatMap(({ bySplit }) =>
      bySplit[rule].map((loss, i) => Math.log((loss + ADDED) / (bySplit['one part'][i]! + ADDED))),
    );
    return {
      ratio: round(geometric(differences)),
      p: round(signFlip(differences)),
      splits: of.length,
      better: of.filter(log => log < -1e-9).length,
      worse: of.filter(log => log > 1e-9).length,
    };
  };
  return {
    cases: rows.map(({ loss, best, name, splits, none, cost, metric }) => ({
      case: name,
      splits,
      none,
      best: round(best),
      ...Object.fromEntries(RULES.map(rule => [rule, round((loss[rule] + ADDED) / (best + ADDED))])),
      metric,
      cost,
    })),
    summary: Object.fromEntries(
      RULES.map(rule => [
        rule,
        {
          geometric: round(geometric(logs(rule))),
          worst: round(Math.exp(Math.max(...logs(rule)))),
          'within 10 %': logs(rule).filter(log => log <= Math.log(1.1)).length,
          cost: round(mean(rows.map(row => row.cost[rule]))),
          ...(rule !== 'one part' && { 'against one part': against(rule) }),
        },
      ]),
    ),
  };
}

function rowOf({ name, optimizer }: AdviceCase, splits: readonly CaseRuns[], folded: readonly CaseRuns[]) {
  const usual = optimizer === 'adam' ? 1e-3 : 1e-2;
  const found = splits.map((split, i) => advised(split, folded[i]!));
  const fresh = meanTest(splits, FRESH_SEEDS);
  const each = <T>(value: (rule: Rule) => T) =>
    Object.fromEntries(RULES.map(rule => [rule, value(rule)])) as Record<Rule, T>;
  const judged = each(rule =>
    splits.map((split, i) => afterwards(split, found[i]![rule].rate ?? usual, found[i]![rule].numSteps)),
  );
  const steps = each(rule => found.reduce((sum, of) => sum + of[rule].steps, 0));
  return {
    name,
    splits: splits.length,
    none: each(rule => found.filter(of => of[rule].rate === null).length),
    best: fresh.get(lowestKey(fresh))!,
    loss: each(rule => mean(judged[rule].map(({ loss }) => loss))),
    bySplit: each(rule => judged[rule].map(({ loss }) => loss)),
    metric: each(rule => round(mean(judged[rule].map(({ metric }) => metric)))),
    cost: each(rule => round(steps[rule] / steps['one part'])),
  };
}

/** What the three ways recommend, and what they cost. */
function advised(split: CaseRuns, folded: CaseRuns): Record<Rule, Advice> {
  const onOne = simulatedLadder(split);
  const onFolds = simulatedLadder(folded, { choice: { secondSeed: false } });
  const alone = simulatedLadder(split, { choice: { secondSeed: false } });
  const rates = [alone.detail.best?.learningRate ?? [], ...alone.detail.tied].flat().slice(0, 3);
  const deepest = onFolds.detail.candidates.reduce((low, one) =>
    (one.level ?? Infinity) < (low.level ?? Infinity) ? one : low,
  );
  const onDeepest = { rates: [deepest.learningRate], prune: false, extend: false, secondSeed: false };
  const onSome = { rates, prune: false, extend: false, secondSeed: false };
  const between = rates.length > 1 ? simulatedLadder(folded, { choice: onSome }) : null;
  return {
    'one part': adviceOf(onOne, 1),
    folds: adviceOf(onFolds, FOLDS),
    'deepest of folds': {
      ...adviceOf(simulatedLadder(folded, { choice: onDeepest }), FOLDS),
      steps: FOLDS * onFolds.detail.stepsUsed,
    },
    'contenders on folds': between
      ? { ...adviceOf(between, FOLDS), steps: alone.detail.stepsUsed + FOLDS * between.detail.stepsUsed }
      : adviceOf(alone, 1),
  };
}

const adviceOf = ({ set, detail }: Recommendation<LadderAnswer>, times: number): Advice => ({
  rate: set?.learningRate ?? null,
  numSteps: set?.learningRate === undefined ? null : (set.steps ?? null),
  steps: times * detail.stepsUsed,
});

/** All folds as one case: the mean curves, and the rows one after the other. A rate that diverged on one fold did so. */
function together(folds: readonly CaseRuns[]): CaseRuns {
  const [first] = folds as [CaseRuns];
  if (folds.some(({ base }) => base.steps !== first.base.steps)) throw new RangeError('folds of other lengths');
  const share = folds.map(({ baselineRows }) => baselineRows.length);
  const total = share.reduce((sum, rows) => sum + rows, 0);
  return {
    ...first,
    baselineRows: joined(folds.map(one => one.baselineRows)),
    devLabels: folds.flatMap(one => one.devLabels),
    runs: first.runs.map(({ learningRate }): AdviceRun => {
      const runs = folds.map(({ runs }) => runs.find(run => run.learningRate === learningRate)!);
      const count = Math.min(...runs.map(run => run.steps.length));
      const weighted = (of: (run: AdviceRun) => number) =>
        runs.reduce((sum, run, i) => sum + (of(run) * share[i]!) / total, 0);
      const each = <T>(value: (i: number) => T) => Array.from({ length: count }, (_, i) => value(i));
      const steps = Math.min(...runs.map(run => run.trainLoss.length));
      const diverged = runs.flatMap(run => run.diverged ?? []);
      return {
        learningRate,
        seed: first.base.seed,
        diverged: diverged.length > 0 ? Math.min(...diverged) : null,
        trainLoss: Float32Array.from({ length: steps }, (_, step) => mean(runs.map(run => run.trainLoss[step]!))),
        steps: runs[0]!.steps.slice(0, count),
        dev: each(i => weighted(run => run.dev[i]!)),
        devMetric: each(i => weighted(run => run.devMetric[i]!)),
        ...{ test: [], testMetric: [] },
        rowLosses: each(i => joined(runs.map(run => run.rowLosses[i]!))),
        predictions: each(i => Uint8Array.from(runs.flatMap(run => [...(run.predictions[i] ?? [])]))),
      };
    }),
  };
}

const joined = (parts: readonly Float32Array[]): Float32Array => Float32Array.from(parts.flatMap(part => [...part]));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const round = (value: number): number => Number(value.toFixed(3));
