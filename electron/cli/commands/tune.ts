import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import { ModelKind } from '#shared/domain/hyperparameters.ts';
import type { Project } from '#shared/domain/project.ts';
import type { TuneBudget, TuneRun } from '#shared/domain/tune.ts';
import { tooLittle } from '#shared/method/tune/plan.ts';
import { reportDocument } from '#shared/report/document.ts';
import type { Core } from '../../core/core.ts';
import { writeReport } from '../../report/write-report.ts';
import { startChecks } from '../before-ladder.ts';
import { stoppedSummary } from '../ladder-report.ts';
import { addCommon, addDataChoice, type DataOptions, number } from '../options.ts';
import { COMMAND, looksAtCommand } from '../own-command/given.ts';
import { commandProject, proofSummary } from '../own-command/ladder.ts';
import type { FigureFlags } from '../own-command/understood.ts';
import { LANGUAGE, say, tell } from '../say.ts';
import { createProject, withCore, withTrainer } from '../session.ts';
import { followTune } from '../tune/follow-tune.ts';
import { planLines, said } from '../tune/plan-lines.ts';
import { resultLines, resultSummary, tuneResult } from '../tune/result.ts';
import { folderName } from './report.ts';

/** Where nothing is said of a budget, in minutes. */
const MINUTES = 15;

/** The flags of `tune`, as parsed. */
export interface TuneOptions extends DataOptions {
  data: string;
  model?: ModelKind;
  minutes?: number;
  budgetSteps?: number;
  auto?: boolean;
  seed?: number;
  out?: string;
}

/** `descent tune`: all stages one after the other within one budget. */
export function addTuneCommand(program: Command): void {
  const command = addDataChoice(addCommon(program.command('tune').description(say('cli.tune.about'))))
    .requiredOption('--data <path>', say('cli.flag.data'))
    .addOption(new Option('--model <name>', say('cli.flag.model')).choices(ModelKind.options))
    .option('--minutes <n>', say('cli.tune.flag.minutes', { minutes: MINUTES }), number(0.1, 100_000, false))
    .option('--budget-steps <n>', say('cli.tune.flag.budgetSteps'), number(1, 10_000_000_000, true))
    .option('--auto', say('cli.tune.flag.auto'))
    .option('--seed <n>', say('cli.flag.seed'), number(0, 2 ** 31 - 1, true))
    .option('--out <folder>', say('cli.flag.reportOut'))
    .addOption(new Option('--lang <language>', say('cli.flag.lang')).choices(['en', 'zh']));
  command.addHelpText('after', () => `\n${say('cli.tune.help')}`);
  looksAtCommand(command).action(async (options: TuneOptions & FigureFlags) => {
    const own = COMMAND;
    if (own && options.data !== undefined) throw new Refusal('error.command.andData');
    const budget = budgetOf(options);
    checkAsks(options.auto === true);
    process.exitCode = own
      ? await withCore(options, core => tuneCommand(core, own, options, budget))
      : await withTrainer(options, core => tuneData(core, options, budget));
  });
}

/** @throws Refusal where both are named */
function budgetOf({ minutes, budgetSteps }: TuneOptions): TuneBudget {
  if (minutes !== undefined && budgetSteps !== undefined) throw new Refusal('cli.tune.oneBudget');
  return budgetSteps === undefined
    ? { unit: 'minutes', most: minutes ?? MINUTES }
    : { unit: 'steps', most: budgetSteps };
}

/** @throws Refusal where a person would have to be asked and there is no terminal */
export function checkAsks(auto: boolean): void {
  if (!auto && !(process.stdin.isTTY && process.stderr.isTTY)) throw new Refusal('cli.tune.needsAuto');
}

/** Prepares, and goes on as `runTune`. */
export async function tuneData(core: Core, options: TuneOptions, budget: TuneBudget): Promise<number> {
  const known = await projectIds(core);
  const { id: projectId } = await createProject(core, options);
  const { seed = 1 } = options;
  const stops = await startChecks(core, { projectId, choice: { seed } });
  if (stops.length === 0) return runTune(core, { projectId, isNew: !known.has(projectId) }, options, budget);
  if (options.json) console.log(JSON.stringify(stoppedSummary(stops)));
  return 1;
}

/** The same for a person's own command, whose proof run is its preparation. */
async function tuneCommand(
  core: Core,
  argv: readonly string[],
  options: TuneOptions & FigureFlags,
  budget: TuneBudget,
): Promise<number> {
  const known = await projectIds(core);
  const proved = await commandProject(core, argv, options);
  if ('project' in proved) {
    const { id: projectId } = proved.project;
    return runTune(core, { projectId, isNew: !known.has(projectId) }, options, budget);
  }
  if (options.json) console.log(JSON.stringify(proofSummary(proved.checks)));
  return 1;
}

const projectIds = async (core: Core): Promise<ReadonlySet<string>> =>
  new Set((await core.ask('projects.list', {})).map(({ project }) => project.id));

/**
 * Shows the plan, runs it, and tells what came of it. Returns the exit code.
 * @throws Refusal where the budget is too small; a project that was made for it goes again, since nothing is in it
 */
async function runTune(
  core: Core,
  { projectId, isNew }: { projectId: string; isNew: boolean },
  options: TuneOptions,
  budget: TuneBudget,
): Promise<number> {
  const { seed = 1, auto = false } = options;
  const choice = { budget, auto, seed };
  const plan = await core.ask('tune.plan', { projectId, choice });
  if (!plan.fits) {
    if (isNew) await core.ask('projects.delete', { projectId });
    const { key, values } = tooLittle(budget, plan);
    throw new Refusal(key, values);
  }
  tell(`\n${say(`cli.tune.plan.${budget.unit}`, { most: budget.most })}\n${planLines(plan, budget.unit)}\n`);
  const { id } = await core.ask('tune.start', { projectId, choice });
  return showTune(core, id, options);
}

/**
 * Follows a guided run to its end, writes its report and prints what came of it. Returns the exit code.
 * @param out where the report goes; left out: beside where the person is, as `descent report` does
 */
export async function showTune(
  core: Core,
  runId: string,
  { json, out }: { json?: boolean | undefined; out?: string | undefined },
): Promise<number> {
  const print = (text: string): void => (json ? tell(text) : console.log(text));
  const { run, interrupted } = await followTune(core, runId, { print });
  const result = await tuneResult(core, run);
  const report = run.status === 'finished' ? await writtenReport(core, result.project, out) : null;
  if (json) console.log(JSON.stringify(resultSummary(result, report)));
  else console.log([resultLines(result), ...(report ? [say('cli.report.done', report)] : [])].join('\n'));
  if (run.status !== 'finished') {
    if (run.problem) tell(said(run.problem));
    tell(say('cli.tune.left', { project: result.project.name }));
  }
  return interrupted ?? exitCodeOf(run);
}

/** Null: it could not be written, which is said. What was found stays all the same, and `descent report` writes it elsewhere. */
async function writtenReport(core: Core, { id: projectId, name }: Project, out: string | undefined) {
  try {
    const document = reportDocument(await core.ask('report.read', { projectId }), LANGUAGE);
    return { name, ...(await writeReport(document, resolve(out ?? folderName(name)))) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(said(error.record));
    return null;
  }
}

const exitCodeOf = ({ status, problem }: TuneRun): number => (status === 'finished' && problem === null ? 0 : 1);
