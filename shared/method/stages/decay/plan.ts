import { leftOut } from '../../../command/left-out.ts';
import { takesSchedule } from '../../../command/schedule.ts';
import { Refusal } from '../../../contract/refusal.ts';
import type { DecayChoice, DecayPlan } from '../../../domain/decay.ts';
import type { Hyperparameters } from '../../../domain/hyperparameters.ts';
import { planBase } from '../../fixed-hyperparameters.ts';
import { networkIn } from '../../networks/same-network.ts';
import { horizonOf } from '../horizon.ts';
import { writtenBase } from '../learning-rate/plan.ts';
import { pairsFor } from '../paired-runs.ts';
import type { StageDefinition } from '../stage-definition.ts';
import { lazyInterval } from './schedules.ts';

type PlanInput = Parameters<StageDefinition<string, DecayChoice, DecayPlan, unknown>['plan']>[0];

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
  const count = choice.seeds ?? pairsFor(stepMs && stepMs * steps);
  const seeds = Array.from({ length: 2 * count }, (_, i) => Math.max(base.seed, ...(earlier?.seeds ?? [])) + 1 + i);
  return {
    base,
    backend: choice.backend ?? basis?.backend ?? host.defaultBackend,
    parallel: Math.min(choice.parallel ?? (own ? 1 : host.cores), 2 * count),
    seeds: seeds.slice(0, count),
    freshSeeds: seeds.slice(count),
    classic: !byFlag && (choice.classic ?? false),
    ...(choice.takesLower && { takesLower: true }),
    ...(own && { command: { byName: byFlag } }),
    // Asked for by its name, it is the script's, which mostly goes step by step.
    interval: byFlag ? 1 : (choice.interval ?? lazyInterval(steps)),
    peak,
    numSteps,
  };
}
