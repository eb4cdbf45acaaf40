import { v7 as uuid } from 'uuid';
import type { Stage } from '#shared/domain/project.ts';
import type { Branch, Trial } from '#shared/domain/trial.ts';
import { curveRows } from '#shared/method/curves/evaluations.ts';
import { hyperparametersOf, type TrialPoint } from '#shared/method/stages/stage-definition.ts';
import { logFileOf } from '../../store/trial-log.ts';
import type { TrainableProject } from '../projects/project-data.ts';

/** What decides a trial beside its stage and project. */
export interface TrialOrigin {
  point: TrialPoint;
  /** Where it branches off another trial. */
  branch: Branch | null;
  /** Place in the stage's plan, from 0. */
  position: number;
  home: string;
  version: string;
}

/**
 * A trial of a stage's point, with all that its record needs; never started yet.
 * @param project of a fold's point: with facts and digest of that fold's data
 */
export function newTrial(stage: Stage, project: TrainableProject, origin: TrialOrigin): Trial {
  const { point, branch, position, home, version } = origin;
  const id = uuid();
  const hyperparameters = hyperparametersOf(stage.plan, point);
  const { facts } = project;
  const evaluated = facts ? curveRows(hyperparameters, facts.rows.dev) : 0;
  return {
    id,
    stageId: stage.id,
    position,
    status: 'queued',
    point,
    branch,
    hyperparameters,
    backend: stage.plan.backend,
    metric: facts?.metric ?? project.command?.figures.devMetric?.as ?? 'none',
    dataDigest: project.dataDigest,
    split: facts && { ...(facts.split ?? { by: 'random', column: null }), seed: facts.splitSeed },
    fold: point.fold ?? null,
    evaluatedRows: facts && evaluated < facts.rows.dev ? evaluated : null,
    preprocessingDigest: facts?.preprocessingDigest ?? null,
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
