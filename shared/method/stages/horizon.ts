import { z } from 'zod';
import { LadderAnswer } from '../../domain/answer.ts';
import type { AcceptedSet, Configuration } from '../configuration.ts';

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
  const run = decision && runOf(decision.decision);
  if (!run || numSteps === null) return { steps: numSteps, numSteps, peak: null };
  const steps = run.overfits ? Math.max(numSteps, run.steps) : numSteps;
  const isSeen = run.bestAt !== null && run.bestAt < run.steps && run.bestAt < steps;
  return { steps, numSteps, peak: isSeen ? run.bestAt : null };
}

/** The run that an accepted num_steps was read from. */
interface AcceptedRun {
  /** That it trained for. */
  steps: number;
  /** Its best evaluation, which its metric may have named. */
  bestAt: number | null;
  /** Whether num_steps ends where it overfits. */
  overfits: boolean;
}

/** What a stage of batch size and momentum tells, as far as it is read here. */
const Points = z.object({
  kind: z.literal('batchMomentum'),
  points: z.array(z.object({ trialId: z.string(), steps: z.number(), lowestAt: z.number().nullable() })),
  best: z.object({ trialId: z.string() }),
  numSteps: z.object({ overfitsFrom: z.number().nullable() }),
});

/** What a stage of regularisation tells of what gains, as far as it is read here. */
const Regularised = z.object({
  kind: z.literal('regularisation'),
  steps: z.number(),
  bestAt: z.number().nullable(),
  numSteps: z.object({ overfitsFrom: z.number().nullable() }),
});

/** Null: the decision rests on no run, or on one that says nothing of what was accepted. */
function runOf({ set, evidence }: AcceptedSet): AcceptedRun | null {
  const ladder = LadderAnswer.safeParse(evidence).data;
  const candidate = ladder?.candidates.find(({ learningRate }) => learningRate === set.learningRate);
  if (ladder && candidate)
    return {
      steps: candidate.steps,
      bestAt: candidate.metricBest?.at ?? candidate.lowestAt,
      overfits: ladder.best?.learningRate === candidate.learningRate && ladder.numSteps.overfitsFrom !== null,
    };
  const regularised = Regularised.safeParse(evidence).data;
  if (regularised) {
    const { steps, bestAt, numSteps } = regularised;
    return { steps, bestAt, overfits: numSteps.overfitsFrom !== null };
  }
  const points = Points.safeParse(evidence).data;
  const point = points?.points.find(({ trialId }) => trialId === points.best.trialId);
  if (!points || !point) return null;
  return { steps: point.steps, bestAt: point.lowestAt, overfits: points.numSteps.overfitsFrom !== null };
}
