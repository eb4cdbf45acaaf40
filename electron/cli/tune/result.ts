import type { Project } from '#shared/domain/project.ts';
import type { TuneRun } from '#shared/domain/tune.ts';
import type { Core } from '../../core/core.ts';
import { say } from '../say.ts';
import { setName } from '../trial-name.ts';
import { said, totalMs, totalSteps, usedLines } from './plan-lines.ts';

/** What came of a guided run. */
export interface TuneResult {
  run: TuneRun;
  project: Project;
  /** What counts for the project now. */
  config: Parameters<typeof setName>[0];
}

export async function tuneResult(core: Core, run: TuneRun): Promise<TuneResult> {
  const { projectId } = run;
  const cards = await core.ask('projects.list', {});
  const project = cards.find(card => card.project.id === projectId)?.project as Project;
  const { set: config } = await core.ask('configuration.read', { projectId });
  return { run, project, config };
}

/** For a person: what each stage took and decided, what counts now. */
export function resultLines({ run, config }: TuneResult): string {
  return [
    usedLines(run),
    ...(run.problem ? [said(run.problem)] : []),
    ...(Object.keys(config).length > 0 ? [say('cli.tune.configuration', { set: setName(config) })] : []),
  ].join('\n');
}

/** For programs. */
export function resultSummary({ run, project, config }: TuneResult): object {
  const ms = totalMs(run.stages);
  return {
    projectId: project.id,
    project: project.name,
    runId: run.id,
    status: run.status,
    problem: run.problem && said(run.problem),
    budget: run.budget,
    seed: run.seed,
    stages: run.stages.map(({ kind, stageId, outcome, set, rule, used, share, cutShort }) => ({
      name: kind,
      stageId,
      decision: outcome,
      set,
      rule,
      trials: used?.trials ?? 0,
      steps: used?.steps ?? 0,
      seconds: used?.ms === null || !used ? null : used.ms / 1000,
      atMost: share.choice === null ? null : share.atMost,
      says: said(share.says),
      cutShort,
    })),
    config,
    totalSteps: totalSteps(run.stages),
    seconds: ms / 1000,
  };
}
