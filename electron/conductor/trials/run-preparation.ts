import { v7 as uuid } from 'uuid';
import type { LadderChoice } from '#shared/contract/requests.ts';
import type { Preparation, PreparationMeasured } from '#shared/domain/preparation.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { checksOf } from '#shared/method/preparation/checks.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import { logFolderOf, logFolderProblem } from '../../store/trial-log.ts';
import { checkSameData, subjectOf } from '../projects/project-data.ts';
import type { ProbeContext } from './run-probe.ts';

/** What preparations need from around them. */
export interface PreparationContext extends ProbeContext {
  home: string;
}

/**
 * The checks of stage 0 [M1–M8], when there is room for them, kept with what was measured.
 * @throws Refusal where the data or the network can't be used, or the trainer is lost.
 */
export async function runPreparation(
  { home, version, store, data, queue, machine }: PreparationContext,
  projectId: string,
  choice: LadderChoice,
): Promise<Preparation> {
  const { project, dataset } = await data.ready(projectId);
  checkSameData(project, dataset, project.dataDigest);
  const { base, backend } = planLadder(choice, machine(), project.facts, project.network);
  networkOf(base, project.facts);
  const { file: preparedFile, digest } = dataset;
  let startedAt = performance.now();
  const network = await queue.ask({
    kind: 'prepare',
    projectId,
    subject: subjectOf(project),
    backend,
    message: { type: 'prepare', hyperparameters: base, backend, preparedFile, dataDigest: digest },
    answerIn: reply => (reply.type === 'prepared' ? { answer: reply.measured, reason: reply.reason } : null),
    // What it waited for its turn is no part of it.
    onStart: () => {
      startedAt = performance.now();
    },
  });
  const measured: PreparationMeasured = {
    ...network,
    startMs: network.seconds === null ? null : Math.max(0, performance.now() - startedAt - 1000 * network.seconds),
    log: { folder: logFolderOf(home), problem: await logFolderProblem(home) },
  };
  const { facts, choice: said, dataDigest } = project;
  const preparation: Preparation = {
    id: uuid(),
    projectId,
    hyperparameters: base,
    backend,
    dataDigest,
    programVersion: version,
    measured,
    checks: checksOf({ facts, said, base, backend, machine: machine(), measured, version }),
    createdAt: Date.now(),
  };
  await store.savePreparation(preparation);
  return preparation;
}
