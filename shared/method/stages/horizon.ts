import { LadderAnswer } from '../../domain/answer.ts';
import type { Configuration } from '../configuration.ts';

/** How long trials of the later stages run [L5], and what is known of the curve that this follows from. */
export interface Horizon {
  /** T; null: nothing that was accepted says how long. */
  steps: number | null;
  /** The num_steps that were accepted; null: none. */
  numSteps: number | null;
  /** The best evaluation of the accepted run; null: it is not known, or stood at that run's end, so that no peak was seen [D3]. */
  peak: number | null;
}

/**
 * The horizon of an accepted configuration [L5]: the ladder's own steps where its chosen curve overfits, so that what pays late is seen, else
 * the num_steps that were accepted.
 */
export function horizonOf({ set, decisions }: Configuration): Horizon {
  const numSteps = set.steps ?? null;
  const decision = decisions.findLast(({ decision: { set: of }, standing }) => standing === 'holds' && of.steps);
  const answer = LadderAnswer.safeParse(decision?.decision.evidence).data;
  const run = answer?.candidates.find(({ learningRate }) => learningRate === decision?.decision.set.learningRate);
  if (!answer || !run || numSteps === null) return { steps: numSteps, numSteps, peak: null };
  const overfits = answer.best?.learningRate === run.learningRate && answer.numSteps.overfitsFrom !== null;
  const steps = overfits ? Math.max(numSteps, run.steps) : numSteps;
  const isSeen = run.lowestAt !== null && run.lowestAt < run.steps && run.lowestAt < steps;
  return { steps, numSteps, peak: isSeen ? run.lowestAt : null };
}
