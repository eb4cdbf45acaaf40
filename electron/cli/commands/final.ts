import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import { FinalPlan } from '#shared/domain/final-runs.ts';
import type { Project } from '#shared/domain/project.ts';
import { RESUMABLE } from '#shared/domain/trial.ts';
import type { Core } from '../../core/core.ts';
import { acceptSet } from '../accept.ts';
import { beforeLines, finalIn, finalSummary, finalText } from '../final-report.ts';
import { COMMAND, takesCommand } from '../own-command/given.ts';
import { knownProject } from '../own-command/ladder.ts';
import { say, tell } from '../say.ts';
import { createProject, follow, withCore, withTrainer } from '../session.ts';
import { addFinal, type FinalOptions } from '../stage-options.ts';
import { findProject } from './projects.ts';

/** `descent final`: the accepted configuration beside the default one, from fresh seeds, on dev and, once, on test [R2]. */
export function addFinalCommand(program: Command): void {
  const command = addFinal(program.command('final').description(say('cli.final.about')));
  command.addHelpText('after', () => `\n${say('cli.final.help')}`);
  takesCommand(command)
    .usage(say('cli.final.usage'))
    .action(async (named: string | undefined, options: FinalOptions) => {
      const own = COMMAND;
      if (own && (options.data !== undefined || named !== undefined)) throw new Refusal('error.command.andData');
      const open = own ? withCore : withTrainer;
      process.exitCode = await open(options, async core => {
        const project = own ? await knownProject(core, own) : await projectOf(core, named, options);
        const { seeds, backend, parallel } = options;
        const asked = { projectId: project.id, kind: 'finalRuns', choice: { seeds, backend, parallel } };
        const estimate = await core.ask('stages.estimate', asked);
        const plan = FinalPlan.parse(await core.ask('stages.plan', asked));
        const readings = await core.ask('test.readings', { projectId: project.id });
        tell(beforeLines(project, plan, estimate, readings));
        const stage = await core.ask('stages.start', asked);
        return showFinal(core, stage.id, options);
      });
    });
}

/** @throws Refusal where neither a project nor data is named, or there is no such project */
async function projectOf(core: Core, named: string | undefined, { data, ...options }: FinalOptions): Promise<Project> {
  if (data !== undefined) return createProject(core, { ...options, data });
  if (named === undefined) throw new Refusal('cli.final.which');
  const projects = (await core.ask('projects.list', {})).map(({ project }) => project);
  return findProject(projects, named);
}

/** Follows final runs to their end and prints what they say. Returns the exit code: 0 where they say something, be it that nobody can tell. */
export async function showFinal(
  core: Core,
  stageId: string,
  { json, accept }: Pick<FinalOptions, 'json' | 'accept'>,
): Promise<number> {
  const { view, interrupted } = await follow(core, stageId);
  console.log(json ? JSON.stringify(finalSummary(view)) : finalText(view));
  // Not of runs that were cut short: whoever asked for it meant what they say in the end.
  if (accept && interrupted === null) await acceptSet(core, view);
  const isCut = view.stage.status !== 'finished' || view.trials.some(({ status }) => RESUMABLE.has(status));
  if (isCut) tell(say('cli.resume.left', { id: stageId }));
  return interrupted ?? (isCut || finalIn(view).open > 0 ? 1 : 0);
}
