import { v7 as uuid } from 'uuid';
import type { LadderChoice } from '#shared/contract/requests.ts';
import type { Machine } from '#shared/domain/machine.ts';
import type { Probe, ProbeAnswer } from '#shared/domain/probe.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import type { Store } from '../../store/store.ts';
import { checkSameData, type ProjectData, subjectOf } from '../projects/project-data.ts';
import type { Asker, Question } from './questions.ts';
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
  const asked = { hyperparameters: base, backend, dataDigest, preparedFile, projectId, subject: subjectOf(project) };
  const answer = await askForProbe(queue, asked);
  const probe: Probe = {
    id: uuid(),
    projectId,
    stageId: null,
    pointKey: null,
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

/** What decides a probe, and who asks for it. */
type ToProbe = Asker &
  Pick<Probe, 'hyperparameters' | 'backend' | 'dataDigest'> &
  Pick<Question<ProbeAnswer>, 'subject'> & { preparedFile: string };

/** Asks a trainer for a learning rate, when there is room for it. @throws Refusal as `TrialQueue.ask` */
export const askForProbe = (queue: Pick<TrialQueue, 'ask'>, asked: ToProbe): Promise<ProbeAnswer> => {
  const { hyperparameters, backend, dataDigest, preparedFile, ...asker } = asked;
  return queue.ask({
    ...asker,
    kind: 'probe',
    backend,
    message: { type: 'probe', hyperparameters, backend, preparedFile, dataDigest },
    answerIn: reply => (reply.type === 'probed' ? reply : null),
  });
};
