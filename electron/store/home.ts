import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from './failure.ts';

/** The database of a home folder. */
export const databaseFile = (home: string): string => join(home, 'descent.db');

/**
 * Makes the home folder, for its owner alone, where it is not there yet.
 * @throws Refusal where the path is taken by a file, not writable, or the disk is full.
 */
export function createHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw failure(error, home);
  }
}
