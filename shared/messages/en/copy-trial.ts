/** Texts of the dialog that starts a copy of a trial. */
export const copyTrial = {
  'copyTrial.title': 'Start a copy of {rate}',
  'copyTrial.description': 'A trial like this one, with another value somewhere.',
  'copyTrial.seed': 'Seed',
  'copyTrial.settings': 'Copy the settings',
  'copyTrial.what.nothing': 'Change a value: with the same settings it would give the same numbers.',
  'copyTrial.what.candidate': 'Only the rate is another, so the copy joins this ladder.',
  'copyTrial.what.ladder':
    'The copy becomes a ladder of its own, since rates are compared only where nothing else differs.',
  'copyTrial.start': 'Start the copy',
} as const;
