import type { Command } from 'commander';
import type { StageView } from '#shared/contract/requests.ts';
import { advice, rungTable } from '../ladder-report.ts';
import { addLadder, addTraining, choiceOf, type TrainOptions } from '../options.ts';
import { say, tell } from '../say.ts';
import { createProject, follow, INTERRUPTED, withCore } from '../session.ts';
import { terminalCurves } from '../terminal-curves.ts';

/** `descent ladder`: the learning-rate ladder on a data set. */
export function addLadderCommand(program: Command): void {
  const command = addLadder(addTraining(program.command('ladder').description(say('cli.ladder.about'))));
  command.action(async (options: TrainOptions) => {
    process.exitCode = await runLadder(options, false);
  });
}

/** Trains a ladder and prints its answer; with curves where asked. Returns the exit code. */
export function runLadder(options: TrainOptions, withCurves: boolean): Promise<number> {
  return withCore(options, async core => {
    const project = await createProject(core, options);
    const stage = await core.ask('ladder.start', { projectId: project.id, choice: choiceOf(options) });
    const { view, interrupted } = await follow(core, stage.id);
    for (const trial of view.trials)
      if (trial.status === 'failed' && trial.reason) tell(say(trial.reason.key, trial.reason.values));
    if (options.json) console.log(JSON.stringify(summary(view)));
    else {
      if (withCurves) {
        const curves = await core.ask('curves.read', { stageId: stage.id, cursors: [] });
        console.log(`${terminalCurves(view.answer, curves, process.stdout.isTTY)}\n`);
      }
      console.log(`${rungTable(view)}\n\n${advice(view)}`);
    }
    if (interrupted) return INTERRUPTED;
    return view.answer.best === null || view.trials.some(t => t.status === 'failed') ? 1 : 0;
  });
}

function summary({ answer, stage }: StageView): object {
  const { rungs, best, numSteps } = answer;
  return {
    rungs: rungs.map(r => ({
      lr: r.learningRate,
      status: r.status,
      rank: r.rank,
      finalLoss: r.finalLoss,
      noise: r.noise,
      stepsToReach: r.stepsToReach,
      devLoss: r.devLoss,
      metric: r.metric,
      trialId: r.trialId,
    })),
    best: best && { lr: best.learningRate },
    numSteps: { value: numSteps.value, convergedAt: numSteps.convergedAt, converged: numSteps.converged },
    threshold: answer.threshold,
    atEdge: answer.atEdge,
    tied: answer.tied,
    stageId: stage.id,
  };
}
