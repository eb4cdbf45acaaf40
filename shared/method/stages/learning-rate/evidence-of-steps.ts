import type { Candidate } from '../../../domain/answer.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import { CONSTANT, sameSchedule } from '../../../domain/schedule.ts';
import type { TrialStatus } from '../../../domain/trial.ts';
import { count, rate, say } from '../quantities.ts';
import type { EvidenceSource } from './evidence-source.ts';

/* Why so many steps, and which evaluation is the best one [L5]. */

/** A curve that has not converged is offered this many times its steps. */
const LONGER = 2;

/** Where the best evaluation is not that of the lowest dev loss. */
export function metricBest({
  metricBest: named,
  metric: { name },
  lowestAt,
  lowestMetric,
}: Candidate): Evidence | null {
  if (!named) return null;
  const values = {
    metric: { as: 'metricName', name },
    step: count(named.at),
    value: { as: 'metric', name, value: named.metric },
    lowest: count(lowestAt ?? 0),
    other: { as: 'metric', name, value: lowestMetric },
  } as const;
  const body = say('evidence.metricNamesBest', values);
  return { rule: 'L5', verdict: 'good', title: say('evidence.metricNames'), body, remedy: null };
}

/** Still to be trained, or to be gone on with. */
const NOT_DONE: ReadonlySet<TrialStatus> = new Set<TrialStatus>(['queued', 'running', 'waiting', 'paused']);

const MOVES = {
  loss: 'evidence.devLossMoves',
  metric: 'evidence.metricMoves',
  neither: 'evidence.fallingAtEnd',
} as const;

export function convergence({ answer: { numSteps, by }, plan }: EvidenceSource, best: Candidate): Evidence {
  const { name } = best.metric;
  if (plan.ownSchedule)
    return {
      rule: 'L5',
      verdict: 'warn',
      title: say('evidence.numStepsBySchedule'),
      body: say('evidence.ownSchedule'),
      remedy: null,
    };
  if (!sameSchedule(plan.base.schedule, CONSTANT))
    return {
      rule: 'L5',
      verdict: 'warn',
      title: say('evidence.numStepsBySchedule'),
      body: say('evidence.flattenedByDecay', { steps: count(plan.base.steps) }),
      remedy: null,
    };
  if (numSteps.overfitsFrom !== null) {
    const values = { step: count(numSteps.overfitsFrom), lowest: count(best.lowestAt ?? 0) };
    const goesOn = numSteps.value !== null && numSteps.value > numSteps.overfitsFrom;
    const body = goesOn
      ? say('evidence.overfitsButMetric', {
          ...values,
          steps: count(numSteps.value!),
          metric: { as: 'metricName', name },
        })
      : // From the mean over its seeds, of which this one may have its lowest point later.
        say(
          (best.lowestAt ?? 0) < numSteps.overfitsFrom ? 'evidence.overfitsFrom' : 'evidence.overfitsFromMean',
          values,
        );
    return { rule: 'L5', verdict: 'warn', title: say('evidence.overfitting'), body, remedy: null };
  }
  if (numSteps.converged && numSteps.convergedAt !== null) {
    const values = { step: count(numSteps.convergedAt), metric: { as: 'metricName', name } } as const;
    const unseen = (numSteps.value ?? 0) > best.steps;
    const body =
      by === 'train'
        ? say('evidence.convergedAt', values)
        : say(unseen ? 'evidence.convergedUnseen' : 'evidence.convergedOnDev', values);
    return { rule: 'L5', verdict: 'good', title: say('evidence.converged'), body, remedy: null };
  }
  if (NOT_DONE.has(best.status))
    return {
      rule: 'L5',
      verdict: 'wait',
      title: say('evidence.notYetConverged'),
      body: say('evidence.stillFalling', { rate: rate(best.learningRate) }),
      remedy: null,
    };
  return {
    rule: 'L5',
    verdict: 'warn',
    title: say('evidence.notConverged'),
    body: say(MOVES[numSteps.moves ?? 'neither'], {
      rate: rate(best.learningRate),
      steps: count(best.steps),
      metric: { as: 'metricName', name },
    }),
    // What was cut short is continued first.
    remedy: best.status === 'finished' ? { kind: 'runLonger', steps: plan.base.steps * LONGER } : null,
  };
}
