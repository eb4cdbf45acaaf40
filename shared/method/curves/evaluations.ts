import type { Hyperparameters } from '../../domain/hyperparameters.ts';
import type { MetricBest } from '../../domain/metrics.ts';
import { RUNG_SHARES } from '../search/successive-halving.ts';
import type { DevCurve } from './dev-curve.ts';
import type { DevRows } from './dev-rows.ts';

/** Evaluations of the schedule are so far apart at most, as a share of all steps. */
const EVEN = 1 / 50;
/** Before that each one comes at so many times the steps of the last. */
const GROWTH = 1.15;
/** So many of those at most: the first steps of a very long trial tell nothing that its later ones don't. */
const MOST_EARLY = 24;

/** Numbers of steps at which the candidates of a search are compared: for all candidates, pruned or not, so that they can be. */
export const rungSteps = (steps: number): number[] => RUNG_SHARES.map(share => Math.round(share * steps));

/**
 * When dev is evaluated, as numbers of updates done: before the first step, then at geometric steps up to a fiftieth of all, from
 * there on every fiftieth, at the rungs, and after the last step [L3]. The same for all trials of as many steps.
 * @param steps T, at least 1
 * @returns ascending, from 0 to T; 78 numbers at most
 */
export function evaluationSteps(steps: number): number[] {
  const apart = steps * EVEN;
  const early: number[] = [];
  for (let step = 1; step < apart; step = Math.max(step + 1, Math.ceil(GROWTH * step))) early.push(step);
  const even = Array.from({ length: 1 / EVEN }, (_, i) => Math.round((i + 1) * apart));
  const all = [0, ...early.slice(-MOST_EARLY), ...even, ...rungSteps(steps), steps];
  return [...new Set(all)].sort((a, b) => a - b);
}

type Schedule = Pick<Hyperparameters, 'steps' | 'evalEvery'>;

/** Whether dev is evaluated after so many updates: by the schedule, or every so many steps where a person wants that. */
export function isEvaluated({ steps, evalEvery }: Schedule): (step: number) => boolean {
  if (evalEvery !== null) return step => step % evalEvery === 0 || step === steps;
  const due = new Set(evaluationSteps(steps));
  return step => due.has(step);
}

/** How often dev is evaluated in all. */
export const evaluationCount = ({ steps, evalEvery }: Schedule): number =>
  evalEvery === null ? evaluationSteps(steps).length : Math.ceil(steps / evalEvery) + 1;

/**
 * What evaluating one row costs at most, in rows that are trained on (measured on WASM: about 0.4, and up to 0.8 with an MLP on pictures, whose
 * zeros cost a step nothing).
 */
const ROW_COST = 0.8;
/** Evaluations may take such a share of a trial's time … */
const SHARE = 0.1;
/** … and this one for so many rows, of which an evaluation costs a step or a few: with fewer, candidates could not be told apart. */
const SHARE_OF_FEW = 0.25;
const FEW_ROWS = 400;
/** However short a trial is, so many rows are looked at. */
const LEAST_ROWS = 64;
/** Rows are evaluated so many at a time at least, and a part of that costs as much nearly: a subset has a multiple of it. */
const WHOLE = 64;

/**
 * On how many rows of dev each evaluation of the curve is made: on all of them, or where that would cost too much on a fixed subset
 * (`stratifiedOrder`). It depends on these sizes alone, never on a measured time, so that a trial stays the same bit for bit. Where a
 * person says how often, all rows are taken.
 * @param devRows rows of dev
 */
export function curveRows(
  { steps, batchSize, evalEvery }: Schedule & Pick<Hyperparameters, 'batchSize'>,
  devRows: number,
): number {
  if (evalEvery !== null) return devRows;
  const evaluations = evaluationCount({ steps, evalEvery });
  const within = (share: number) => {
    const rows = ((share / (1 - share)) * steps * batchSize) / ROW_COST;
    return Math.floor(rows / evaluations);
  };
  const affordable = Math.max(within(SHARE), Math.min(within(SHARE_OF_FEW), FEW_ROWS), LEAST_ROWS);
  return affordable >= devRows ? devRows : WHOLE * Math.floor(affordable / WHOLE);
}

/**
 * A loss smoothed over itself and its neighbours by the weights ¼, ½, ¼; a neighbour that isn't there, or isn't finite, is left out and
 * the other weights are scaled up.
 */
export function smoothedLoss(before: number | null, loss: number, after: number | null): number {
  let [sum, weights] = [loss / 2, 1 / 2];
  for (const neighbour of [before, after]) {
    if (neighbour === null || !Number.isFinite(neighbour)) continue;
    sum += neighbour / 4;
    weights += 1 / 4;
  }
  return sum / weights;
}

/** Of fewer evaluations each stands for itself: two that are smoothed over each other are the same, and hide that one is lower. */
const FEWEST_SMOOTHED = 3;

/** `[evaluations]`: each loss (or metric) smoothed over its neighbours; NaN where it is none. */
export const smoothedEvaluations = (values: Float64Array): Float64Array =>
  values.map((value, i) => (Number.isFinite(value) ? levelAt(values, i) : Number.NaN));

const levelAt = (values: ArrayLike<number>, i: number): number =>
  values.length < FEWEST_SMOOTHED
    ? (values[i] ?? Number.NaN)
    : smoothedLoss(values[i - 1] ?? null, values[i] ?? Number.NaN, values[i + 1] ?? null);

/**
 * The best evaluation of a trial: the first of those with the lowest smoothed dev loss. That of step 0 is the untrained network's and
 * never the best, but a neighbour like any other.
 * @param steps updates done before each evaluation, ascending
 * @returns its place in the columns; −1: there is none with a finite loss
 */
export function bestEvaluation(steps: ArrayLike<number>, losses: ArrayLike<number>): number {
  let [best, lowest] = [-1, Number.POSITIVE_INFINITY];
  for (let i = 0; i < steps.length; i++) {
    const level = levelAt(losses, i);
    if (steps[i] === 0 || !(level < lowest)) continue;
    [best, lowest] = [i, level];
  }
  return best;
}

/** An evaluation, and what is kept for as long as it may be the best. */
export interface KeptEvaluation<T> {
  step: number;
  loss: number;
  kept: T;
}

/** What `BestSoFar` knows, as plain data. */
export interface BestSoFarState<T> {
  /** The loss before the last one's. */
  before: number | null;
  /** Its right neighbour is not known yet. */
  last: KeptEvaluation<T> | null;
  /** The best of those before the last, with its smoothed loss. */
  best: (KeptEvaluation<T> & { level: number }) | null;
}

/** `bestEvaluation` of a trial that still trains: of all evaluations, two are kept at most. */
export class BestSoFar<T> {
  #state: BestSoFarState<T>;

  /** @param from of an earlier attempt; left out: nothing was evaluated yet */
  constructor(from: BestSoFarState<T> | null = null) {
    this.#state = from ?? { before: null, last: null, best: null };
  }

  get state(): BestSoFarState<T> {
    return this.#state;
  }

  push(step: number, loss: number, kept: T): void {
    const { last } = this.#state;
    this.#state = { before: last?.loss ?? null, last: { step, loss, kept }, best: this.#bestBefore(loss) };
  }

  /** The best of those so far; null: none. */
  get best(): KeptEvaluation<T> | null {
    return this.#bestBefore(null);
  }

  #bestBefore(after: number | null): BestSoFarState<T>['best'] {
    const { before, last, best } = this.#state;
    if (!last || last.step === 0) return best;
    const level = smoothedLoss(before, last.loss, after);
    return level < (best?.level ?? Number.POSITIVE_INFINITY) ? { ...last, level } : best;
  }
}

/** A trial's best evaluation in figures; null: it has none. */
export interface Lowest {
  lowestDevLoss: number | null;
  lowestAt: number | null;
  lowestMetric: number | null;
}

/**
 * What is shown of a trial's best evaluation: the figures of its curve or, where they are known, those of all rows of dev.
 * @param measured the best evaluation as it was measured once more; it counts where it is still the best
 */
export function lowestOf(
  best: { step: number; loss: number; metric: number } | null,
  measured: Pick<DevRows, 'step' | 'evaluation'> | null,
): Lowest {
  if (!best) return { lowestDevLoss: null, lowestAt: null, lowestMetric: null };
  const { loss, metric } = (measured?.step === best.step && measured.evaluation) || best;
  return { lowestDevLoss: loss, lowestAt: best.step, lowestMetric: metric };
}

/** A trial's best evaluation where it is not that of the lowest dev loss, since the metric is better there beyond noise; else null. */
export function metricBestOf(rows: readonly Pick<DevRows, 'step' | 'evaluation'>[]): MetricBest | null {
  const found = rows.find(({ evaluation }) => evaluation?.metricCounts);
  return found?.evaluation ? { at: found.step, devLoss: found.evaluation.loss, metric: found.evaluation.metric } : null;
}

/** The same of a whole curve and the rows that were kept. */
export function lowestOn(dev: DevCurve | null, rows: readonly DevRows[]): Lowest {
  const place = dev ? bestEvaluation(dev.steps, dev.losses) : -1;
  if (!dev || place < 0) return lowestOf(null, null);
  const at = (values: Float64Array) => values[place] as number;
  const best = { step: at(dev.steps), loss: at(dev.losses), metric: at(dev.metrics) };
  return lowestOf(best, rows.find(({ step, evaluation }) => step === best.step && evaluation) ?? null);
}

/** A trial's metric at its best evaluation, whichever of the two named it, and after how many steps that was. */
export function metricOn(dev: DevCurve | null, rows: readonly DevRows[]): { at: number | null; metric: number | null } {
  const { at, metric } = bestOn(dev, rows);
  return { at, metric };
}

/** A trial at its best evaluation, whichever of the two named it: where all its figures are read. */
export interface BestFigures {
  devLoss: number | null;
  metric: number | null;
  /** After how many steps that was; null: nothing was evaluated. */
  at: number | null;
  /** The metric names it where it is better there, beyond noise, than at the lowest dev loss. */
  named: 'loss' | 'metric';
}

export function bestOn(dev: DevCurve | null, rows: readonly DevRows[]): BestFigures {
  const named = dev && metricBestOf(rows);
  if (named) return { devLoss: named.devLoss, metric: named.metric, at: named.at, named: 'metric' };
  const { lowestDevLoss, lowestMetric, lowestAt } = lowestOn(dev, rows);
  return { devLoss: lowestDevLoss, metric: lowestMetric, at: lowestAt, named: 'loss' };
}
