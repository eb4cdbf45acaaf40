import type { ProofCheck } from '#shared/command/proof.ts';
import type { OwnCommand } from '#shared/domain/own-command.ts';
import type { Core } from '../../core/core.ts';
import { estimateLines } from '../before-ladder.ts';
import { choiceOf, type TrainOptions } from '../options.ts';
import { say, tell } from '../say.ts';
import { commandOf, dryRun, type FigureFlags, proofRun, rolesTable } from './understood.ts';

/**
 * Finds out what a command is, proves that a ladder on it can mean something, and starts it.
 * @param show follows it to its end
 * @returns the exit code
 */
export async function runCommandLadder(
  core: Core,
  argv: readonly string[],
  options: TrainOptions & FigureFlags,
  show: (stageId: string) => Promise<number>,
): Promise<number> {
  const folder = process.cwd();
  const parsed = commandOf(argv, folder);
  tell(rolesTable(parsed.template, argv, parsed.settings));
  tell(say('command.dryRun'));
  const { command, observed } = await dryRun(parsed, folder, options);
  tell(figuresLine(command));
  if (options.prepare !== false) {
    tell(say('command.proof'));
    const checks = await proofRun(command, parsed.settings, observed);
    for (const { verdict, key, values } of checks)
      tell(say(`command.check.${verdict}`, { sentence: say(key, values) }));
    const stops = checks.filter(({ verdict }) => verdict === 'stops');
    if (stops.length > 0) {
      if (options.json) console.log(JSON.stringify(stoppedSummary(checks)));
      return 1;
    }
  }
  const project = await core.addCommand(command);
  const { backend: _, ...choice } = choiceOf(options);
  const asked = { projectId: project.id, kind: 'learningRate', choice };
  tell(estimateLines(await core.ask('stages.estimate', asked)));
  const stage = await core.ask('stages.start', asked);
  return show(stage.id);
}

function figuresLine({ figures, steps }: OwnCommand): string {
  const { loss, devLoss, devMetric, unit } = figures;
  const none = say('command.none');
  return say('command.figures', {
    loss: loss.name,
    devLoss: devLoss?.name ?? none,
    metric: devMetric?.name ?? none,
    steps,
    unit: say(`command.unit.${unit}`),
  });
}

const stoppedSummary = (checks: readonly ProofCheck[]): object => ({
  checks: checks.map(({ id, verdict, key, values }) => ({ id, verdict, sentence: say(key, values) })),
  candidates: [],
  best: null,
});
