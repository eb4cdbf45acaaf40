/** Stage 4: weight decay and dropout. */
export const regularisation = {
  'reg.point': 'weight decay {wd}, dropout {dropout}',
  'reg.point.weightDecay': 'weight decay {wd}',
  'reg.points.both':
    '{count} points drawn at random, log-uniform in weight decay: one of eight is among the best quarter in nine of ten searches.',
  'reg.points.weightDecay':
    '{count} points drawn at random, log-uniform: weight decay alone is searched, and one of five is among the best third in nearly nine of ten searches.',
  'reg.points.minutes_one': '1 point drawn at random: as many as fit into {minutes} minutes beside the pairs.',
  'reg.points.minutes_other': '{count} points drawn at random: as many as fit into {minutes} minutes beside the pairs.',
  'reg.points.chosen_one': '1 point drawn at random.',
  'reg.points.chosen_other': '{count} points drawn at random.',
  'reg.points.lists_one': 'The 1 point that you named.',
  'reg.points.lists_other': 'All {count} points of what you named.',
  'reg.points.drawn': '{count} of the {all} points that your lists make, drawn at random.',

  'evidence.reg.open': 'Not known yet.',
  'evidence.reg.openSearch': '{ended} of {planned} runs of the search have ended.',
  'evidence.reg.openPairs':
    '{ended} of {planned} pairs of {reason} and none have ended. Their number was fixed before the first one began.',
  'evidence.reg.nothingUsable': 'No run of the search can be compared. A lower learning rate comes first.',
  'evidence.reg.none': 'No gain: leave regularisation off.',
  'evidence.reg.noneOf_one': 'The 1 point of the search was better than none in neither metric nor dev loss.',
  'evidence.reg.noneOf_other':
    'None of {count} points of the search was better than none, in the metric or in the dev loss. Even the best of many was not, so no pairs were spent on it.',
  'evidence.reg.gain': 'Regularisation pays.',
  'evidence.reg.gainMetric':
    '{reason}: {metric} at the best evaluation is better by {by} than without (95\u00a0% interval of the difference: {low} to {high}, from {pairs} pairs of runs from fresh seeds). What depends on which rows are in dev is at most ± {rows} of that.',
  'evidence.reg.gainLoss':
    '{reason}: the dev loss at the best evaluation is lower by {by}, which is {share} % of {loss} (95\u00a0% interval of the difference: {low} to {high}, from {pairs} pairs of runs from fresh seeds). What depends on which rows are in dev is at most ± {rows} of that.',
  'evidence.reg.flat': 'No gain: leave regularisation off.',
  'evidence.reg.flatWithin':
    '{reason}: the dev loss at the best evaluation changes by {share} % (95\u00a0% interval of the difference: {low} to {high}, from {pairs} pairs from fresh seeds). That lies within ± 1 % of the loss, {loss}, and the metric doesn’t tell them apart either: simpler is to do without.',
  'evidence.reg.worse': 'It makes it worse: leave regularisation off.',
  'evidence.reg.worseMetric':
    '{reason} was the best of the search, but on fresh seeds {metric} is worse by {by} (95\u00a0% interval of the difference: {low} to {high}, {pairs} pairs).',
  'evidence.reg.worseLoss':
    '{reason} was the best of the search, but on fresh seeds the dev loss is higher by {by}, which is {share} % of {loss} (95\u00a0% interval of the difference: {low} to {high}, {pairs} pairs).',
  'evidence.reg.unknown': 'These pairs don’t tell.',
  'evidence.reg.tooFew':
    '{reason}: fewer than two pairs can be compared, so that nothing is known of how far seeds lie apart.',
  'evidence.reg.notCompared':
    '{reason}: the dev loss changes by {mean} over the {pairs} pairs that can be compared, but in others one of the two runs diverged. A lower learning rate comes first.',
  'evidence.reg.opposite':
    '{reason}: metric and dev loss say the opposite, both beyond the noise of {pairs} pairs. Nothing is recommended: which of the two counts is yours to say.',
  'evidence.reg.leans':
    '{reason}: the dev loss gains beyond the noise of {pairs} pairs, but {metric}, by which it counts, leans the other way by more than one standard error. Nothing is recommended: which of the two counts is yours to say.',
  'evidence.reg.metricWithinRows':
    '{reason}: {metric} changes by {mean} on all seeds alike (95\u00a0% interval {low} to {high}, {pairs} pairs), but other rows in dev could have made that much: ± {rows}. More pairs don’t help against that, more dev rows would.',
  'evidence.reg.withinRows':
    '{reason}: the dev loss changes by {mean} on all seeds alike (95\u00a0% interval {low} to {high}, {pairs} pairs), but other rows in dev could have made that much: ± {rows}. More pairs don’t help against that, more dev rows would.',
  'evidence.reg.morePairs':
    '{reason}: the dev loss changes by {mean}, but the 95\u00a0% interval of the difference, {low} to {high} from {pairs} pairs, says neither a gain nor none. About {wanted} pairs would probably tell, if mean and spread stay as they are: they cost {steps} steps. Until then regularisation stays off.',
  'evidence.reg.noNumber':
    '{reason}: the dev loss changes by {mean}, but the 95\u00a0% interval of the difference, {low} to {high} from {pairs} pairs, says neither a gain nor none. Not even 30 pairs would tell, if mean and spread stay as they are: whatever it does here is small beside what seeds and rows do. Regularisation stays off.',
  'evidence.reg.metric': 'What the metric says.',
  'evidence.reg.metricBy': '{metric} of the same runs changes by {mean} (95\u00a0% interval {low} to {high}).',
  'evidence.reg.loss': 'What the loss says.',
  'evidence.reg.lossBy': 'The dev loss of the same runs changes by {mean} (95\u00a0% interval {low} to {high}).',
  'evidence.reg.contradicts': 'The metric contradicts the loss.',
  'evidence.reg.contradictsBy':
    '{metric} changes by {mean} and the dev loss by {loss}: one is better and the other worse. A good metric on a bad loss curve is suspect.',
  'evidence.reg.search': 'The search chooses, and is no verdict.',
  'evidence.reg.searchChose':
    'Of {count} points {reason} came first, with {metric} {value} and dev loss {loss}. Whoever is best of many is partly lucky, so the verdict is that of {seeds} pairs from seeds which chose nothing.',
  'evidence.reg.suspect': 'A good metric on a bad loss.',
  'evidence.reg.suspectOf':
    '{reason} has {metric} {value}, better than without, but its dev loss, {loss}, is clearly worse. So it was not chosen.',
  'evidence.reg.most': 'Weight decay {wd} is the strongest that was tried; a stronger one may be better.',
  'evidence.reg.least': 'Weight decay {wd} is the weakest that was tried; a weaker one may be better.',
  'evidence.reg.steps': 'num_steps becomes {steps}:',
  'evidence.reg.stepsLonger':
    'regularised runs converge later than at {from}, as is to be expected. {steps} steps are {epochs} epochs, {examples} examples.',
  'evidence.reg.stepsShorter':
    'fewer than {from} are enough by the curves of these runs. {steps} steps are {epochs} epochs, {examples} examples.',
  'evidence.reg.stepsSame': 'as many as before. They are {epochs} epochs, {examples} examples.',
  'evidence.reg.stepsOverfit':
    'from there on the dev loss of the regularised runs rises too (it was {from}). {steps} steps are {epochs} epochs, {examples} examples.',
  'evidence.reg.stepsOpen': 'Not converged.',
  'evidence.reg.moves': 'The regularised runs have no curve on dev yet that says how many steps are enough.',
  'evidence.reg.lossMoves':
    'The dev loss of the regularised runs still falls at step {steps}. num_steps stays at what they ran for.',
  'evidence.reg.metricMoves':
    '{metric} of the regularised runs still gets better at step {steps}. num_steps stays at what they ran for.',
  'evidence.reg.stepsBySchedule': 'num_steps follows the schedule.',
  'evidence.reg.stepsOfSchedule':
    'The rate falls over {steps} steps: what that flattens has not converged, so nothing is read off its curves.',
  'evidence.reg.decay': 'Decay once more.',
  'evidence.reg.decayOpen': 'Decay is to be looked at once more.',
  'evidence.reg.decayOffer':
    'It was decided without regularisation, which slows convergence. {trials} more runs from the seeds of the pairs tell, {steps} steps.',
  'evidence.reg.decayRuns':
    '{schedule} against none, both regularised, on the seeds of the pairs: the runs have not ended.',
  'evidence.reg.decayHolds':
    '{schedule} still pays with regularisation: the dev loss is changed by {mean} against none (95\u00a0% interval {low} to {high}, {pairs} pairs).',
  'evidence.reg.decayStays':
    '{schedule} against none, both regularised: the dev loss is changed by {mean} (95\u00a0% interval {low} to {high}, {pairs} pairs). That is no reason to take back what was accepted.',
  'evidence.reg.decayGoes':
    'With regularisation {schedule} makes it worse: the dev loss is changed by {mean} against none (95\u00a0% interval {low} to {high}, {pairs} pairs). So the rate stays constant.',
  'evidence.reg.decayStaysOff':
    '{schedule} against none, both regularised: the dev loss is changed by {mean} (95\u00a0% interval {low} to {high}, {pairs} pairs). That shows no gain, so the rate stays as it was accepted.',
  'evidence.reg.decayComes':
    'With regularisation {schedule} pays: the dev loss is changed by {mean} against none (95\u00a0% interval {low} to {high}, {pairs} pairs).',
  'evidence.reg.decayContradicts':
    '{schedule} changes the dev loss by {mean} (95\u00a0% interval {low} to {high}, {pairs} pairs), but the metric gets worse. So the rate stays as it was accepted.',
  'evidence.reg.coverage': 'What was searched.',
  'evidence.reg.noDropout': 'Weight decay alone.',
  'evidence.reg.noDropoutOf': 'A network of this kind ({model}) has no numbers between layers that could be dropped.',
  'evidence.reg.horizon': 'Trained further than num_steps.',
  'evidence.reg.horizonBy':
    'All runs here train for {steps} steps instead of {numSteps}: regularisation pays late, and would have been cut off. Each counts at its own best evaluation.',
  'evidence.reg.divergedRuns_one': '1 run diverged, and is left out of every comparison.',
  'evidence.reg.divergedRuns_other': '{count} runs diverged, and are left out of every comparison.',

  'error.regularisation.noRate':
    'Regularisation is tuned for a configuration that was accepted, and this project has none. Run the ladder and accept its answer first: descent ladder --data … --accept, or on the page of the learning rate.',
  'error.regularisation.command':
    'Regularisation can’t be tuned for a command of your own: Descent doesn’t know where it takes weight decay or dropout.',
  'error.regularisation.steps':
    'The accepted schedule is made for its own number of steps, so this stage can’t train for another one. Look at decay again with those steps first.',
  'error.regularisation.noDropout': 'This network ({model}) has no place for dropout: leave it out, or say 0.',
  'error.regularisation.nothing': 'There is nothing to search: name a weight decay or a dropout above 0.',
  'error.regularisation.there': 'That point is in this stage already.',
  'error.regularisation.tooMany': 'A search has {most} points at most.',
  'error.regularisation.noDecay':
    'Decay is looked at once more where regularisation has shown a gain, and once: it has not, or that has begun already.',
  'cli.reg.about': 'find out whether the accepted configuration gains by weight decay and dropout',
  'cli.reg.help':
    'It draws a few points at random and trains them from one seed, the best of them from a second one; what is best then runs against none in pairs from fresh seeds, whose number is fixed beforehand, and these give the verdict. Where it gains, num_steps and decay are looked at once more. A learning rate must have been accepted before: descent ladder --data … --accept.',
  'cli.reg.of': '{name}: {optimizer} at rate {rate}, batch size {batchSize}, {steps} steps{decay}.',
  'cli.reg.schedule': ', {schedule}',
  'cli.reg.search':
    'The search: {trials} runs, one of them without regularisation, {steps} steps in all{time}. {reason}',
  'cli.reg.refined': '  and the best of them, and without, from a second seed: {count} runs, {steps} more steps{time}',
  'cli.reg.repeated':
    '  and the verdict on what that chose, in pairs from fresh seeds: {count} runs, {steps} more steps{time}',
  'cli.reg.extended': '  and, where it gains, decay once more: {count} runs, {steps} more steps{time}',
  'cli.reg.tooLong': 'That is longer than {minutes} minutes: this is the least that gives a verdict.',
  'cli.reg.runs': 'runs',
  'cli.reg.loss': 'dev loss',
  'cli.reg.suspect': 'suspect',
  'cli.reg.against': '{point}, against none:',
  'cli.reg.off': 'Leave regularisation off.',
  'cli.reg.unknown': 'Nothing is recommended: regularisation stays off.',
  'cli.flag.regRandom': 'points drawn at random beside none (default: 8, and 5 of a network without dropout)',
  'cli.flag.weightDecays': 'these instead, from 0 to 1; with --dropouts all pairs of both, without it dropout stays 0',
  'cli.flag.dropouts': 'these instead, from 0 to 0.95; without --weight-decays that stays 0',
  'cli.flag.noDecayAgain': 'where it gains, don’t look at decay once more',
  'cli.flag.regMinutes': 'propose no more than fits into so many minutes: fewer points, no look at decay, fewer pairs',
  'cli.flag.regSteps': 'train every run for so many steps (default: as many as the learning rate’s trials)',
} as const;
