import type { OwnCommand } from '#shared/domain/own-command.ts';
import type { LookAsked, Looked } from './observe.ts';

/**
 * What a host says to a runner before all else: what is run, and where the run may write. Then both speak as a core and a trainer do. Or it
 * has a command looked at, and hears what was found.
 */
export type ToRunner =
  | { type: 'command'; command: OwnCommand; runFolder: string; mark: string; stopGraceMs: number }
  | ({ type: 'look' } & LookAsked)
  | { type: 'stop' }
  | { type: 'kill' };

/** What a runner says of a look. */
export type FromLook =
  | { type: 'looking'; losses: number }
  | ({ type: 'looked' } & Looked)
  | { type: 'notLooked'; detail: string };
