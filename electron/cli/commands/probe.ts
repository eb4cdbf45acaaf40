import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Probe } from '#shared/domain/probe.ts';
import { estimateOf } from '#shared/method/probe/answer.ts';
import { toConfirm } from '#shared/method/stages/learning-rate/plan.ts';
import type { Core } from '../../core/core.ts';
import { estimateLines } from '../before-ladder.ts';
import { formatRate } from '../format.ts';
import { COMMAND, looksAtCommand } from '../own-command/given.ts';
import { runCommandProbe } from '../own-command/probe.ts';
import type { FigureFlags } from '../own-command/understood.ts';
import { probeReport } from '../probe-report.ts';
import { say, tell } from '../say.ts';
import { createProject, withTrainer } from '../session.ts';
import { addTraining, choiceOf, type TrainOptions } from '../stage-options.ts';
import { showLadder } from './ladder.ts';

interface ProbeOptions extends TrainOptions {
  confirm?: boolean;
  accept?: boolean;
}

/** `descent probe`: an estimate of the learning rate within a hundred steps, and where asked the run that confirms it. */
export function addProbeCommand(program: Command): void {
  const command = addTraining(program.command('probe').description(say('cli.probe.about')))
    .option('--confirm', say('cli.flag.confirm'))
    .option('--accept', say('cli.flag.acceptConfirmed'));
  looksAtCommand(command).action(async (options: ProbeOptions & FigureFlags) => {
    if (COMMAND) {
      if (options.data !== undefined) throw new Refusal('error.command.andData');
      process.exitCode = await runCommandProbe(COMMAND, options);
      return;
    }
    process.exitCode = await withTrainer(options, async core => {
      const project = await createProject(core, options);
      const probe = await core.ask('probe.run', { projectId: project.id, choice: choiceOf(options) });
      const json = options.json === true;
      const confirms = options.confirm === true || options.accept === true;
      // One object is printed: with the run, that of its ladder, which has the probe beside it.
      if (!json) console.log(probeReport(probe.answer));
      else if (!confirms) console.log(JSON.stringify(summary(probe)));
      return confirms ? confirm(core, probe, { json, accept: options.accept === true }) : 0;
    });
  });
}

/** Trains a probe's estimate, so that num_steps follows from its curve [L5]. Returns the exit code. */
async function confirm(
  core: Core,
  probe: Probe,
  { json, accept }: { json: boolean; accept: boolean },
): Promise<number> {
  const { projectId, backend, hyperparameters } = probe;
  const choice = { ...hyperparameters, backend, ...toConfirm(estimateOf(probe.answer)) };
  const asked = { projectId, kind: 'learningRate', choice };
  tell(estimateLines(await core.ask('stages.estimate', asked), true));
  const stage = await core.ask('stages.start', asked);
  const code = await showLadder(core, stage.id, { json, withCurves: false, probe });
  if (!accept || code !== 0) return code;
  const { set } = (await core.ask('stages.view', { stageId: stage.id })).recommendation;
  if (set?.steps === undefined) {
    tell(say('cli.probe.notAccepted'));
    return 1;
  }
  await core.ask('decisions.accept', { stageId: stage.id, set });
  tell(say('cli.probe.accepted', { rate: formatRate(set.learningRate ?? Number.NaN), steps: set.steps }));
  return 0;
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
