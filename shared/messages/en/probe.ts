/** Texts of the budget probe on the page. */
export const probe = {
  'probePanel.title': 'Budget probe',
  'probePanel.offer':
    'Estimates a learning rate from a hundred steps: that takes seconds, not a ladder, and leaves no trace.',
  'probePanel.run': 'Estimate a rate',
  'probePanel.again': 'Estimate again',
  'probePanel.running': 'Estimating…',
  'probePanel.news': 'The probe estimates a learning rate of {rate}.',
  'probePanel.madeFor.otherSteps': 'For another number of steps.',
  'probePanel.madeForWhat.otherSteps':
    'The best rate depends on how long it trains, so it is estimated for the ladder’s steps.',
  'probePanel.madeFor.otherSettings': 'For other settings.',
  'probePanel.madeForWhat.otherSettings':
    'Its network, optimizer, batch size or seed is not the one that would be trained now.',
  'probePanel.madeFor.otherData': 'For other data.',
  'probePanel.madeForWhat.otherData': 'The project’s data has changed since.',
  'probePanel.estimate': 'Estimated learning rate',
  'probePanel.confidence.high': 'High confidence.',
  'probePanel.confidence.medium': 'Medium confidence.',
  'probePanel.confidence.low': 'Low confidence.',
  'probePanel.why.high': 'The rounds agree well.',
  'probePanel.why.medium': 'The rounds agree within a decade, or the rate had to be halved.',
  'probePanel.why.low': 'The rounds disagree, or the loss hardly moved: run a ladder before you rely on it.',
  'probePanel.aim': 'Update ÷ parameter size, target {target}.',
  'probePanel.rule': 'The plain rule would take {rate}.',
  'probePanel.noRule': 'The plain rule finds no rate: its ratio could not be measured.',
  'probePanel.checked': 'A few steps at it took the loss on unseen examples from {before} to {after}.',
  'probePanel.halved_one':
    'Halved once, until a few steps lowered the loss on unseen examples: {before}, then {after}.',
  'probePanel.halved_other':
    'Halved {count} times, until a few steps lowered the loss on unseen examples: {before}, then {after}.',
  'probePanel.unchecked':
    'Not confirmed: a few steps did not lower the loss on unseen examples ({before}, then {after}).',
  'probePanel.noTrace': '{steps} steps, {time}. Left no trace.',
  'probePanel.trace':
    '{steps} steps, {time}. The network is not what it was before: this is a defect, please report it.',
  'probePanel.add': 'Add {rate} to the ladder',
  'probePanel.onLadder': '{rate} is on the ladder.',
  'probePanel.healthy': 'healthy',
  'probePanel.axis': 'rate',
  'probePanel.summary':
    'Update ratio by learning rate. {rounds} Healthy ratios lie between {low} and {high}. The estimate is {rate}.',
  'probePanel.summaryRound': 'Round {round}: {points}.',
  'probePanel.summaryPoint': '{ratio} at {rate}',
  'probePanel.rounds': 'Rounds',
  'probePanel.round': 'Round',
  'probePanel.rate': 'Rate',
  'probePanel.ratio': 'Ratio',
  'probePanel.unseenLoss': 'Unseen loss',
  'probePanel.layers': 'Layers',
  'probePanel.layer': 'Parameter',
  'probePanel.place': 'Band',
  'probePanel.place.within': 'within',
  'probePanel.place.below': 'below',
  'probePanel.place.above': 'above',
  'probePanel.place.unused': 'not used',
  'probePanel.layersWhat': 'Median over the longest round. Biases start at zero, so they don’t count.',
} as const;
