import { hasIdleSeed } from '../../command/left-out.ts';
import { BatchMomentumPlan } from '../../domain/batch-momentum.ts';
import type { DatasetFacts } from '../../domain/dataset.ts';
import { DecayPlan } from '../../domain/decay.ts';
import type { HyperparameterSet } from '../../domain/evidence.ts';
import { FinalPlan } from '../../domain/final-runs.ts';
import { DEFAULT_HYPERPARAMETERS } from '../../domain/hyperparameters.ts';
import { decidedRoles, type OwnCommand } from '../../domain/own-command.ts';
import { StagePlan } from '../../domain/project.ts';
import type { Statement } from '../../domain/reason.ts';
import { RegularisationPlan } from '../../domain/regularisation.ts';
import { planBase } from '../fixed-hyperparameters.ts';
import { FULL_LADDER, LADDER } from '../stages/learning-rate/candidates.ts';
import { writtenSettings } from '../stages/learning-rate/plan.ts';
import type { PlanFrame, Subject } from '../stages/stage-definition.ts';

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
}

/** A stage of the method as guided runs know it. */
export interface TuneLine {
  kind: string;
  /** What a stage of that plan does, in words. */
  says: (plan: PlanFrame) => Statement;
  /** From the leanest on. Each does all that the one before it does, and more. */
  offers: readonly Offer[];
}

const count = (value: number) => ({ as: 'count' as const, value });

/** Of the steps that a first ladder is given. */
const ladder = (
  rank: number,
  share: number,
  { rates = LADDER, secondSeed = true, refine = false }: Partial<LadderOffer> = {},
): Offer => ({
  rank,
  choice: ({ subject, facts, seed }) => {
    if (subject.kind === 'command') return ownLadder(subject.command, share, { rates, secondSeed, refine, seed });
    const { steps } = planBase({}, facts, subject.network);
    return { rates: [...rates], steps: Math.max(1, Math.round(share * steps)), seed, secondSeed, refine };
  },
});

/** The same of a person's command, as far as it takes it: a schedule of its own goes with its own length, and not every one takes a seed. */
function ownLadder(command: OwnCommand, share: number, { seed, secondSeed, ...offer }: LadderOffer & { seed: number }) {
  const hasSeed = decidedRoles(command).has('seed') && !hasIdleSeed(command);
  const steps = command.schedule === 'changes' ? command.steps : Math.max(1, Math.round(share * command.steps));
  return { ...offer, rates: [...offer.rates], steps, secondSeed: secondSeed && hasSeed, ...(hasSeed && { seed }) };
}

interface LadderOffer {
  rates: readonly number[];
  secondSeed: boolean;
  refine: boolean;
}

function saysLadder(plan: PlanFrame): Statement {
  const { rates, base, refine, secondSeed } = StagePlan.parse(plan);
  const values = { rates: count(rates.length), steps: count(base.steps) };
  if (refine) return { key: 'tune.does.ladderRefined', values };
  return { key: secondSeed ? 'tune.does.ladder' : 'tune.does.ladderOneSeed', values };
}

/** Of the accepted batch size. */
const SHARES = { larger: [1, 2, 4], half: [1 / 2, 1, 2, 4], all: [1 / 4, 1 / 2, 1, 2, 4] } as const;
/** An epoch has so many steps at least, and a batch so many rows. */
const LEAST_STEPS = 2;
const LEAST_BATCH = 4;

/** @param points of a random search; null: the grid */
const batches = (rank: number, shares: readonly number[], points: number | null): Offer => ({
  rank,
  choice: ({ set, subject, facts, seed }) => {
    const written = subject.kind === 'command' ? writtenSettings(subject.command).batchSize : facts?.batchSize;
    const accepted = set.batchSize ?? written ?? DEFAULT_HYPERPARAMETERS.batchSize;
    const rows = facts?.rows.train ?? Number.POSITIVE_INFINITY;
    const sizes = [...new Set(shares.map(share => Math.round(share * accepted)))];
    const isUsable = (size: number) => size >= LEAST_BATCH && size * LEAST_STEPS <= rows;
    const batchSizes = sizes.filter(size => size === accepted || isUsable(size));
    return points === null
      ? { batchSizes, search: 'grid' }
      : { batchSizes, search: 'random', trials: points, searchSeed: seed };
  },
});

function saysBatches(plan: PlanFrame): Statement {
  const { search, points, batchSizes, accepted } = BatchMomentumPlan.parse(plan);
  const values = { points: count(points.length), sizes: batchSizes.join(', ') };
  if (accepted.optimizer === 'adam') return { key: 'tune.does.batches', values };
  return { key: search === 'grid' ? 'tune.does.grid' : 'tune.does.random', values };
}

const decay = (rank: number, seeds: number, classic = false): Offer => ({ rank, choice: () => ({ seeds, classic }) });

function saysDecay(plan: PlanFrame): Statement {
  const { seeds, classic } = DecayPlan.parse(plan);
  return { key: classic ? 'tune.does.decayClassic' : 'tune.does.decay', values: { pairs: count(seeds.length) } };
}

/** @param decayAgain where it gains, whether decay is looked at once more */
const regularisation = (rank: number, trials: number, seeds: number, decayAgain: boolean): Offer => ({
  rank,
  choice: ({ seed }) => ({ trials, seeds, decayAgain, searchSeed: seed }),
});

function saysRegularisation(plan: PlanFrame): Statement {
  const { points, seeds, decayAgain } = RegularisationPlan.parse(plan);
  const values = { points: count(points.length - 1), pairs: count(seeds.length) };
  return { key: decayAgain ? 'tune.does.regularisationDecay' : 'tune.does.regularisation', values };
}

const finalRuns = (rank: number, seeds: number): Offer => ({ rank, choice: () => ({ seeds }) });

const saysFinalRuns = (plan: PlanFrame): Statement => ({
  key: 'tune.does.finalRuns',
  values: { seeds: count(FinalPlan.parse(plan).seeds.length) },
});

/**
 * What a budget can buy of each stage, in which order. The final runs come with the first ladder: a tuned configuration without an honest figure
 * is worth little. Then the ladder gets the steps that it is usually given and its second seeds; then each further stage comes in its leanest
 * form, those first that gain most for what they cost; then all of them get richer.
 */
export const TUNE_LINES: readonly TuneLine[] = [
  {
    kind: 'learningRate',
    says: saysLadder,
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
    says: saysBatches,
    offers: [
      batches(60, SHARES.larger, 4),
      batches(80, SHARES.half, 6),
      batches(110, SHARES.all, 10),
      batches(140, SHARES.all, null),
    ],
  },
  { kind: 'decay', says: saysDecay, offers: [decay(50, 3), decay(100, 5), decay(150, 5, true)] },
  {
    kind: 'regularisation',
    says: saysRegularisation,
    offers: [
      regularisation(70, 4, 3, false),
      regularisation(120, 8, 5, false),
      regularisation(125, 8, 5, true),
      regularisation(155, 16, 5, true),
    ],
  },
  { kind: 'finalRuns', says: saysFinalRuns, offers: [finalRuns(11, 3), finalRuns(90, 5), finalRuns(170, 10)] },
];

/** Up to this rank a plan is of no use without all of it. */
export const ESSENTIAL_RANK = 11;
