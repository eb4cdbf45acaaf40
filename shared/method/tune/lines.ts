import { hasIdleSeed } from '../../command/left-out.ts';
import { BatchMomentumPlan } from '../../domain/batch-momentum.ts';
import type { DatasetFacts } from '../../domain/dataset.ts';
import { DecayPlan } from '../../domain/decay.ts';
import type { HyperparameterSet } from '../../domain/evidence.ts';
import { FinalPlan } from '../../domain/final-runs.ts';
import { DEFAULT_HYPERPARAMETERS } from '../../domain/hyperparameters.ts';
import { decidedRoles } from '../../domain/own-command.ts';
import { StagePlan } from '../../domain/project.ts';
import type { Statement } from '../../domain/reason.ts';
import { RegularisationPlan } from '../../domain/regularisation.ts';
import { planBase } from '../fixed-hyperparameters.ts';
import { otherOptimizer } from '../networks/first-optimizer.ts';
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
  /** T of its first ladder; null: it has not run. */
  ladderSteps: number | null;
}

/** A stage as it can be had for some budget. */
export interface Offer {
  /** In which order a growing budget buys offers, over all stages. */
  rank: number;
  /** What the stage is started with. */
  choice: (input: OfferInput) => Record<string, unknown>;
}

/** A stage of the method as guided runs know it. Two may be of one kind, one after the other. */
export interface TuneLine {
  line: string;
  kind: string;
  /** What it is called where that is more than the name of its kind. */
  name?: (input: OfferInput) => Statement;
  /** Why it can't be had whatever the budget; null: it can. */
  refuses?: (input: OfferInput) => Statement | null;
  /** What a stage of that plan does, in words. */
  says: (plan: PlanFrame) => Statement;
  /** From the leanest on. Each does all that the one before it does, and more. */
  offers: readonly Offer[];
}

const count = (value: number) => ({ as: 'count' as const, value });

/** T of a ladder as it is usually given. */
const usualSteps = ({ subject, facts }: OfferInput): number =>
  subject.kind === 'command' ? subject.command.steps : planBase({}, facts, subject.network).steps;

interface LadderSize {
  rates: number[];
  steps: number;
  secondSeed: boolean;
  refine: boolean;
  mostSteps?: number;
}

/** A ladder of that size, as far as a person's command takes it: a schedule of its own goes with its own length, and not every one takes a seed. */
function ladderChoice({ subject, seed }: OfferInput, size: LadderSize) {
  if (subject.kind === 'builtIn') return { ...size, seed };
  const { command } = subject;
  const hasSeed = decidedRoles(command).has('seed') && !hasIdleSeed(command);
  const steps = command.schedule === 'changes' ? command.steps : size.steps;
  return { ...size, steps, secondSeed: size.secondSeed && hasSeed, ...(hasSeed && { seed }) };
}

/** Of the steps that a first ladder is given, from one seed. */
const shortLadder = (rank: number, share: number): Offer => ({
  rank,
  choice: input => {
    const steps = Math.max(1, Math.round(share * usualSteps(input)));
    return ladderChoice(input, { rates: [...LADDER], steps, secondSeed: false, refine: false });
  },
});

/**
 * A whole ladder with the neighbours of the best candidate and second seeds [L2, L3].
 * @param most what these may bring it to, in steps of a candidate: so what pruning spares pays for them; null: whatever they take
 */
const ladder = (rank: number, most: number | null, rates = LADDER): Offer => ({
  rank,
  choice: input => ladderChoice(input, wholeSize(rates, usualSteps(input), most)),
});

const wholeSize = (rates: readonly number[], steps: number, most: number | null): LadderSize => ({
  ...{ rates: [...rates], steps, secondSeed: true, refine: true },
  ...(most !== null && { mostSteps: most * steps }),
});

/** The line of the ladder of another optimizer. */
export const OTHER_OPTIMIZER = 'otherOptimizer';

const otherThanFirst = ({ subject, facts }: OfferInput) => {
  const { model, optimizer } = planBase({}, facts, subject.kind === 'builtIn' ? subject.network : null);
  return otherOptimizer(model, optimizer);
};

/** Rates of the first comparison, where each optimizer mostly has its best: Adam's steps are as long as its rate, others’ as the gradient says. */
const FOUR_RATES = { adam: [0.1, 0.01, 0.001, 0.0001], sgd: [1, 0.1, 0.01, 0.001], momentum: [1, 0.1, 0.01, 0.001] };

/** The same with another optimizer, as long as the first ladder: so the two can be compared. @param rates left out: four */
const otherLadder = (rank: number, most: number | null, rates?: readonly number[]): Offer => ({
  rank,
  choice: input => {
    const optimizer = otherThanFirst(input);
    const steps = input.ladderSteps ?? usualSteps(input);
    return { ...ladderChoice(input, wholeSize(rates ?? FOUR_RATES[optimizer], steps, most)), optimizer };
  },
});

function saysLadder(plan: PlanFrame): Statement {
  const { rates, base, refine, mostSteps } = StagePlan.parse(plan);
  const values = { rates: count(rates.length), steps: count(base.steps) };
  if (!refine) return { key: 'tune.does.ladderOneSeed', values };
  return { key: mostSteps === undefined ? 'tune.does.ladder' : 'tune.does.ladderLimited', values };
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

/** A run goes on with one of both, so that of two that can't be told apart the lower is taken. */
const takesLower = true;

const decay = (rank: number, seeds: number, classic = false): Offer => ({
  rank,
  choice: () => ({ seeds, classic, takesLower }),
});

function saysDecay(plan: PlanFrame): Statement {
  const { seeds, classic } = DecayPlan.parse(plan);
  return { key: classic ? 'tune.does.decayClassic' : 'tune.does.decay', values: { pairs: count(seeds.length) } };
}

/** @param decayAgain where it gains, whether decay is looked at once more */
const regularisation = (rank: number, trials: number, seeds: number, decayAgain: boolean): Offer => ({
  rank,
  choice: ({ seed }) => ({ trials, seeds, decayAgain, searchSeed: seed, takesLower }),
});

function saysRegularisation(plan: PlanFrame): Statement {
  const { points, seeds, decayAgain } = RegularisationPlan.parse(plan);
  const values = { points: count(points.length - 1), pairs: count(seeds.length) };
  return { key: decayAgain ? 'tune.does.regularisationDecay' : 'tune.does.regularisation', values };
}

/** Without so many there is no figure that anybody could trust [R2]. */
export const LEAST_FINAL_SEEDS = 3;

const finalRuns = (rank: number, seeds: number): Offer => ({ rank, choice: () => ({ seeds }) });

const saysFinalRuns = (plan: PlanFrame): Statement => ({
  key: 'tune.does.finalRuns',
  values: { seeds: count(FinalPlan.parse(plan).seeds.length) },
});

/**
 * What a budget can buy of each stage, in which order. The final runs come with the first ladder: a tuned configuration without an honest figure
 * is worth little. Then the ladder gets the steps that it is usually given, and another optimizer a ladder beside it, since everything after it builds on
 * what these two choose; then each further stage comes in its leanest form, those first that gain most for what they cost; then all of them get richer.
 */
export const TUNE_LINES: readonly TuneLine[] = [
  {
    line: 'learningRate',
    kind: 'learningRate',
    says: saysLadder,
    offers: [
      shortLadder(10, 1 / 4),
      shortLadder(20, 1 / 2),
      ladder(30, LADDER.length),
      ladder(130, null),
      ladder(160, null, FULL_LADDER),
    ],
  },
  {
    line: OTHER_OPTIMIZER,
    kind: 'learningRate',
    name: input => ({
      key: 'tune.name.otherOptimizer',
      values: { optimizer: { as: 'optimizer', value: otherThanFirst(input) } },
    }),
    refuses: ({ subject }) => (subject.kind === 'builtIn' ? null : { key: 'tune.leftOut.ownOptimizer', values: {} }),
    says: saysLadder,
    offers: [otherLadder(35, LADDER.length), otherLadder(135, null), otherLadder(165, null, FULL_LADDER)],
  },
  {
    line: 'batchMomentum',
    kind: 'batchMomentum',
    says: saysBatches,
    offers: [
      batches(40, SHARES.larger, 4),
      batches(80, SHARES.half, 6),
      batches(110, SHARES.all, 10),
      batches(140, SHARES.all, null),
    ],
  },
  {
    line: 'decay',
    kind: 'decay',
    says: saysDecay,
    offers: [decay(50, 3), decay(100, 5), decay(150, 5, true)],
  },
  {
    line: 'regularisation',
    kind: 'regularisation',
    says: saysRegularisation,
    offers: [
      regularisation(70, 4, 3, false),
      regularisation(120, 8, 5, false),
      regularisation(125, 8, 5, true),
      regularisation(155, 16, 5, true),
    ],
  },
  {
    line: 'finalRuns',
    kind: 'finalRuns',
    says: saysFinalRuns,
    offers: [finalRuns(11, LEAST_FINAL_SEEDS), finalRuns(90, 5), finalRuns(170, 10)],
  },
];

/** Up to this rank a plan is of no use without all of it. */
export const ESSENTIAL_RANK = 11;
