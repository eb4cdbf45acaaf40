import { v7 as uuid } from 'uuid';
import type { LadderChoice } from '#shared/contract/requests.ts';
import type { Preparation, PreparationMeasured } from '#shared/domain/preparation.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { planLadder } from '#shared/method/plan.ts';
import { checksOf } from '#shared/method/preparation/checks.ts';
import { logFolderOf, logFolderProblem } from '../../store/trial-log.ts';
import { checkSameData } from '../projects/project-data.ts';
import { askTrainer } from './ask-trainer.ts';
import type { ProbeContext } from './run-probe.ts';

/** What preparations need from around them. */
export interface PreparationContext extends ProbeContext {
  home: string;
}

/**
 * The checks of stage 0 [M1–M8] in a trainer of their own, kept with what was measured.
 * @throws Refusal where the data or the network can't be used, or the trainer is lost.
 */
export async function runPreparation(
  { home, version, store, data, helpers, machine }: PreparationContext,
  projectId: string,
  choice: LadderChoice,
): Promise<Preparation> {
  const { project, dataset } = await data.ready(projectId);
  checkSameData(project, dataset, project.dataDigest);
  const { base, backend } = planLadder(choice, machine(), project.facts, project.network);
  networkOf(base, project.facts);
  const startedAt = performance.now();
  const network = await askTrainer(
    helpers,
    { type: 'prepare', hyperparameters: base, backend, preparedFile: dataset.file, dataDigest: dataset.digest },
    reply => (reply.type === 'prepared' ? { answer: reply.measured, reason: reply.reason } : null),
  );
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
