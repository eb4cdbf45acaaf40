import { entryUrl } from '../hosts/node/entries.ts';
import { createHome, databaseFile } from './home.ts';
import { refuseEmptied } from './home-state.ts';
import { pack } from './rows/columns.ts';
import type { ReadOnlyStore, Store } from './store.ts';
import { WorkerLink } from './worker-link.ts';

export interface StoreOptions {
  /** Where a bundler put `worker.ts`; left out when run from source. */
  worker?: URL | string;
}

/**
 * Opens what a home folder keeps, making both where they are not there yet; one at a time, so take the home's lock first.
 * @throws Refusal where the database is newer than this program, damaged, or something else, or can't be written.
 */
export async function openStore(home: string, options: StoreOptions = {}): Promise<Store> {
  createHome(home);
  const link = await openLink(home, false, options);
  return {
    ...readers(link),
    saveProject: project => link.call('saveProject', project),
    saveStage: (stage, trials, recommendation) => link.call('saveStage', stage, trials, recommendation),
    saveTrial: trial => link.call('saveTrial', trial),
    beginAttempt: (trialId, attempt, startStep, startedAt) =>
      link.call('beginAttempt', trialId, attempt, startStep, startedAt),
    endAttempt: (trial, status) => link.call('endAttempt', trial, status),
    appendPoints: ({ trialId, attempt, batches }) =>
      link.append({ trialId, attempt, batches: batches.map(pack).filter(batch => batch !== null) }),
    compact: trialId => link.call('compact', trialId),
    saveDevRows: (trialId, rows) => link.call('saveDevRows', trialId, rows),
    saveTestEvaluation: (trialId, evaluation, reading) => link.call('saveTestEvaluation', trialId, evaluation, reading),
    saveDecision: decision => link.call('saveDecision', decision),
    saveTune: run => link.call('saveTune', run),
    savePreparation: preparation => link.call('savePreparation', preparation),
    saveProbe: probe => link.call('saveProbe', probe),
    saveSetting: (key, value) => link.call('saveSetting', key, value),
    recordEvent: (kind, detail, projectId) => link.call('recordEvent', kind, detail, projectId),
    pendingDeletions: () => link.call('pendingDeletions'),
    beginDeletion: projectId => link.call('beginDeletion', projectId),
    deleteSlice: projectId => link.call('deleteSlice', projectId),
    giveBack: whole => link.call('giveBack', whole),
    recover: (now, savedAt) => link.call('recover', now, savedAt),
    lost: link.lost,
    checkHome: () => link.call('checkHome'),
    rescue: () => link.call('rescue'),
  };
}

/**
 * Opens what a home folder keeps for reading alone, also while a core writes to it, where nothing may be written, and where a part is
 * damaged: that part is left out, and told by `damage`.
 * @throws Refusal as `openStore`, and where there is nothing yet or only an older version's.
 */
export async function openReadOnlyStore(home: string, options: StoreOptions = {}): Promise<ReadOnlyStore> {
  await refuseEmptied(home);
  return readers(await openLink(home, true, options));
}

async function openLink(home: string, readOnly: boolean, { worker }: StoreOptions): Promise<WorkerLink> {
  const path = worker ?? entryUrl('store-worker');
  const link = new WorkerLink(path, { file: databaseFile(home), readOnly });
  await link.opened;
  return link;
}

const readers = (link: WorkerLink): ReadOnlyStore => ({
  projects: () => link.call('projects'),
  stages: projectId => link.call('stages', projectId),
  allStages: () => link.call('allStages'),
  stage: stageId => link.call('stage', stageId),
  devRows: trialId => link.call('devRows', trialId),
  testEvaluation: trialId => link.call('testEvaluation', trialId),
  testReadings: projectId => link.call('testReadings', projectId),
  trialIdsOf: kinds => link.call('trialIdsOf', kinds),
  recommendation: stageId => link.call('recommendation', stageId),
  trials: stageId => link.call('trials', stageId),
  trial: trialId => link.call('trial', trialId),
  allTrials: () => link.call('allTrials'),
  points: (trialId, series, afterStep) => link.call('points', trialId, series, afterStep),
  slice: (trialId, series, afterStep, limit) => link.call('slice', trialId, series, afterStep, limit),
  overview: (trialId, column, afterStep) => link.call('overview', trialId, column, afterStep),
  decisions: projectId => link.call('decisions', projectId),
  tunes: projectId => link.call('tunes', projectId),
  preparations: projectId => link.call('preparations', projectId),
  probes: projectId => link.call('probes', projectId),
  probesOfStage: stageId => link.call('probesOfStage', stageId),
  setting: key => link.call('setting', key),
  damage: () => link.call('damage'),
  backUp: file => link.call('backUp', file),
  backUpAutomatically: (home, why, now) => link.call('backUpAutomatically', home, why, now),
  footprint: projectId => link.call('footprint', projectId),
  events: projectId => link.call('events', projectId),
  close: () => link.close(),
});
