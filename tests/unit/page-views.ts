import type { ProjectCard, StageView } from '#shared/contract/requests.ts';
import type { Candidate, LadderAnswer } from '#shared/domain/answer.ts';
import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import type { Decision } from '#shared/domain/project.ts';
import type { StageRecommendation } from '#shared/domain/recommendation.ts';
import type { StageProgress } from '#shared/domain/stage-progress.ts';
import type { Trial, TrialStatus } from '#shared/domain/trial.ts';
import { pointOf } from '#shared/method/stages/stage-definition.ts';

/** A candidate of a test's ladder; `trialId` follows from the rate. */
export const candidate = (learningRate: number, rest: Partial<Candidate> = {}): Candidate => ({
  learningRate,
  trialId: `trial-${learningRate}`,
  status: 'finished',
  rank: 1,
  steps: 600,
  finalLoss: 0.5,
  noise: 0.01,
  stepsToReach: null,
  devLoss: 0.6,
  lowestDevLoss: 0.55,
  lowestAt: 480,
  lowestMetric: 0.91,
  metric: { name: 'accuracy', value: 0.9 },
  seed: 1,
  level: null,
  devNoise: null,
  equal: false,
  weakness: null,
  ...rest,
});

const trial = (learningRate: number, position: number, status: TrialStatus): Trial => ({
  id: `trial-${learningRate}`,
  stageId: 'stage',
  position,
  status,
  point: pointOf({ learningRate }),
  branch: null,
  hyperparameters: { ...DEFAULT_HYPERPARAMETERS, learningRate },
  backend: 'wasm',
  metric: 'accuracy',
  dataDigest: 'digest',
  split: null,
  fold: null,
  evaluatedRows: null,
  preprocessingDigest: null,
  programVersion: '0.0.0',
  attempt: 1,
  reason: null,
  note: null,
  result: null,
  logFile: 'trial.log',
  createdAt: 0,
  startedAt: 0,
  endedAt: null,
});

/** A stage's view whose trials follow from the answer's candidates. */
export function stageView(
  candidates: Candidate[],
  answer: Partial<LadderAnswer> = {},
  rest: Partial<StageView> = {},
): StageView {
  const { learningRate: _, ...base } = { ...DEFAULT_HYPERPARAMETERS, learningRate: 0 };
  const told: LadderAnswer = {
    candidates,
    best: candidates[0] ? { learningRate: candidates[0].learningRate, trialId: candidates[0].trialId } : null,
    threshold: 0.51,
    by: 'train',
    assumed: false,
    beatsBaseline: null,
    numSteps: { value: 900, convergedAt: 600, converged: true, epochs: 9, overfitsFrom: null, moves: null },
    atEdge: null,
    tied: [],
    open: 0,
    done: 1,
    extended: [],
    refined: [],
    pruned: [],
    stepsUsed: 600 * candidates.length,
    stepsFull: 600 * candidates.length,
    ...answer,
  };
  return {
    project: {
      id: 'project',
      name: 'data',
      source: 'data',
      choice: {},
      facts: null,
      dataDigest: null,
      network: null,
      command: null,
      createdAt: 0,
      updatedAt: 0,
    },
    stage: {
      id: 'stage',
      projectId: 'project',
      kind: 'learningRate',
      status: 'finished',
      plan: {
        base,
        rates: candidates.map(r => r.learningRate),
        backend: 'wasm',
        parallel: 2,
        prune: true,
        extend: true,
        refine: false,
        secondSeed: false,
        added: [],
      },
      inputs: null,
      createdAt: 0,
      endedAt: null,
      tookMs: null,
    },
    recommendation: recommendationOf(told),
    trials: candidates.map((r, i) => trial(r.learningRate, i, r.status)),
    progress: progressOf(told),
    decision: null,
    projectDecision: null,
    parameterCount: null,
    remainingMs: null,
    stepsPerSecond: null,
    savedAt: null,
    ...rest,
  };
}

/** The card of a project with one stage. */
export const cardOf = (
  { project, stage, recommendation, progress, remainingMs }: StageView,
  decision: Decision | null = null,
): ProjectCard => ({
  project,
  steps: [{ kind: stage.kind, stage, recommendation, progress, remainingMs, expectedMs: null, decision }],
});

/** What a ladder recommends that says so; of several candidates that are told to be the first, the best one is. */
export const recommendationOf = (answer: LadderAnswer): StageRecommendation => ({
  ranking: answer.candidates.map(({ trialId, rank, steps, finalLoss, noise, stepsToReach, devLoss, metric }) => ({
    trialId,
    rank: rank === 1 && trialId !== answer.best?.trialId ? 2 : rank,
    figures: { steps, finalLoss, noise, stepsToReach, devLoss, devMetric: metric.value },
  })),
  set: answer.best && {
    learningRate: answer.best.learningRate,
    ...(answer.numSteps.value !== null && { steps: answer.numSteps.value }),
  },
  evidence: [],
  detail: answer,
  ruleVersion: 1,
});

const progressOf = ({ open, done, stepsUsed, stepsFull, candidates }: LadderAnswer): StageProgress => ({
  open,
  done,
  stepsUsed,
  stepsFull,
  stepsOf: Object.fromEntries(candidates.map(({ trialId, steps }) => [trialId, steps])),
});
