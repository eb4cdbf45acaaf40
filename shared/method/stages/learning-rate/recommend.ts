import type { Candidate, LadderAnswer } from '../../../domain/answer.ts';
import type { RankedTrial } from '../../../domain/evidence.ts';
import type { StagePlan } from '../../../domain/project.ts';
import { proposeNumSteps } from '../../curves/convergence.ts';
import { progressOf } from '../progress.ts';
import type { PointOrigin, Recommendation, StageRecord, TrialRecord } from '../stage-definition.ts';
import { edgeOf } from './candidates.ts';
import { evidenceOf } from './evidence.ts';
import { finalOf, isDamaged, type Ranking, rank, rateOf } from './ranking.ts';
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
 * A ladder's answer: its ranking [L3], num_steps from the best one's curve [L5], and whether that one stands at an edge [L4]. A pure
 * function of what is stored.
 */
export function answerOf(plan: StagePlan, record: StageRecord): LadderAnswer {
  const { trials, facts } = record;
  const { open, done, stepsUsed, stepsFull } = progressOf({ workload }, plan, record);
  const inOrder = [...trials].sort((a, b) => rateOf(b) - rateOf(a));
  const ranking = rank(trials);
  const { ranked, threshold } = ranking;
  const best = ranked[0] ?? null;
  return {
    candidates: inOrder.map(one => candidateOf(one, ranking)),
    best: best && { learningRate: rateOf(best), trialId: best.trial.id },
    threshold,
    numSteps: best
      ? proposeNumSteps(best.curve, best.trial.hyperparameters.batchSize, facts?.rows.train ?? null)
      : { value: null, convergedAt: null, converged: false, epochs: null },
    atEdge: best && edgeOf(trials.map(rateOf), rateOf(best)),
    tied: ranked
      .slice(1)
      .filter(one => finalOf(one) <= (threshold ?? 0))
      .map(rateOf),
    open,
    done,
    extended: addedAs('extended', trials),
    refined: addedAs('refined', trials),
    pruned: inOrder.filter(({ trial }) => trial.status === 'pruned').map(rateOf),
    stepsUsed,
    stepsFull,
  };
}

function candidateOf(one: TrialRecord, { ranked, threshold }: Ranking): Candidate {
  const place = ranked.findIndex(({ trial }) => trial.id === one.trial.id);
  const { curve, evaluation, trial } = one;
  const damaged = isDamaged(one);
  return {
    learningRate: rateOf(one),
    trialId: trial.id,
    status: trial.status,
    rank: place < 0 ? null : place + 1,
    steps: curve?.count ?? 0,
    finalLoss: damaged ? null : (curve?.final ?? null),
    noise: damaged ? null : (curve?.noise ?? null),
    stepsToReach: place < 0 || threshold === null ? null : (curve?.stepsToReach(threshold) ?? null),
    devLoss: evaluation?.devLoss ?? null,
    metric: { name: trial.metric, value: evaluation?.devMetric ?? null },
  };
}

const rankedOf = ({
  trialId,
  rank,
  steps,
  finalLoss,
  noise,
  stepsToReach,
  devLoss,
  metric,
}: Candidate): RankedTrial => ({
  trialId,
  rank,
  figures: { steps, finalLoss, noise, stepsToReach, devLoss, devMetric: metric.value },
});

/** The rates that came to the ladder that way, in the order they came in. */
const addedAs = (as: PointOrigin, trials: readonly TrialRecord[]): number[] =>
  trials
    .filter(({ point }) => point.origin === as)
    .sort((a, b) => a.trial.position - b.trial.position)
    .map(rateOf);
