/** Refusals and reasons of the conductor. */
export const conductor = {
  'error.project.unknown': 'There is no project {id} here. It may belong to another home folder.',
  'error.stage.unknown': 'There is no stage {id} here. It may belong to another home folder.',
  'error.trial.unknown': 'There is no trial {id} here. "descent runs list" shows which there are.',
  'error.rate.there': 'The ladder already has a rung at {rate}. Choose another rate.',
  'error.source.changed':
    'The data at {source} changed since this project was made, so new trials could not be compared with the old ones. Create a new project from it.',
  'reason.diverged.notFinite': 'The loss was no longer a finite number at step {step}.',
  'reason.diverged.farAbove': 'The loss stayed above {factor} times its start for {count} steps, up to step {step}.',
  'reason.failed.processLost': 'The trainer process ended unexpectedly: {detail}',
  'reason.failed.protocol': 'The trainer sent something that could not be understood: {detail}',
  'reason.failed.store': 'Its points could not be saved: {detail}',
} as const;
