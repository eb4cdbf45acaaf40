import { leftOut } from '../../../command/left-out.ts';
import { takesSchedule } from '../../../command/schedule.ts';
import { Refusal } from '../../../contract/refusal.ts';
import type { DecayChoice, DecayPlan } from '../../../domain/decay.ts';
import type { Hyperparameters } from '../../../domain/hyperparameters.ts';
import { planBase } from '../../fixed-hyperparameters.ts';
import { networkIn } from '../../networks/same-network.ts';
import { horizonOf } from '../horizon.ts';
import { writtenBase } from '../learning-rate/plan.ts';
import type { StageDefinition } from '../stage-definition.ts';

type PlanInput = Parameters<StageDefinition<string, DecayChoice, DecayPlan, unknown>['plan']>[0];

/** Where a trial costs less than that, there are so many pairs, else so few [D7]. */
const CHEAP_MS = 60_000;
const PAIRS = { cheap: 5, dear: 3 } as const;
/** fastText's: it is not sensitive [D1] … */
const INTERVAL = 100;
/** … but a short run wants this many intervals all the same, or its rate would stand still. */
const FEWEST_INTERVALS = 20;

/**
 * A decay stage's plan: the accepted configuration, trained to the horizon [L5], in so many pairs as are fixed here [D7], from seeds that no
 * earlier stage used.
 * @throws Refusal where no learning rate was accepted, and for a command that takes no schedule, or no seed for the pairs
 */
export function plan({ configuration, subject, host, basis, earlier, choice }: PlanInput): DecayPlan {
  const own = subject.kind === 'command' ? subject.command : null;
  const why = own && leftOut(own).decay;
  if (why) throw new Refusal('error.command.leftOut', { reasonKey: why.key, ...why.values });
  const byFlag = own !== null && takesSchedule(own) === 'flag';
  const { steps, numSteps, peak } = horizonOf(configuration);
  if (configuration.set.learningRate === undefined || steps === null)
    throw new Refusal(own ? 'error.command.noLadder' : 'error.decay.noRate');
  const { facts, network } = subject.kind === 'command' ? { facts: null, network: null } : subject;
  const proposed = planBase(own ? writtenBase(own) : {}, facts, network);
  const settings = {
    ...proposed,
    ...basis?.base,
    ...networkIn(proposed),
    ...configuration.set,
    steps,
  } as Hyperparameters;
  // Each point has a schedule of its own.
  const { schedule: _, ...base } = settings;
  const stepMs = earlier?.stepMs ?? null;
  const isCheap = stepMs !== null && stepMs * steps < CHEAP_MS;
  const count = choice.seeds ?? (isCheap ? PAIRS.cheap : PAIRS.dear);
  const seeds = Array.from({ length: 2 * count }, (_, i) => Math.max(base.seed, ...(earlier?.seeds ?? [])) + 1 + i);
  return {
    base,
    backend: choice.backend ?? basis?.backend ?? host.defaultBackend,
    parallel: Math.min(choice.parallel ?? (own ? 1 : host.cores), 2 * count),
    seeds: seeds.slice(0, count),
    freshSeeds: seeds.slice(count),
    classic: !byFlag && (choice.classic ?? false),
    ...(own && { command: { byName: byFlag } }),
    // Asked for by its name, it is the script's, which mostly goes step by step.
    interval: byFlag ? 1 : (choice.interval ?? Math.max(1, Math.min(INTERVAL, Math.floor(steps / FEWEST_INTERVALS)))),
    peak,
    numSteps,
  };
}
