/** Texts of what was accepted as a project's learning rate and num_steps. */
export const decision = {
  'decision.byProbe': 'The project’s learning rate is {rate} with {steps} steps, by the probe.',
  'decision.byLadder': 'The project’s learning rate is {rate} with {steps} steps, by another ladder.',
  'decision.seeLadder': 'See it',
  'decision.replaces': 'Accepting takes this in its place. You can choose again later.',
  'decision.probe.numSteps': 'Steps (num_steps)',
  'decision.probe.accept': 'Accept {rate}, {steps} steps',
  'decision.probe.accepted': 'Accepted as the project’s learning rate, with {steps} steps.',
  'decision.probe.without': 'By the probe, without a ladder: its evidence is kept. A ladder can still follow.',
  'decision.probe.adamSteps':
    'With Adam the best rate falls as training gets longer: this estimate is for {steps} steps.',
  'decision.stale.again': 'Run again…',
  'decision.stale.keep': 'Keep',
  'decision.mark.accepted': 'Accepted',
  'decision.mark.kept': 'Kept',
  'decision.mark.outOfDate': 'Out of date',
  'decision.stale.title.otherData': 'Your choice was made on other data',
  'decision.stale.title.otherNetwork': 'Your choice was made with another network',
  'decision.stale.what': '{rate} and {steps} steps may no longer be right.',
  'decision.ladder.title.otherData': 'Trained on other data than the project has now',
  'decision.ladder.title.otherNetwork': 'Trained another network than the project has now',
  'decision.ladder.what':
    'The curves and the answer of this ladder are kept and hold for what was before; a new ladder tells what holds now.',
  'decision.change.otherData': 'Data {before} → {now}.',
  'decision.change.dataNow': '{digest}, {facts}',
  'decision.change.see.data': 'See the data',
  'decision.change.see.model': 'See the network',
  'decision.change.otherNetwork': 'Network {before} → {now}.',
  'decision.kept':
    'Kept by you for the data and the network that the project has now. Its evidence is from before that changed.',
  'decision.news.kept': '{rate} and {steps} steps are kept.',
} as const;
