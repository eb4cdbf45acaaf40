import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Stage } from '#shared/domain/project.ts';
import type { Core } from '../../conductor/core.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { say, tell } from '../say.ts';
import { withCore } from '../session.ts';
import { showLadder } from './ladder.ts';

/** `descent resume`: goes on with what was paused, stopped or cut off, from its checkpoints. */
export function addResumeCommand(program: Command): void {
  const command = addCommon(program.command('resume').argument('[stage]', say('cli.flag.stage')));
  command.description(say('cli.resume.about')).action(async (id: string | undefined, options: CommonOptions) => {
    process.exitCode = await withCore(options, async core => {
      const stage = await findStage(core, id);
      tell(say('cli.resume.begin', { count: stage.plan.rates.length, id: stage.id }));
      await core.ask('stages.continue', { stageId: stage.id });
      return showLadder(core, stage.id, { json: options.json === true, withCurves: false, probe: null });
    });
  });
}

/**
 * The stage of an id or of an id's last characters; without one, the newest that can go on.
 * @throws Refusal where there is none
 */
async function findStage(core: Core, id: string | undefined): Promise<Stage> {
  const cards = await core.ask('projects.list', {});
  const lists = await Promise.all(cards.map(({ project }) => core.ask('stages.list', { projectId: project.id })));
  const stages = lists.flat().sort((a, b) => b.createdAt - a.createdAt);
  const canGoOn = ({ status }: Stage): boolean =>
    status === 'interrupted' || status === 'paused' || status === 'stopped';
  const found = id === undefined ? stages.find(canGoOn) : stages.find(stage => stage.id.endsWith(id));
  if (found) return found;
  throw id === undefined ? new Refusal('cli.resume.nothing') : new Refusal('error.stage.unknown', { id });
}
