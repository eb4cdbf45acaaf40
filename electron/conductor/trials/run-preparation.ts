import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import type { LadderChoice } from '#shared/contract/requests.ts';
import type { PreparedDataset } from '#shared/domain/dataset.ts';
import type { Preparation, PreparationMeasured } from '#shared/domain/preparation.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { checksOf } from '#shared/method/preparation/checks.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import { logFolderOf, logFolderProblem } from '../../store/trial-log.ts';
import { checkSameData, type ReadProject, subjectOf } from '../projects/project-data.ts';
import type { ProbeContext } from './run-probe.ts';

/** What preparations need from around them. */
export interface PreparationContext extends ProbeContext {
  home: string;
}

/**
 * The checks of stage 0 [M1–M8], by a network measured when there is room for it and kept.
 * @param again measure also where the same network was measured on the same data before, by this version of the program; else
 * that is taken, and what is around the network is looked at anew
 * @throws Refusal where the data or the network can't be used, or the trainer is lost.
 */
export async function runPreparation(
  context: PreparationContext,
  projectId: string,
  choice: LadderChoice,
  again: boolean,
): Promise<Preparation> {
  const { home, version, store, data, machine } = context;
  const { project, dataset } = await data.ready(projectId);
  checkSameData(project, dataset, project.dataDigest);
  const { base, backend } = planLadder(choice, machine(), project.facts, project.network);
  networkOf(base, project.facts);
  const { facts, choice: said, dataDigest } = project;
  const decided = { hyperparameters: base, backend, dataDigest, programVersion: version };
  const known = again ? undefined : (await store.preparations(projectId)).findLast(p => isSameNetwork(p, decided));
  const network = known?.measured ?? (await measure(context, project, dataset, decided));
  const measured = { ...network, log: { folder: logFolderOf(home), problem: await logFolderProblem(home) } };
  const checks = checksOf({ facts, said, base, backend, machine: machine(), measured, version });
  if (known) return { ...known, ...decided, measured, checks };
  const preparation: Preparation = { id: uuid(), projectId, ...decided, measured, checks, createdAt: Date.now() };
  await store.savePreparation(preparation);
  return preparation;
}

type Decided = Pick<Preparation, 'hyperparameters' | 'backend' | 'dataDigest' | 'programVersion'>;

/** Whether what decides a measurement is the same; how long trials will be, and how their rate will change, doesn't. */
function isSameNetwork(a: Decided, b: Decided): boolean {
  const network = ({ hyperparameters, backend, dataDigest, programVersion }: Decided) => {
    const { steps: _, evalEvery: __, schedule: ___, ...rest } = hyperparameters;
    return [rest, backend, dataDigest, programVersion];
  };
  return isDeepStrictEqual(network(a), network(b));
}

async function measure(
  { queue }: PreparationContext,
  project: ReadProject,
  { file: preparedFile, digest }: PreparedDataset,
  { hyperparameters, backend }: Decided,
): Promise<Omit<PreparationMeasured, 'log'>> {
  let startedAt = performance.now();
  const network = await queue.ask({
    kind: 'prepare',
    projectId: project.id,
    subject: subjectOf(project),
    backend,
    message: { type: 'prepare', hyperparameters, backend, preparedFile, dataDigest: digest },
    answerIn: reply => (reply.type === 'prepared' ? { answer: reply.measured, reason: reply.reason } : null),
    // What it waited for its turn is no part of it.
    onStart: () => {
      startedAt = performance.now();
    },
  });
  const { seconds } = network;
  return { ...network, startMs: seconds === null ? null : Math.max(0, performance.now() - startedAt - 1000 * seconds) };
}
