import type { Command } from 'commander';
import { RegularisationPlan } from '#shared/domain/regularisation.ts';
import { RESUMABLE } from '#shared/domain/trial.ts';
import type { Core } from '../../core/core.ts';
import { acceptSet } from '../accept.ts';
import {
  costLines,
  pairsTable,
  pointsTable,
  regularisationAdvice,
  regularisationIn,
  regularisationSummary,
} from '../regularisation-report.ts';
import { say, tell } from '../say.ts';
import { createProject, follow, withTrainer } from '../session.ts';
import { addRegularise, type RegulariseOptions, regulariseChoiceOf } from '../stage-options.ts';

/** `descent regularise`: whether the accepted configuration gains by weight decay and dropout [R1]. */
export function addRegulariseCommand(program: Command): void {
  const command = addRegularise(program.command('regularise').description(say('cli.reg.about')));
  command.addHelpText('after', () => `\n${say('cli.reg.help')}`);
  command.action(async (options: RegulariseOptions) => {
    process.exitCode = await withTrainer(options, async core => {
      const { id: projectId, name } = await createProject(core, options);
      const asked = { projectId, kind: 'regularisation', choice: regulariseChoiceOf(options) };
      const estimate = await core.ask('stages.estimate', asked);
      const plan = RegularisationPlan.parse(await core.ask('stages.plan', asked));
      tell(costLines(name, plan, estimate));
      const stage = await core.ask('stages.start', asked);
      return showRegularisation(core, stage.id, options);
    });
  });
}

/** Follows a stage to its end and prints what it says. Returns the exit code: 0 where it says something, be it that nobody can tell. */
export async function showRegularisation(
  core: Core,
  stageId: string,
  { json, accept }: Pick<RegulariseOptions, 'json' | 'accept'>,
): Promise<number> {
  const { view, interrupted } = await follow(core, stageId);
  const answer = regularisationIn(view);
  if (json) console.log(JSON.stringify(regularisationSummary(view)));
  else {
    const pairs = pairsTable(answer);
    console.log([pointsTable(answer), ...(pairs ? ['', pairs] : []), '', regularisationAdvice(view)].join('\n'));
  }
  // Not of one that was cut short: whoever asked for it meant what it says in the end.
  if (accept && interrupted === null) await acceptSet(core, view);
  const isCut = view.trials.some(({ status }) => RESUMABLE.has(status));
  if (isCut) tell(say('cli.resume.left', { id: stageId }));
  return interrupted ?? (isCut || answer.verdict === null ? 1 : 0);
}
