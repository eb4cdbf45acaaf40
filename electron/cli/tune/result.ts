import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import {
  type FinalAnswer,
  type FinalArm,
  type FinalMeans,
  finalOf,
  type MeanSpread,
} from '#shared/domain/final-runs.ts';
import type { Project } from '#shared/domain/project.ts';
import { type TuneRun, totalMs, totalSteps } from '#shared/domain/tune.ts';
import type { Core } from '../../core/core.ts';
import { say } from '../say.ts';
import { setName } from '../trial-name.ts';
import { said, usedLines } from './plan-lines.ts';

/** What came of a guided run. */
export interface TuneResult {
  run: TuneRun;
  project: Project;
  /** What counts for the project now. */
  config: HyperparameterSet;
  /** What its final runs say; null: they did not run. */
  final: FinalAnswer | null;
}

export async function tuneResult(core: Core, run: TuneRun): Promise<TuneResult> {
  const { projectId } = run;
  const cards = await core.ask('projects.list', {});
  const project = cards.find(card => card.project.id === projectId)?.project as Project;
  const { set: config } = await core.ask('configuration.read', { projectId });
  const stageId = run.stages.find(({ kind }) => kind === 'finalRuns')?.stageId ?? null;
  const isThere = stageId !== null && (await core.ask('stages.list', { projectId })).some(({ id }) => id === stageId);
  const final = isThere ? finalOf(await core.ask('stages.view', { stageId })) : null;
  return { run, project, config, final };
}

/** Mean and spread of the runs of one configuration; the metric where there is one. */
const figures = ({ loss, metric }: FinalMeans) => ({ ...told(metric), loss: told(loss) });

const told = (of: MeanSpread | null) => ({ mean: of?.mean ?? null, spread: of?.spread ?? null });

/** The same for programs, with the seeds that it is over. */
const armSummary = ({ dev, test }: FinalArm, { metric, seeds }: FinalAnswer) => ({
  // Dev has chosen; test has not.
  metric: { name: metric, part: 'dev', ...figures(dev), seeds },
  test: test && figures(test),
});

/** For a person: what each stage took and decided, what counts now. */
export function resultLines({ run, config }: TuneResult): string {
  return [
    usedLines(run),
    ...(run.problem ? [said(run.problem)] : []),
    ...(Object.keys(config).length > 0 ? [say('cli.tune.configuration', { set: setName(config) })] : []),
  ].join('\n');
}

/** For programs. @param report the files of its report; null: there is none */
export function resultSummary({ run, project, config, final }: TuneResult, report: { html: string } | null): object {
  const ms = totalMs(run.stages);
  return {
    projectId: project.id,
    project: project.name,
    runId: run.id,
    status: run.status,
    problem: run.problem && said(run.problem),
    budget: run.budget,
    seed: run.seed,
    stages: run.stages.map(({ kind, stageId, outcome, set, rule, used, share, advice, cutShort }) => ({
      name: share.line,
      kind,
      stageId,
      decision: outcome,
      set,
      rule,
      trials: used?.trials ?? 0,
      steps: used?.steps ?? 0,
      seconds: used?.ms === null || !used ? null : used.ms / 1000,
      planned: share.choice === null ? null : share.about,
      atMost: share.choice === null ? null : share.atMost,
      says: said(share.says),
      advice: advice && said(advice.says),
      cutShort,
    })),
    config,
    final: final && { config: final.chosen.hyperparameters, ...armSummary(final.chosen, final) },
    baseline: final && (final.default ? armSummary(final.default, final) : armSummary(final.chosen, final)),
    verdict: final?.conclusion?.verdict ?? null,
    report: report?.html ?? null,
    totalSteps: totalSteps(run.stages),
    seconds: ms / 1000,
  };
}
