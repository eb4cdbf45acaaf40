import type { BatchMomentumAnswer, BatchMomentumPlan, BatchMomentumPoint } from '../../../../domain/batch-momentum.ts';
import type { Evidence } from '../../../../domain/evidence.ts';
import { evidence, rate, say } from '../../quantities.ts';
import { nameOf } from './words.ts';

/* At which learning rates the points were trained [S6]. */

export function rates({ command }: BatchMomentumPlan, answer: BatchMomentumAnswer): Evidence | null {
  const { learningRate } = answer.accepted;
  if (answer.points.length < 2) return null;
  if (answer.holdRate)
    return evidence(
      'S6',
      'warn',
      say('batch.evidence.held'),
      say('batch.evidence.heldAt', { rate: rate(learningRate) }),
    );
  const own = answer.points.filter(
    ({ rateFrom, part }) => part === 'search' && (rateFrom === 'probe' || rateFrom === 'scaled'),
  );
  if (own.length === 0) return null;
  const all = own.map(one => one.learningRate);
  const values = { from: rate(Math.min(...all)), to: rate(Math.max(...all)), accepted: rate(learningRate) };
  if (command) return evidence('S6', 'warn', say('batch.evidence.derived'), say('batch.evidence.scaledFrom', values));
  return evidence('S6', 'good', say('batch.evidence.derived'), say('batch.evidence.derivedFrom', values));
}

export function rateCheck(answer: BatchMomentumAnswer, chosen: BatchMomentumPoint): Evidence | null {
  const values = { rate: rate(chosen.learningRate), point: nameOf({ ...chosen, multiple: 1 }) };
  switch (answer.rateCheck) {
    case 'holds':
      return evidence('S6', 'good', say('batch.evidence.rateHolds'), say('batch.evidence.rateHoldsAt', values));
    case 'moved':
      return evidence('S6', 'warn', say('batch.evidence.rateMoved'), say('batch.evidence.rateMovedTo', values));
    case 'open':
      return evidence('S6', 'wait', say('batch.evidence.rateOpen'), say('batch.evidence.rateOpenAt', values));
    default:
      return null;
  }
}
