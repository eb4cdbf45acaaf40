import type { StageView } from '#shared/contract/requests.ts';
import { parametersOf } from '#shared/method/networks/network.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { healthyBand } from '#shared/method/probe/answer.ts';
import type { ChartFacts } from '../chart/types.ts';
import { ladderFacts } from './ladder-facts.ts';

/** What the chart has to know of a ladder's data and network. */
export function chartFacts(view: Pick<StageView, 'project' | 'stage' | 'trials'>): ChartFacts {
  const facts = ladderFacts(view);
  const told = view.trials[0]?.metric ?? 'none';
  const metric = told === 'none' ? 'accuracy' : told; // There is nothing to draw of it.
  // With other data nobody can say any more what went into the network.
  if (facts === null) return { metric, trainRows: null, parameters: null, healthy: healthyBand({ layers: [] }) };
  const network = networkOf(view.stage.plan.base, facts);
  return {
    metric,
    trainRows: facts.rows.train,
    parameters: parametersOf(network).map(({ name, kind }) => ({ name, isBias: kind === 'bias' })),
    healthy: healthyBand(network),
  };
}
