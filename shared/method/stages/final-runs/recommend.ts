import type { HyperparameterSet } from '../../../domain/evidence.ts';
import type { FinalAnswer, FinalArm, FinalPlan } from '../../../domain/final-runs.ts';
import { ENDED } from '../../../domain/trial.ts';
import type { RankedTrial, Recommendation, StageRecord } from '../stage-definition.ts';
import { compare, conclude } from './comparison.ts';
import { errorsOf } from './errors.ts';
import { evidenceOf } from './evidence.ts';
import { crossValidationOf, isOfFold, withoutFolds } from './folds.ts';
import { isDone, unread } from './next.ts';
import { type Arm, meansOf, type ReadRun, runsOf, settingsOf, told } from './runs.ts';

/**
 * How the chosen configuration does, beside the default one, and whether that is more than noise [R2]. It measures what was chosen and changes
 * nothing, but where dev, which may choose, says that the default one is better: then that is recommended.
 */
export function recommend(plan: FinalPlan, whole: StageRecord): Recommendation<FinalAnswer> {
  const record = withoutFolds(whole);
  const runs = { chosen: runsOf(plan, record, 'chosen'), default: runsOf(plan, record, 'default') };
  const openFolds = whole.trials.filter(one => isOfFold(one) && !ENDED.has(one.trial.status)).length;
  const own = answerOf(plan, record, runs);
  const detail = { ...own, crossValidation: crossValidationOf(plan, whole), open: own.open + openFolds };
  return {
    ranking: rankingOf(whole, [...runs.chosen, ...runs.default]),
    set: setFor(plan, detail),
    evidence: evidenceOf(plan, record, detail),
    detail,
  };
}

function answerOf(plan: FinalPlan, record: StageRecord, runs: Record<Arm, ReadRun[]>): FinalAnswer {
  const { trials, test, facts } = record;
  const metric = trials[0]?.trial.metric ?? 'none';
  const toRead = unread(plan, record).length;
  const isRead = (test?.evaluations.size ?? 0) > 0 && toRead === 0;
  const compared = { ...runs, metric, scale: facts?.targetScale ?? null };
  const dev = plan.default && compare('dev', compared);
  const onTest = plan.default && isRead ? compare('test', compared) : null;
  const openTrials = trials.filter(({ trial }) => !ENDED.has(trial.status)).length;
  const evaluated = [...runs.chosen, ...runs.default];
  return {
    kind: 'finalRuns',
    metric,
    steps: plan.base.steps ?? 0,
    seeds: plan.seeds,
    chosen: figuresOfArm(plan, 'chosen', runs.chosen, isRead),
    default: plan.default && figuresOfArm(plan, 'default', runs.default, isRead),
    dev,
    test: onTest,
    conclusion: isDone(plan, trials) ? ((onTest && conclude('test', onTest)) ?? (dev && conclude('dev', dev))) : null,
    rows: {
      dev: evaluated.find(({ devRows }) => devRows)?.devRows?.evaluation?.rows ?? null,
      test: evaluated.find(({ testRows }) => testRows)?.testRows?.rows ?? null,
    },
    readings: [...(test?.readings ?? [])],
    // Of a script no weights are kept.
    carried: plan.ofCommand ? null : carriedOf(runs.chosen),
    open: openTrials + toRead,
    ...errorsOf(isRead ? runs.chosen : [], facts),
    crossValidation: null,
  };
}

function figuresOfArm(plan: FinalPlan, arm: Arm, runs: readonly ReadRun[], isRead: boolean): FinalArm {
  const { seed: _, ...hyperparameters } = { ...plan.base, ...settingsOf(plan, arm) };
  return {
    hyperparameters,
    runs: runs.map(told),
    dev: meansOf(runs, ({ dev }) => dev),
    test: isRead ? meansOf(runs, ({ test }) => test) : null,
  };
}

/** The run of the lowest dev loss; of equal ones the first. */
function carriedOf(runs: readonly ReadRun[]): FinalAnswer['carried'] {
  const done = runs.flatMap(({ trialId, status, at, dev: { loss } }) =>
    status === 'finished' && at !== null && loss !== null ? [{ trialId, step: at, loss }] : [],
  );
  const [best] = done.sort((a, b) => a.loss - b.loss);
  return best ? { trialId: best.trialId, step: best.step } : null;
}

/** The default configuration where dev says that it is better; test chooses nothing. Null: nothing is to be changed. */
function setFor({ default: other }: FinalPlan, { dev, conclusion, open }: FinalAnswer): HyperparameterSet | null {
  if (other === null || dev === null || conclusion === null || open > 0) return null;
  return conclude('dev', dev)?.verdict === 'worse' ? other : null;
}

/** Every run at its best evaluation. Nothing is ranked: whoever is best of several seeds is lucky. */
function rankingOf({ trials }: StageRecord, runs: readonly ReadRun[]): RankedTrial[] {
  const byId = new Map(runs.map(run => [run.trialId, run]));
  return [...trials]
    .sort((a, b) => a.trial.position - b.trial.position)
    .map(({ trial, curve }) => {
      const run = byId.get(trial.id);
      const figures = {
        steps: curve?.count ?? 0,
        lowestDevLoss: run?.dev.loss ?? null,
        lowestAt: run?.at ?? null,
        lowestMetric: run?.dev.metric ?? null,
        testLoss: run?.test?.loss ?? null,
        testMetric: run?.test?.metric ?? null,
      };
      return { trialId: trial.id, rank: null, figures };
    });
}
