import type { Command } from 'commander';
import type { Preparation, PreparationCheck } from '#shared/domain/preparation.ts';
import { lineWidth, wrap } from '../data/layout.ts';
import { formatDuration, formatNumber } from '../format.ts';
import { say } from '../say.ts';
import { createProject, withTrainer } from '../session.ts';
import { addTraining, choiceOf, type TrainOptions } from '../stage-options.ts';
import { table } from '../table.ts';

const GLYPHS = { passes: '✓', warns: '!', stops: '✕' } as const;
/** What the columns before the sentence take, with their gaps. */
const BEFORE_SENTENCE = 40;

/** `descent prepare`: the checks of stage 0, and what a step costs. Fails where a check stops. */
export function addPrepareCommand(program: Command): void {
  addTraining(program.command('prepare').description(say('cli.prepare.about'))).action((options: TrainOptions) =>
    withTrainer(options, async core => {
      const project = await createProject(core, options);
      const preparation = await core.ask('preparation.run', { projectId: project.id, choice: choiceOf(options) });
      console.log(options.json ? JSON.stringify(summary(preparation)) : report(preparation));
      if (preparation.checks.some(({ verdict }) => verdict === 'stops')) process.exitCode = 1;
    }),
  );
}

const sentenceOf = ({ key, values }: PreparationCheck): string => say(key, values);

function summary({ id, checks, measured, hyperparameters, backend, dataDigest }: Preparation): object {
  return {
    counts: countsOf(checks),
    checks: checks.map(check => ({
      id: check.id,
      rule: check.rule,
      verdict: check.verdict,
      sentence: sentenceOf(check),
      values: check.values,
    })),
    measured,
    hyperparameters,
    backend,
    dataDigest,
    preparationId: id,
  };
}

function report({ checks, measured }: Preparation): string {
  const head = ['', ...(['check', 'rule', 'sentence'] as const).map(key => say(`cli.prepare.column.${key}`))];
  const width = lineWidth() - BEFORE_SENTENCE;
  const rows = checks.map(check => [
    `${GLYPHS[check.verdict]} ${say(`prepare.verdict.${check.verdict}`)}`,
    say(`prepare.check.${check.id}`),
    check.rule ?? '',
    wrap(sentenceOf(check), width).join('\n'),
  ]);
  const counts = countsOf(checks);
  const lines = [
    table(head, rows, []),
    '',
    // On one line however long, to be copied.
    ...checks.flatMap(({ values: { command } }) => (command === undefined ? [] : [`  ${command}`, ''])),
    ...wrap(
      say('cli.prepare.cost', {
        stepMs: formatNumber(measured.stepMs),
        evaluationMs: formatNumber(measured.evaluationMs),
        start: formatDuration(measured.startMs === null ? null : measured.startMs / 1000),
        seconds: formatDuration(measured.seconds),
      }),
      lineWidth(),
    ),
    say('cli.prepare.counts', counts),
    say(counts.stops > 0 ? 'cli.prepare.stopped' : 'cli.prepare.next'),
  ];
  return lines.join('\n');
}

function countsOf(checks: readonly PreparationCheck[]): Record<PreparationCheck['verdict'], number> {
  const count = (verdict: PreparationCheck['verdict']) => checks.filter(check => check.verdict === verdict).length;
  return { passes: count('passes'), warns: count('warns'), stops: count('stops') };
}
