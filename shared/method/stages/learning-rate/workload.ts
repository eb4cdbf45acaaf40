import type { StagePlan } from '../../../domain/project.ts';
import { ENDED } from '../../../domain/trial.ts';
import { stepsIn } from '../segments.ts';
import type { Segment, StageRecord } from '../stage-definition.ts';
import { type MayAdd, mayAdd, rungsOfPlan } from './next.ts';
import { plannedRates } from './plan.ts';

/**
 * What is left of a ladder between its rungs, and before it begins what it will cost, with the candidates that may come on top. Of one
 * that has begun, those that may yet be added are not in it.
 */
export function workload(plan: StagePlan, { trials }: StageRecord): Segment[] {
  if (trials.length === 0) {
    const planned = segmentsLeft(
      plan,
      plannedRates(plan).map(() => 0),
    );
    const added = mayAdd(plan).flatMap(more => segmentsAdded(more, plan.base.steps));
    if (plan.mostSteps === undefined) return [...planned, ...added];
    // Further ends seldom come: what is left is reckoned for the others first.
    const likelyFirst = [...added].sort(
      (a, b) => Number(a.addition === 'extended') - Number(b.addition === 'extended'),
    );
    return [...planned, ...paidFor(likelyFirst, plan.mostSteps - stepsIn(planned))];
  }
  const open = trials.filter(({ trial }) => !ENDED.has(trial.status));
  return segmentsLeft(
    plan,
    open.map(({ curve }) => curve?.count ?? 0),
  );
}

/** Of what may be added, in that order, as many trials as so many steps pay for. */
function paidFor(segments: readonly Segment[], most: number): Segment[] {
  let left = most;
  return segments.flatMap(({ steps, addition }) => {
    const paid = steps.filter(one => {
      if (one > left) return false;
      left -= one;
      return true;
    });
    return paid.length > 0 ? [{ steps: paid, addition }] : [];
  });
}

/**
 * What is left of a ladder, segment by segment, as pruning is expected to leave it: past each rung as many candidates go on as it keeps,
 * those ahead first.
 * @param done steps that each candidate has done which still trains or waits
 */
export function segmentsLeft(plan: StagePlan, done: readonly number[]): Segment[] {
  const ahead = [...done].sort((a, b) => b - a);
  let from = 0;
  let candidates = ahead.length;
  return [...rungsOfPlan(plan), { step: plan.base.steps, keep: 0 }].map(({ step, keep }) => {
    const segment = ahead.slice(0, candidates).map(count => step - Math.min(step, Math.max(from, count)));
    from = step;
    candidates = Math.min(candidates, keep);
    return { steps: segment.filter(left => left > 0), addition: null };
  });
}

/**
 * Candidates that may be added, as if none were pruned: past an end each one comes once it is known how the one before it
 * ended, neighbours come together.
 */
export function segmentsAdded({ why, count }: MayAdd, stepsOfEach: number): Segment[] {
  const each = Array.from({ length: count }, () => stepsOfEach);
  return why === 'extended' ? each.map(one => ({ steps: [one], addition: why })) : [{ steps: each, addition: why }];
}
