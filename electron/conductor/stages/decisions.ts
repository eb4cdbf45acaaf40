import type { Probe } from '#shared/domain/probe.ts';
import type { Decision, Project } from '#shared/domain/project.ts';
import { networkIn } from '#shared/method/networks/same-network.ts';
import { planBase } from '#shared/method/plan.ts';
import type { StageState } from './stage-state.ts';

/** A decision that is not kept yet. */
export type MadeDecision = Omit<Decision, 'id' | 'createdAt'>;

/** A person took a rate and num_steps of a ladder, those that were recommended or others. */
export function ofLadder({ stage, trials, answer }: StageState, learningRate: number, numSteps: number): MadeDecision {
  return {
    projectId: stage.projectId,
    stageId: stage.id,
    probeId: null,
    learningRate,
    numSteps,
    recommended: answer.best?.learningRate === learningRate && answer.numSteps.value === numSteps,
    evidence: answer,
    dataDigest: trials[0]?.dataDigest ?? null,
    network: networkIn(stage.plan.base),
  };
}

/** A person took a probe's estimate as it is. */
export const ofProbe = (
  { id, projectId, answer, dataDigest, hyperparameters }: Probe,
  numSteps: number,
): MadeDecision => ({
  projectId,
  stageId: null,
  probeId: id,
  learningRate: Number(answer.learningRate.toPrecision(2)),
  numSteps,
  recommended: true,
  evidence: answer,
  dataDigest,
  network: networkIn(hyperparameters),
});

/** A person holds on to a decision after the project's data or network became another. */
export const keptFor = (decision: Decision, { dataDigest, facts, network }: Project): MadeDecision => ({
  ...decision,
  recommended: false,
  dataDigest,
  network: networkIn(planBase({}, facts, network)),
});
