/** What a victim does when it is killed; the kinds take turns. */
export const KINDS = [
  'train',
  'batchMomentum',
  'decay',
  'probe',
  'prepare',
  'read',
  'migrate',
  'backup',
  'drop',
  'delete',
] as const;
export type Kind = (typeof KINDS)[number];

/** Stands in the environment of a victim and of all that it starts, so that whatever outlives it is found. */
export const MARKER = 'DESCENT_KILL_HOME';

/** The program's version as victims and checks give it: a checkpoint of another one would not be gone on from. */
export const VERSION = 'kill';
