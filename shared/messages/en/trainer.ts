/** Texts of trainer: why a trial ended as it did, and why a backend can't be had. */
export const trainer = {
  'reason.diverged.devNotFinite': 'The dev loss was no longer a finite number at step {step}.',
  'reason.failed.data': 'The prepared data {file} can’t be read: {detail}. Open the data set again to prepare it anew.',
  'reason.failed.emptyPart':
    'The {part} part of the data in {file} has no rows. A trial needs rows to train on and rows to be judged by.',
  'reason.failed.memory':
    'The memory was not enough for this network: {detail}. Use smaller layers or a smaller batch, or run fewer trials side by side.',
  'reason.failed.tooManyParameters':
    'With {inputs} inputs a row the network has {parameters} parameters; a trainer holds at most {most}. Use smaller layers.',
  'reason.failed.batchTooLarge':
    'A batch of {batchSize} rows is too large for this data, whose rows have {inputs} inputs each. Use a batch size of {most} or less.',
  'reason.failed.training':
    'Training broke off with an error: {detail}. The trial’s log holds what was done until then.',
  'reason.backend.notHere': 'The backend {backend} is not part of this version. Use wasm.',
  'reason.backend.broken': 'The backend {backend} can’t be started here: {detail}. Choose another backend.',
} as const;
