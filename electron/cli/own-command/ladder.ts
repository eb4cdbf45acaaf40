import { Refusal } from '#shared/contract/refusal.ts';
import type { OwnCommand, ProofCheck } from '#shared/domain/own-command.ts';
import type { Project } from '#shared/domain/project.ts';
import type { Core } from '../../core/core.ts';
import { proofRun } from '../../hosts/command/examine.ts';
import { estimateLines } from '../before-ladder.ts';
import { say, tell } from '../say.ts';
import { choiceOf, type TrainOptions } from '../stage-options.ts';
import { commandOf, type FigureFlags, understanding } from './understood.ts';

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
  const proved = await commandProject(core, argv, options);
  if ('checks' in proved) {
    if (options.json) console.log(JSON.stringify(proofSummary(proved.checks)));
    return 1;
  }
  const { backend: _, ...chosen } = choiceOf(options);
  // Commander says true of what nobody said, and a script with a schedule of its own is pruned only where somebody does.
  const choice = { ...chosen, prune: options.prune === false ? false : undefined };
  const asked = { projectId: proved.project.id, kind: 'learningRate', choice };
  tell(estimateLines(await core.ask('stages.estimate', asked)));
  const stage = await core.ask('stages.start', asked);
  return show(stage.id);
}

/**
 * The project of a command: its roles are said, a dry run finds its figures, and unless the person doesn't want it, a proof run shows that
 * what is asked for is in force.
 * @returns the checks where one of them stops
 */
export async function commandProject(
  core: Core,
  argv: readonly string[],
  options: FigureFlags & { prepare?: boolean },
): Promise<{ project: Project } | { checks: readonly ProofCheck[] }> {
  return understanding(argv, options, async ({ command, looked, looks }) => {
    tell(figuresLine(command));
    if (options.prepare === false) return { project: await core.addCommand(command) };
    tell(say('command.proof'));
    const checks = await proofRun(command, looked, looks);
    for (const { verdict, key, values } of checks)
      tell(say(`command.check.${verdict}`, { sentence: say(key, values) }));
    if (checks.some(({ verdict }) => verdict === 'stops')) return { checks };
    if (looks.signal?.aborted) throw new Refusal('error.question.stopped');
    return { project: await core.addCommand({ ...command, proof: checks }) };
  });
}

/**
 * The project that a ladder made of a command: what was found and accepted there counts, and nothing is looked at again.
 * @throws Refusal where there is none
 */
export async function knownProject(core: Core, argv: readonly string[]): Promise<Project> {
  const { template, folder } = commandOf(argv, process.cwd());
  const isSame = ({ command }: Project): boolean =>
    command?.folder === folder && JSON.stringify(command.template) === JSON.stringify(template);
  const found = (await core.ask('projects.list', {})).map(({ project }) => project).filter(isSame);
  const newest = found.sort((a, b) => b.updatedAt - a.updatedAt)[0];
  if (!newest) throw new Refusal('error.command.noLadder');
  return newest;
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

/** What a proof run says that stops, for programs. */
export const proofSummary = (checks: readonly ProofCheck[]): object => ({
  checks: checks.map(({ id, verdict, key, values }) => ({ id, verdict, sentence: say(key, values) })),
  candidates: [],
  best: null,
});
