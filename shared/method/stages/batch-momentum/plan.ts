import { leftOut, tuned } from '../../../command/left-out.ts';
import { Refusal } from '../../../contract/refusal.ts';
import type { AcceptedPoint, BatchMomentumChoice, BatchMomentumPlan } from '../../../domain/batch-momentum.ts';
import type { Hyperparameters } from '../../../domain/hyperparameters.ts';
import { decidedRoles, type OwnCommand } from '../../../domain/own-command.ts';
import { planBase } from '../../fixed-hyperparameters.ts';
import { networkIn } from '../../networks/same-network.ts';
import { horizonOf } from '../horizon.ts';
import { writtenBase } from '../learning-rate/plan.ts';
import type { StageDefinition } from '../stage-definition.ts';
import { examplesIn } from './points.ts';
import { costOf, gridOf, MOMENTA, proposedBatchSizes, searchOf } from './search.ts';
import { plannedCells, segmentsOf } from './workload.ts';

type PlanInput = Parameters<StageDefinition<string, BatchMomentumChoice, BatchMomentumPlan, unknown>['plan']>[0];

/** Pairs of a race: so many where a trial costs less than that, else so few [D7]. */
const CHEAP_MS = 60_000;
const PAIRS = { cheap: 5, dear: 3 } as const;

const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/**
 * The plan of the stage: what was accepted, trained to the horizon [L5], at other batch sizes and momenta, in as many examples each [S7].
 * @throws Refusal where no learning rate was accepted, a batch size is larger than train, or a command takes neither of both
 */
export function plan({ configuration, subject, host, choice, basis, earlier }: PlanInput): BatchMomentumPlan {
  const own = subject.kind === 'command' ? subject.command : null;
  const command = own && ofCommand(own);
  const { steps } = horizonOf(configuration);
  if (configuration.set.learningRate === undefined || steps === null)
    throw new Refusal(own ? 'error.command.noLadder' : 'error.batch.noRate');
  const { facts, network } = subject.kind === 'command' ? { facts: null, network: null } : subject;
  const proposed = planBase(own ? writtenBase(own) : {}, facts, network);
  const base = {
    ...proposed,
    ...basis?.base,
    ...networkIn(proposed),
    ...configuration.set,
    ...(command && { optimizer: optimizerOf(command) }),
    steps,
    // After as many examples in every trial: by the schedule.
    evalEvery: null,
  } as Hyperparameters;
  const accepted = acceptedOf(base, configuration.set.steps ?? steps);
  const isAdam = accepted.optimizer === 'adam';
  const trainRows = facts?.rows.train ?? null;
  const tooLarge = choice.batchSizes?.find(size => trainRows !== null && size > trainRows);
  if (tooLarge !== undefined) throw new Refusal('error.batch.tooLarge', { size: tooLarge, rows: trainRows ?? 0 });

  const measured = host.measured ?? null;
  // Of a command what its earlier runs took, starting included.
  const ofEarlier = command && earlier?.stepMs ? { stepMs: earlier.stepMs, startMs: 0 } : null;
  const pace = measured?.pace ?? ofEarlier;
  const bounds = { trainRows, trialBytes: measured?.trialBytes ?? null, memoryBytes: host.memoryBytes ?? null };
  const proposal = proposedBatchSizes(accepted.batchSize, bounds);
  const isBatchFixed = command?.fixed.includes('batchSize');
  const batchSizes = isBatchFixed ? [accepted.batchSize] : ascending(choice.batchSizes ?? proposal.batchSizes);
  const momenta = isAdam ? [accepted.momentum] : ascending(choice.momenta ?? [...MOMENTA, accepted.momentum]);

  const searchSeed = choice.searchSeed ?? base.seed;
  const grid = gridOf(batchSizes, momenta, accepted);
  // What a run of a command takes of memory isn't known before.
  const parallel = choice.parallel ?? (command ? 1 : host.cores);
  const rest = {
    base,
    backend: choice.backend ?? basis?.backend ?? host.defaultBackend,
    accepted,
    ...(command && { command }),
    examples: examplesIn({ command: command ?? undefined }, steps, accepted.batchSize),
    // Along a script's own decay an early comparison says less.
    prune: choice.prune ?? !command?.hasSchedule,
    nesterov: choice.nesterov ?? accepted.optimizer === 'nesterov',
    holdRate: choice.holdRate ?? false,
  };
  const { search, points, costs } = searchOf(grid, choice, searchSeed, cells => {
    const of = { ...rest, points: [...cells] };
    const [segments, trials] = [segmentsOf(of), plannedCells(of).length];
    return costOf({ trials, segments, examplesEach: rest.examples }, parallel, pace);
  });
  const trialMs = pace ? pace.startMs + steps * pace.stepMs : null;
  return {
    ...rest,
    parallel: Math.min(parallel, Math.max(2, points.length)),
    search,
    searchSeed,
    batchSizes: ascending([...batchSizes, accepted.batchSize]),
    momenta: ascending([...momenta, accepted.momentum]),
    points,
    ...(command && rest.prune && host.can?.hold === false && { pruneRunning: true }),
    secondSeed: !command?.fixed.includes('seed') && (choice.secondSeed ?? true),
    // Which optimizer a script has is its own.
    race: !command && (choice.race ?? false),
    racePairs: trialMs !== null && trialMs < CHEAP_MS ? PAIRS.cheap : PAIRS.dear,
    minutes: choice.minutes ?? null,
    costs,
    leftOut: choice.batchSizes || isBatchFixed ? [] : proposal.leftOut,
  };
}

/** What of a command differs from a built-in network. @throws Refusal where nothing of it can be tuned here */
function ofCommand(command: OwnCommand): NonNullable<BatchMomentumPlan['command']> {
  const why = leftOut(command).batchMomentum;
  if (why) throw new Refusal('error.command.leftOut', { reasonKey: why.key, ...why.values });
  const can = tuned(command);
  const fixed = (['batchSize', 'momentum'] as const).filter(role => !can.has(role));
  const { unit } = command.figures;
  return {
    fixed: decidedRoles(command).has('seed') ? fixed : [...fixed, 'seed'],
    seenBy: unit === 'step' ? 'examples' : unit === 'epoch' ? 'epochs' : 'reports',
    hasSchedule: command.schedule === 'changes',
  };
}

/** A script's optimizer is its own: what stands for it here only tells whether momentum is varied, as with Adam it isn't. */
const optimizerOf = ({ fixed }: NonNullable<BatchMomentumPlan['command']>) =>
  fixed.includes('momentum') ? 'adam' : 'momentum';

function acceptedOf({ optimizer, batchSize, momentum, learningRate }: Hyperparameters, steps: number): AcceptedPoint {
  if (optimizer === 'sgd') return { optimizer, batchSize, momentum: 0, learningRate, steps };
  // No momentum is plain SGD, so that it has one name.
  const isPlain = momentum === 0 && optimizer !== 'adam';
  return { optimizer: isPlain ? 'sgd' : optimizer, batchSize, momentum, learningRate, steps };
}
