/** Why a recommendation holds or doesn’t: a title and a sentence for each piece of evidence. */
export const evidence = {
  'evidence.noBetter': 'No better than a guess.',
  'evidence.noBetterThan':
    'Its loss, {loss}, is not below {bar}, that of a guess that ignores the inputs. Try another network or more steps.',
  'evidence.depth': 'Depth.',
  'evidence.deepest': 'Deepest.',
  'evidence.deepestAlone': 'Smoothed loss {loss}.',
  'evidence.deepestNext': 'Smoothed loss {loss}; next is {other} with {otherLoss}.',
  'evidence.deep': 'Deep enough.',
  'evidence.deepWithinNoise': 'Smoothed loss {loss}, within noise of the lowest: {otherLoss} at {other}.',
  'evidence.fastest': 'Fastest.',
  'evidence.fastestYet': 'Within noise of the lowest at step {step}. No other rate is there yet.',
  'evidence.fastestAlone': 'Within noise of the lowest at step {step}. No other rate got there.',
  'evidence.fastestNext': 'Within noise of the lowest at step {step}; next is {other} at step {otherStep}.',
  'evidence.fast': 'Fast.',
  'evidence.fastButNotFirst':
    'Within noise of the lowest at step {step}. {other} was there at step {otherStep}, but did not end as deep.',
  'evidence.converged': 'Converged',
  'evidence.convergedAt':
    'at step {step}: from there on less than 1\u00a0% of the whole fall was left, or nothing beyond noise. num_steps is 1.5 times that, rounded up.',
  'evidence.notYetConverged': 'Not converged yet.',
  'evidence.stillFalling': '{rate} is still falling.',
  'evidence.numStepsBySchedule': 'The rate follows a schedule.',
  'evidence.seedsAlone': 'Noise from seeds alone.',
  'evidence.seedsAloneOf':
    'A script tells its dev loss as one number, so how far a difference may come from which rows are in dev isn’t known, and is in no figure here.',
  'evidence.ownSchedule':
    'It is the script’s own, and goes with its own length: shorter or longer would be another schedule, so num_steps stays as the command has it.',
  'evidence.flattenedByDecay':
    'A rate that changes over {steps} steps bends the curves: they don’t say how many steps are enough. That is read at a constant rate.',
  'evidence.notConverged': 'Not converged.',
  'evidence.fallingAtEnd': '{rate} was still falling at step {steps}, so num_steps is open.',
  'evidence.overfits': 'Learns by heart:',
  'evidence.overfitsBetter':
    'its dev loss, {dev}, lies clearly above that of rate {other}, {otherDev}. For new rows rate {other}, or fewer steps, will do better.',
  'evidence.overfitsSurer':
    'its dev loss, {dev}, lies clearly above that of rate {other}, {otherDev}: it is surer than it is right. But its {metric} is still better: {value} against {otherValue}.',
  'evidence.atEdge': 'At the edge.',
  'evidence.highest': '{rate} is the highest rate that was tried; a higher one may be better.',
  'evidence.lowest': '{rate} is the lowest rate that was tried; a lower one may be better.',
  'evidence.extended': 'Extended',
  'evidence.extendedTo': 'past the edge to {rates}.',
  'evidence.refined': 'Refined',
  'evidence.refinedBy': 'with neighbours of the best rate: {rates}.',
  'evidence.pruned': 'Pruning',
  'evidence.prunedSpared': 'spared {spared} of {full} steps: {rates} could not win any more.',
  'evidence.uncertain': 'Not certain yet.',
  'evidence.bestOpen': 'This trial has not finished.',
  'evidence.oneOpen': '{rate} has not finished.',
  'evidence.manyOpen': '{count} other trials have not finished.',
  'evidence.unfinished': 'Not all finished:',
  'evidence.unfinishedRates': '{rates}. More steps may still change the order.',
  'evidence.diverged': 'Diverged:',
  'evidence.divergedRates': '{rates}. Stopped early, kept on record.',
  'evidence.probeAgrees': 'Probe agrees:',
  'evidence.probeAgreesWith': '{rate}, within a decade.',
  'evidence.probeDiffers': 'Probe differs',
  'evidence.probeDiffersBy':
    'by more than a decade: it estimates {rate}, the ladder found {best}. The ladder has seen whole runs, the probe a few batches.',
  'evidence.noBetterOnDev':
    'The lowest dev loss, {dev} at rate {rate}, is not below {baseline}, that of a guess that ignores the inputs, by more than chance would give. So nothing is recommended. See whether the inputs can tell the target at all; try another network, more rows, or more steps.',
  'evidence.noBetterByEither':
    'The lowest dev loss, {dev} at rate {rate}, is not below {baseline}, that of a guess that ignores the inputs, by more than chance would give, and neither is {metric} better than a guess’s. So nothing is recommended. See whether the inputs can tell the target at all; try another network, more rows, or more steps.',
  'evidence.beatsByMetric': 'Better than a guess by the metric.',
  'evidence.beatsByMetricAt':
    'No dev loss is below {baseline}, that of a guess that ignores the inputs, beyond noise; {metric}, {value}, is better than a guess’s. The network tells the classes apart, but is too sure where it errs: more rows would help.',
  'evidence.metricNames': 'The metric names the best evaluation.',
  'evidence.metricNamesBest':
    'after {step} steps, {metric} is {value}, better beyond noise than {other} at the lowest dev loss, after {lowest}. So its weights are kept and its figures count.',
  'evidence.overfitsButMetric':
    'from step {step} on by the dev loss, which was lowest at step {lowest} and has risen beyond noise since; but {metric} still got better beyond noise up to step {steps}, which is num_steps.',
  'evidence.confirmed': 'Confirmed by a run:',
  'evidence.confirmedRate':
    'the probe’s estimate, {rate}, was trained; num_steps follows from that curve. Other rates were not tried: a ladder may find a better one.',
  'evidence.halved': 'Halved:',
  'evidence.halvedTo':
    'the probe’s estimate diverged, so half of it was trained, until it held: {rate}. Other rates were not tried: a ladder may find a better one.',
  'evidence.lowestDevAlone': 'Lowest smoothed dev loss {dev}, after {step} steps.',
  'evidence.lowestDevNext': 'Lowest smoothed dev loss {dev}, after {step} steps; next is {other} with {otherDev}.',
  'evidence.devWithinNoise':
    'Lowest smoothed dev loss {dev}, after {step} steps: within noise of the lowest from as many seeds, {otherDev} at {other}.',
  'evidence.robust': 'Robust beats fast.',
  'evidence.unstable':
    '{other} was within noise at step {otherStep} already, but stands near divergence: its loss jumps, its seeds lie far apart, or the next rate up learns nothing.',
  'evidence.fragile':
    '{other} was within noise at step {otherStep} already, but its dev loss stays low for a moment only: num_steps would have to hit it.',
  'evidence.metricDecides': 'Of equal dev losses the metric decides:',
  'evidence.worseMetric':
    '{other} is within noise of the lowest dev loss, but its {metric} there is {otherValue}, worse beyond noise than {value}.',
  'evidence.secondSeed': 'Second seed:',
  'evidence.secondSeedOf':
    '{rates} were trained once more from another seed, to tell a good rate from a lucky one. What counts is the mean of both.',
  'evidence.noiseAssumed': 'Noise is assumed.',
  'evidence.noiseAssumedOf': 'How much seeds differ was not measured; 1\u00a0% of the dev loss is assumed.',
  'evidence.overfitting': 'Overfits',
  'evidence.overfitsFrom':
    'from step {step} on: the dev loss was lowest at step {lowest} and has risen beyond noise since. num_steps is step {step}, and a trial keeps the weights of its best evaluation.',
  'evidence.overfitsFromMean':
    'from step {step} on: the dev loss, as a mean over its seeds, has risen beyond noise from its lowest point. num_steps is step {step}, and a trial keeps the weights of its best evaluation.',
  'evidence.convergedOnDev':
    'at step {step}: from there on neither dev loss nor {metric} gets better beyond noise. num_steps is 1.5 times that, rounded up.',
  'evidence.convergedUnseen':
    'at step {step}: from there on neither dev loss nor {metric} gets better beyond noise. num_steps is 1.5 times that, rounded up; no trial has run that far yet.',
  'evidence.devLossMoves': '{rate}: the dev loss still got lower up to step {steps}, so num_steps is open.',
  'evidence.metricMoves':
    '{rate}: the dev loss is flat, but {metric} still got better up to step {steps}, so num_steps is open.',
  'evidence.taken': 'Taken all the same',
  'evidence.takenLower':
    'One of both it must be in a guided run, so what did better in these pairs is taken, by {share} %. That is within noise and may be chance; the final runs say what all of it together is worth.',
} as const;
