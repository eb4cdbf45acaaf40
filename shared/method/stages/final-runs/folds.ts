import type { DatasetFacts } from '../../../domain/dataset.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type {
  FinalAnswer,
  FinalCrossValidation,
  FinalPlan,
  FoldedArm,
  MeanSpread,
} from '../../../domain/final-runs.ts';
import { known } from '../../../domain/metrics.ts';
import type { Statement } from '../../../domain/reason.ts';
import { ENDED } from '../../../domain/trial.ts';
import { evidence, number, say } from '../quantities.ts';
import { onFold, type StageRecord, type TrialPoint, type TrialRecord } from '../stage-definition.ts';
import { ARMS, type Arm, meansOf, pointFor, runsOf, settingsOf } from './runs.ts';

/* Cross-validation over train and dev [M9]: of a small test part the final figures hardly tell anything. */

/** Test has few rows below that; then there are so many folds. */
const SMALL_TEST = 400;
const FOLDS = 5;

/** How the data is to be cross-validated; parts that are given have no folds. */
export function foldsFor(facts: DatasetFacts | null): Pick<FinalPlan, 'folds' | 'rolling'> {
  const by = facts?.split?.by ?? 'random';
  const isSmall = facts !== null && facts.rows.test > 0 && facts.rows.test < SMALL_TEST;
  return { folds: isSmall && by !== 'given' ? FOLDS : 0, rolling: by === 'time' };
}

/** Whether a trial is of a fold. */
export const isOfFold = ({ point }: Pick<TrialRecord, 'point'>): boolean => point.fold !== undefined;

/** The record without the folds: what the final runs themselves say. */
export const withoutFolds = (record: StageRecord): StageRecord => ({
  ...record,
  trials: record.trials.filter(one => !isOfFold(one)),
});

/**
 * An arm's points, once all final runs have ended: all folds from one seed, over the steps at which its final runs were best (the median), so
 * that no evaluation on the rows of a fold chooses anything. [] where none of its runs came to its end.
 */
export function foldPoints(plan: FinalPlan, record: StageRecord, arm: Arm): TrialPoint[] {
  const set = settingsOf(plan, arm);
  const [seed] = plan.seeds;
  const at = runsOf(plan, record, arm)
    .filter(({ status }) => status === 'finished')
    .flatMap(({ at }) => at ?? [])
    .sort((a, b) => a - b);
  const steps = at[(at.length - 1) >> 1];
  if (set === null || seed === undefined || steps === undefined) return [];
  const point = pointFor({ ...set, steps: Math.max(1, steps) }, seed);
  return Array.from({ length: plan.folds }, (_, fold) => onFold(point, fold));
}

/** What the folds say so far; null: they have not begun. */
export function crossValidationOf(plan: FinalPlan, record: StageRecord): FinalCrossValidation | null {
  const [chosen, other] = ARMS.map(arm => foldedArm(plan, record, arm));
  if (!chosen) return null;
  const pairs = chosen.folds.flatMap(({ fold, figures }) => {
    const its = other?.folds.find(one => one.fold === fold)?.figures?.loss ?? null;
    const own = figures?.loss ?? null;
    return own === null || its === null ? [] : [own < its];
  });
  return {
    chosen,
    default: other ?? null,
    planned: plan.folds,
    rolling: plan.rolling,
    better: pairs.length > 0 ? { folds: pairs.filter(Boolean).length, of: pairs.length } : null,
  };
}

function foldedArm(plan: FinalPlan, record: StageRecord, arm: Arm): FoldedArm | null {
  const byKey = new Map(record.trials.map(one => [one.point.key, one]));
  const points = foldPoints(plan, record, arm);
  const folds = points.flatMap((point, fold) => {
    const one = byKey.get(point.key);
    if (!one) return [];
    const { trial, evaluation } = one;
    const isKnown = trial.status === 'finished' && evaluation !== null;
    const figures = isKnown ? { loss: known(evaluation.devLoss), metric: known(evaluation.devMetric) } : null;
    return [{ fold, trialId: trial.id, status: trial.status, figures }];
  });
  const [steps] = points.map(({ set }) => set.steps);
  if (folds.length === 0 || steps === undefined) return null;
  return { folds, steps, means: meansOf(folds, ({ figures }) => figures) };
}

/** What cross-validation says, and what that is worth. */
export function foldEvidence(plan: FinalPlan, { crossValidation: found, metric }: FinalAnswer): Evidence[] {
  if (plan.folds === 0) return [];
  const piece = (verdict: Evidence['verdict'], body: Statement): Evidence =>
    evidence('M9', verdict, say('evidence.final.folds'), body);
  const [chosen, other] = [found?.chosen.means ?? null, found?.default?.means ?? null];
  const ended = found?.chosen.folds.filter(({ figures }) => figures !== null).length ?? 0;
  const all = [...(found?.chosen.folds ?? []), ...(found?.default?.folds ?? [])];
  const isOver = all.length > 0 && all.every(({ status }) => ENDED.has(status));
  if (!chosen?.loss || !isOver) {
    const failed = found?.chosen.folds.find(({ status }) => status === 'failed');
    if (failed) return [piece('warn', say('evidence.final.foldsFailed'))];
    return [piece('wait', say('evidence.final.foldsOpen', { ended, planned: plan.folds }))];
  }
  const values = (name: string, figure: 'loss' | 'metric', of: MeanSpread | null): Statement['values'] => ({
    [name]: figure === 'metric' ? { as: 'metric', name: metric, value: of?.mean ?? null } : number(of?.mean ?? null),
    [`${name}Spread`]:
      figure === 'metric' ? { as: 'metric', name: metric, value: of?.spread ?? null } : number(of?.spread ?? null),
  });
  const figure = metric === 'none' || !chosen.metric ? 'loss' : 'metric';
  const own = { ...values('chosen', figure, chosen[figure]), folds: chosen.loss.n };
  if (!other?.loss || !found?.better) return [piece('good', say('evidence.final.foldsAlone', own))];
  const both = { ...own, ...values('other', figure, other[figure]), better: found.better.folds, of: found.better.of };
  return [piece('good', say('evidence.final.foldsBoth', both))];
}
