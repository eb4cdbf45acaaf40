/** Final runs: how what was chosen does beside the default configuration. */
export const finalRuns = {
  'evidence.final.open': 'Not known yet.',
  'evidence.final.openRuns': '{ended} of {planned} runs have ended. Their number was fixed before the first one began.',
  'evidence.final.better': 'Better than the default configuration.',
  'evidence.final.notDistinguishable': 'Not distinguishable from the default configuration.',
  'evidence.final.worse': 'Worse than the default configuration.',
  'evidence.final.lossOnTest':
    'Test loss {chosen} ± {chosenSpread}, with the default configuration {other} ± {otherSpread} (mean ± standard deviation over seeds). The difference is {mean}, its 95\u00a0% interval {low} to {high}, from {pairs} pairs; seeds and rows both count in it. Below 0 is better.',
  'evidence.final.lossOnDev':
    'Dev loss {chosen} ± {chosenSpread}, with the default configuration {other} ± {otherSpread} (mean ± standard deviation over seeds). The difference is {mean}, its 95\u00a0% interval {low} to {high}, from {pairs} pairs. Dev has chosen the configuration, and every run’s best evaluation, so figures on it flatter.',
  'evidence.final.metricOnTest':
    'Test {reason} {chosen} ± {chosenSpread}, with the default configuration {other} ± {otherSpread} (mean ± standard deviation over seeds). The difference is {mean}, its 95\u00a0% interval {low} to {high}, from {pairs} pairs; seeds and rows both count in it.',
  'evidence.final.metricOnDev':
    'Dev {reason} {chosen} ± {chosenSpread}, with the default configuration {other} ± {otherSpread} (mean ± standard deviation over seeds). The difference is {mean}, its 95\u00a0% interval {low} to {high}, from {pairs} pairs. Dev has chosen the configuration, so figures on it flatter.',
  'evidence.final.metric': 'What the metric says.',
  'evidence.final.loss': 'What the loss says.',
  'evidence.final.contradicts': 'Loss and metric contradict each other.',
  'evidence.final.contradictsBy':
    'One of them is better beyond noise, the other worse. So neither configuration is called better: which of the two figures counts is yours to say.',
  'evidence.final.dev': 'The same comparison on dev.',
  'evidence.final.isDefault': 'What was chosen is the default configuration.',
  'evidence.final.isDefaultSo':
    'Adam at 0.001, batches of 64, no decay, no regularisation: there is nothing to compare it with, so it runs alone.',
  'evidence.final.aloneOnTest_one':
    'Adam at 0.001, batches of 64, no decay, no regularisation: there is nothing to compare it with, so it ran alone. Test loss {loss}, {reason} {value}, from one run.',
  'evidence.final.aloneOnTest_other':
    'Adam at 0.001, batches of 64, no decay, no regularisation: there is nothing to compare it with, so it ran alone. Test loss {loss} ± {lossSpread}, {reason} {value} ± {valueSpread} (mean ± standard deviation over {count} seeds).',
  'evidence.final.aloneOnDev_one':
    'Adam at 0.001, batches of 64, no decay, no regularisation: there is nothing to compare it with, so it runs alone. Dev loss {loss}, {reason} {value}, from one run.',
  'evidence.final.aloneOnDev_other':
    'Adam at 0.001, batches of 64, no decay, no regularisation: there is nothing to compare it with, so it runs alone. Dev loss {loss} ± {lossSpread}, {reason} {value} ± {valueSpread} (mean ± standard deviation over {count} seeds).',
  'evidence.final.isAsWritten':
    'It is your command as you wrote it, at every value: there is nothing to compare it with, so it runs alone.',
  'evidence.final.asWritten': 'The default configuration is your command as you wrote it.',
  'evidence.final.asWrittenAt':
    'Learning rate {rate}, and all else as it stands there, for as many steps as the chosen one.',
  'evidence.final.ownWeights': 'No weights are kept of a script.',
  'evidence.final.ownWeightsAt':
    'Its own checkpoints, where it writes any to its output folder, stay in the folder “commands” of Descent’s home, one folder a run.',
  'evidence.final.takeDefault': 'Take the default configuration.',
  'evidence.final.takeDefaultSince':
    'Dev, which may choose, says that it is better beyond noise. Accepting sets it in place of what was chosen.',
  'evidence.final.testOnly': 'Nothing is changed by test.',
  'evidence.final.testOnlySo':
    'On test the default configuration is better, on dev it is not beyond noise. To choose by test would use its rows up, so nothing is recommended. Final runs with more seeds may tell on dev.',
  'evidence.final.stays': 'Nothing is to be accepted.',
  'evidence.final.staysSo': 'Final runs measure what was accepted before, which stays as it is.',
  'evidence.final.folds': 'Cross-validation, since test is small.',
  'evidence.final.foldsOpen':
    '{ended} of {planned} folds of train and dev have ended. They follow the final runs, with num_steps fixed before; test stays out.',
  'evidence.final.foldsFailed':
    'The rows can’t be divided into folds: too few groups or moments, or a class would be missing. The figures on test stand alone.',
  'evidence.final.foldsAlone':
    '{chosen} ± {chosenSpread} (mean ± standard deviation over {folds} folds of train and dev). Slightly optimistic, since some of these rows have chosen.',
  'evidence.final.foldsBoth':
    '{chosen} ± {chosenSpread}, with the default configuration {other} ± {otherSpread} (mean ± standard deviation over {folds} folds of train and dev); the chosen one has the lower loss in {better} of {of}. Slightly optimistic, since some of these rows have chosen.',
  'evidence.final.weakClass': 'Class {label} does worse than the others.',
  'evidence.final.weakClassTaken':
    '{found}\u00a0% of its test rows are found; {taken}\u00a0% are taken for {other}. The choice of test rows does not explain that.',
  'evidence.final.weakClassFound':
    '{found}\u00a0% of its test rows are found. The choice of test rows does not explain that.',
  'evidence.final.weakRange': 'Errors are larger in a part of the range.',
  'evidence.final.weakRangeBy':
    'From {from} to {to} predictions are off by {error} on average, over all test rows by {mean}. The choice of test rows does not explain that.',
  'evidence.final.heavyTails': 'A few rows make most of the error.',
  'evidence.final.heavyTailsBy':
    'The twentieth of the test rows with the largest errors makes {share}\u00a0% of the squared error; of normal errors it would be 28\u00a0%.',
  'evidence.final.noTest': 'There are no test rows.',
  'evidence.final.noTestSo':
    'So these figures are of dev, which has chosen the configuration, and flatter it. Only rows that nothing has seen can tell how it does on new ones.',
  'evidence.final.noTestOfCommand':
    'Your command tells no figures of test rows that Descent knows of, so these are the dev figures of the script. Its dev rows have chosen the configuration, and flatter it: only rows that nothing has seen can tell how it does on new ones.',
  'evidence.final.unread': 'The test rows have not been read yet.',
  'evidence.final.unreadLater': 'They are read once, when all runs have ended.',
  'evidence.final.unreadNext':
    'All runs have ended, so they are read next. Where that was cut off, or could not be done, go on with these runs.',
  'evidence.final.readOnce': 'The test rows were read once.',
  'evidence.final.readOnceOf':
    '{rows} rows, with the weights of each run’s best evaluation, after all runs had ended. They have chosen nothing.',
  'evidence.final.readOften': 'The test rows were read more than once.',
  'evidence.final.readOftenBy':
    '{count} readings by now: {finals} by final runs, {others} by single trials. Each one after which something is changed makes their figures flatter. A fresh answer needs rows that nothing has seen.',
  'evidence.final.seeds': 'Seeds that have chosen nothing.',
  'evidence.final.seedsPaired':
    '{count} seeds that no run of this project had before. The two runs of a seed have the same first weights.',
  'evidence.final.seedsAlone': '{count} seeds that no run of this project had before.',
  'evidence.final.diverged': 'Runs that diverged.',
  'evidence.final.divergedRuns':
    'Of {count} runs each, {chosen} with the chosen configuration diverged and {other} with the default one. They have no figures, and a configuration is not called better by the runs that are left.',
  'evidence.final.horizon': 'Trained further than num_steps.',
  'evidence.final.horizonBy':
    'All runs here train for {steps} steps instead of {numSteps}, so that neither configuration is cut off; each is read at its own best evaluation.',
  'evidence.final.cutShort': 'Runs that were cut short.',
  'evidence.final.cutShortRuns_one':
    'One run was cut short. There is no verdict, and test is not read, before it has ended: go on with it.',
  'evidence.final.cutShortRuns_other':
    '{count} runs were cut short. There is no verdict, and test is not read, before they have ended: go on with them.',

  'why.R2.title': 'Fresh seeds, and test once',
  'why.R2.1':
    'Every stage keeps what looked best, and whatever is best of several was also lucky: with its seed, and with the rows of dev. So what was chosen is trained anew from seeds that chose nothing, and read on rows that chose nothing: test.',
  'why.R2.2':
    'Beside it runs what somebody would have trained who tunes nothing: Adam at 0.001 with batches of 64, the same network for as many steps. Each run is read at its own best evaluation, and seed by seed they make pairs. Better or worse is said where the 95 % interval of the differences, seeds and rows together, leaves 0 out.',
  'why.R2.3':
    'The test rows are read once, after all runs have ended. Whoever reads them, changes something and reads them again begins to choose by them; so each reading is counted, and more than one is said.',
  'why.R2.picture':
    'Three pairs, each a hollow dot for the default configuration and a filled one, which lies nearer to a dashed line, for the chosen one.',

  'error.final.noRate':
    'Final runs compare what was accepted with the default configuration, and no learning rate is accepted yet. Train a ladder and accept its rate first.',
  'error.final.points': 'Nothing can be added to final runs: what they compare is fixed before the first run.',

  'error.host.evaluate': 'The test rows of your own command can’t be read: only the script knows them.',
  'error.test.none': 'This data has no test rows.',
  'error.test.byStage': 'These runs read the test rows by themselves, once all of them have ended.',
  'error.test.unfinished': 'The trial has not finished, so there are no weights to read the test rows with.',
  'error.test.weights':
    'The weights of this trial’s best evaluation (step {step}) are not there any more, so the test rows can’t be read with them. Train it once more.',
  'event.test.read': 'The test rows were read: reading {count} of this data ({rows} rows).',
  'event.test.failed': 'The test rows could not be read. {reason}',

  'cli.final.about':
    'Final runs: the accepted configuration beside the default one (Adam at 0.001, batches of 64), from seeds that chose nothing, on dev and, read once, on test',
  'cli.final.help':
    'Accept a learning rate first (`descent ladder … --accept`); what later stages set counts too, where it was accepted. The test rows are read once, after all runs have ended, and each reading is counted.',
  'cli.final.usage': '[options] PROJECT | [options] --data PATH | [options] -- COMMAND',
  'cli.final.which': 'Name the project, its data with --data, or your own command behind “--”.',
  'cli.final.seeds': 'runs of each configuration, 3 to 30 (default: 5 where a run takes less than a minute, else 3)',
  'cli.final.of':
    '{name}: {optimizer} at {rate}, batches of {batchSize}, {steps} steps, beside the default configuration.',
  'cli.final.ofDefault': '{name}: the accepted configuration is the default one, so it runs alone, for {steps} steps.',
  'cli.final.ofCommand':
    '{name}: the accepted configuration (rate {rate}) beside the command as it was written, {steps} steps.',
  'cli.final.ofCommandAlone':
    '{name}: what was accepted is the command as it was written, so it runs alone, for {steps} steps.',
  'cli.final.cost': '{seeds} seeds, {trials} runs, {steps} steps{time}. More or fewer: --seeds.',
  'cli.final.testRows': 'Then the {rows} test rows are read, once for all runs. Readings of them so far: {count}.',
  'cli.final.noTestOfCommand':
    'Your command tells no figures of test rows that are known: figures are of its dev part.',
  'cli.final.noTestRows': 'This data has no test rows: figures are of dev.',
  'cli.final.trial': '{arm}, seed {seed}',
  'cli.final.seed': 'seed',
  'cli.final.chosen': 'chosen',
  'cli.final.default': 'default',
  'cli.final.difference': 'difference',
  'cli.final.fold': 'fold',
  'cli.final.loss': 'loss',
  'cli.final.mean': 'mean ± sd',
  'cli.final.devLoss': 'Dev loss at the best evaluation',
  'cli.final.testLoss': 'Test loss',
  'cli.final.devMetric': 'Dev {metric}',
  'cli.final.testMetric': 'Test {metric}',
  'cli.final.interval': '{mean} ({low} to {high})',
  'cli.final.notYet': 'No verdict yet.',
  'cli.final.aloneDone': 'The default configuration was run alone.',
  'cli.final.better': 'Better than the default configuration ({by}).',
  'cli.final.notDistinguishable': 'Not distinguishable from the default configuration ({by}).',
  'cli.final.worse': 'Worse than the default configuration ({by}).',
  'cli.final.byTestLoss': 'by the test loss',
  'cli.final.byTestMetric': 'by {metric} on test',
  'cli.final.byDevLoss': 'by the dev loss, which has chosen',
  'cli.final.byDevMetric': 'by {metric} on dev, which has chosen',
  'cli.final.weights': 'The weights that are kept of it: trial {id}, step {step}.',

  'cli.trial.test': 'evaluate the trial on the test rows, once, when it has finished; that is counted in the project',
  'cli.trial.tested_one':
    'The test rows were read: loss {loss}, {metric} {value} over {rows} rows, with the weights of step {step}. It was their first reading in this project.',
  'cli.trial.tested_other':
    'The test rows were read: loss {loss}, {metric} {value} over {rows} rows, with the weights of step {step}. It was their reading number {count} in this project: the more often they are read, the more their figures flatter.',
  'cli.trial.notTested': 'The test rows were not read: the trial has not finished.',
} as const;
