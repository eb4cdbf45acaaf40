import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { NetworkChoice } from '#shared/domain/hyperparameters.ts';
import type { Project } from '#shared/domain/project.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { parameterCountFor } from '#shared/method/networks/parameter-count.ts';
import { networkIn, sameNetwork } from '#shared/method/networks/same-network.ts';
import type { Core } from '../core/core.ts';
import { formatCount } from './format.ts';
import { networkName } from './network-name.ts';
import { say, tell } from './say.ts';
import type { TrainOptions } from './stage-options.ts';

/**
 * Makes the network that the flags name the project's own, as the Model step of the page does, and says which one is trained: where
 * they name none, the one that the project has.
 * @throws Refusal where it doesn't fit the data, or is more than a trainer can hold
 */
export async function withNetwork(core: Core, project: Project, options: TrainOptions): Promise<Project> {
  const { facts } = project;
  if (facts === null) return project;
  const { model, hidden, filters, embedding } = options;
  const network = networkIn(planBase({ model, hidden, filters, embedding }, facts, project.network));
  const same = sameNetwork(network, planBase({}, facts, project.network));
  const named = same ? project : await core.ask('projects.setNetwork', { projectId: project.id, network });
  tell(say('cli.network', { network: networkWords(network, facts) }));
  return named;
}

/** `mlp 128-64, 41,802 parameters` */
export function networkWords(network: NetworkChoice, facts: DatasetFacts): string {
  const parameters = parameterCountFor({ ...network, dropout: 0 }, facts);
  const name = networkName(network);
  return parameters === null ? name : say('cli.network.sized', { name, parameters: formatCount(parameters) });
}
