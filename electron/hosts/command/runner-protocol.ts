import type { OwnCommand } from '#shared/domain/own-command.ts';

/** What a host says to a runner before all else: what is run, and where the run may write. Then both speak as a core and a trainer do. */
export interface ToRunner {
  type: 'command';
  command: OwnCommand;
  runFolder: string;
}

/** The command has so long to end by itself once it is told to, in ms. */
export const STOP_GRACE_MS = 30_000;
