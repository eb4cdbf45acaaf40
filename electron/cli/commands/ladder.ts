import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import type { StageView } from '#shared/contract/requests.ts';
import { wholeLosses } from '#shared/contract/whole-losses.ts';
import type { Probe } from '#shared/domain/probe.ts';
import { RESUMABLE } from '#shared/domain/trial.ts';
import type { Core } from '../../core/core.ts';
import { estimateLines, startChecks } from '../before-ladder.ts';
import { decisionLine } from '../decision-line.ts';
import { advice, candidateTable, ladderIn, ladderSummary, optimizerLine, stoppedSummary } from '../ladder-report.ts';
import { COMMAND, looksAtCommand } from '../own-command/given.ts';
import { runCommandLadder } from '../own-command/ladder.ts';
import type { FigureFlags } from '../own-command/understood.ts';
import { probeReport } from '../probe-report.ts';
import { say, tell } from '../say.ts';
import { createProject, follow, withCore, withTrainer } from '../session.ts';
import { addLadder, addTraining, choiceOf, type TrainOptions } from '../stage-options.ts';
import { terminalCurves } from '../terminal-curves.ts';

/** `descent ladder`: the learning-rate ladder on a data set. */
export function addLadderCommand(program: Command): void {
  const command = addLadder(addTraining(program.command('ladder').description(say('cli.ladder.about'))));
  looksAtCommand(command).action(async (options: TrainOptions & FigureFlags) => {
    const own = COMMAND;
    if (own) {
      if (options.data !== undefined) throw new Refusal('error.command.andData');
      process.exitCode = await withCore(options, core =>
        runCommandLadder(core, own, options, stageId =>
          showLadder(core, stageId, {
            json: options.json === true,
            withCurves: false,
            probe: null,
            accept: options.accept === true,
          }),
        ),
      );
      return;
    }
    process.exitCode = await withTrainer(options, core => runLadder(core, options, false));
  });
}

/** Prepares, says what it will cost, trains a ladder and prints its answer; with curves where asked. Returns the exit code. */
export async function runLadder(core: Core, options: TrainOptions, withCurves: boolean): Promise<number> {
  const project = await createProject(core, options);
  const asked = { projectId: project.id, choice: choiceOf(options) };
  const stops = options.prepare === false ? [] : await startChecks(core, asked);
  if (stops.length > 0) {
    if (options.json) console.log(JSON.stringify(stoppedSummary(stops)));
    return 1;
  }
  const probe = options.probe ? await core.ask('probe.run', asked) : null;
  if (probe && !options.json) console.log(`${probeReport(probe.answer)}\n`);
  tell(estimateLines(await core.ask('stages.estimate', { ...asked, kind: 'learningRate' })));
  const stage = await core.ask('stages.start', { ...asked, kind: 'learningRate' });
  return showLadder(core, stage.id, {
    json: options.json === true,
    withCurves,
    probe,
    accept: options.accept === true,
  });
}

/** Follows a ladder to its end and prints its answer. Returns the exit code. */
export async function showLadder(
  core: Core,
  stageId: string,
  {
    json,
    withCurves,
    probe,
    accept = false,
  }: { json: boolean; withCurves: boolean; probe: Probe | null; accept?: boolean },
): Promise<number> {
  const { view, interrupted } = await follow(core, stageId);
  const { set } = view.recommendation;
  // Not of one that was cut short: whoever asked for it meant what it says in the end.
  if (accept && interrupted === null && set) await core.ask('decisions.accept', { stageId, set });
  if (accept && interrupted === null && !set) tell(say('cli.nothingAccepted', { name: view.project.name }));
  const failed = view.trials.filter(({ status }) => status === 'failed');
  const reasons = failed.flatMap(({ reason }) => (reason ? [say(reason.key, reason.values)] : []));
  for (const reason of new Set(reasons)) tell(reason);
  if (failed.length > 0) tell(say('cli.resume.failed', { id: stageId }));
  const decisions = await core.ask('decisions.list', { projectId: view.project.id });
  const others = interrupted === null ? await core.ask('ladder.optimizers', { stageId }) : [];
  if (json) console.log(JSON.stringify({ ...ladderSummary(view, probe, decisions), optimizers: others }));
  else {
    if (withCurves) {
      const curves = await wholeLosses(core.ask, stageId);
      console.log(`${terminalCurves(ladderIn(view), curves, process.stdout.isTTY)}\n`);
    }
    const decided = decisionLine(decisions, view.project);
    const compared = others.length > 0 ? ['', ...others.map(other => optimizerLine(view, other))] : [];
    const lines = [candidateTable(view), '', advice(view, probe), ...compared, ...(decided ? ['', decided] : [])];
    console.log(lines.join('\n'));
  }
  if (interrupted !== null) {
    if (view.trials.some(({ status }) => RESUMABLE.has(status))) tell(say('cli.resume.left', { id: stageId }));
    return interrupted;
  }
  return exitCodeOf(view);
}

const exitCodeOf = (view: StageView): number =>
  ladderIn(view).best === null || view.trials.some(t => t.status === 'failed') ? 1 : 0;
