import type { BatchMomentumAnswer, BatchMomentumPlan } from '../../../../domain/batch-momentum.ts';
import type { Evidence } from '../../../../domain/evidence.ts';
import { count, evidence, number, say } from '../../quantities.ts';
import type { Seen } from './words.ts';

/* num_steps once more [S5]. */

const MOVES = {
  loss: 'batch.evidence.lossMoves',
  metric: 'batch.evidence.metricMoves',
  none: 'batch.evidence.moves',
} as const;

const WITHOUT_EPOCHS = {
  same: 'batch.evidence.stepsSameSeen',
  'batch.evidence.stepsOverfit': 'batch.evidence.stepsOverfitSeen',
  'batch.evidence.stepsShorter': 'batch.evidence.stepsShorterSeen',
  'batch.evidence.stepsLonger': 'batch.evidence.stepsLongerSeen',
} as const;

/** num_steps for the chosen batch size [S5]. */
export function numSteps(
  { command }: BatchMomentumPlan,
  { numSteps: again, metric: name, open: left }: BatchMomentumAnswer,
  seen: Seen,
): Evidence {
  if (command?.hasSchedule)
    return evidence('L5', 'warn', say('evidence.numStepsBySchedule'), say('evidence.ownSchedule'));
  const { from, to, converged, overfitsFrom, moves } = again;
  const values = {
    from: count(from.steps),
    fromExamples: seen(from.examples),
    metric: { as: 'metricName' as const, name },
  };
  if (!converged || to === null)
    return evidence(
      'S5',
      left > 0 ? 'wait' : 'warn',
      say('batch.evidence.stepsOpen'),
      say(MOVES[moves ?? 'none'], values),
    );
  const more = { ...values, steps: count(to.steps), examples: seen(to.examples), epochs: number(to.epochs) };
  const key =
    overfitsFrom !== null
      ? 'batch.evidence.stepsOverfit'
      : to.examples < from.examples
        ? 'batch.evidence.stepsShorter'
        : 'batch.evidence.stepsLonger';
  const same = to.steps === from.steps && to.examples === from.examples;
  // How many rows a command trains on isn't known.
  const ofEpochs = to.epochs === null ? WITHOUT_EPOCHS : null;
  const verdict = overfitsFrom !== null ? 'warn' : 'good';
  return evidence(
    'S5',
    verdict,
    say('batch.evidence.steps', { steps: count(to.steps) }),
    say(
      same && overfitsFrom === null ? (ofEpochs?.same ?? 'batch.evidence.stepsSame') : (ofEpochs?.[key] ?? key),
      more,
    ),
  );
}
