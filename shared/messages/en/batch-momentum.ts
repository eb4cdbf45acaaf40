/** Batch size and momentum: what was chosen and why, what a search would cost, and what can’t be done. A point is named as in `32 × 0.9`. */
export const batchMomentum = {
  'error.batch.noRate':
    'No learning rate is accepted for this data and network, and batch size and momentum are tuned from one. Run the ladder and accept its answer first: descent ladder --data … --accept, or on the page of the learning rate.',
  'reason.batch.memory':
    'Left out: a run with a batch size near this one ran out of memory. From {size} on none is tried.',
  'error.batch.tooLarge': 'A batch of {size} rows is more than the {rows} rows of train. Choose a smaller batch size.',
  'error.batch.there': 'The point with batch size {batchSize} and momentum {momentum} is there already, at that rate.',
  'error.batch.tooMany': 'The stage has {most} trials already. Run it again with other lists instead.',
  'batch.search.grid': 'The grid of {points} points takes less than {minutes} minutes, so all of them can be tried.',
  'batch.search.random':
    'The grid of {points} points takes more than {minutes} minutes. {drawn} points drawn at random find one of the best fifth in most cases.',
  'batch.search.gridUnmeasured': 'The grid of {points} points is short. What a step takes was not measured here.',
  'batch.search.randomUnmeasured':
    'The grid of {points} points is long, {drawn} points drawn at random are not. What a step takes was not measured here.',
  'batch.search.few': 'There are only {points} points, so all of them are tried.',
  'batch.evidence.deepest': 'Deepest.',
  'batch.evidence.deepestAlone': '{point}: lowest dev loss {dev}, after {examples}.',
  'batch.evidence.deepestNext': '{point}: lowest dev loss {dev}, after {examples}; next is {other} with {otherDev}.',
  'batch.evidence.deep': 'Deep enough.',
  'batch.evidence.deepWithinNoise':
    '{point}: lowest dev loss {dev}, after {examples}. The lowest from as many seeds is {otherDev} at {other}, which is not better beyond noise.',
  'batch.evidence.equal': 'Equal within noise:',
  'batch.evidence.equalTo_one': '{points} has a dev loss as low.',
  'batch.evidence.equalTo_other': '{points} have dev losses as low.',
  'batch.evidence.equalMetric_one': '{points} has a dev loss as low; its {metric} is {other}, here {own}.',
  'batch.evidence.equalMetric_other': '{points} have dev losses as low; their {metric} is {other} at best, here {own}.',
  'batch.evidence.gain': 'A gain',
  'batch.evidence.gainLoss':
    'over {accepted}, which was accepted: dev loss {dev} instead of {acceptedDev}, lower by {less}.',
  'batch.evidence.gainMetric':
    'over {accepted}, which was accepted: the dev losses are equal within noise, but {metric} is {own} instead of {other}, beyond noise.',
  'batch.evidence.noGain': 'No gain.',
  'batch.evidence.noGainOver':
    'Nothing that was tried is better beyond noise than {accepted}, which was accepted, so it stays.',
  'batch.evidence.noGainNearest':
    'Nothing that was tried is better beyond noise than {accepted}, which was accepted, so it stays: {other} lies lower by {less}.',
  'batch.evidence.ofMany': 'Best of many:',
  'batch.evidence.ofManyNeeds':
    '{points} points were compared with the accepted one, and the best of so many is partly lucky. So its place is taken only beyond {errors} standard errors instead of two, and where the second seed says so as well.',
  'batch.evidence.sooner': 'As deep sooner:',
  'batch.evidence.soonerThan':
    '{point} came within noise of the lowest after {examples}, this one after {own}. It needs less training and is no better otherwise.',
  'batch.evidence.suspect': 'Suspect:',
  'batch.evidence.suspectOf':
    '{point} has {value} of {metric}, but on a worse curve: its dev loss is {dev}. That may be luck of these rows.',
  'batch.evidence.derived': 'A rate for each point:',
  'batch.evidence.derivedFrom':
    '{from} to {to}, from {accepted} and what short probes say of each batch size and momentum.',
  'batch.evidence.scaledFrom':
    '{from} to {to}, by a rule alone: {accepted} times the root of the ratio of the batch sizes, and times √(1 − m²) of the momenta. Nothing can be probed in a script, so each was tried at 3 times that and a third of it, too.',
  'batch.evidence.held': 'Rate held.',
  'batch.evidence.heldAt':
    'All points were trained at {rate}. Batch size and momentum change which rate is best, so a point may have lost by its rate alone.',
  'batch.evidence.rateHolds': 'Rate holds:',
  'batch.evidence.rateHoldsAt': 'at 3 times {rate} and at a third of it {point} does no better beyond noise.',
  'batch.evidence.rateMoved': 'Rate moved:',
  'batch.evidence.rateMovedTo':
    '{point} does better at {rate} than at the rate that it was given. Rates beyond that were not tried.',
  'batch.evidence.rateOpen': 'Rate not checked yet:',
  'batch.evidence.rateOpenAt': '3 times {rate} and a third of it are still to be tried for {point}.',
  'batch.evidence.steps': 'num_steps {steps}:',
  'batch.evidence.stepsSame': 'as before, {examples} or {epochs} epochs.',
  'batch.evidence.stepsShorter':
    '{examples} or {epochs} epochs, which is less than before: {from} steps were {fromExamples}.',
  'batch.evidence.stepsLonger':
    '{examples} or {epochs} epochs, which is more than before: {from} steps were {fromExamples}.',
  'batch.evidence.stepsOverfit':
    'from there on it overfits. That is {examples} or {epochs} epochs; before, {from} steps were {fromExamples}.',
  'batch.evidence.stepsSameSeen': 'as before, {examples}.',
  'batch.evidence.stepsShorterSeen': '{examples}, which is less than before: {from} steps were {fromExamples}.',
  'batch.evidence.stepsLongerSeen': '{examples}, which is more than before: {from} steps were {fromExamples}.',
  'batch.evidence.stepsOverfitSeen':
    'from there on it overfits. That is {examples}; before, {from} steps were {fromExamples}.',
  'batch.evidence.stepsOpen': 'num_steps is open.',
  'batch.evidence.moves': 'The curve had not converged when the trial ended.',
  'batch.evidence.lossMoves':
    'The dev loss still got lower when the trial ended, so it is not known how long is enough; before it was {from} steps or {fromExamples}.',
  'batch.evidence.metricMoves':
    'The dev loss is flat, but {metric} still got better when the trial ended; before it was {from} steps or {fromExamples}.',
  'batch.evidence.playbook': 'Others advise against it:',
  'batch.evidence.playbookSays':
    'Google’s tuning playbook chooses the batch size by speed alone, since what it does on dev mostly goes away once rate and regularisation are tuned for it. If you tune those later, look at it again.',
  'batch.evidence.smallest': '{size} is the smallest batch size that was tried; a smaller one may be better.',
  'batch.evidence.largest': '{size} is the largest batch size that was tried; a larger one may be better.',
  'batch.evidence.leastMomentum': '{momentum} is the lowest momentum that was tried; a lower one may be better.',
  'batch.evidence.mostMomentum': '{momentum} is the highest momentum that was tried; a higher one may be better.',
  'batch.evidence.secondSeedOf':
    '{points} were trained again from another one, to tell a better point from a lucky one. Their means count.',
  'batch.evidence.race': 'Race:',
  'batch.evidence.raceOpen': '{own} at {point} against {other} is still to be decided.',
  'batch.evidence.raceChosen':
    '{own} at {point} is better than {other}, over {count} pairs of new seeds: difference {mean}, {confidence}\u00a0% interval {low} to {high}.',
  'batch.evidence.raceOther':
    '{other} is better than {own} at {point}, over {count} pairs of new seeds, so it is recommended: difference {mean}, {confidence}\u00a0% interval {low} to {high}.',
  'batch.evidence.raceDiverged':
    '{other} diverged at every rate that it was tried at, so there is nothing to compare, and {own} at {point} stays.',
  'batch.evidence.raceNoise':
    '{own} at {point} and {other} can’t be told apart over {count} pairs of new seeds, so {own} stays: difference of dev losses {mean}, {confidence}\u00a0% interval {low} to {high}.',
  'batch.evidence.noBetterOnDev':
    'The lowest dev loss is {dev} at {point}, against {baseline} of a guess that ignores the inputs: within chance. So nothing is recommended.',
  'batch.evidence.adam': 'Adam:',
  'batch.evidence.adamOnly': 'it has no momentum that needs tuning, so batch sizes alone were tried.',
  'batch.evidence.fixed': 'Left as it is:',
  'batch.evidence.fixedMomentum': 'momentum, since the command takes none. Batch sizes alone were tried.',
  'batch.evidence.fixedBatch':
    'the batch size, since the command takes none, or tells its loss without a step, so that runs of other batch sizes could not be compared. {size} stands for it. Momenta alone were tried.',
  'batch.evidence.takesNoSeed':
    'The command takes no seed, so nothing was trained again from another one, and rows of dev are not known one by one: how far points differ by chance is an assumption.',
  'batch.evidence.memory': 'Memory ends there:',
  'batch.evidence.memoryFrom':
    'a run with batch size {size} ran out of memory. Batch sizes from {from} on were left out; the search went on below.',
  'batch.evidence.random': 'Random search:',
  'batch.evidence.randomOf_one': '{count} of {all} points was tried; one of the others may be better.',
  'batch.evidence.randomOf_other': '{count} of {all} points were tried; one of the others may be better.',
  'batch.evidence.leftOut': 'Not tried:',
  'batch.evidence.leftOutRows': 'batch size {sizes}, of which the rows of train give less than two steps an epoch.',
  'batch.evidence.leftOutMemory': 'batch size {sizes}, which may take more memory than there is.',
  'batch.evidence.prunedSpared_one': 'spared {spared} of {full}: {count} point could not win any more.',
  'batch.evidence.prunedSpared_other': 'spared {spared} of {full}: {count} points could not win any more.',
  'batch.evidence.probing': 'Rates first:',
  'batch.evidence.probingOf_one': '{count} of {all} short probes is still to come.',
  'batch.evidence.probingOf_other': '{count} of {all} short probes are still to come.',
  'batch.evidence.open_one': '{count} trial has not finished.',
  'batch.evidence.open_other': '{count} trials have not finished.',
  'batch.evidence.unfinishedPoints': '{points}. More steps may still change the order.',
  'batch.evidence.divergedPoints': '{points}. Stopped early, kept on record.',
  'cli.flag.grid': 'try all batch sizes with all momenta',
  'cli.flag.random': 'try so many of them, drawn at random',
  'cli.flag.searchSeed': 'decides which ones a random search draws',
  'cli.flag.batchSizes': 'batch sizes to try, as 16,32,64; by default ¼ to 4 times the accepted one',
  'cli.flag.momenta': 'momenta to try, as 0,0.5,0.9; by default 0, 0.5, 0.9, 0.95 and 0.99',
  'cli.flag.nesterov': 'Nesterov’s momentum instead of the plain one',
  'cli.flag.holdLr': 'train all of them at the accepted learning rate, instead of one for each [S6]',
  'cli.flag.race': 'afterwards let tuned SGD run against tuned Adam over new seeds [S3]',
  'cli.flag.minutes': 'propose a search that takes no longer than so many minutes',
  'cli.tooManyValues': 'At most {most} values.',
  'cli.batch.about': 'tune batch size and momentum together, from the accepted learning rate',
  'cli.batch.from': 'From {point} at learning rate {rate}, which was accepted; each point sees {examples}.',
  'cli.batch.grid': 'Grid: {trials} trials, {steps} steps{time}.',
  'cli.batch.random': 'Random: {trials} trials, {steps} steps{time}.',
  'cli.batch.time': ', about {time}',
  'cli.batch.proposed': 'Proposed: {search}. {reason}',
  'cli.batch.chosen': 'As you wish: {search}.',
  'cli.batch.search.grid': 'grid',
  'cli.batch.search.random': 'random',
  'cli.batch.more': 'On top come up to {refined} trials at other rates and {seeds} second seeds{race}.',
  'cli.batch.andRace': ', and the race with {trials} trials',
  'cli.batch.column.batchSize': 'batch',
  'cli.batch.column.momentum': 'momentum',
  'cli.batch.column.from': 'from',
  'cli.batch.column.examples': 'examples',
  'cli.batch.column.epochs': 'epochs',
  'cli.batch.column.reports': 'reports',
  'cli.batch.column.level': 'deep',
  'cli.batch.column.at.examples': 'at example',
  'cli.batch.column.at.epochs': 'at epoch',
  'cli.batch.column.at.reports': 'at report',
  'cli.batch.rate.accepted': 'accepted',
  'cli.batch.rate.probe': 'probe',
  'cli.batch.rate.scaled': 'scaled',
  'cli.batch.rate.held': 'held',
  'cli.batch.rate.person': 'you',
  'cli.batch.times': '{from} × {multiple}',
  'cli.batch.lowest': 'lowest',
  'cli.batch.suspect': 'suspect',
  'cli.batch.use':
    'Use batch size {batchSize}, momentum {momentum}, learning rate {rate} and {steps} steps ({optimizer}).',
  'cli.batch.useAdam': 'Use batch size {batchSize}, learning rate {rate} and {steps} steps ({optimizer}).',
  'cli.batch.keep':
    'Keep batch size {batchSize}, momentum {momentum} and learning rate {rate}, with {steps} steps ({optimizer}).',
  'cli.batch.keepAdam': 'Keep batch size {batchSize} and learning rate {rate}, with {steps} steps ({optimizer}).',
  'cli.batch.useCommand': 'Use {set}.',
  'cli.batch.keepCommand': 'Keep {set}: nothing that was tried is better beyond noise.',
  'seen.examples': '{value} examples',
  'seen.epochs': '{value} epochs',
  'seen.reports': '{value} reports of the loss',
  'cli.batch.soFar': 'So far:',
  'cli.batch.raceTitle':
    'Race over {count} pairs of new seeds: {own} at learning rate {ownRate}, {other} at {otherRate}.',
} as const;
