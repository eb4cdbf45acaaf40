import { describe, expect, it } from 'vitest';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { FinalAnswer } from '#shared/domain/final-runs.ts';
import { finalRuns } from '#shared/method/stages/final-runs/definition.ts';
import { foldsFor } from '#shared/method/stages/final-runs/folds.ts';
import { armOf } from '#shared/method/stages/final-runs/runs.ts';
import { stepsIn } from '#shared/method/stages/segments.ts';
import { emptyRecord } from '#shared/method/stages/stage-definition.ts';
import { STEPS } from './decay-runs.ts';
import { FinalRuns, finalPlan, type TrainFinal } from './final-runs.ts';

/** The chosen configuration is lower, and best at 300 steps; the default one at 500. */
const train: TrainFinal = (arm, seed) => ({
  loss: (arm === 'chosen' ? 0.2 : 0.4) + 0.001 * (seed % 3),
  at: arm === 'chosen' ? 300 : 500,
});
const plan = { ...finalPlan({ seeds: 3 }), folds: 5 };
const facts = (test: number, by?: 'random' | 'time' | 'group' | 'given') =>
  ({ rows: { train: 100, dev: 50, test }, ...(by && { split: { by, column: null } }) }) as DatasetFacts;

describe('M9: cross-validation of final runs', () => {
  it('is made where test has fewer than 400 rows, and not of parts that are given', () => {
    expect(foldsFor(facts(399))).toEqual({ folds: 5, rolling: false });
    expect(foldsFor(facts(399, 'group'))).toEqual({ folds: 5, rolling: false });
    expect(foldsFor(facts(80, 'time'))).toEqual({ folds: 5, rolling: true });
    for (const none of [facts(400), facts(80, 'given'), facts(0), null]) expect(foldsFor(none).folds).toBe(0);
  });

  it('begins when all runs have ended, each fold once for both configurations, to the steps where their runs were best', () => {
    const runs = new FinalRuns(plan, train);
    expect(runs.next.every(action => action.do === 'start' && action.point.fold === undefined)).toBe(true);
    runs.run();
    const folds = runs.record.trials.filter(({ point }) => point.fold !== undefined);
    expect(folds).toHaveLength(10);
    expect(new Set(folds.map(({ point }) => point.key)).size).toBe(10);
    for (const arm of ['chosen', 'default'] as const) {
      const own = folds.filter(({ point }) => armOf(point) === arm).map(({ point }) => point);
      expect(own.map(({ fold }) => fold).sort()).toEqual([0, 1, 2, 3, 4]);
      const ats = runs.answer.detail[arm]?.runs.map(({ at }) => at);
      for (const { set } of own) expect(ats).toContain(set.steps);
    }
    // Test is read for the runs alone, never for a fold.
    const ofFolds = new Set(folds.map(({ trial }) => trial.id));
    expect(runs.read).toHaveLength(6);
    expect(runs.read.some(({ trialId }) => ofFolds.has(trialId))).toBe(false);
    expect(runs.next).toEqual([]);
  });

  it('is read at the last step, not at a best evaluation, and changes nothing of what the runs say', () => {
    const runs = new FinalRuns(plan, train).run();
    const { detail, evidence } = runs.answer;
    const { crossValidation, ...rest } = FinalAnswer.parse(detail);
    const { crossValidation: none, ...alone } = new FinalRuns(finalPlan({ seeds: 3 }), train).run().answer.detail;
    expect(none).toBeNull();
    expect(rest).toEqual(alone);
    const last = runs.record.trials.find(({ point }) => point.fold === 0)?.evaluation;
    expect(crossValidation?.chosen.folds[0]?.figures).toEqual({ loss: last?.devLoss, metric: last?.devMetric });
    expect(crossValidation?.better).toEqual({ folds: 5, of: 5 });
    expect(evidence.filter(({ rule }) => rule === 'M9').map(({ body }) => body.key)).toEqual([
      'evidence.final.foldsBoth',
    ]);
  });

  it('belongs to the cost before anything runs, each fold with all steps at most', () => {
    const steps = (of: typeof plan) =>
      finalRuns.workload(of, emptyRecord()).reduce((sum, one) => sum + stepsIn([one]), 0);
    expect(steps(plan) - steps({ ...plan, folds: 0 })).toBe(2 * 5 * STEPS);
  });
});
