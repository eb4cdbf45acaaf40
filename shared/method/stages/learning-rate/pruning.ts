import { pairedDifference } from '../../curves/dev-rows.ts';
import { bestEvaluation, smoothedEvaluations } from '../../curves/evaluations.ts';
import type { Rung } from '../../search/successive-halving.ts';
import type { TrialRecord } from '../stage-definition.ts';

type Compared = Pick<TrialRecord, 'curve' | 'dev' | 'rows'>;

/** Where no rows are kept: dev losses closer than that share are within noise. */
const ASSUMED_NOISE = 0.02;

/**
 * Whether a candidate may go on past a rung: it is among the best so many there by the lowest smoothed dev loss, or within noise of the
 * last of them [L3]; where nothing was evaluated, by smoothed training loss. It depends on what was before the rung alone, so it comes
 * out the same whenever and in whatever order the candidates got there.
 * @param others all other candidates that got there; those that diverged before it didn't
 */
export function mayGoOn(one: Compared, others: readonly Compared[], rung: Rung): boolean {
  const own = lowestBefore(one, rung.step);
  const levels = others.map(other => ({ other, loss: lowestBefore(other, rung.step) }));
  if (own === null || levels.some(({ loss }) => loss === null)) return mayGoOnByTraining(one, others, rung);
  const last = (levels as { other: Compared; loss: number }[]).sort((a, b) => a.loss - b.loss)[rung.keep - 1];
  return last === undefined || own <= last.loss + noiseAt(one, last.other, rung.step, last.loss);
}

/** The lowest smoothed dev loss of the evaluations up to a step; null: there is none after the first update. */
function lowestBefore({ dev }: Compared, step: number): number | null {
  if (!dev) return null;
  const count = dev.steps.filter(at => at <= step).length;
  if (count === 0 || !(dev.steps[count - 1]! > 0)) return null;
  const losses = dev.losses.subarray(0, count);
  return smoothedEvaluations(losses)[bestEvaluation(dev.steps.subarray(0, count), losses)] ?? null;
}

/** Two standard errors of the difference, by the rows at the rung. */
function noiseAt(one: Compared, other: Compared, step: number, loss: number): number {
  const [a, b] = [one, other].map(of => of.rows?.find(rows => rows.step === step)?.losses);
  return a && b && a.length === b.length ? 2 * pairedDifference(a, b).error : ASSUMED_NOISE * Math.abs(loss);
}

function mayGoOnByTraining({ curve }: Compared, others: readonly Compared[], { step, keep }: Rung): boolean {
  const own = curve?.levelAfter(step) ?? null;
  if (own === null) return false;
  const levels = others.map(other => other.curve?.levelAfter(step) ?? null).filter(level => level !== null);
  const last = levels.sort((a, b) => a.loss - b.loss)[keep - 1];
  return last === undefined || own.loss <= last.loss + last.noise;
}
