import { Refusal } from '../../../contract/refusal.ts';
import type { AcceptedPoint, BatchMomentumChoice, BatchMomentumPlan } from '../../../domain/batch-momentum.ts';
import type { Hyperparameters } from '../../../domain/hyperparameters.ts';
import { planBase } from '../../fixed-hyperparameters.ts';
import { networkIn } from '../../networks/same-network.ts';
import { horizonOf } from '../horizon.ts';
import type { StageDefinition } from '../stage-definition.ts';
import { costOf, gridOf, MOMENTA, proposedBatchSizes, searchOf } from './search.ts';
import { segmentsOf } from './workload.ts';

type PlanInput = Parameters<StageDefinition<string, BatchMomentumChoice, BatchMomentumPlan, unknown>['plan']>[0];

/** Pairs of a race: so many where a trial costs less than that, else so few [D7]. */
const CHEAP_MS = 60_000;
const PAIRS = { cheap: 5, dear: 3 } as const;

const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/**
 * The plan of the stage: what was accepted, trained to the horizon [L5], at other batch sizes and momenta, in as many examples each [S7].
 * @throws Refusal where no learning rate was accepted, a batch size is larger than train, or for a person's own command
 */
export function plan({ configuration, subject, host, choice, basis }: PlanInput): BatchMomentumPlan {
  if (subject.kind === 'command') throw new Refusal('error.batch.command');
  const { steps } = horizonOf(configuration);
  if (configuration.set.learningRate === undefined || steps === null) throw new Refusal('error.batch.noRate');
  const { facts, network } = subject;
  const base = {
    ...planBase({}, facts, network),
    ...basis?.base,
    ...networkIn(planBase({}, facts, network)),
    ...configuration.set,
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
  const bounds = { trainRows, trialBytes: measured?.trialBytes ?? null, memoryBytes: host.memoryBytes ?? null };
  const proposal = proposedBatchSizes(accepted.batchSize, bounds);
  const batchSizes = ascending(choice.batchSizes ?? proposal.batchSizes);
  const momenta = isAdam ? [accepted.momentum] : ascending(choice.momenta ?? [...MOMENTA, accepted.momentum]);

  const searchSeed = choice.searchSeed ?? base.seed;
  const grid = gridOf(batchSizes, momenta, accepted);
  const parallel = choice.parallel ?? host.cores;
  const rest = {
    base,
    backend: choice.backend ?? basis?.backend ?? host.defaultBackend,
    accepted,
    examples: steps * accepted.batchSize,
    prune: choice.prune ?? true,
    nesterov: choice.nesterov ?? accepted.optimizer === 'nesterov',
    holdRate: choice.holdRate ?? false,
  };
  const { search, points, costs } = searchOf(grid, choice, searchSeed, cells => {
    const segments = segmentsOf({ ...rest, points: [...cells] });
    return costOf({ cells, segments, examplesEach: rest.examples }, parallel, measured?.pace ?? null);
  });
  const trialMs = measured?.pace ? measured.pace.startMs + steps * measured.pace.stepMs : null;
  return {
    ...rest,
    parallel: Math.min(parallel, Math.max(2, points.length)),
    search,
    searchSeed,
    batchSizes: ascending([...batchSizes, accepted.batchSize]),
    momenta: ascending([...momenta, accepted.momentum]),
    points,
    secondSeed: choice.secondSeed ?? true,
    race: choice.race ?? false,
    racePairs: trialMs !== null && trialMs < CHEAP_MS ? PAIRS.cheap : PAIRS.dear,
    minutes: choice.minutes ?? null,
    costs,
    leftOut: choice.batchSizes ? [] : proposal.leftOut,
  };
}

function acceptedOf({ optimizer, batchSize, momentum, learningRate }: Hyperparameters, steps: number): AcceptedPoint {
  if (optimizer === 'sgd') return { optimizer, batchSize, momentum: 0, learningRate, steps };
  // No momentum is plain SGD, so that it has one name.
  const isPlain = momentum === 0 && optimizer !== 'adam';
  return { optimizer: isPlain ? 'sgd' : optimizer, batchSize, momentum, learningRate, steps };
}
