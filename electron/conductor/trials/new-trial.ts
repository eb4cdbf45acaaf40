import { v7 as uuid } from 'uuid';
import type { Stage } from '#shared/domain/project.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { logFileOf } from '../../store/trial-log.ts';
import type { ReadProject } from '../projects/project-data.ts';

/** What decides a trial beside its stage and project. */
export interface TrialOrigin {
  learningRate: number;
  /** Place in the stage's plan, from 0. */
  position: number;
  home: string;
  version: string;
}

/** A planned trial of a stage, with all that its record needs; never started yet. */
export function newTrial(
  stage: Stage,
  project: ReadProject,
  { learningRate, position, home, version }: TrialOrigin,
): Trial {
  const id = uuid();
  return {
    id,
    stageId: stage.id,
    position,
    status: 'queued',
    hyperparameters: { ...stage.plan.base, learningRate },
    backend: stage.plan.backend,
    metric: project.facts.metric,
    dataDigest: project.dataDigest,
    preprocessingDigest: project.facts.preprocessingDigest,
    programVersion: version,
    attempt: 0,
    reason: null,
    note: null,
    result: null,
    logFile: logFileOf(home, id),
    createdAt: Date.now(),
    startedAt: null,
    endedAt: null,
  };
}
