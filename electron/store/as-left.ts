import type { Stage } from '#shared/domain/project.ts';
import { ENDED, type Trial } from '#shared/domain/trial.ts';
import type { ReadOnlyStore } from './store.ts';

const leftTrial = (trial: Trial): Trial => (ENDED.has(trial.status) ? trial : { ...trial, status: 'interrupted' });
const leftStage = (stage: Stage): Stage => (stage.status === 'running' ? { ...stage, status: 'interrupted' } : stage);

/**
 * A store whose home no core holds: what is stored as under way was cut off, since nobody trains it. The next core will write that
 * down (`Store.recover`); until then whoever only reads is told the same.
 */
export function asLeft(store: ReadOnlyStore): ReadOnlyStore {
  return {
    ...store,
    stages: async projectId => (await store.stages(projectId)).map(leftStage),
    stage: async stageId => {
      const stage = await store.stage(stageId);
      return stage && leftStage(stage);
    },
    trials: async stageId => (await store.trials(stageId)).map(leftTrial),
    trial: async trialId => {
      const trial = await store.trial(trialId);
      return trial && leftTrial(trial);
    },
    allTrials: async () => (await store.allTrials()).map(leftTrial),
  };
}
