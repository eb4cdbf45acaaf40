import type { Command } from 'commander';
import type { Probe } from '#shared/domain/probe.ts';
import { addTraining, choiceOf, type TrainOptions } from '../options.ts';
import { probeReport } from '../probe-report.ts';
import { say } from '../say.ts';
import { createProject, withTrainer } from '../session.ts';

/** `descent probe`: an estimate of the learning rate within a hundred steps. */
export function addProbeCommand(program: Command): void {
  addTraining(program.command('probe').description(say('cli.probe.about'))).action((options: TrainOptions) =>
    withTrainer(options, async core => {
      const project = await createProject(core, options);
      const probe = await core.ask('probe.run', { projectId: project.id, choice: choiceOf(options) });
      console.log(options.json ? JSON.stringify(summary(probe)) : probeReport(probe.answer));
    }),
  );
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
