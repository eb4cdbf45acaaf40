import { v7 as uuid } from 'uuid';
import type { LadderChoice } from '#shared/contract/requests.ts';
import type { Machine } from '#shared/domain/machine.ts';
import type { Probe } from '#shared/domain/probe.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import type { Store } from '../../store/store.ts';
import { checkSameData, type ProjectData, subjectOf } from '../projects/project-data.ts';
import type { TrialQueue } from './trial-queue.ts';

/** What probes need from around them. */
export interface ProbeContext {
  version: string;
  store: Store;
  data: ProjectData;
  /** Where it waits for a trainer. */
  queue: Pick<TrialQueue, 'ask'>;
  machine: () => Machine;
}

/**
 * Probes a project's learning rate, when there is room for it, and keeps the answer.
 * @throws Refusal where the data or the network can't be used, or the trainer is lost.
 */
export async function runProbe(
  { version, store, data, queue, machine }: ProbeContext,
  projectId: string,
  choice: LadderChoice,
): Promise<Probe> {
  const { project, dataset } = await data.ready(projectId);
  checkSameData(project, dataset, project.dataDigest);
  const { base, backend } = planLadder(choice, machine(), project.facts, project.network);
  networkOf(base, project.facts);
  const { file: preparedFile, digest: dataDigest } = dataset;
  const answer = await queue.ask({
    kind: 'probe',
    projectId,
    subject: subjectOf(project),
    backend,
    message: { type: 'probe', hyperparameters: base, backend, preparedFile, dataDigest },
    answerIn: reply => (reply.type === 'probed' ? reply : null),
  });
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
