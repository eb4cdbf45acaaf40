import type { StageStatus } from '../../domain/project.ts';
import { ENDED, type TrialStatus } from '../../domain/trial.ts';

/** A stage's status as it follows from its trials'. */
export function stageStatus(trials: readonly { status: TrialStatus }[]): StageStatus {
  if (trials.some(t => !ENDED.has(t.status))) return 'running';
  if (trials.some(t => t.status === 'paused')) return 'paused';
  if (trials.some(t => t.status === 'interrupted')) return 'interrupted';
  return trials.some(t => t.status === 'stopped') ? 'stopped' : 'finished';
}
