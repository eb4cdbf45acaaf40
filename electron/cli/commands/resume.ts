import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import type { ResumePoint } from '#shared/contract/requests.ts';
import type { Stage } from '#shared/domain/project.ts';
import { RESUMABLE, type Trial } from '#shared/domain/trial.ts';
import type { Core } from '../../core/core.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { say, tell } from '../say.ts';
import { withCore } from '../session.ts';
import { trialName } from '../trial-name.ts';
import { showStage } from './stage.ts';

/** `descent resume`: goes on with what was paused, stopped or cut off, from its checkpoints. */
export function addResumeCommand(program: Command): void {
  const command = addCommon(program.command('resume').argument('[stage]', say('cli.flag.stage')));
  command.description(say('cli.resume.about')).action(async (id: string | undefined, options: CommonOptions) => {
    process.exitCode = await withCore(options, async core => {
      const stage = await findStage(core, id);
      const { trials } = await core.ask('stages.view', { stageId: stage.id });
      const count = trials.filter(({ status }) => RESUMABLE.has(status)).length;
      tellFrom(await core.ask('checkpoints.list', { stageId: stage.id }), trials);
      await core.ask('stages.continue', { stageId: stage.id });
      if (count > 0) tell(say('cli.resume.begin', { count, id: stage.id }));
      return showStage(core, stage, options);
    });
  });
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
 * The stage of an id or of an id's last characters; without one, the newest that was left before its end, else the newest with a
 * failed trial.
 * @throws Refusal where there is none
 */
async function findStage(core: Core, id: string | undefined): Promise<Stage> {
  const stages = (await core.ask('stages.list', {})).reverse();
  if (id !== undefined) {
    const named = stages.find(stage => stage.id.endsWith(id));
    if (named) return named;
    throw new Refusal('error.stage.unknown', { id });
  }
  const left = stages.find(({ status }) => status === 'interrupted' || status === 'paused' || status === 'stopped');
  if (left) return left;
  const failed = (await core.ask('trials.list', {})).filter(({ status }) => status === 'failed');
  const found = stages.find(stage => failed.some(({ stageId }) => stageId === stage.id));
  if (found) return found;
  throw new Refusal('cli.resume.nothing');
}
