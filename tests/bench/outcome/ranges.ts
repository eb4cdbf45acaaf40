import type { Hyperparameters, OptimizerKind } from '#shared/domain/hyperparameters.ts';
import type { Random } from '#shared/method/random.ts';

/* What is fixed before anything runs: budgets, seeds, and what random search draws from. */

/** Search steps, in horizons: what a dozen, some forty, or a hundred and twenty full trials cost. */
export const BUDGETS = { small: 12, middle: 40, large: 120 } as const;
export type Budget = keyof typeof BUDGETS;

/** Of every trial of a search; guided runs count on from it. */
export const SEARCH_SEED = 1;
/** Of the points that random search draws: each case has its own, or one lucky draw would be lucky in all of them. @param place of the case */
export const drawSeedOf = (place: number): number => 1000 + place;
/** These chose nothing. */
export const FRESH_SEEDS = [7001, 7002, 7003] as const;

/** Learning rates by optimizer, log-uniform: what a person with experience would search. */
const RATES: Readonly<Record<OptimizerKind, readonly [low: number, high: number]>> = {
  sgd: [1e-3, 1],
  momentum: [1e-3, 1],
  nesterov: [1e-3, 1],
  adam: [1e-4, 1e-1],
};
const OPTIMIZERS = ['sgd', 'momentum', 'nesterov', 'adam'] as const satisfies OptimizerKind[];
const BATCH_SIZES = [16, 32, 64, 128, 256];
/** Of 1 − momentum, log-uniform. */
const FRICTION = [0.01, 0.5] as const;
/** Log-uniform. */
const WEIGHT_DECAY = [1e-6, 1e-1] as const;

/** Pruning by the median: never the first trials, nor in a trial's first tenth; after that at each evaluation. */
export const MEDIAN_PRUNING = { startupTrials: 5, warmUp: 0.1 } as const;

/** What random search chooses; all else is what the data proposes. */
export type Point = Pick<Hyperparameters, 'optimizer' | 'learningRate' | 'batchSize' | 'momentum' | 'weightDecay'>;

/** @param trainRows an epoch has two steps at least */
export function drawPoint(random: Random, trainRows: number): Point {
  const logUniform = ([low, high]: readonly [number, number]) =>
    Math.exp(random.between(Math.log(low), Math.log(high)));
  const optimizer = OPTIMIZERS[random.below(OPTIMIZERS.length)] as OptimizerKind;
  const sizes = BATCH_SIZES.filter(size => 2 * size <= trainRows);
  return {
    optimizer,
    learningRate: logUniform(RATES[optimizer]),
    batchSize: sizes[random.below(sizes.length)] as number,
    momentum: 1 - logUniform(FRICTION),
    weightDecay: logUniform(WEIGHT_DECAY),
  };
}
