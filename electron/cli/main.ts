import { Command, CommanderError } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import { endWithStarter } from '../start/end-signals.ts';
import { addBackupCommands } from './commands/backup.ts';
import { addBatchMomentumCommand } from './commands/batch-momentum.ts';
import { addDataCommand } from './commands/data.ts';
import { addDecayCommand } from './commands/decay.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addEventsCommand } from './commands/events.ts';
import { addExportCommand } from './commands/export.ts';
import { addFinalCommand } from './commands/final.ts';
import { addHelperScriptCommand } from './commands/helper-script.ts';
import { addLadderCommand } from './commands/ladder.ts';
import { addPredictCommand } from './commands/predict.ts';
import { addPrepareCommand } from './commands/prepare.ts';
import { addProbeCommand } from './commands/probe.ts';
import { addProjectsCommand } from './commands/projects.ts';
import { addRegulariseCommand } from './commands/regularise.ts';
import { addReportCommand } from './commands/report.ts';
import { addResumeCommand } from './commands/resume.ts';
import { addRunsCommand } from './commands/runs.ts';
import { addScheduleCommand } from './commands/schedule.ts';
import { addServeCommand } from './commands/serve.ts';
import { addStageCommand } from './commands/stage.ts';
import { addTrialCommand } from './commands/trial.ts';
import { addTuneCommand } from './commands/tune.ts';
import { ARGUMENTS, COMMAND } from './own-command/given.ts';
import { say, tell } from './say.ts';
import { VERSION } from './version.ts';

/** What went wrong before anything ran: a wrong flag, a file that can't be used. */
const USAGE = 2;
const FAILED = 1;
/** Commands of this program that take a person's own behind `--`. */
const TAKES_COMMAND: ReadonlySet<string> = new Set(['ladder', 'probe', 'batch-momentum', 'decay', 'final', 'tune']);
/** Refusals that are no fault of a flag or a file: a defect, trainers that failed, a home that went away. */
const FAILURE = /^(error\.internal$|reason\.(failed|command)\.|error\.home\.lost\.)/;

const program = new Command('descent')
  .description(say('cli.about'))
  .version(VERSION)
  .showHelpAfterError(say('cli.helpHint'))
  .exitOverride();
program.commandsGroup(say('cli.commands'));
for (const add of [
  addDoctorCommand,
  addTuneCommand,
  addDataCommand,
  addPrepareCommand,
  addProbeCommand,
  addTrialCommand,
  addScheduleCommand,
  addLadderCommand,
  addBatchMomentumCommand,
  addDecayCommand,
  addRegulariseCommand,
  addFinalCommand,
  addStageCommand,
  addResumeCommand,
  addRunsCommand,
  addReportCommand,
  addExportCommand,
  addPredictCommand,
  addProjectsCommand,
  addBackupCommands,
  addEventsCommand,
  addHelperScriptCommand,
  addServeCommand,
  addDemoCommand,
])
  add(program);

// Who reads the output may have seen enough (`| head`): that is no failure, and what runs is kept as usual.
// So may the terminal, which closes: then there is nobody to tell.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });
endWithStarter();

try {
  if (COMMAND && !TAKES_COMMAND.has(ARGUMENTS[2] ?? '')) throw new Refusal('error.command.notHere');
  await program.parseAsync(ARGUMENTS);
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  // Commander has said its sentence already; asking for help or the version is no error.
  if (error instanceof CommanderError) {
    if (error.code === 'commander.excessArguments') tell(say('cli.pattern'));
    return error.exitCode === 0 ? 0 : USAGE;
  }
  if (error instanceof Refusal) {
    tell(say(error.record.key, error.record.values));
    return FAILURE.test(error.record.key) ? FAILED : USAGE;
  }
  throw error;
}
