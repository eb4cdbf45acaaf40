import type { Candidate, LadderAnswer } from '../../../domain/answer.ts';
import type { DatasetFacts } from '../../../domain/dataset.ts';
import type { RankedTrial } from '../../../domain/evidence.ts';
import type { StagePlan } from '../../../domain/project.ts';
import { isConstant } from '../../../domain/schedule.ts';
import { proposeNumSteps } from '../../curves/convergence.ts';
import { numStepsOnDev } from '../../curves/dev-convergence.ts';
import { type MeanOverRows, meanRows, pairedDifference } from '../../curves/dev-rows.ts';
import { lowestOn, metricBestOf } from '../../curves/evaluations.ts';
import { beatsBaseline as beatsTrainBaseline } from '../../metrics/baseline.ts';
import { isGain } from '../../metrics/metric-gain.ts';
import { isDamaged, rowsOf } from '../dev-level.ts';
import { progressOf } from '../progress.ts';
import type { PointOrigin, Recommendation, StageRecord, TrialRecord } from '../stage-definition.ts';
import { edgeOf, isRepeated, rateOf } from './candidates.ts';
import { evidenceOf } from './evidence.ts';
import { type RankedCandidate, type Ranking, rank } from './ranking.ts';
import { workload } from './workload.ts';

/** Which learning rate to take [L3], how many steps [L5], and why; while trials run as far as that is known. */
export function recommend(plan: StagePlan, record: StageRecord): Recommendation<LadderAnswer> {
  const answer = answerOf(plan, record);
  const { best, numSteps } = answer;
  return {
    ranking: answer.candidates.map(rankedOf),
    set: best && { learningRate: best.learningRate, ...(numSteps.value !== null && { steps: numSteps.value }) },
    evidence: evidenceOf({ plan, answer, facts: record.facts, probe: record.probe }),
    detail: answer,
  };
}

/**
 * A ladder's answer: its ranking [L3], num_steps from the best one's curves [L5], and whether that one stands at an edge [L4]. A pure
 * function of what is stored.
 */
export function answerOf(plan: StagePlan, record: StageRecord): LadderAnswer {
  const { trials, facts } = record;
  const { open, done, stepsUsed, stepsFull } = progressOf({ workload }, plan, record);
  const inOrder = [...trials].sort((a, b) => rateOf(b) - rateOf(a) || a.trial.position - b.trial.position);
  const ranking = rank(trials);
  const { ranked, threshold, by, assumed } = ranking;
  const beatsBy = baselineBeatenBy(ranking, record);
  // Early on every curve stands where the baseline is.
  const best =
    open > 0 || beatsBy === undefined ? ranked[0] : ranked.find(one => beatsBy !== null && beats(one, beatsBy));
  return {
    candidates: inOrder.map(one => candidateOf(one, ranking)),
    best: best ? { learningRate: best.learningRate, trialId: (best.trials[0] as TrialRecord).trial.id } : null,
    threshold,
    by,
    assumed: by === 'dev' && assumed,
    ...(beatsBy === undefined ? { beatsBaseline: null } : { beatsBaseline: beatsBy !== null, beatsBy }),
    numSteps: best && !plan.ownSchedule ? numStepsOf(best, facts) : NOT_KNOWN,
    atEdge: best && !plan.confirms ? edgeOf(trials.map(rateOf), best.learningRate) : null,
    tied: ranked.filter(one => one.equal && one !== (best ?? ranked[0])).map(one => one.learningRate),
    open,
    done,
    extended: addedAs('extended', trials),
    refined: addedAs('refined', trials),
    pruned: inOrder.filter(one => one.trial.status === 'pruned' && !isRepeated(one)).map(rateOf),
    stepsUsed,
    stepsFull,
  };
}

const NOT_KNOWN: LadderAnswer['numSteps'] = {
  value: null,
  convergedAt: null,
  converged: false,
  epochs: null,
  overfitsFrom: null,
  moves: null,
};

/** From the dev curves where there are any, else from the training curve [L5]. */
function numStepsOf(
  { trials: [first], levels }: RankedCandidate,
  facts: DatasetFacts | null,
): LadderAnswer['numSteps'] {
  if (first === undefined) return NOT_KNOWN;
  const { batchSize, schedule } = first.trial.hyperparameters;
  // A curve that a decay flattens is not one that has converged.
  if (!isConstant(schedule)) return NOT_KNOWN;
  const trainRows = facts?.rows.train ?? null;
  if (levels.length === 0) return proposeNumSteps(first.curve, batchSize, trainRows);
  const evaluated = levels.flatMap(({ one: { trial, dev, rows } }) =>
    dev
      ? [
          {
            ...{ steps: dev.steps, losses: dev.losses, metrics: dev.metrics, metric: trial.metric, rows: rows ?? [] },
            metricBestAt: metricBestOf(rows ?? [])?.at ?? null,
          },
        ]
      : [],
  );
  return numStepsOnDev(evaluated, { batchSize, trainRows, devRows: facts?.rows.dev ?? null });
}

/**
 * So many standard errors must a candidate's dev loss lie below the baseline's. One error in twenty (one-sided) is shared by the six candidates of a
 * ladder, since any of them may beat it (Bonferroni: the normal quantile of 1 − 0.05/6).
 */
const BEYOND_CHANCE = 2.4;

/**
 * By which figure any candidate beats the best answer that ignores its inputs, beyond noise [L3]: the dev loss, or where none does the metric,
 * since a few confident mistakes on a small dev set take a loss above the baseline although most rows are right. Null: none does; left out: not known.
 */
export function baselineBeatenBy(
  { ranked, by }: { ranked: readonly Contender[]; by: Ranking['by'] },
  { facts, trials }: StageRecord,
): 'loss' | 'metric' | null | undefined {
  if (facts === null || ranked.length === 0) return undefined;
  const baseline = trials.flatMap(({ rows }) => rows.filter(({ step }) => step === 0))[0]?.losses;
  const byLoss = ranked.some(one =>
    by === 'train'
      ? beatsTrainBaseline({ finalLoss: one.level, noise: one.noise }, facts)
      : beatsByLoss(one, baseline, facts),
  );
  if (byLoss) return 'loss';
  return by === 'dev' && ranked.some(beatsByMetric) ? 'metric' : null;
}

/** What of a ranked one tells whether it beats the baseline. */
type Contender = Pick<RankedCandidate, 'level' | 'noise' | 'levels' | 'trials'>;

/** By the loss the first-ranked one is within noise of the one that does; by the metric it must do so itself. */
export const beats = (one: Pick<Contender, 'trials'>, by: 'loss' | 'metric'): boolean =>
  by === 'loss' || beatsByMetric(one);

function beatsByLoss({ level, levels }: Contender, baseline: Float32Array | undefined, facts: DatasetFacts): boolean {
  const rows = levels.map(rowsOf).filter(of => of !== null);
  if (rows.length === 0) return level < facts.floor.loss;
  const losses = meanRows(rows);
  const against = baseline?.length === losses.length ? baseline : losses.map(() => facts.floor.loss);
  const { mean, error } = pairedDifference(against, losses);
  return mean > BEYOND_CHANCE * error;
}

/** At the best evaluation of each of its seeds, on average. */
function beatsByMetric({ trials }: Pick<Contender, 'trials'>): boolean {
  const gains = trials.flatMap(({ rows }) => {
    const measured = rows.filter(({ evaluation }) => evaluation?.overBaseline);
    const best = measured.find(({ evaluation }) => evaluation?.metricCounts) ?? measured[0];
    return best?.evaluation?.overBaseline ?? [];
  });
  const mean = (of: (gain: MeanOverRows) => number) => gains.reduce((sum, gain) => sum + of(gain), 0) / gains.length;
  return gains.length > 0 && isGain({ mean: mean(gain => gain.mean), error: mean(gain => gain.error) });
}

function candidateOf(one: TrialRecord, { ranked, by }: Ranking): Candidate {
  const { curve, evaluation, trial } = one;
  const place = ranked.findIndex(({ learningRate }) => learningRate === rateOf(one));
  const found = isOut(one) ? undefined : ranked[place];
  const damaged = isDamaged(one);
  return {
    learningRate: rateOf(one),
    trialId: trial.id,
    seed: trial.hyperparameters.seed,
    status: trial.status,
    rank: found ? place + 1 : null,
    steps: curve?.count ?? 0,
    finalLoss: damaged ? null : (curve?.final ?? null),
    noise: damaged ? null : (curve?.noise ?? null),
    stepsToReach: found?.reached ?? null,
    devLoss: evaluation?.devLoss ?? null,
    metric: { name: trial.metric, value: evaluation?.devMetric ?? null },
    level: found && by === 'dev' ? found.level : null,
    ...lowestOn(one.dev, one.rows),
    metricBest: metricBestOf(one.rows),
    devNoise: found && by === 'dev' ? found.noise : null,
    equal: found?.equal ?? false,
    weakness: found?.weakness ?? null,
  };
}

const isOut = (one: TrialRecord): boolean =>
  isDamaged(one) || one.trial.status === 'diverged' || one.trial.status === 'failed';

const rankedOf = (one: Candidate): RankedTrial => ({
  trialId: one.trialId,
  rank: one.rank,
  figures: {
    steps: one.steps,
    finalLoss: one.finalLoss,
    noise: one.noise,
    stepsToReach: one.stepsToReach,
    devLoss: one.devLoss,
    devMetric: one.metric.value,
    lowestDevLoss: one.lowestDevLoss,
    lowestAt: one.lowestAt,
    lowestMetric: one.lowestMetric,
  },
});

/** The rates that came to the ladder that way, in the order they came in. */
const addedAs = (as: PointOrigin, trials: readonly TrialRecord[]): number[] =>
  trials
    .filter(({ point }) => point.origin === as)
    .sort((a, b) => a.trial.position - b.trial.position)
    .map(rateOf);
