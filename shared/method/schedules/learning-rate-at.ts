import type { Hyperparameters } from '../../domain/hyperparameters.ts';
import { isConstant, type Schedule, sameSchedule } from '../../domain/schedule.ts';

/**
 * The learning rate of one step: what the trainer asks before it, and what every preview is drawn by [D8]. It depends on nothing but these
 * numbers, so that a run which goes on from a checkpoint trains at the rates of one that was never cut off.
 *
 * Warm-up of W steps in front of any kind: `lr0 · (t + 1) / W` for t < W (Ma & Yarats 2021). What the kind says
 * begins after it: `linear` and `cosine` take the T − W steps that are left, the classic kinds drop at W at the earliest.
 *
 * @param lr0 the learning rate that was chosen
 * @param step from 0 to T − 1; T itself is asked for by who says where the rate ends
 * @param steps T, num_steps
 * @returns never NaN, never negative, never above lr0
 */
export function learningRateAt(schedule: Schedule, lr0: number, step: number, steps: number): number {
  const { warmup = 0 } = schedule;
  return step < warmup ? lr0 * ((step + 1) / warmup) : lr0 * shareAt(schedule, step, warmup, steps);
}

/** What is left of the rate once the warm-up is over, from 1 to 0. */
function shareAt(schedule: Schedule, step: number, warmup: number, steps: number): number {
  // Only T itself, of a run that is warm-up alone, leaves no step.
  const gone = step - warmup;
  const length = Math.max(1, steps - warmup);
  switch (schedule.kind) {
    case 'constant':
      return 1;
    case 'linear':
      return Math.max(0, 1 - (Math.floor(gone / schedule.interval) * schedule.interval) / length);
    case 'exponential':
      return schedule.rate ** dropsBy(schedule, step);
    case 'step-linear':
      return Math.max(0, 1 - schedule.rate * dropsBy(schedule, step));
    case 'cosine':
      return (1 + Math.cos((Math.PI * Math.min(gone, length)) / length)) / 2;
  }
}

type Classic = Extract<Schedule, { period: number }>;

/** The step of a classic schedule's first drop. */
export const firstDrop = ({ start, warmup = 0 }: Classic): number => Math.max(start, warmup);

/** D2's k(t): how often the rate has dropped by a step, that step's own drop counted. */
function dropsBy(schedule: Classic, step: number): number {
  const since = step - firstDrop(schedule);
  return since < 0 ? 0 : Math.floor(since / schedule.period) + 1;
}

/** The rate from a step on. */
export interface RatePoint {
  step: number;
  lr: number;
}

/** Where the rate changes, from step 0 to T − 1: the first step's, and one point for each change. Of a cosine that is every step. */
export function* ratePoints(schedule: Schedule, lr0: number, steps: number): Generator<RatePoint> {
  let before: number | null = null;
  for (const step of stepsOfChange(schedule, steps)) {
    const lr = learningRateAt(schedule, lr0, step, steps);
    if (lr !== before) yield { step, lr };
    before = lr;
    // Nothing comes after 0.
    if (lr === 0) return;
  }
}

/** Steps at which the rate may change, from 0 on. */
function* stepsOfChange(schedule: Schedule, steps: number): Generator<number> {
  const { warmup = 0 } = schedule;
  for (let step = 0; step < Math.min(Math.max(1, warmup), steps); step++) yield step;
  if (schedule.kind === 'constant') return;
  const [from, by] =
    'period' in schedule
      ? [firstDrop(schedule), schedule.period]
      : [warmup, schedule.kind === 'linear' ? schedule.interval : 1];
  for (let step = from; step < steps; step += by) yield step;
}

type Rates = Pick<Hyperparameters, 'learningRate' | 'schedule' | 'steps'>;

/** Whether two runs train at the same rates at every step before one that both reach. */
export function sameRatesBefore(step: number, a: Rates, b: Rates): boolean {
  if (a.learningRate === b.learningRate && sameSchedule(a.schedule, b.schedule))
    if (a.steps === b.steps || isConstant(a.schedule)) return true;
  return follows(step, a, b) && follows(step, b, a);
}

/** Whether one run has, where the other's rate changes before a step, that very rate. */
function follows(before: number, one: Rates, other: Rates): boolean {
  for (const { step, lr } of ratePoints(other.schedule, other.learningRate, other.steps)) {
    if (step >= before) return true;
    if (learningRateAt(one.schedule, one.learningRate, step, one.steps) !== lr) return false;
  }
  return true;
}
