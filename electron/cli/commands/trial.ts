import type { Command } from 'commander';
import type { Output } from '#shared/contract/requests.ts';
import { isConstant, type ScheduleKind } from '#shared/domain/schedule.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { networkIn } from '#shared/method/networks/same-network.ts';
import {
  formatCount,
  formatDuration,
  formatFit,
  formatMetric,
  formatNumber,
  formatRate,
  formatSchedule,
} from '../format.ts';
import { say } from '../say.ts';
import { addSchedule, type ScheduleFlags, scheduleOf } from '../schedule-flags.ts';
import { createProject, follow, withTrainer } from '../session.ts';
import { addRate, addTraining, choiceOf, type TrainOptions } from '../stage-options.ts';

interface TrialOptions extends TrainOptions, ScheduleFlags {
  lr: number;
  schedule?: ScheduleKind;
  test?: boolean;
}

/** `descent trial`: one training run. */
export function addTrialCommand(program: Command): void {
  const command = addRate(addTraining(program.command('trial').description(say('cli.trial.about'))));
  addSchedule(command, '--schedule');
  command.option('--test', say('cli.trial.test'));
  command.action(async (options: TrialOptions) => {
    const schedule = scheduleOf(options.schedule ?? null, options, { steps: options.steps ?? null, peak: null });
    process.exitCode = await withTrainer(options, async core => {
      const project = await createProject(core, options);
      const stage = await core.ask('trial.start', {
        projectId: project.id,
        choice: choiceOf(options, schedule),
        learningRate: options.lr,
      });
      const { view, interrupted } = await follow(core, stage.id);
      const trial = view.trials[0];
      if (!trial) throw new Error('the stage lost its trial');
      const { result, status, reason } = trial;
      const tested =
        options.test && status === 'finished' ? await core.ask('trials.readTest', { trialId: trial.id }) : null;
      const answer = {
        status,
        network: networkIn(trial.hyperparameters),
        parameters: view.parameterCount,
        schedule: trial.hyperparameters.schedule,
        steps: result?.steps ?? 0,
        trainLoss: result?.trainLoss ?? null,
        devLoss: result?.devLoss ?? null,
        metric: { name: trial.metric, value: result?.devMetric ?? null },
        seconds: result?.seconds ?? null,
        stepMs: result?.stepMs ?? null,
        ratio: { median: result?.ratioMedian ?? null },
        reason: reason && say(reason.key, reason.values),
        note: trial.note && say(trial.note.key, trial.note.values),
        trialId: trial.id,
        logFile: trial.logFile,
        ...(options.test && { test: tested }),
      };
      if (options.json) console.log(JSON.stringify(answer));
      else {
        console.log(
          say('cli.trial.done', {
            state: say(`status.${status}`),
            reason: [answer.reason, answer.note].map(sentence => (sentence ? ` ${sentence}` : '')).join(''),
            steps: answer.steps,
            seconds: formatDuration(answer.seconds),
            trainLoss: formatNumber(answer.trainLoss),
            devLoss: formatNumber(answer.devLoss),
            metric: say(`metric.${trial.metric}`),
            value: formatFit(trial.metric, answer.metric.value, answer.devLoss, view.project.facts),
            parameters: answer.parameters ?? '–',
            stepMs: formatNumber(answer.stepMs),
            ratio: formatNumber(answer.ratio.median),
            logFile: trial.logFile,
            id: trial.id,
          }),
        );
        const { schedule: changes, learningRate } = trial.hyperparameters;
        const values = { rate: formatRate(learningRate), schedule: formatSchedule(changes) };
        if (!isConstant(changes)) console.log(say('cli.trial.schedule', values));
        if (options.test) console.log(tested ? testedLine(tested, trial) : say('cli.trial.notTested'));
      }
      return interrupted ?? (status === 'failed' ? 1 : 0);
    });
  });
}

/** What the test rows said, and that they were read. */
const testedLine = (
  { loss, metric, rows, step, readings }: Output<'trials.readTest'>,
  { metric: name }: Pick<Trial, 'metric'>,
): string =>
  say('cli.trial.tested', {
    loss: formatNumber(loss),
    metric: say(`metric.${name}`),
    value: formatMetric(name, metric),
    rows: formatCount(rows),
    step: formatCount(step),
    count: readings,
  });
