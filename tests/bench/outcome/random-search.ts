import type { Dataset } from '#electron/trainer/dataset.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { Random } from '#shared/method/random.ts';
import { median } from '../median.ts';
import { drawPoint, MEDIAN_PRUNING, type Point, SEARCH_SEED } from './ranges.ts';
import { type Evaluated, trainTrial } from './train.ts';

/** What a random search chose, and what it took. */
export interface Searched {
  /** Null: no trial came to its end. */
  point: Point | null;
  trials: number;
  pruned: number;
  diverged: number;
  /** Of all trials, also those that were ended early. */
  steps: number;
}

/**
 * Draws points and trains each to the horizon, pruned by the median, until the steps are used up. The one of the lowest dev loss of those that came to
 * their end is chosen.
 * @param drawSeed of the points; trials have the seed of the search
 */
export async function randomSearch(
  dataset: Dataset,
  base: Hyperparameters,
  budget: number,
  drawSeed: number,
): Promise<Searched> {
  const random = Random.from(drawSeed);
  const complete: Evaluated[][] = [];
  const found: Searched = { point: null, trials: 0, pruned: 0, diverged: 0, steps: 0 };
  let lowest = Number.POSITIVE_INFINITY;
  while (found.steps < budget) {
    const point = drawPoint(random, dataset.train.rows);
    const left = budget - found.steps;
    const isPruned = (own: readonly Evaluated[]) =>
      found.trials >= MEDIAN_PRUNING.startupTrials &&
      isWorseThanMedian(own, complete, MEDIAN_PRUNING.warmUp * base.steps);
    let looked = 0;
    let pruned = false;
    const trial = await trainTrial(dataset, { ...base, ...point, seed: SEARCH_SEED }, (own, steps) => {
      if (own.length > looked) {
        looked = own.length;
        pruned = isPruned(own);
      }
      return !pruned && steps < left;
    });
    found.trials++;
    found.steps += trial.steps;
    if (pruned) found.pruned++;
    if (trial.ended === 'diverged') found.diverged++;
    if (trial.ended !== 'finished') continue;
    complete.push(trial.evaluations);
    if (trial.best === null || trial.best >= lowest) continue;
    [lowest, found.point] = [trial.best, point];
  }
  return found;
}

/**
 * Median pruning (Golovin et al. 2017, as Optuna has it): whether a trial's lowest loss so far lies above the median of what complete trials had at
 * the step that it is at.
 * @param own evaluations so far, ascending
 * @param warmUp steps within which none is pruned
 */
export function isWorseThanMedian(
  own: readonly Evaluated[],
  complete: readonly (readonly Evaluated[])[],
  warmUp: number,
): boolean {
  const last = own.at(-1);
  if (!last || last.step < warmUp) return false;
  const others = complete.flatMap(trial => trial.find(({ step }) => step === last.step)?.loss ?? []);
  return others.length > 0 && Math.min(...own.map(({ loss }) => loss)) > median(others);
}
