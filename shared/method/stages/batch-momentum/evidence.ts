import type { BatchMomentumAnswer, BatchMomentumPlan } from '../../../domain/batch-momentum.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { StageRecord } from '../stage-definition.ts';
import {
  batchEdge,
  depth,
  equals,
  gain,
  momentumEdge,
  noBetter,
  ofMany,
  playbook,
  rows,
  seeds,
  sooner,
  suspects,
} from './evidence/choice.ts';
import { race } from './evidence/race.ts';
import { rateCheck, rates } from './evidence/rates.ts';
import { adam, coverage, diverged, fixed, leftOut, memory, open, pruning, unfinished } from './evidence/search.ts';
import { numSteps } from './evidence/steps.ts';
import { seenAs } from './evidence/words.ts';

/** The reasons that the answer brings along: what was chosen, whether it gains, at which rate and how long, and what is not known. */
export function evidenceOf(
  plan: BatchMomentumPlan,
  answer: BatchMomentumAnswer,
  { facts, trials }: Pick<StageRecord, 'facts' | 'trials'>,
): Evidence[] {
  const { points } = answer;
  const seen = seenAs(plan);
  const best = points.find(({ trialId }) => trialId === answer.best?.trialId);
  const searched = points.filter(({ part }) => part === 'search');
  const chosen = best?.part === 'race' ? searched.find(({ rank }) => rank === 1) : best;
  const ofBest =
    chosen === undefined
      ? []
      : [
          depth(chosen, searched, seen),
          equals(answer, chosen, searched),
          gain(answer, chosen, searched),
          ofMany(answer),
          sooner(answer, chosen, searched, seen),
          suspects(answer, searched),
          rates(plan, answer),
          rateCheck(answer, chosen),
          numSteps(plan, answer, seen),
          playbook(answer, chosen),
          batchEdge(answer, chosen),
          momentumEdge(answer, chosen),
          seeds(plan, answer, points),
          rows(plan),
          race(answer),
        ];
  return [
    noBetter(answer, searched, facts),
    ...ofBest,
    adam(plan),
    fixed(plan),
    coverage(plan, answer),
    leftOut(plan),
    memory(plan, trials),
    pruning(searched, seen),
    open(answer, searched),
    unfinished(plan, trials, points),
    diverged(searched),
  ].filter(one => one !== null);
}
