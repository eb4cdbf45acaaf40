import type { HyperparameterSet } from '../../../domain/evidence.ts';
import type { RegularisationChoice, Regularised } from '../../../domain/regularisation.ts';
import { Random } from '../../random.ts';
import { NONE, samePoint } from './points.ts';

/* Which points a regularisation stage searches [R1]. */

/**
 * How far weight decay alone would pull a weight towards 0 over a whole run, in multiples of e: from hardly at all to entirely. Below it
 * changes nothing, above nothing is learnt.
 */
const PULL = { least: 0.01, most: 10 } as const;
const MOST_WEIGHT_DECAY = 1;
const DROPOUT = { least: 0.05, most: 0.6 } as const;

/** Of the points, one part in so many has no weight decay, and as many others have no dropout: each alone may be what helps. */
const ALONE = 4;

const digits = (value: number): number => Number(value.toPrecision(2));

/**
 * The range of weight decay for a configuration. Each step pulls weights by the learning rate times the weight decay, of L2 as of the decoupled kind
 * (Loshchilov & Hutter 2019), momentum multiplies that by 1 / (1 − m), and the run adds it up: so the range depends on rate and steps.
 */
export function weightDecayRange({ learningRate = 1, steps = 1, optimizer, momentum = 0 }: HyperparameterSet): {
  low: number;
  high: number;
} {
  const hasMomentum = optimizer === 'momentum' || optimizer === 'nesterov';
  const travelled = (learningRate * steps) / (hasMomentum ? 1 - momentum : 1);
  const high = digits(Math.min(MOST_WEIGHT_DECAY, PULL.most / travelled));
  return { low: digits(Math.min(PULL.least / travelled, high / 100)), high };
}

/**
 * So many points, log-uniform in weight decay and uniform in dropout, drawn by a seed: each of both from another part of its range (a Latin
 * hypercube, McKay et al. 1979), so that few points leave no part out.
 */
export function drawn(
  count: number,
  { low, high }: { low: number; high: number },
  hasDropout: boolean,
  seed: number,
): Regularised[] {
  const random = Random.from(seed);
  const order = shuffled(count, random);
  const alone = hasDropout ? Math.floor(count / ALONE) : 0;
  const noDecay = new Set(order.slice(0, alone));
  const noDropout = new Set(order.slice(alone, 2 * alone));
  const decays = spread(count - noDecay.size, random).map(share => digits(low * (high / low) ** share));
  const dropouts = spread(count - noDropout.size, random).map(share =>
    Number((DROPOUT.least + share * (DROPOUT.most - DROPOUT.least)).toFixed(2)),
  );
  const points = Array.from({ length: count }, (_, i) => ({
    weightDecay: noDecay.has(i) ? 0 : (decays.pop() as number),
    dropout: !hasDropout || noDropout.has(i) ? 0 : (dropouts.pop() as number),
  }));
  return points.filter((point, i) => points.findIndex(other => samePoint(other, point)) === i);
}

/** One number from each of so many equal parts of [0, 1), in random order. */
function spread(count: number, random: Random): number[] {
  const shares = Array.from({ length: count }, (_, i) => (i + random.uniform()) / count);
  return shuffled(count, random).map(i => shares[i] as number);
}

function shuffled(count: number, random: Random): number[] {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  random.shuffle(order);
  return [...order];
}

/** All pairs of two lists, none aside. A list that is left out is not searched. */
export function gridOf(
  { weightDecays = [0], dropouts = [0] }: Pick<RegularisationChoice, 'weightDecays' | 'dropouts'>,
  hasDropout: boolean,
): Regularised[] {
  const unique = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
  return unique(weightDecays)
    .flatMap(weightDecay => unique(hasDropout ? dropouts : [0]).map(dropout => ({ weightDecay, dropout })))
    .filter(point => !samePoint(point, NONE));
}

/** Some points of a list, drawn by a seed, in the list's order. */
export function some(points: readonly Regularised[], count: number, seed: number): Regularised[] {
  const chosen = shuffled(points.length, Random.from(seed)).slice(0, count);
  return chosen.sort((a, b) => a - b).map(i => points[i] as Regularised);
}
