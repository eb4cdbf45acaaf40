import { leftOut } from '../../../command/left-out.ts';
import { Refusal } from '../../../contract/refusal.ts';
import type { FinalChoice, FinalPlan } from '../../../domain/final-runs.ts';
import type { Hyperparameters } from '../../../domain/hyperparameters.ts';
import { planBase } from '../../fixed-hyperparameters.ts';
import { networkIn } from '../../networks/same-network.ts';
import { horizonOf } from '../horizon.ts';
import { writtenBase } from '../learning-rate/plan.ts';
import type { StageDefinition } from '../stage-definition.ts';
import { DEFAULT_CONFIGURATION, isDefault, ownDefault } from './default-configuration.ts';
import { foldsFor } from './folds.ts';

type PlanInput = Parameters<StageDefinition<string, FinalChoice, FinalPlan, unknown>['plan']>[0];

/** Where a run costs less than that, there are so many seeds, else so few: three leave a wide interval. */
const CHEAP_MS = 60_000;
const SEEDS = { cheap: 5, dear: 3 } as const;

/**
 * The plan of final runs: the accepted configuration and the default one, trained to the horizon [L5] from as many seeds as are fixed here, none of
 * which a trial of the project had. Of a person's own command the default one is what they wrote, and nobody has test rows.
 * @throws Refusal where no learning rate was accepted, and for a command that takes no seed, or tells no dev loss
 */
export function plan({ configuration, subject, host, basis, earlier, choice }: PlanInput): FinalPlan {
  const own = subject.kind === 'command' ? subject.command : null;
  const why = own && leftOut(own).finalRuns;
  if (why) throw new Refusal('error.command.leftOut', { reasonKey: why.key, ...why.values });
  const { steps, numSteps } = horizonOf(configuration);
  if (configuration.set.learningRate === undefined || steps === null)
    throw new Refusal(own ? 'error.command.noLadder' : 'error.final.noRate');
  const { facts, network } = subject.kind === 'command' ? { facts: null, network: null } : subject;
  const proposed = planBase(own ? writtenBase(own) : {}, facts, network);
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
  const other = own ? ownDefault(own) : DEFAULT_CONFIGURATION;
  const alone = isDefault(base, other);
  return {
    base,
    backend: choice.backend ?? basis?.backend ?? host.defaultBackend,
    parallel: Math.min(choice.parallel ?? (own ? 1 : host.cores), alone ? count : 2 * count),
    seeds: freshSeeds(base.seed, earlier?.seeds ?? [], count),
    default: alone ? null : other,
    readsTest: (facts?.rows.test ?? 0) > 0,
    ...foldsFor(facts),
    numSteps,
    ...(own && { ofCommand: true }),
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
