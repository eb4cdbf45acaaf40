import type { BatchMomentumChoice, SearchCost, SearchCosts, SearchKind } from '../../../domain/batch-momentum.ts';
import { Random } from '../../random.ts';
import { stepsIn, timeFor } from '../segments.ts';
import type { Pace, Segment } from '../stage-definition.ts';
import { type Cell, sameCell } from './points.ts';

/** Of the accepted batch size [M7]. */
const BATCH_SHARES = [1 / 4, 1 / 2, 1, 2, 4] as const;
export const MOMENTA = [0, 0.5, 0.9, 0.95, 0.99] as const;

/** Fewer examples than that make hardly a batch. */
const LEAST_BATCH = 4;
/** An epoch has so many steps at least. */
const LEAST_STEPS = 2;

/** What bounds the batch sizes that are proposed; null: not known. */
export interface Bounds {
  trainRows: number | null;
  /** What a trial of the accepted batch size took, and what the machine has, in bytes. */
  trialBytes: number | null;
  memoryBytes: number | null;
}

/** A trial may take that share of the machine's memory. */
const MEMORY_SHARE = 0.5;

/**
 * The batch sizes that are proposed around the accepted one: ¼ to 4 times it, as far as the rows give two steps an epoch, and as far as
 * memory holds if all that a trial took grew with the batch, which is more than it does.
 */
export function proposedBatchSizes(
  accepted: number,
  { trainRows, trialBytes, memoryBytes }: Bounds,
): { batchSizes: number[]; leftOut: { batchSize: number; why: 'rows' | 'memory' }[] } {
  const sizes = [...new Set(BATCH_SHARES.map(share => Math.round(share * accepted)))];
  const wanted = sizes.filter(size => size === accepted || size >= Math.min(LEAST_BATCH, accepted));
  const why = (size: number): 'rows' | 'memory' | null => {
    if (size <= accepted) return null;
    if (trainRows !== null && size * LEAST_STEPS > trainRows) return 'rows';
    const bytes = trialBytes === null ? null : (trialBytes * size) / accepted;
    return bytes !== null && memoryBytes !== null && bytes > MEMORY_SHARE * memoryBytes ? 'memory' : null;
  };
  return {
    batchSizes: wanted.filter(size => why(size) === null),
    leftOut: wanted.flatMap(batchSize => {
      const reason = why(batchSize);
      return reason ? [{ batchSize, why: reason }] : [];
    }),
  };
}

/** All cells of the lists, the accepted one first, and that also where it isn't of the lists: all others are compared with it. */
export function gridOf(batchSizes: readonly number[], momenta: readonly number[], accepted: Cell): Cell[] {
  const all = batchSizes.flatMap(batchSize => momenta.map(momentum => ({ batchSize, momentum })));
  const own = { batchSize: accepted.batchSize, momentum: accepted.momentum };
  return [own, ...all.filter(cell => !sameCell(cell, own))];
}

/** So many points a random search draws: with 10, one of them is among the best fifth in nine of ten searches (1 − 0.8¹⁰ = 0.89). */
const RANDOM_TRIALS = 10;

/**
 * Some cells of a grid, no two alike, drawn by a seed; the first one, the accepted, is always among them. Both lists are even on a scale of
 * logarithms (of the batch size, and of 1 − m), so that drawing from them evenly is drawing log-uniformly.
 */
export function drawn(grid: readonly Cell[], count: number, seed: number): Cell[] {
  const [own, ...others] = grid;
  const order = Uint32Array.from(others, (_, i) => i);
  Random.from(seed).shuffle(order);
  const chosen = [...order.slice(0, Math.max(0, count - 1))].sort((a, b) => a - b);
  return own ? [own, ...chosen.map(i => others[i] as Cell)] : [];
}

/** Where a person names no minutes, a grid that takes longer is not proposed. */
const MINUTES = 15;
/** Where nothing was measured, that many steps stand for it. */
const STEPS = 100_000;

/** What the costs of a search follow from. */
export interface Priced {
  segments: readonly Segment[];
  examplesEach: number;
  /** A cell may be tried at several rates. */
  trials: number;
}

/** Of a search, what it costs: its segments, and the probes of its points. */
export function costOf({ trials, segments, examplesEach }: Priced, parallel: number, pace: Pace | null): SearchCost {
  const steps = stepsIn(segments);
  const full = trials * examplesEach;
  const ms = pace ? timeFor(segments, parallel, pace) : null;
  return { trials, steps, examples: full, ms };
}

/**
 * Which search, and which points: what the person chose, else the grid where there is time for it, else as many random points as there is time
 * for [S2].
 * @param priced what some cells cost
 */
export function searchOf(
  grid: readonly Cell[],
  choice: Pick<BatchMomentumChoice, 'search' | 'trials' | 'minutes'>,
  seed: number,
  priced: (cells: readonly Cell[]) => SearchCost,
): { search: SearchKind; points: Cell[]; costs: SearchCosts } {
  const all = priced(grid);
  const limit = choice.minutes ?? MINUTES;
  const within = ({ ms, steps }: SearchCost): boolean => (ms === null ? steps <= STEPS : ms <= limit * 60_000);
  let count = Math.min(choice.trials ?? RANDOM_TRIALS, grid.length);
  // A person's minutes hold, as far as two points to compare.
  if (choice.trials === undefined && choice.minutes !== undefined)
    while (count > 2 && !within(priced(drawn(grid, count, seed)))) count--;
  const some = drawn(grid, count, seed);
  const random = some.length < grid.length ? priced(some) : null;
  const proposed: SearchKind = random === null || within(all) ? 'grid' : 'random';
  const minutes = Math.max(1, Math.round(limit));
  const values = { points: grid.length, drawn: some.length, minutes };
  const reason = {
    key:
      random === null
        ? ('batch.search.few' as const)
        : all.ms === null
          ? proposed === 'grid'
            ? ('batch.search.gridUnmeasured' as const)
            : ('batch.search.randomUnmeasured' as const)
          : proposed === 'grid'
            ? ('batch.search.grid' as const)
            : ('batch.search.random' as const),
    values,
  };
  const search = random === null ? 'grid' : (choice.search ?? (choice.trials === undefined ? proposed : 'random'));
  return { search, points: search === 'grid' ? [...grid] : some, costs: { grid: all, random, proposed, reason } };
}
