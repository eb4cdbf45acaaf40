import type { Command } from 'commander';
import type { Probe, ProbeAnswer } from '#shared/domain/probe.ts';
import { formatDuration, formatNumber, formatRate } from '../format.ts';
import { addTraining, choiceOf, dataChoiceOf, type TrainOptions } from '../options.ts';
import { say } from '../say.ts';
import { withCore } from '../session.ts';
import { table } from '../table.ts';

/** `descent probe`: an estimate of the learning rate within a hundred steps. */
export function addProbeCommand(program: Command): void {
  addTraining(program.command('probe').description(say('cli.probe.about'))).action((options: TrainOptions) =>
    withCore(options, async core => {
      const project = await core.ask('projects.create', { source: options.data, choice: dataChoiceOf(options) });
      const probe = await core.ask('probe.run', { projectId: project.id, choice: choiceOf(options) });
      console.log(options.json ? JSON.stringify(summary(probe)) : report(probe.answer));
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

function report({
  learningRate,
  confidence,
  ratioRule,
  rounds,
  layers,
  check,
  steps,
  seconds,
  ...rest
}: ProbeAnswer): string {
  const head = ['round', 'rate', 'ratio', 'unseenLoss', 'steps'].map(key => say(`cli.probe.column.${key}`));
  const rows = rounds.map(round => [
    String(round.round),
    formatRate(Number(round.learningRate.toPrecision(2))),
    formatNumber(round.ratio),
    formatNumber(round.unseenLoss),
    String(round.steps),
  ]);
  const [low, high] = ratioRule.band;
  const lines = [
    table(head, rows, [0, 1, 2, 3, 4]),
    '',
    table(
      ['layer', 'ratio'].map(key => say(`cli.probe.column.${key}`)),
      layers.map(({ name, ratio }) => [name, formatNumber(ratio)]),
      [1],
    ),
    '',
    say('cli.probe.rule', {
      ratio: formatNumber(ratioRule.ratio),
      at: formatRate(Number(ratioRule.learningRate.toPrecision(2))),
      low: formatNumber(low),
      high: formatNumber(high),
      estimate: ratioRule.estimate === null ? '–' : formatRate(Number(ratioRule.estimate.toPrecision(2))),
    }),
    say(`cli.probe.answer.${confidence}`, { rate: formatRate(Number(learningRate.toPrecision(2))) }),
    check.passed
      ? say('cli.probe.checked', { before: formatNumber(check.lossBefore), after: formatNumber(check.lossAfter) })
      : say('cli.probe.unchecked', { before: formatNumber(check.lossBefore), after: formatNumber(check.lossAfter) }),
    say(rest.digestBefore === rest.digestAfter ? 'cli.probe.noTrace' : 'cli.probe.trace', {
      steps: Math.ceil(steps),
      seconds: formatDuration(seconds),
      digest: rest.digestAfter.slice(0, 12),
    }),
  ];
  return lines.join('\n');
}
