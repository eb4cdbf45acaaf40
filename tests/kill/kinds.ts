/** What a victim does when it is killed; the kinds take turns. */
export const KINDS = ['train', 'probe', 'prepare', 'read', 'migrate', 'backup', 'drop', 'delete'] as const;
export type Kind = (typeof KINDS)[number];

/** The ladder that `train` victims go on with: small networks, some of which are pruned. */
export const LADDER = { steps: 600, hidden: [16], rates: [1, 0.1, 0.01, 0.0001], parallel: 2, extend: false };

/** Stands in the environment of a victim and of all that it starts, so that whatever outlives it is found. */
export const MARKER = 'DESCENT_KILL_HOME';

/** The program's version as victims and checks give it: a checkpoint of another one would not be gone on from. */
export const VERSION = 'kill';
