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
  'decision.stale.title': 'Your choice was made on other data',
  'decision.stale.what': 'The project’s data has changed since, so {rate} and {steps} steps may no longer be right.',
  'decision.stale.again': 'Run again…',
  'decision.stale.keep': 'Keep',
} as const;
