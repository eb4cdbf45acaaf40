import { openStore } from '#electron/store/open-store.ts';
import type { Store } from '#electron/store/store.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { aBatch, aDecision, aProject, aStage, aTrial, range } from './store-fixtures.ts';

export interface Filled {
  projectIds: string[];
  trials: Trial[];
}

/** Saves three projects, each with a stage of four trials, a decision, and a short curve a trial. */
export async function fillStore(store: Store): Promise<Filled> {
  const filled: Filled = { projectIds: [], trials: [] };
  for (const name of ['one', 'two', 'three']) {
    const project = aProject({ name, source: `sample:${name}` });
    const stage = aStage(project, { status: 'interrupted' });
    const trials = range(0, 4).map(position => aTrial(stage, { position, status: 'interrupted' }));
    await store.saveProject(project);
    await store.saveStage(stage, trials);
    await store.saveDecision(aDecision(stage));
    await Promise.all(trials.map(trial => store.beginAttempt(trial.id, 1, 0, 1)));
    const batches = [aBatch('step', range(0, 50), { loss: s => s, learningRate: () => 0.1 })];
    await Promise.all(trials.map(trial => store.appendPoints({ trialId: trial.id, attempt: 1, batches })));
    filled.projectIds.push(project.id);
    filled.trials.push(...trials);
  }
  return filled;
}

/** The same in a home that is closed afterwards. */
export async function fill(home: string): Promise<Filled> {
  const store = await openStore(home);
  try {
    return await fillStore(store);
  } finally {
    await store.close();
  }
}
