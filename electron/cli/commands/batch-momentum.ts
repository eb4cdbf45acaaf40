import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import { BatchMomentumPlan } from '#shared/domain/batch-momentum.ts';
import type { Project } from '#shared/domain/project.ts';
import { RESUMABLE } from '#shared/domain/trial.ts';
import type { Core } from '../../core/core.ts';
import { acceptSet } from '../accept.ts';
import {
  batchMomentumAdvice,
  batchMomentumSummary,
  costLines,
  failedOf,
  pointTable,
} from '../batch-momentum-report.ts';
import { startChecks } from '../before-ladder.ts';
import { stoppedSummary } from '../ladder-report.ts';
import type { CommonOptions } from '../options.ts';
import { COMMAND, takesCommand } from '../own-command/given.ts';
import { knownProject } from '../own-command/ladder.ts';
import { say, tell } from '../say.ts';
import { createProject, follow, withCore, withTrainer } from '../session.ts';
import { addBatchMomentum, type BatchMomentumOptions, batchMomentumChoiceOf } from '../stage-options.ts';

const KIND = 'batchMomentum';

/** `descent batch-momentum`: batch size and momentum, from the project's accepted learning rate. */
export function addBatchMomentumCommand(program: Command): void {
  const command = addBatchMomentum(program.command('batch-momentum').description(say('cli.batch.about')));
  takesCommand(command).action(async (options: BatchMomentumOptions) => {
    const own = COMMAND;
    if (own && options.data !== undefined) throw new Refusal('error.command.andData');
    process.exitCode = own
      ? await withCore(options, async core => start(core, await knownProject(core, own), options))
      : await withTrainer(options, core => run(core, options));
  });
}

/** Looks whether anything can be learnt, then starts. Returns the exit code. */
async function run(core: Core, options: BatchMomentumOptions): Promise<number> {
  const project = await createProject(core, options);
  const projectId = project.id;
  const asked = { projectId, kind: KIND, choice: batchMomentumChoiceOf(options) };
  // Refuses where nothing was accepted, before anything is measured.
  const { base } = BatchMomentumPlan.parse(await core.ask('stages.plan', asked));
  if (options.prepare !== false) {
    const { learningRate: _, ...fixed } = base;
    const stops = await startChecks(core, { projectId, choice: fixed });
    if (stops.length > 0) {
      if (options.json) console.log(JSON.stringify(stoppedSummary(stops)));
      return 1;
    }
  }
  return start(core, project, options);
}

/** Says what both searches cost, trains the points and prints the answer. Returns the exit code. */
async function start(core: Core, { id: projectId }: Project, options: BatchMomentumOptions): Promise<number> {
  const asked = { projectId, kind: KIND, choice: batchMomentumChoiceOf(options) };
  tell(costLines(BatchMomentumPlan.parse(await core.ask('stages.plan', asked))));
  const { id } = await core.ask('stages.start', asked);
  return showBatchMomentum(core, id, options);
}

/** Follows a stage to its end and prints its answer. Returns the exit code. */
export async function showBatchMomentum(
  core: Core,
  stageId: string,
  options: CommonOptions & { accept?: boolean },
): Promise<number> {
  const { view, interrupted } = await follow(core, stageId);
  const { set } = view.recommendation;
  // Where memory ended the batch sizes, the evidence says so: that is no failure.
  const failed = failedOf(view);
  for (const { reason } of failed) if (reason) tell(say(reason.key, reason.values));
  if (options.json) console.log(JSON.stringify(batchMomentumSummary(view)));
  else console.log([pointTable(view), '', batchMomentumAdvice(view)].join('\n'));
  if (interrupted !== null) {
    if (view.trials.some(({ status }) => RESUMABLE.has(status))) tell(say('cli.resume.left', { id: stageId }));
    return interrupted;
  }
  // Not of one that was cut short: whoever asked for it meant what it says in the end.
  if (options.accept) await acceptSet(core, view);
  return set === null || failed.length > 0 ? 1 : 0;
}
