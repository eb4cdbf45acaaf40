import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import type { ResumePoint } from '#shared/contract/requests.ts';
import type { Stage } from '#shared/domain/project.ts';
import { RESUMABLE, type Trial } from '#shared/domain/trial.ts';
import type { TuneView } from '#shared/domain/tune.ts';
import type { Core } from '../../core/core.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { say, tell } from '../say.ts';
import { untilFollowed, withCore } from '../session.ts';
import { trialName } from '../trial-name.ts';
import { findProject } from './projects.ts';
import { showStage } from './stage.ts';
import { checkAsks, showTune } from './tune.ts';

/** `descent resume`: goes on with a guided run, or with a stage, that was paused, stopped or cut off, from its checkpoints. */
export function addResumeCommand(program: Command): void {
  const command = addCommon(program.command('resume').argument('[project]', say('cli.flag.resume')))
    .option('--auto', say('cli.tune.flag.auto'))
    .option('--out <folder>', say('cli.flag.reportOut'));
  command.description(say('cli.resume.about')).action(async (named: string | undefined, options: ResumeOptions) => {
    process.exitCode = await withCore(options, async core => {
      const found = await findLeft(core, named);
      if ('run' in found) return resumeRun(core, found, options);
      return untilFollowed(core, () => resumeStage(core, found.stage, options), 'cli.stopping');
    });
  });
}

interface ResumeOptions extends CommonOptions {
  auto?: boolean;
  out?: string;
}

async function resumeRun(core: Core, { run }: TuneView, options: ResumeOptions): Promise<number> {
  const { auto = run.auto } = options;
  checkAsks(auto);
  const project = (await core.ask('projects.list', {})).find(card => card.project.id === run.projectId)?.project;
  tell(say('cli.tune.resumed', { name: project?.name ?? run.projectId }));
  await core.ask('tune.resume', { runId: run.id, auto });
  return showTune(core, run.id, options);
}

async function resumeStage(core: Core, stage: Stage, options: CommonOptions): Promise<number> {
  const { trials } = await core.ask('stages.view', { stageId: stage.id });
  const count = trials.filter(({ status }) => RESUMABLE.has(status)).length;
  tellFrom(await core.ask('checkpoints.list', { stageId: stage.id }), trials);
  await core.ask('stages.continue', { stageId: stage.id });
  if (count > 0) tell(say('cli.resume.begin', { count, id: stage.id }));
  return showStage(core, stage, options);
}

/** Says from where each trial that had begun goes on, before it does. */
function tellFrom(points: readonly ResumePoint[], trials: readonly Trial[]): void {
  for (const { trialId, step, problem } of points) {
    const trial = trials.find(({ id }) => id === trialId);
    const name = trial ? trialName(trial, trials) : trialId;
    if (step > 0) tell(say('cli.resume.from', { name, step }));
    else if (problem) tell(say('cli.resume.anew', { name, reason: say(problem.key, problem.values) }));
  }
}

/**
 * What is to go on: the stage of an id or of an id's last characters; else the newest guided run that isn't over of a project of that name or
 * id, or what was left of it without one. Without a name, the newest guided run or stage that was left before its end, else the newest stage with a
 * failed trial.
 * @throws Refusal where there is none
 */
async function findLeft(core: Core, named: string | undefined): Promise<TuneView | { stage: Stage }> {
  const stages = (await core.ask('stages.list', {})).reverse();
  const stage = named === undefined ? undefined : stages.find(({ id }) => id.endsWith(named));
  if (stage) return { stage };
  const projects = (await core.ask('projects.list', {})).map(card => card.project);
  const projectId = named === undefined ? null : findProject(projects, named).id;
  const isOf = (one: { projectId: string }): boolean => projectId === null || one.projectId === projectId;
  const [view] = (await core.ask('tune.list', {}))
    .filter(({ run }) => run.status !== 'finished' && isOf(run))
    .reverse();
  const own = stages.filter(isOf);
  const left = own.find(({ status }) => status === 'interrupted' || status === 'paused' || status === 'stopped');
  const isOfRun = view?.run.stages.some(({ stageId }) => stageId === left?.id);
  if (view && (!left || isOfRun || view.run.createdAt >= left.createdAt)) return view;
  if (left) return { stage: left };
  const failed = (await core.ask('trials.list', {})).filter(({ status }) => status === 'failed');
  const found = own.find(({ id }) => failed.some(({ stageId }) => stageId === id));
  if (found) return { stage: found };
  throw new Refusal('cli.resume.nothing');
}
