import type { StagePlan } from '../domain/project.ts';
import type { MayAdd } from './ladder-moves.ts';
import { barriersOfPlan } from './pruning.ts';

/** A stretch of a ladder between two barriers: the steps that each of its rungs still has to do there. */
export type Stretch = readonly number[];

/**
 * What is left of a ladder, stretch by stretch, as pruning is expected to leave it: past each barrier as many rungs go on as it keeps,
 * those ahead first. Rungs that may yet be added are not in it.
 * @param done steps that each rung has done which still trains or waits
 */
export function stretchesLeft(plan: StagePlan, done: readonly number[]): Stretch[] {
  const { steps } = plan.base;
  const barriers = barriersOfPlan(plan);
  const ahead = [...done].sort((a, b) => b - a);
  let from = 0;
  let rungs = ahead.length;
  return [...barriers, { step: steps, keep: 0 }].map(({ step, keep }) => {
    const stretch = ahead.slice(0, rungs).map(count => step - Math.min(step, Math.max(from, count)));
    from = step;
    rungs = Math.min(rungs, keep);
    return stretch.filter(left => left > 0);
  });
}

/**
 * The stretches of rungs that may be added, as if none were pruned: past an end each one comes once it is known how the one before it
 * ended, neighbours come together.
 */
export const stretchesAdded = ({ why, rungs }: MayAdd, steps: number): Stretch[] => {
  const each = Array.from({ length: rungs }, () => steps);
  return why === 'extended' ? each.map(one => [one]) : [each];
};

/** Steps of all stretches together. */
export const stepsOf = (stretches: readonly Stretch[]): number =>
  stretches.flat().reduce((sum, steps) => sum + steps, 0);

/** What training costs, in ms. */
export interface Pace {
  /** A step, its share of the evaluations included, with as many rungs side by side as there are. */
  stepMs: number;
  /** From starting a trainer to its first step. */
  startMs: number;
}

/** How long the stretches take, one after the other, each with so many rungs side by side, in ms. */
export function timeFor(stretches: readonly Stretch[], parallel: number, { stepMs, startMs }: Pace): number {
  return stretches.reduce((sum, stretch) => {
    const lanes = Array.from({ length: Math.max(1, Math.min(parallel, stretch.length)) }, () => 0);
    for (const steps of stretch) {
      const next = lanes.indexOf(Math.min(...lanes));
      lanes[next] = (lanes[next] as number) + startMs + steps * stepMs;
    }
    return sum + Math.max(...lanes);
  }, 0);
}
