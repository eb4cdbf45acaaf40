import { Refusal } from '../../../contract/refusal.ts';
import type { FinalChoice, FinalPlan } from '../../../domain/final-runs.ts';
import type { Hyperparameters } from '../../../domain/hyperparameters.ts';
import { planBase } from '../../fixed-hyperparameters.ts';
import { networkIn } from '../../networks/same-network.ts';
import { horizonOf } from '../horizon.ts';
import type { StageDefinition } from '../stage-definition.ts';
import { DEFAULT_CONFIGURATION, isDefault } from './default-configuration.ts';

type PlanInput = Parameters<StageDefinition<string, FinalChoice, FinalPlan, unknown>['plan']>[0];

/** Where a run costs less than that, there are so many seeds, else so few: three leave a wide interval. */
const CHEAP_MS = 60_000;
const SEEDS = { cheap: 5, dear: 3 } as const;

/**
 * The plan of final runs: the accepted configuration and the default one, trained to the horizon [L5] from as many seeds as are fixed here, none of
 * which a trial of the project had.
 * @throws Refusal where no learning rate was accepted, and for a person's own command, of which there is neither a default configuration nor test rows
 */
export function plan({ configuration, subject, host, basis, earlier, choice }: PlanInput): FinalPlan {
  if (subject.kind === 'command') throw new Refusal('error.final.command');
  const { steps, numSteps } = horizonOf(configuration);
  if (configuration.set.learningRate === undefined || steps === null) throw new Refusal('error.final.noRate');
  const proposed = planBase({}, subject.facts, subject.network);
  const base = {
    ...proposed,
    ...basis?.base,
    ...networkIn(proposed),
    ...configuration.set,
    steps,
  } as Hyperparameters;
  const stepMs = earlier?.stepMs ?? null;
  const isCheap = stepMs !== null && stepMs * steps < CHEAP_MS;
  const count = choice.seeds ?? (isCheap ? SEEDS.cheap : SEEDS.dear);
  const alone = isDefault(base);
  return {
    base,
    backend: choice.backend ?? basis?.backend ?? host.defaultBackend,
    parallel: Math.min(choice.parallel ?? host.cores, alone ? count : 2 * count),
    seeds: freshSeeds(base.seed, earlier?.seeds ?? [], count),
    default: alone ? null : DEFAULT_CONFIGURATION,
    readsTest: (subject.facts?.rows.test ?? 0) > 0,
    numSteps,
  };
}

/** The first seeds above all that were used, or some that were not where there is no room above them. */
function freshSeeds(own: number, used: readonly number[], count: number): number[] {
  const taken = new Set([own, ...used]);
  const most = 2 ** 31;
  const seeds: number[] = [];
  for (let seed = Math.max(...taken) + 1; seeds.length < count; seed++) {
    if (!taken.has(seed % most)) seeds.push(seed % most);
  }
  return seeds;
}
