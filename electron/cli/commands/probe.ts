import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Probe } from '#shared/domain/probe.ts';
import { addTraining, choiceOf, type TrainOptions } from '../options.ts';
import { COMMAND, takesCommand } from '../own-command/given.ts';
import { runCommandProbe } from '../own-command/probe.ts';
import type { FigureFlags } from '../own-command/understood.ts';
import { probeReport } from '../probe-report.ts';
import { say } from '../say.ts';
import { createProject, withTrainer } from '../session.ts';

/** `descent probe`: an estimate of the learning rate within a hundred steps. */
export function addProbeCommand(program: Command): void {
  const probe = addTraining(program.command('probe').description(say('cli.probe.about')));
  takesCommand(probe).action(async (options: TrainOptions & FigureFlags) => {
    if (COMMAND) {
      if (options.data !== undefined) throw new Refusal('error.command.andData');
      process.exitCode = await runCommandProbe(COMMAND, options);
      return;
    }
    await withTrainer(options, async core => {
      const project = await createProject(core, options);
      const probe = await core.ask('probe.run', { projectId: project.id, choice: choiceOf(options) });
      console.log(options.json ? JSON.stringify(summary(probe)) : probeReport(probe.answer));
    });
  });
}

function summary({ id, answer, hyperparameters }: Probe): object {
  const { learningRate: lr, ratioRule, rounds, ...rest } = answer;
  return {
    lr,
    ratioRule: {
      lr: ratioRule.estimate,
      ratio: ratioRule.ratio,
      measuredAt: ratioRule.learningRate,
      band: ratioRule.band,
    },
    rounds: rounds.map(({ learningRate, ...round }) => ({ lr: learningRate, ...round })),
    ...rest,
    hyperparameters,
    probeId: id,
  };
}
