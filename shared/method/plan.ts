import type { DatasetFacts } from '../domain/dataset.ts';
import { type BackendId, DEFAULT_HYPERPARAMETERS, type NetworkChoice } from '../domain/hyperparameters.ts';
import type { StagePlan } from '../domain/project.ts';
import { firstSteps } from './first-steps.ts';
import { byRate, LADDER } from './ladder.ts';
import { defaultFilters, modelsFor } from './networks/network-of.ts';
import { networkIn, sameNetwork } from './networks/same-network.ts';

type Base = StagePlan['base'];
type Shape = Pick<DatasetFacts, 'batchSize' | 'image' | 'kind' | 'rows' | 'tokens'>;

/** What a person may leave out. */
export type PlanChoice = { [K in keyof Base]?: Base[K] | undefined } & {
  rates?: readonly number[] | undefined;
  backend?: BackendId | undefined;
  parallel?: number | undefined;
  prune?: boolean | undefined;
  extend?: boolean | undefined;
  refine?: boolean | undefined;
};

/**
 * A ladder's plan: the person's choice where there is one, else the defaults: L1's rungs, up to one trial a core side by
 * side [L7], the data's batch size [M7], pruned and extended past its ends [L4]. All rungs share seed and hyperparameters, so that they start from the same weights
 * and see the same batches [L6]. No more trials run side by side than there are rungs.
 * @param facts of the data, where they are known
 * @param network that the person chose for the project
 */
export function planLadder(
  choice: PlanChoice,
  machine: { cores: number; defaultBackend: BackendId },
  facts: Shape | null = null,
  network: NetworkChoice | null = null,
): StagePlan {
  const { rates, backend, parallel, prune, extend, refine, ...chosen } = choice;
  const ladder = byRate(rates ?? LADDER);
  return {
    base: planBase(chosen, facts, network),
    rates: ladder,
    backend: backend ?? machine.defaultBackend,
    parallel: Math.min(parallel ?? machine.cores, ladder.length),
    prune: prune ?? true,
    extend: extend ?? true,
    refine: refine ?? false,
    added: [],
  };
}

/**
 * What all rungs of a ladder share: the person's choice where there is one, else the project's network, else what the data proposes,
 * else the defaults. The project's network has no say where the person names one of another kind.
 */
export function planBase(
  chosen: { [K in keyof Base]?: Base[K] | undefined },
  facts: Shape | null,
  network: NetworkChoice | null = null,
): Base {
  const ofProject = network?.model === (chosen.model ?? network?.model) ? network : null;
  const defaults = { ...DEFAULT_HYPERPARAMETERS, ...(facts && proposedFor(facts, chosen.batchSize)), ...ofProject };
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

/**
 * What the data decides where the person says nothing: the network, its filters, the batch size [M7], the steps; and Adam for texts, since
 * a batch touches few words, whose gradients are so small that plain SGD hardly moves them at any rate of the ladder.
 */
const proposedFor = (facts: Shape, batchSize = facts.batchSize) => ({
  optimizer: facts.tokens ? ('adam' as const) : DEFAULT_HYPERPARAMETERS.optimizer,
  model: modelsFor(facts)[0] as Base['model'],
  filters: defaultFilters(facts),
  batchSize: facts.batchSize,
  steps: firstSteps({ trainRows: facts.rows.train, batchSize, kind: facts.kind }),
});
