import { Refusal } from '../../../contract/refusal.ts';
import type { DecayChoice, DecayPlan } from '../../../domain/decay.ts';
import type { Hyperparameters } from '../../../domain/hyperparameters.ts';
import { planBase } from '../../fixed-hyperparameters.ts';
import { networkIn } from '../../networks/same-network.ts';
import { horizonOf } from '../horizon.ts';
import { pairsFor } from '../paired-runs.ts';
import type { StageDefinition } from '../stage-definition.ts';
import { lazyInterval } from './schedules.ts';

type PlanInput = Parameters<StageDefinition<string, DecayChoice, DecayPlan, unknown>['plan']>[0];

/**
 * A decay stage's plan: the accepted configuration, trained to the horizon [L5], in so many pairs as are fixed here [D7], from seeds that no
 * earlier stage used.
 * @throws Refusal where no learning rate was accepted, and for a person's own command, which has no schedule to set
 */
export function plan({ configuration, subject, host, basis, earlier, choice }: PlanInput): DecayPlan {
  if (subject.kind === 'command') throw new Refusal('error.decay.command');
  const { steps, numSteps, peak } = horizonOf(configuration);
  if (configuration.set.learningRate === undefined || steps === null) throw new Refusal('error.decay.noRate');
  const proposed = planBase({}, subject.facts, subject.network);
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
    parallel: Math.min(choice.parallel ?? host.cores, 2 * count),
    seeds: seeds.slice(0, count),
    freshSeeds: seeds.slice(count),
    classic: choice.classic ?? false,
    interval: choice.interval ?? lazyInterval(steps),
    peak,
    numSteps,
  };
}
