import { v7 as uuid } from 'uuid';
import type { LadderChoice } from '#shared/contract/requests.ts';
import type { Machine } from '#shared/domain/machine.ts';
import type { Probe } from '#shared/domain/probe.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { planLadder } from '#shared/method/plan.ts';
import type { Hosts } from '../../hosts/hosts.ts';
import type { Store } from '../../store/store.ts';
import { checkSameData, type ProjectData } from '../projects/project-data.ts';
import { askTrainer } from './ask-trainer.ts';

/** What probes need from around them. */
export interface ProbeContext {
  version: string;
  store: Store;
  data: ProjectData;
  /** Where the probe runs; ended with the core. */
  helpers: Hosts;
  machine: () => Machine;
}

/**
 * Probes a project's learning rate in a trainer of its own, and keeps the answer.
 * @throws Refusal where the data or the network can't be used, or the trainer is lost.
 */
export async function runProbe(
  { version, store, data, helpers, machine }: ProbeContext,
  projectId: string,
  choice: LadderChoice,
): Promise<Probe> {
  const { project, dataset } = await data.ready(projectId);
  checkSameData(project, dataset, project.dataDigest);
  const { base, backend } = planLadder(choice, machine(), project.facts, project.network);
  networkOf(base, project.facts);
  const answer = await askTrainer(
    helpers,
    { type: 'probe', hyperparameters: base, backend, preparedFile: dataset.file, dataDigest: dataset.digest },
    reply => (reply.type === 'probed' ? reply : null),
  );
  const probe: Probe = {
    id: uuid(),
    projectId,
    hyperparameters: base,
    backend,
    dataDigest: project.dataDigest,
    programVersion: version,
    answer,
    createdAt: Date.now(),
  };
  await store.saveProbe(probe);
  return probe;
}
