import type { NumSteps } from '../../domain/answer.ts';
import { type LossCurve, RANKING_WINDOW } from './loss-curve.ts';

/**
 * A curve counts as flat once what is left of its fall is below this share of the whole fall: the settling time of
 * control engineering, with a band of 1 %. The share of the loss itself would not do: a network that overfits halves a tiny
 * loss again and again, and would never count as converged.
 */
export const FLAT_SHARE = 0.01;
/** The flat part must be at least this share of the run; a curve flat only at its very end is still falling. */
export const FLAT_TAIL = 0.25;
/** Later changes may slow convergence down: num_steps is the converged step times this [L5]. */
export const MARGIN = 1.5;

/**
 * Proposes num_steps from the chosen candidate's curve [L5]. Converged at the first step after which the smoothed loss stays
 * within a tolerance of its end: one hundredth of the whole fall, or twice the curve's noise where that is more. The
 * last quarter of the run, and at least a window of the moving average, must lie behind that step, and from the first to
 * the second half of that quarter the mean may not fall either; else the curve is still falling and nothing is proposed.
 */
export function proposeNumSteps(curve: LossCurve, batchSize: number, trainRows: number | null): NumSteps {
  const none: NumSteps = {
    value: null,
    convergedAt: null,
    converged: false,
    epochs: null,
    overfitsFrom: null,
    moves: null,
  };
  const { start, final, noise, count } = curve;
  if (start === null || final === null || noise === null) return none;
  if (start - final <= 2 * noise) return none; // It never fell: flat, but nothing was learnt.
  const tolerance = Math.max(FLAT_SHARE * (start - final), 2 * noise);
  const convergedAt = curve.staysBelowFrom(final + tolerance);
  const tail = Math.max(FLAT_TAIL * count, RANKING_WINDOW);
  if (convergedAt === null || convergedAt > count - tail || fallsWithin(curve, tail, start - final, noise)) return none;
  const value = roundUp(MARGIN * convergedAt);
  return {
    value,
    convergedAt,
    converged: true,
    epochs: trainRows && (value * batchSize) / trainRows,
    overfitsFrom: null,
    moves: null,
  };
}

/** Whether the mean loss still falls from the first to the second half of the tail, beyond what noise explains. */
function fallsWithin(curve: LossCurve, tail: number, fall: number, noise: number): boolean {
  const end = curve.count;
  const half = Math.floor(tail / 2);
  const before = curve.meanBetween(end - 2 * half, end - half);
  const after = curve.meanBetween(end - half, end);
  if (before === null || after === null) return true;
  // Each half averages half/window independent values of the noise that `noise` measures; the difference has √2 of that.
  const uncertain = noise * Math.sqrt((2 * RANKING_WINDOW) / Math.max(half, RANKING_WINDOW));
  return before - after > Math.max(FLAT_SHARE * fall, uncertain);
}

/** Up to three significant digits: 1234.5 → 1240. */
export function roundUp(steps: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(steps, 1))) - 2);
  return Math.max(1, Math.ceil(steps / unit) * unit);
}
