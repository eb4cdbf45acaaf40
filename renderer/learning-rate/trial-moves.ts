import type { TrialStatus } from '#shared/domain/trial.ts';

/** What can be paused or stopped. */
export const OPEN: ReadonlySet<TrialStatus> = new Set(['queued', 'running', 'waiting']);

/** What `stages.continue` and `trials.continue` take up again. */
export const CONTINUES: ReadonlySet<TrialStatus> = new Set(['paused', 'interrupted', 'stopped', 'failed']);
