import type { DatasetFacts } from '../domain/dataset.ts';
import {
  DEFAULT_HYPERPARAMETERS,
  type Hyperparameters,
  type NetworkChoice,
  sameSetting,
} from '../domain/hyperparameters.ts';
import { firstSteps } from './first-steps.ts';
import { firstOptimizer } from './networks/first-optimizer.ts';
import { defaultFilters, modelsFor } from './networks/network-of.ts';
import { networkIn, sameNetwork } from './networks/same-network.ts';

/** What all candidates of a ladder share. */
type Base = Omit<Hyperparameters, 'learningRate'>;
type Shape = Pick<DatasetFacts, 'batchSize' | 'image' | 'kind' | 'rows' | 'tokens'>;

/**
 * What all candidates of a ladder share: the person's choice where there is one, else the project's network, else what the data proposes,
 * else the defaults; the optimizer by the kind of network (`firstOptimizer`). The project's network has no say where the person names one of another kind.
 */
export function planBase(
  chosen: { [K in keyof Base]?: Base[K] | undefined },
  facts: Shape | null,
  network: NetworkChoice | null = null,
): Base {
  const ofProject = network?.model === (chosen.model ?? network?.model) ? network : null;
  const proposed = { ...DEFAULT_HYPERPARAMETERS, ...(facts && proposedFor(facts, chosen.batchSize)), ...ofProject };
  const { optimizer } = facts ? firstOptimizer(chosen.model ?? proposed.model) : proposed;
  const defaults = { ...proposed, optimizer };
  return Object.fromEntries(
    Object.entries(defaults).map(([key, value]) => [key, chosen[key as keyof Base] ?? value]),
  ) as Base;
}

/**
 * What a further ladder shares with one before it: its settings, with the network that the project has now. Where the data has become
 * of a kind that the earlier network can't be trained on, nothing but its steps is worth taking over.
 * @param base of the earlier ladder
 * @param facts null: the data is not known, so the network stays
 */
export function planAgain(base: Base, facts: Shape | null, network: NetworkChoice | null): Base {
  if (facts === null) return base;
  const present = planBase({ steps: base.steps }, facts, network);
  if (!modelsFor(facts).includes(base.model)) return present;
  return sameNetwork(base, present) ? base : { ...base, ...networkIn(present) };
}

/** What the data decides where the person says nothing: the network, its filters, the batch size [M7], the steps. */
const proposedFor = (facts: Shape, batchSize = facts.batchSize) => ({
  model: modelsFor(facts)[0] as Base['model'],
  filters: defaultFilters(facts),
  batchSize: facts.batchSize,
  steps: firstSteps({ trainRows: facts.rows.train, batchSize, kind: facts.kind }),
});

/** How long training runs and how often it looks at dev do not change which network is trained how. */
const NOT_COMPARED: ReadonlySet<string> = new Set<keyof Base>(['steps', 'evalEvery']);

/** Whether two settings train the same network the same way, however long. */
export const sameSettings = (a: Base, b: Base): boolean =>
  (['schedule', ...Object.keys(a)] as (keyof Base)[]).every(name => NOT_COMPARED.has(name) || sameSetting(name, a, b));
