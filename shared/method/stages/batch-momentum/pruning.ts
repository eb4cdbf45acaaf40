import { pairedDifference } from '../../curves/dev-rows.ts';
import { bestEvaluation, smoothedEvaluations } from '../../curves/evaluations.ts';
import type { TrialRecord } from '../stage-definition.ts';

type Compared = Pick<TrialRecord, 'curve' | 'dev' | 'rows' | 'trial'>;

/** A share of each trial's own steps, so that all have seen as many examples there [S7], and how many go on from it. */
export interface SharedRung {
  share: number;
  keep: number;
}

/** Where no rows are kept: dev losses closer than that share are within noise. */
const ASSUMED_NOISE = 0.02;

/** Where a rung is in a trial's own steps; as `rungSteps`. */
export const rungAt = ({ trial }: Pick<TrialRecord, 'trial'>, { share }: Pick<SharedRung, 'share'>): number =>
  Math.round(share * trial.hyperparameters.steps);

/**
 * Whether a trial may go on past a rung, by both curves [L3]: it is among the best so many by the lowest smoothed dev loss so far, or within
 * noise of the last of them; or it may yet come: its dev loss has not risen beyond noise since its lowest, and its training loss is among the
 * lowest so many. It depends on what was before the rung alone.
 * @param others all other trials of the search that got there
 */
export function mayGoOn(one: Compared, others: readonly Compared[], rung: SharedRung): boolean {
  const own = devBefore(one, rung);
  const levels = others.flatMap(other => {
    const dev = devBefore(other, rung);
    return dev ? [{ other, dev }] : [];
  });
  if (own) {
    const last = levels.sort((a, b) => a.dev.lowest - b.dev.lowest)[rung.keep - 1];
    if (!last || own.lowest <= last.dev.lowest + noiseAt(one, last.other, rung, last.dev.lowest)) return true;
    // It overfits already: more of the same makes it no better.
    if (own.last > own.lowest * (1 + ASSUMED_NOISE)) return false;
  }
  const level = trainingAt(one, rung);
  if (level === null) return own === null;
  const training = others.map(other => trainingAt(other, rung)).filter(of => of !== null);
  const last = training.sort((a, b) => a.loss - b.loss)[rung.keep - 1];
  return last === undefined || level.loss <= last.loss;
}

const trainingAt = (one: Compared, rung: SharedRung) => one.curve?.levelAfter(rungAt(one, rung)) ?? null;

/** The lowest smoothed dev loss up to a rung, and the last one before it; null: there is none after the first update. */
function devBefore(one: Compared, rung: SharedRung): { lowest: number; last: number } | null {
  const { dev } = one;
  if (!dev) return null;
  const step = rungAt(one, rung);
  const count = dev.steps.filter(at => at <= step).length;
  const losses = dev.losses.subarray(0, count);
  const at = bestEvaluation(dev.steps.subarray(0, count), losses);
  if (at < 0) return null;
  const smoothed = smoothedEvaluations(losses);
  return { lowest: smoothed[at] as number, last: smoothed[count - 1] as number };
}

/** Two standard errors of the difference, by the rows at the rung. */
function noiseAt(one: Compared, other: Compared, rung: SharedRung, loss: number): number {
  const [a, b] = [one, other].map(of => of.rows.find(({ step }) => step === rungAt(of, rung))?.losses);
  return a && b && a.length === b.length ? 2 * pairedDifference(a, b).error : ASSUMED_NOISE * Math.abs(loss);
}
