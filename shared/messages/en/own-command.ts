/** A person's own training command: why a run ended, and what is said of it in the terminal. */
export const ownCommand = {
  'error.project.command':
    '“{name}” trains a command: there is no data to read, and no network to choose. In a terminal, “descent ladder -- COMMAND” tunes it, and so do “descent batch-momentum”, “descent decay”, “descent final” and “descent tune”.',
  'reason.command.notStarted': 'The command could not be started: {detail}',
  'reason.command.notFound': 'The command could not be run (exit code {code}): {detail}',
  'reason.command.exit': 'The command failed with exit code {code}: {detail}',
  'reason.command.signal': 'The command was ended by the signal {signal}. {detail}',
  'reason.command.killed':
    'The command was ended by force, most likely by the system for want of memory. {detail} A smaller batch size needs less.',
  'reason.command.memory': 'The command ran out of memory: {detail} A smaller batch size needs less.',
  'reason.command.diskFull': 'The command found the disk full: {detail} Make room, then start the trial again.',
  'reason.command.silent':
    'The command ended well, but told no figure “{name}”. Its log shows what it wrote; look whether it trained at all.',
  'reason.command.failsAtOnce':
    '{count} runs failed within their first minute, so no further one is started. Mend that, then go on with the stage.',
  'reason.command.leftBefore':
    'Not started, since processes of a run before it could not be ended: {pids}. End them by hand, then go on with the stage.',
  'reason.command.left':
    'Processes of the command could not be ended: {pids}. End them by hand before anything further is started.',
  'error.command.empty':
    'Nothing stands behind “--”. Write the command there that you train with: descent ladder -- python train.py --lr 0.001',
  'error.command.several':
    'Several arguments could be the {role}: {places}. Write {placeholder} in place of the value that is meant.',
  'error.command.noRate':
    'No learning rate was found in the command. Write {open}lr{close} where its value goes: descent ladder -- python train.py --rate {open}lr{close}',
  'error.command.batchFile':
    'The program is a batch file, and {argument} can’t be given to one so that it arrives as it is. Give the program that the batch file starts, as python.exe of the environment.',
  'error.command.noProgram': 'There is no program {program} that could be run. Is the virtual environment active?',
  'error.command.noFigures':
    'The command told no figures at all. Let it print its training loss, or write lines of JSON to the file that DESCENT_METRICS names.',
  'error.command.whichLoss': 'It can’t be told which of these figures is the training loss. Say it with --loss FIGURE.',
  'error.command.line.quote': 'A {sign} is opened and not closed.',
  'error.command.line.shell':
    '{sign} would need a shell, and a command is started without one. Put the argument into quotes if {sign} is a part of it; else write the line into a script, and give that.',
  'error.command.line.variable':
    '“{sign}=…” before a command is a shell’s. Set {sign} before Descent is started, or put “env” before it: env {sign}=… python train.py',
  'error.command.noFolder': 'There is no folder {folder} to run it in.',
  'error.command.draftGone':
    'Descent was started anew since this command was typed. Type it once more: nothing of it was kept.',
  'error.command.manyDrafts': '{most} commands are being looked at already. Finish or stop one of them.',
  'error.command.running': 'This command runs already. Wait for it, or stop it.',
  'error.command.rolesOpen': 'Several arguments could be the {reason}: say which of them.',
  'error.command.notLooked': 'The command was not run yet: let Descent look at its figures first.',
  'error.command.notProved': 'The proof run of this command was not made yet.',
  'error.command.stops': 'A check of the proof run stops: mend that first, then prove it again.',
  'error.command.whichLossHere':
    'It can’t be told which of these figures is the training loss. Choose it in the table.',
  'error.command.schedule':
    'Your command takes no schedule, so that Descent can’t change its learning rate in the middle of a run. Leave the schedule constant here.',
  'error.command.andData': 'Either --data, for a built-in network, or a command of your own behind “--”.',
  'error.command.notHere':
    'A command of your own behind “--” is taken by “descent ladder”, “descent probe”, “descent batch-momentum” and “descent decay”.',
  'error.command.leftOut': 'This stage is {reason}.',
  'error.command.noLadder':
    'No learning rate is accepted for this command, and this stage is tuned from one. Run the ladder and accept its answer first: descent ladder --accept -- COMMAND, or on the page of the learning rate.',
  'error.command.cantFollow':
    'The command can’t be asked for that schedule: by its flag only linear and cosine. For others let it follow DESCENT_PARAMS, as “descent.schedule(optimizer)” of descent.py does.',
  'command.unknownPlaceholder': '{placeholder} means nothing here, and stays in the command as it is.',
  'command.role.learningRate': 'learning rate',
  'command.role.batchSize': 'batch size',
  'command.role.momentum': 'momentum',
  'command.role.steps': 'steps',
  'command.role.epochs': 'epochs',
  'command.role.seed': 'seed',
  'command.role.output': 'output folder',
  'command.role.resume': 'checkpoint to go on from',
  'command.role.config': 'file of settings',
  'command.role.schedule': 'schedule',
  'command.column.role': 'role',
  'command.column.value': 'value',
  'command.column.figure': 'figure',
  'command.column.first': 'first',
  'command.column.last': 'last',
  'command.column.line': 'line',
  'command.dryRun': 'The command runs once as it is, to find its figures …',
  'command.proof': 'Proof run: the same again, at ten times the learning rate, and with another seed …',
  'command.figures': 'Training loss: {loss}; dev loss: {devLoss}; dev metric: {metric}. A run has {steps} {unit}.',
  'command.none': 'none',
  'command.unit.step': 'steps',
  'command.unit.epoch': 'epochs',
  'command.unit.report': 'reports of the loss',
  'command.check.passes': '  ✓ {sentence}',
  'command.check.warns': '  ! {sentence}',
  'command.check.stops': '  ✗ {sentence}',
  'command.check.open': '  ○ {sentence}',
  'command.proof.metrics': 'The training loss “{name}” comes: {count} times so far.',
  'command.proof.dev': 'The dev loss “{name}” comes too.',
  'command.proof.devIsTest':
    'The dev loss “{name}” comes too. The script calls it test, but here it chooses, so it flatters: for a test, keep rows that the script has not evaluated on.',
  'command.proof.noDev':
    'No dev loss was found: the training loss alone ranks, and nothing can be said about overfitting.',
  'command.proof.reproducible': 'The same seed gives the same losses.',
  'command.proof.notReproducible':
    'The same run twice differs by {noise} on average: differences that small mean nothing.',
  'command.proof.rate': '{factor} times the learning rate changes the loss.',
  'command.proof.noEffect':
    '{factor} times the learning rate changes nothing: what is asked for is not in force. Look whether the script reads that argument, or a file overrides it.',
  'command.proof.loggedRate': 'The rate that it logs is the one that was asked for.',
  'command.proof.otherRate':
    'At {factor} times the learning rate, the rate that it logs is {logged} times as high: what is asked for is not in force.',
  'command.proof.seed': 'Another seed changes the loss by {noise} on average.',
  'command.proof.takesNoSeed': 'It takes no seed: how much runs differ by chance is known from three runs of the same.',
  'command.proof.schedule':
    'The rate that it logs changes while it trains: its schedule stays in the script, a run keeps its own length, and the decay stage is left out.',
  'command.proof.memory': 'Of all these runs, none took more than {memory} MB of memory.',
  'command.proof.end': 'A stop leaves nothing behind: no process of it was alive afterwards.',
  'command.proof.noResume':
    'It has no place for a checkpoint to go on from: a trial that was stopped starts again at step 0. Where the script can, write “--resume {resume}” with its own flag.',
  'command.proof.resumeUntried':
    'A trial that was stopped goes on from the newest checkpoint in its output folder. Whether it then goes on the same could not be tried: no checkpoint came within a minute.',
  'command.proof.resumes':
    'Killed and gone on with from its checkpoint it comes to the same curve as without a break, over {count} losses.',
  'command.proof.resumesOther':
    'Killed and gone on with from its checkpoint it comes to another curve: its losses are off by {noise} on average. What else it needs, as its optimizer, its random state or its place in the data, is not in the checkpoint.',
  'command.leftOut.batch': 'left out: neither batch size nor momentum is a part of the command',
  'command.leftOut.reports':
    'left out: the command tells its loss without a step or an epoch, so runs of different batch sizes can’t be compared by what they have seen. Let it print the step with its loss',
  'command.leftOut.noDev': 'left out: the command tells no dev loss, which this stage compares by',
  'command.leftOut.noSeed':
    'left out: it compares pairs of runs from several seeds, and the command takes none. Give it a flag for its seed, or write {seed}',
  'command.leftOut.idleSeed':
    'left out: it compares pairs of runs from several seeds, and another seed changed nothing in the proof run',
  'command.leftOut.schedule':
    'left out: the script’s own schedule stays. To have it tuned, write the command with a constant rate',
  'command.leftOut.decay': 'left out: the command takes no schedule. In PyTorch, one line of descent.py changes that',
  'command.leftOut.regularisation': 'left out: not known where the command takes it',
  'command.proof.noSeed': 'Another seed changes nothing: the seed may not be in force, or nothing depends on chance.',
  'cli.flag.loss': 'of a command: which of its figures is the training loss',
  'cli.flag.devLoss': 'of a command: which of its figures is the dev loss',
  'cli.flag.devMetric': 'of a command: which of its figures is the dev metric',
  'cli.command.usage': '[options] --data PATH | [options] -- COMMAND',
  'cli.helperScript.about': 'put descent.py beside your PyTorch script; it tells figures and update ratios',
  'cli.helperScript.lines':
    'In your script: “import descent”, then “descent.watch(optimizer)” once, and “descent.log(step=step, loss=loss)” where you like.',
  'cli.flag.where': 'only say where it is',
  'error.helperScript.other': 'There is another {file} already. Move it away, or name another folder.',
  'error.helperScript.notWritten': '{file} can’t be written: {detail}',
  'command.probe.round': '  at {rate}: {steps} steps in {seconds} s',
  'command.probe.noWatch':
    'The script tells no update ratio, so three short starts a decade apart are compared. For the ratio, run “descent helper-script” and add two lines to a PyTorch script: “import descent”, and “descent.watch(optimizer)” after the optimizer is made.',
  'command.probe.ratio': 'update ÷ weights',
  'command.probe.steps': 'steps',
  'command.probe.loss': 'loss',
  'command.probe.loss.falls': 'falls',
  'command.probe.loss.flat': 'stays',
  'command.probe.loss.diverges': 'diverges',
  'command.probe.target': 'The ratio that is aimed at is {target} ({optimizer}); {low} to {high} is healthy [B1, B7].',
  'command.probe.optimizer.sgd': 'plain SGD',
  'command.probe.optimizer.momentum': 'momentum',
  'command.probe.optimizer.adaptive': 'Adam and its like',
  'command.probe.optimizer.unknown': 'optimizer not known',
  'command.probe.none':
    'At none of the rates that were tried the loss falls: no rate can be said. A ladder looks further.',
  'command.probe.answer.ratio':
    'Learning rate {rate}; confidence: low, since a ratio is a poor estimator. A short run at it lowers the loss [B6]; “descent ladder” with the same command finds more.',
  'command.probe.answer.losses':
    'Learning rate {rate}; confidence: low, since few losses of three rates were compared. A short run at it lowers the loss [B6]; “descent ladder” with the same command finds more.',
} as const;
