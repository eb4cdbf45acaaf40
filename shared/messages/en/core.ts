/** Refusals that belong to no single part. */
export const core = {
  'error.request.invalid': 'That request could not be understood: {detail}.',
  'error.internal': 'Something went wrong inside Descent: {detail}. The log holds the details.',
  'error.core.closing': 'Descent is closing and takes up nothing new. Start it again to go on.',
} as const;
