import type { DatasetFacts } from '../../domain/dataset.ts';
import type { HyperparameterSet } from '../../domain/evidence.ts';
import type { Statement } from '../../domain/reason.ts';
import { planBase } from '../fixed-hyperparameters.ts';
import type { Subject } from '../stages/stage-definition.ts';
import { FULL_LADDER, LADDER } from '../stages/learning-rate/candidates.ts';

/** What the choices of a stage follow from. */
export interface OfferInput {
  subject: Subject;
  facts: DatasetFacts | null;
  /** What is accepted before it, or is assumed to be. */
  set: HyperparameterSet;
  /** Of the guided run. */
  seed: number;
}

/** A stage as it can be had for some budget. */
export interface Offer {
  /** In which order a growing budget buys offers, over all stages. */
  rank: number;
  /** What the stage is started with. */
  choice: (input: OfferInput) => Record<string, unknown>;
  /** What it does, in words. */
  says: (input: OfferInput) => Statement;
}

/** A stage of the method as guided runs know it. */
export interface TuneLine {
  kind: string;
  /** From the leanest on. Each does all that the one before it does, and more. */
  offers: readonly Offer[];
}

const count = (value: number) => ({ as: 'count' as const, value });

/* Learning rate */

/** Of the steps that a first ladder is given. */
const ladder = (
  rank: number,
  share: number,
  { rates = LADDER, secondSeed = true, refine = false }: Partial<{
    rates: readonly number[];
    secondSeed: boolean;
    refine: boolean;
  }> = {},
): Offer => {
  const stepsOf = ({ subject, facts }: OfferInput): number => {
    const network = subject.kind === 'builtIn' ? subject.network : null;
    return Math.max(1, Math.round(share * planBase({}, facts, network).steps));
  };
  return {
    rank,
    choice: input => ({ rates: [...rates], steps: stepsOf(input), seed: input.seed, secondSeed, refine }),
    says: input => {
      const key = refine
        ? ('tune.does.ladderRefined' as const)
        : secondSeed
          ? ('tune.does.ladder' as const)
          : ('tune.does.ladderOneSeed' as const);
      return { key, values: { rates: count(rates.length), steps: count(stepsOf(input)) } };
    },
  };
};

/* Batch size and momentum */

const SHARES = { larger: [1, 2, 4], half: [1 / 2, 1, 2, 4], all: [1 / 4, 1 / 2, 1, 2, 4] } as const;
/** An epoch has so many steps at least, and a batch so many rows. */
const LEAST_STEPS = 2;
const LEAST_BATCH = 4;

/** @param points of a random search; null: the grid */
const batches = (rank: number, shares: readonly number[], points: number | null): Offer => {
  const batchSizes = ({ set, facts }: OfferInput): number[] => {
    const accepted = set.batchSize ?? facts?.batchSize ?? 64;
    const rows = facts?.rows.train ?? Number.POSITIVE_INFINITY;
    const sizes = shares.map(share => Math.round(share * accepted));
    return [...new Set(sizes)].filter(
      size => size === accepted || (size >= Math.min(LEAST_BATCH, accepted) && size * LEAST_STEPS <= rows),
    );
  };
  return {
    rank,
    choice: input => ({
      batchSizes: batchSizes(input),
      ...(points === null ? { search: 'grid' } : { search: 'random', trials: points, searchSeed: input.seed }),
    }),
    says: input => {
      const sizes = batchSizes(input).join(', ');
      return points === null
        ? { key: 'tune.does.grid' as const, values: { sizes } }
        : { key: 'tune.does.random' as const, values: { points: count(points), sizes } };
    },
  };
};

/* Decay */

const decay = (rank: number, seeds: number, classic = false): Offer => ({
  rank,
  choice: () => ({ seeds, classic }),
  says: () => ({
    key: classic ? ('tune.does.decayClassic' as const) : ('tune.does.decay' as const),
    values: { pairs: count(seeds) },
  }),
});

/* Final runs */

const finalRuns = (rank: number, seeds: number): Offer => ({
  rank,
  choice: () => ({ seeds }),
  says: () => ({ key: 'tune.does.finalRuns' as const, values: { seeds: count(seeds) } }),
});

/**
 * What a budget can buy of each stage, in which order. The final runs come with the first ladder: a tuned configuration without an honest figure
 * is worth little. Then the ladder gets the steps that it is usually given and its second seeds; then each further stage comes in its leanest
 * form, those first that gain most for what they cost; then all of them get richer.
 */
export const TUNE_LINES: readonly TuneLine[] = [
  {
    kind: 'learningRate',
    offers: [
      ladder(10, 1 / 4, { secondSeed: false }),
      ladder(20, 1 / 2, { secondSeed: false }),
      ladder(30, 1, { secondSeed: false }),
      ladder(40, 1),
      ladder(130, 1, { refine: true }),
      ladder(160, 1, { rates: FULL_LADDER, refine: true }),
    ],
  },
  {
    kind: 'batchMomentum',
    offers: [
      batches(60, SHARES.larger, 4),
      batches(80, SHARES.half, 6),
      batches(110, SHARES.all, 10),
      batches(140, SHARES.all, null),
    ],
  },
  { kind: 'decay', offers: [decay(50, 3), decay(100, 5), decay(150, 5, true)] },
  { kind: 'finalRuns', offers: [finalRuns(11, 3), finalRuns(90, 5), finalRuns(170, 10)] },
];

/** Up to this rank a plan is of no use without all of it. */
export const ESSENTIAL_RANK = 11;
