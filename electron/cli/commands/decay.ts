import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import { RESUMABLE } from '#shared/domain/trial.ts';
import type { Core } from '../../core/core.ts';
import { acceptSet } from '../accept.ts';
import { advice, costLines, decayIn, decaySummary, pairTables } from '../decay-report.ts';
import { formatCount, formatOptimizer, formatRate } from '../format.ts';
import { COMMAND, takesCommand } from '../own-command/given.ts';
import { knownProject } from '../own-command/ladder.ts';
import { say, tell } from '../say.ts';
import { createProject, follow, withCore, withTrainer } from '../session.ts';
import { addDecay, type DecayOptions } from '../stage-options.ts';

/** `descent decay`: whether the accepted configuration gains by letting its learning rate decay [D1–D9]. */
export function addDecayCommand(program: Command): void {
  const command = addDecay(program.command('decay').description(say('cli.decay.about')));
  command.addHelpText('after', () => `\n${say('cli.decay.help')}`);
  takesCommand(command).action(async (options: DecayOptions) => {
    const own = COMMAND;
    if (own && options.data !== undefined) throw new Refusal('error.command.andData');
    const open = own ? withCore : withTrainer;
    process.exitCode = await open(options, async core => {
      const project = own ? await knownProject(core, own) : await createProject(core, options);
      const { id: projectId, name } = project;
      const { seeds, classic, interval, backend, parallel } = options;
      const asked = { projectId, kind: 'decay', choice: { seeds, classic, interval, backend, parallel } };
      const estimate = await core.ask('stages.estimate', asked);
      const { base } = await core.ask('stages.plan', asked);
      const { learningRate = Number.NaN, steps = 0, optimizer = 'sgd', batchSize = 0 } = base;
      const values = { name, rate: formatRate(learningRate), steps: formatCount(steps), batchSize };
      if (own) tell(say('cli.decay.ofCommand', values));
      else tell(say('cli.decay.of', { ...values, optimizer: formatOptimizer(optimizer) }));
      tell(costLines(estimate));
      const stage = await core.ask('stages.start', asked);
      return showDecay(core, stage.id, options);
    });
  });
}

/** Follows a decay stage to its end and prints what its pairs say. Returns the exit code: 0 where they say something, be it that nobody can tell. */
export async function showDecay(
  core: Core,
  stageId: string,
  { json, accept }: Pick<DecayOptions, 'json' | 'accept'>,
): Promise<number> {
  const { view, interrupted } = await follow(core, stageId);
  const answer = decayIn(view);
  if (json) console.log(JSON.stringify(decaySummary(view)));
  else console.log([pairTables(answer), '', advice(view)].join('\n'));
  // Not of one that was cut short: whoever asked for it meant what it says in the end.
  if (accept && interrupted === null) await acceptSet(core, view);
  const isCut = view.trials.some(({ status }) => RESUMABLE.has(status));
  if (isCut) tell(say('cli.resume.left', { id: stageId }));
  return interrupted ?? (isCut || answer.lazy.verdict === null ? 1 : 0);
}
