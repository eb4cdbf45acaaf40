/** Refusals that belong to no single part. */
export const core = {
  'error.request.invalid': 'That request could not be understood: {detail}.',
  'error.request.gone': 'That was given up, since nobody waited for it any more.',
  'error.bounds.rate': 'A learning rate must be a number above 0 and at most {most}, for example 0.01.',
  'error.bounds.atMost': '{name} can be at most {most}.',
  'error.bounds.atLeast': '{name} must be at least {least}.',
  'error.busy.reading':
    'Descent is reading data sets for {count} requests already. Wait until some are done, then try again.',
  'error.busy.asking':
    'Descent is busy with {count} probes and preparations already. Wait until some are done, then try again.',
  'error.internal': 'Something went wrong inside Descent: {detail}. The log holds the details.',
  'error.core.closing': 'Descent is closing and takes up nothing new. Start it again to go on.',
  'error.trial.oneRate': 'A single trial wants one learning rate, and {count} were given.',
  'error.question.stopped': 'That was stopped before it had an answer.',
  'error.host.none': 'Nothing here trains such a project: it needs a command, and this Descent runs none.',
  'error.host.probe':
    'A learning rate can’t be probed here: what trains this project has no probe. Run the ladder instead.',
  'error.host.prepare': 'The set-up can’t be checked here: what trains this project has no such check.',
} as const;
