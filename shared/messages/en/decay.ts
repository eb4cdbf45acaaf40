/** Stage 3: whether the learning rate should decay. */
export const decay = {
  'evidence.decay.open': 'Not known yet.',
  'evidence.decay.openPairs':
    '{ended} of {planned} pairs with {schedule} have ended. Their number was fixed before the first one began.',
  'evidence.decay.gain': 'Decay pays.',
  'evidence.decay.gainBy':
    'With {schedule}, {reason} at the best evaluation ({confidence}\u00a0% interval of the difference: {low} to {high}, from {pairs} pairs of runs that share seed, first weights and batches). What depends on which rows are in dev is at most ± {rows} of that.',
  'evidence.decay.flat': 'The terrain is flat: leave the rate as it is.',
  'evidence.decay.flatWithin':
    'With {schedule}, {reason} at the best evaluation ({confidence}\u00a0% interval of the difference: {low} to {high}, from {pairs} pairs). The whole interval lies within ± 1\u00a0%, so decay decides nothing here, and the simpler way is to do without.',
  'evidence.decay.worse': 'Decay makes it worse: leave the rate as it is.',
  'evidence.decay.worseBy':
    'With {schedule}, {reason} at the best evaluation ({confidence}\u00a0% interval of the difference: {low} to {high}, from {pairs} pairs). The rate falls while training still needs it.',
  'evidence.decay.unknown': 'These pairs don’t tell.',
  'evidence.decay.lower': 'the dev loss is lower by {by}, {share}\u00a0% of {loss},',
  'evidence.decay.higher': 'the dev loss is higher by {by}, {share}\u00a0% of {loss},',
  'evidence.decay.metricBetter': '{metric} is better by {by}, {share}\u00a0% of what {loss} lacks,',
  'evidence.decay.metricWorse': '{metric} is worse by {by}, {share}\u00a0% of what {loss} lacks,',
  'evidence.decay.unclear':
    'With {schedule}, {reason} but the {confidence}\u00a0% interval of the difference, {low} to {high} from {pairs} pairs, includes 0.',
  'evidence.decay.morePairs':
    'With {schedule}, {reason} but the {confidence}\u00a0% interval of the difference, {low} to {high} from {pairs} pairs, includes 0. About {wanted} pairs would probably tell, if mean and spread stay as they are: the stage once more with that many costs {steps} steps. Until then the rate stays as it is.',
  'evidence.decay.noNumber':
    'With {schedule}, {reason} but the {confidence}\u00a0% interval of the difference, {low} to {high} from {pairs} pairs, includes 0. Not even 30 pairs would tell, if mean and spread stay as they are: whatever decay does here is small beside what seeds do. The rate stays as it is.',
  'evidence.decay.withinRows':
    'With {schedule}, {reason} on all seeds alike ({confidence}\u00a0% interval of the difference: {low} to {high}, {pairs} pairs), but other rows in dev could have made that much: ± {rows}. More pairs don’t help against that, more dev rows would.',
  'evidence.decay.withinBoth':
    'With {schedule}, {reason} but the {confidence}\u00a0% interval of the difference, {low} to {high} from {pairs} pairs, includes 0, and other rows in dev could have made that much, too: ± {rows}. More pairs alone don’t help, more dev rows would. The rate stays as it is.',
  'evidence.decay.notInForce':
    'With {schedule} the runs ended exactly as without: the command did not do what it was asked. Look whether its flag is read, and how it calls that schedule.',
  'evidence.decay.tooFew':
    'With {schedule}, fewer than two pairs can be compared, so that nothing is known of how far seeds lie apart.',
  'evidence.decay.notCompared':
    'With {schedule}, {reason} over the {pairs} pairs that can be compared, but in others one of the two runs diverged. A lower learning rate comes first.',
  'evidence.decay.metric': 'What the metric says.',
  'evidence.decay.metricBy':
    'With {schedule}, {metric} at the same evaluations changes by {mean} ({confidence}\u00a0% interval: {low} to {high}). The verdict is that of the dev loss.',
  'evidence.decay.named': 'The metric decides here.',
  'evidence.decay.namedBy':
    'In {named} of {runs} runs {metric} is better, beyond noise, at another evaluation than where the dev loss is lowest, so that one is the run’s best. The loss is not lowest there, so it is {metric} at the best evaluations that is compared.',
  'evidence.decay.loss': 'What the dev loss says.',
  'evidence.decay.lossBy':
    'With {schedule}, the dev loss at the same evaluations changes by {mean} ({confidence}\u00a0% interval: {low} to {high}). The verdict is that of the metric.',
  'evidence.decay.contradicts': 'The metric contradicts the loss.',
  'evidence.decay.contradictsBy':
    'With {schedule}, the dev loss is lower, but {metric} at the same evaluations is worse, by {mean} ({confidence}\u00a0% interval: {low} to {high}). So nothing is recommended: which of the two counts is yours to say.',
  'evidence.decay.contradictsMetric': 'The loss contradicts the metric.',
  'evidence.decay.contradictsMetricBy':
    'With {schedule}, {metric} is better, but the dev loss at the same evaluations is higher, by {mean} ({confidence}\u00a0% interval: {low} to {high}). So nothing is recommended: which of the two counts is yours to say.',
  'evidence.decay.own': 'Schedules of your own.',
  'evidence.decay.ownOnes':
    'The more of them are tried, the sooner one looks better by chance. So each is asked for more than the one before: {schedule}, number {own} here, counts beyond a {confidence}\u00a0% interval. All of them together claim a gain that is none in one of twenty stages at most.',
  'evidence.decay.peak': 'Where dev was best.',
  'evidence.decay.peaks': 'Without decay at step {former}, with linear decay at step {now} (medians over the pairs).',
  'evidence.decay.noPeak': 'No peak was seen.',
  'evidence.decay.noPeakBy':
    'Without decay the best evaluation was the last one, at step {step}, so dev may still get better. More steps could be worth more than any decay; of decay, linear to 0 is the way that needs no peak.',
  'evidence.decay.movedLater': 'The peak moved much later.',
  'evidence.decay.startsLater':
    'From step {former} to {now}: linear decay begins before it has to. So exponential decay from step {start} was tried on the same seeds.',
  'evidence.decay.worthMore': 'Worth more than the simpler way.',
  'evidence.decay.worthMoreBy':
    'With {schedule} instead of “{against}”, {reason} with a {confidence}\u00a0% interval of {low} to {high} from {pairs} pairs.',
  'evidence.decay.notWorthMore': 'Not shown to be better than the simpler way.',
  'evidence.decay.notWorthMoreThan':
    'With {schedule} instead of “{against}”, {reason} with a {confidence}\u00a0% interval of {low} to {high} from {pairs} pairs. That shows nothing better, so that one stays.',
  'evidence.decay.noSearch': 'The classic way was not searched.',
  'evidence.decay.noSearchSince':
    'Where linear decay shows no gain, tuning start, rate and period of another one seldom pays.',
  'evidence.decay.searching': 'The classic way is being searched.',
  'evidence.decay.searchedSoFar': '{ended} of {planned} runs have ended.',
  'evidence.decay.search': 'The classic way was searched.',
  'evidence.decay.searchChose':
    'Of {count} schedules {schedule} was the best, with a dev loss of {loss}. Whoever is best of many is partly lucky, so its verdict comes from fresh seeds.',
  'evidence.decay.searchFoundNone':
    'None of {count} schedules was better than what was best before; the best was {schedule}, with a dev loss of {loss}.',
  'evidence.decay.offer': 'The classic way may pay more.',
  'evidence.decay.offerOf':
    'Start, kind, rate and period can be searched: at most {count} runs and {steps} steps, the verdict on fresh seeds included.',
  'evidence.decay.saved': 'A shared beginning.',
  'evidence.decay.savedSteps_one':
    '1 run begins where its seed’s run without decay stood, bit for bit; that saved {steps} steps.',
  'evidence.decay.savedSteps_other':
    '{count} runs begin where their seeds’ runs without decay stood, bit for bit; that saved {steps} steps.',
  'evidence.decay.horizon': 'Trained further than num_steps.',
  'evidence.decay.horizonBy':
    'All runs here train for {steps} steps instead of {numSteps}: decay pays late, and would have been cut off. Each is read at its own best evaluation.',
  'evidence.decay.diverged': 'Runs that diverged.',
  'evidence.decay.divergedRuns':
    'Of {count} pairs with {schedule}, {using} diverged with it and {without} without. They are left out of the difference.',
  'evidence.decay.unfinished_one': 'One run was cut short. There is no verdict before it has ended: go on with it.',
  'evidence.decay.unfinished_other':
    '{count} runs were cut short. There is no verdict before they have ended: go on with them.',

  'schedule.kind.constant': 'no decay',
  'schedule.kind.linear': 'linear',
  'schedule.kind.exponential': 'exponential',
  'schedule.kind.step-linear': 'linear steps',
  'schedule.kind.cosine': 'cosine',

  'cli.decay.about': 'find out whether the accepted configuration gains by letting its learning rate decay',
  'cli.decay.help':
    'It trains pairs of runs that share seed, first weights and batches: one at the accepted rate, one with linear decay to 0. How many is fixed beforehand: five pairs where a run takes less than a minute, else three, or --seeds. A learning rate must have been accepted before: descent ladder --data … --accept.',
  'cli.decay.ofCommand': '{name}: at rate {rate}, {steps} steps.',
  'cli.decay.of': '{name}: {optimizer} at rate {rate}, batch size {batchSize}, {steps} steps.',
  'cli.decay.cost': '{trials} runs in {count} pairs, {steps} steps in all{time}',
  'cli.decay.extended':
    '  and, where decay gains but begins too early, {count} runs that start it later: up to {steps} more steps{time}',
  'cli.decay.refined': '  and, where it gains, the classic search: {count} runs, {steps} more steps{time}',
  'cli.decay.repeated':
    '  and the verdict on what that chose, from fresh seeds: {count} runs, up to {steps} more steps{time}',
  'cli.decay.trial': '{kind}, seed {seed}',
  'cli.decay.againstNone': '{schedule}, against no decay:',
  'cli.decay.against': '{schedule}, against {against}:',
  'cli.decay.seed': 'seed',
  'cli.decay.without': 'without, loss @ step',
  'cli.decay.with': 'with, loss @ step',
  'cli.decay.before': 'that, loss @ step',
  'cli.decay.this': 'this, loss @ step',
  'cli.decay.difference': 'difference',
  'cli.decay.metrics': '{metric} there',
  'cli.decay.mean': 'mean',
  'cli.decay.interval': '{mean} ({low} to {high})',
  'cli.decay.notYet': 'There is no verdict yet.',
  'cli.decay.none': 'Nothing is recommended: the rate stays as it was accepted.',
  'cli.decay.leave': 'Leave the learning rate as it is, without decay.',
  'cli.decay.use': 'Use decay: {schedule}.',
  'cli.decay.useSteps': 'Use decay: {schedule}, over {steps} steps.',
  'cli.accepted': 'Accepted for {name}: {set}.',
  'cli.nothingAccepted': 'Nothing was accepted for {name}, since nothing is recommended.',
  'cli.flag.seeds':
    'pairs of runs, each from a seed of its own (default: five where a run takes less than a minute, else three)',
  'cli.flag.classic': 'where linear decay gains, also search the classic way: start, kind, rate and period; and cosine',
  'cli.flag.interval':
    'linear decay recomputes the rate every so many steps (default: 100, in short runs a twentieth of them)',

  'error.decay.noRate':
    'Decay is tuned for a learning rate that was accepted, and this project has none. Run the ladder and accept its answer first: descent ladder --data … --accept, or on the page of the learning rate.',
  'error.decay.there': 'That schedule is in this stage already.',
  'error.decay.tooMany':
    'A stage takes {most} schedules of your own at most: with each more, one gains by chance sooner.',
  'error.decay.longer':
    'No run of this stage can go on for more steps: a schedule is made for the steps that it has, with more it would be another one, and its pair would not be trained as long. Accept more steps on the page of the learning rate, then run this stage again.',
  'error.decay.noSearch':
    'There is nothing to search: linear decay has shown no gain here, or the search has begun already.',
} as const;
